"""One reading of the store: opened, placed in time, recorded in the access log, and only then shown."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from journey.cli.canonical import canonical
from journey.cli.clock import today
from journey.cli.options import Reading
from journey.cli.output import print_bytes, write_file
from journey.cli.pseudonymising import disguise, read_key
from journey.cli.showing import check, content_of, show
from journey.cli.store import store_url
from journey.cli.withholding import Withholding, withholding
from journey.domain.errors import NotPermitted, UsageError
from journey.reports.table import Report, Row

if TYPE_CHECKING:
    from journey.projections.standpoint import Standpoint
    from journey.store.log import Log


@dataclass(frozen=True)
class Session:
    """A store opened for one reading command, and the point in time it stands at."""

    log: Log
    standpoint: Standpoint
    asked: Reading
    command: str

    def meta(self, **more: Any) -> dict[str, Any]:
        """What makes a report again, and whatever else its JSON promises."""
        at = self.standpoint
        return {
            "store": self.log.store_id,
            "position": at.position,
            "chain": at.chain,
            "as_at": at.as_at,
            "known_at": at.known_at,
            "data_to": at.data_to,
            "command": self.command,
            **more,
        }

    @cached_property
    def rights(self) -> Withholding:
        """What is withheld from whoever reads."""
        return withholding(self.log)

    def listed(self, rows: Iterable[Row]) -> list[Row]:
        """Those lines of a list (``stream``) that are for this reader; a report of it says how many are not."""
        return self.rights.listed(rows)

    def deliver(self, report: Report, streams: Sequence[str] = ()) -> None:
        """Record who reads what, then show a report that lists children, whose rows say which (``stream``).

        ``streams`` are the children it is about. Those that are not for this reader are left out. Raises
        ``NotPermitted``, with nothing shown, when the reading cannot be recorded.
        """
        rights = self.rights
        self._show(rights.without(report), [s for s in streams if not rights.hides(s)], rights, None)

    def deliver_one(self, report: Report, stream: str, records: Sequence[str] = ()) -> None:
        """As ``deliver``, a report about one child, with every record that it was read from.

        Raises ``NotPermitted`` for one that is not for this reader.
        """
        rights = withholding(self.log)
        refusal = rights.refusal([stream, *(one for one in records if one != stream)])
        if refusal:
            self._record(f"[refused] {self.asked.purpose or ''}".strip(), [stream])
            raise NotPermitted(refusal)
        self._show(report, [stream], rights, stream)

    def deliver_export(self, text: str, stream: str) -> None:
        """Record that something about one child is taken away, then show it as it is.

        Raises ``NotPermitted`` for a child that is not for this reader, with nothing shown; ``UsageError`` where it was
        to have pseudonyms, which text that is made already cannot be given.
        """
        if self.asked.pseudonymise is not None:
            raise UsageError("What is invented has names and dates of its own already: leave out --pseudonymise.")
        rights = withholding(self.log)
        if refusal := rights.refusal([stream]):
            self._record(f"[refused] {self.asked.purpose or ''}".strip(), [stream])
            raise NotPermitted(refusal)
        self._record(f"[export] {rights.purpose([stream], self.asked.purpose or '')}".strip(), [stream])
        if self.asked.output is None:
            print_bytes(text.encode())
        else:
            write_file(self.asked.output, text.encode())
            click.echo(f"Written to {self.asked.output}", err=True)

    def must_be_for(self, stream: str) -> None:
        """Raises ``NotPermitted`` for a child that is not for this reader, who asked: that is recorded."""
        if refusal := self.rights.refusal([stream]):
            self._record(f"[refused] {self.asked.purpose or ''}".strip(), [stream])
            raise NotPermitted(refusal)

    def allow(self, streams: Sequence[str]) -> list[str]:
        """Record that something about children is taken away in files of the command's own; return those it may be of.

        Raises ``NotPermitted`` when the reading cannot be recorded.
        """
        rights = withholding(self.log)
        allowed = [stream for stream in streams if not rights.hides(stream)]
        self._record(f"[export] {rights.purpose(allowed, self.asked.purpose or '')}".strip(), allowed)
        return allowed

    def _show(self, report: Report, streams: Sequence[str], rights: Withholding, child: str | None) -> None:
        if self.asked.pseudonymise is not None:
            told = disguise(self.log, self.asked.pseudonymise, self.standpoint.as_at)
            report = told.report(report, child, marked=self.asked.format == "csv")
        purpose = rights.purpose(streams, self.asked.purpose or "")
        content = content_of(report, self.asked)
        self._record(purpose, streams)
        show(content, report, self.asked)

    def _record(self, purpose: str, streams: Sequence[str]) -> None:
        at = self.standpoint
        self.log.access.record(
            who=who(),
            purpose=purpose,
            command=self.command,
            as_at=at.as_at,
            known_at=at.known_at,
            position=at.position,
            children=list(streams),
        )


@contextmanager
def session(asked: Reading) -> Iterator[Session]:
    """Open the store for reading. Everything that can be refused is refused before anything is read."""
    check(asked)
    if asked.pseudonymise is not None:
        read_key(asked.pseudonymise)

    from journey.projections.standpoint import stand
    from journey.store.log import open_log

    ctx = click.get_current_context()
    with open_log(store_url(ctx), create=False) as log:
        check_purpose(log, asked.purpose)
        if log.keyring.is_missing():
            click.echo(log.keyring.gone, err=True)
        at = stand(
            log,
            as_at=asked.as_at,
            known_at=asked.known_at,
            position=asked.position,
            today=today(),
            inferred=asked.inferred,
        )
        resolved = {"as_at": at.as_at, "known_at": at.known_at, "position": at.position, "format_name": asked.format}
        yield Session(log, at, asked, canonical(ctx, resolved))


def check_purpose(log: Log, purpose: str | None) -> None:
    """Raise UsageError for a reading without a purpose where the store asks for one."""
    from journey.projections.record.purpose import purpose_required

    if not (purpose or "").strip() and purpose_required(log, today()):
        raise UsageError("This store asks why: say --purpose TEXT. It is kept in the access log.")


def who() -> str:
    """Who is reading or recording: ``JOURNEY_USER``, else the user of the operating system."""
    if named := os.environ.get("JOURNEY_USER", "").strip():
        return named
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        import getpass

        return getpass.getuser()
