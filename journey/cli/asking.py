"""What the questions about many children share: the store as batches, whose cases to list, who holds each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from journey.cli.cache import cache_folder, told
from journey.cli.machine import processes
from journey.cli.options import Reading
from journey.cli.session import Session, session
from journey.cli.sources import declarations
from journey.reports.table import Field, Row
from journey.reports.words import words

if TYPE_CHECKING:
    import polars as pl

    from journey.projections.questions import Asked

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose cases to list: those whose hub or team contains a text, or of one lead worker; all when nothing is said."""

    hub: str | None = None
    team: str | None = None
    worker: str | None = None

    def wants(self, row: Row) -> bool:
        """Whether a row, with its holder, is among them."""
        if self == _EVERYBODY:
            return True
        worker = (self.worker or "").casefold()
        who = (words(row.get("lead_worker")).casefold(), words(row.get("lead_worker_name")).casefold())
        return (
            _contains(row.get("hub"), self.hub)
            and _contains(row.get("team"), self.team)
            and (not worker or worker in who)
        )

    def among(self, held: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
        """The rows of ``holders.holders`` that are among them; ``names`` are the workers behind references."""
        if self == _EVERYBODY:
            return held
        rows = held.select("hub", "team", "lead_worker").iter_rows(named=True)
        return held.filter([self.wants({**row, "lead_worker_name": names.get(row["lead_worker"])}) for row in rows])


_EVERYBODY = Whose()


def whose(function: Function) -> Function:
    """Give a command --hub, --team and --worker; its function gets them as one ``Whose``, after the reading."""

    @wraps(function)
    def with_whose(
        asked: Reading, *args: Any, hub: str | None, team: str | None, worker: str | None, **more: Any
    ) -> Any:
        return function(asked, Whose(hub, team, worker), *args, **more)

    for option in reversed(_WHOSE):
        option(with_whose)
    return cast(Function, with_whose)


_WHOSE = (
    click.option("--hub", metavar="TEXT", help="Only children whose hub contains this."),
    click.option("--team", metavar="TEXT", help="Only children whose team contains this."),
    click.option("--worker", metavar="TEXT", help="Only children of this lead worker: reference, name or unallocated."),
)


@contextmanager
def asking(asked: Reading) -> Iterator[tuple[Session, Asked]]:
    """Open the store for a question about many children."""
    with session(asked) as reader:
        yield reader, asked_of(reader)


def asked_of(reader: Session) -> Asked:
    """The store of a reading, asked about many children."""
    from journey.projections.questions import Asked

    log = reader.log
    return Asked(log, reader.standpoint, declarations(), cache_folder(log), processes(), told)


def by_name(column: str) -> Callable[[Row], str]:
    """Puts a worker in words: by name where it is known, else by reference."""
    return lambda row: words(row.get(f"{column}_name") or row.get(column))


CHILD = Field("child_id", "Child", "id")
HOLDER = (
    Field("lead_worker", "Lead worker", "id", 20, "Who holds the case; 'unallocated' and 'not known' are answers. "
          "Empty where no case is open, as far as any source shows.", by_name("lead_worker")),
    Field("team", "Team", "text", 20),
    Field("hub", "Hub", "text", 14, "Empty where no hub is recorded."),
    Field("case_status", "Case status", "text", 20, "As the latest file shows it. Empty where none does."),
    Field("plan", "Plan", "text", 20, "That of care, else of protection, else of need. Empty where none is recorded."),
)  # fmt: skip
"""The columns that say whose a child is: every list of children ends with them."""


def with_holder(columns: tuple[Field, ...], rows: Sequence[Row]) -> tuple[Field, ...]:
    """The columns of a list of children, then whose they are; no hub where none of them has one."""
    hubs = any(row.get("hub") for row in rows)
    return (*columns, *(field for field in HOLDER if hubs or field.name != "hub"))


def has_hubs(question: Asked, rows: Iterable[Row] = ()) -> bool:
    """Whether the authority is organised in hubs: its structure holds one, or a case is recorded with one."""
    return question.structure.has_hubs or any(row.get("hub") for row in rows)


NO_HUBS = "No hub is on record. What hubs there are, and which teams belong to them: journey import organisation FILE."


def streams(rows: Sequence[Row]) -> list[str]:
    """The children that rows are about, for the access log."""
    return list(dict.fromkeys(str(row["stream"]) for row in rows))


def _contains(value: Any, wanted: str | None) -> bool:
    return wanted is None or wanted.casefold() in words(value).casefold()
