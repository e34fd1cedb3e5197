"""``journey export subject-access``: one child's whole journey, as it is given to whoever asks for their own record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from journey.cli import show_page
from journey.cli.exporting.asked import Wanted, exporting
from journey.cli.exporting.write_out import exports, write_out
from journey.cli.sources import declarations
from journey.domain.errors import UsageError
from journey.reports import format_of, write
from journey.reports.table import Field, Report, Row, Section
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.cli.session import Session
    from journey.projections.record.subject_access import Disclosed
    from journey.projections.standing.journey import Journey

_FORMATS: Final = ("md", "html", "xlsx", "json")
_REDACTIONS: Final = (
    Field("occurred_on", "Date", "date"),
    Field("event", "Event", "text", 26),
    Field("field", "What", "text", 20),
    Field("ground", "On what ground", "text", 40),
)
_NOT_GIVEN: Final = frozenset({"Family", "Findings"})
"""Lines of where things stand that are about others, or about the record's keeping."""

_OF_ADOPTION: Final = frozenset({"Legal status", "Plan", "Next due", "Overdue"})
"""Lines of where things stand that may tell of an adoption."""


@click.command(epilog='Example: journey export subject-access 1000504 answer.md --purpose "request of 3 March"')
@click.argument("child")
@exporting
def command(wanted: Wanted, child: str) -> None:
    """One child's whole journey with where each statement comes from; third-party details and adoption withheld.

    OUT ends in .md, .html, .xlsx or .json. Every statement is in it, corrected and retracted ones as well. What is
    about somebody else, words that may name somebody, and adoption records are withheld; each redaction is listed with
    its ground, and the access log keeps how many there were of each. A person reads it before it is given.
    """
    form = format_of(wanted.out)
    if form not in _FORMATS:
        raise UsageError(f"{wanted.out}: an answer is read by people: a name that ends in .md, .html, .xlsx or .json.")
    if not wanted.purpose:
        raise UsageError("Say which request this answers: --purpose TEXT. It is kept in the access log.")
    if wanted.pseudonymise is not None:
        raise UsageError("Whoever asks for their own record is given their own dates: leave out --pseudonymise.")

    from journey.projections.record.subject_access import disclosed
    from journey.projections.standing.journey import journey_of

    with exports(wanted) as reader:
        found = journey_of(reader.log, child, reader.standpoint, declarations(), history=True)
        reader.must_be_for(found.stream)
        given = disclosed(found.rows)
        report = _report(reader, found, given)
        marked = replace(wanted, purpose=f"{_mark(given)} {wanted.purpose}".strip())
        content = write(report, form)
        write_out(reader, marked, _streams(reader, found), lambda _step: [content])
    click.echo(
        f"Written to {wanted.out}, readable by you alone: {counted(len(given.rows), 'statement')}, "
        f"{counted(len(given.redactions), 'redaction')}. Read it before it is given.",
        err=True,
    )


def _report(reader: Session, found: Journey, given: Disclosed) -> Report:
    from journey.domain.disclosure import FOR_A_PERSON

    redactions: list[Row] = list(given.redactions)
    adopted = any(one["code"] == "adoption" for one in redactions)
    not_given = _NOT_GIVEN | (_OF_ADOPTION if adopted else frozenset())
    return Report(
        title=f"The record of {found.child}",
        caption="Every statement, in the order in which it was recorded",
        columns=show_page.COLUMNS,
        page=show_page.page(found.names, history=True, sources=True),
        rows=list(given.rows),
        meta=reader.meta(child_id=found.child, redactions=len(redactions), workers=found.names),
        lead=tuple(line for line in show_page.lead(found.now) if line.label not in not_given),
        sections=(Section("redactions", "What is withheld, and on what ground", _REDACTIONS, redactions),),
        notes=(FOR_A_PERSON,),
        guide=show_page.GUIDE,
    )


def _streams(reader: Session, found: Journey) -> Sequence[str]:
    from journey.projections.cluster import cluster_of

    at = reader.standpoint
    return sorted(cluster_of(reader.log, found.stream, at.known_at, at.position).statements)


def _mark(given: Disclosed) -> str:
    """What the access log keeps of the redactions: how many on each ground."""
    counts: Iterable[tuple[Any, int]] = sorted(Counter(one["code"] for one in given.redactions).items())
    said = ", ".join(f"{ground} {number}" for ground, number in counts) or "nothing"
    return f"[subject access; withheld: {said}]"
