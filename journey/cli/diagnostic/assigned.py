"""Journeys as auditors know them: by number, with who grades them, the unsafe ones first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from journey.cli.diagnostic.found import Found
from journey.reports.table import Field, LeadLine, Row
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.audit.audited import Audited
    from journey.audit.diagnostic import Diagnostic

JOURNEY = Field("journey", "Journey", "id", 24, "Its number on packs and forms: stratum and rank.")
UNSAFE = Field(
    "unsafe",
    "Unsafe",
    "flag",
    help="Whether an auditor found that the child may be unsafe; empty: nobody has said yet.",
)
ASSIGNED = (
    JOURNEY,
    Field("la", "Authority", "id", 10),
    Field("child_id", "Child", "id"),
    Field("auditor", "Auditor", "id", 20, says=lambda row: str(row["auditor_name"] or row["auditor"])),
    Field("auditor_number", "Number", "id", 12, "As packs for outside experts name the auditor, and forms may."),
    Field("rater", "Rater", "text", 12, "first or second; of calibration journeys every other auditor is a second."),
    Field("calibration", "Calibration", "flag", help="All auditors grade it, and talk it over."),
    Field("due_on", "Grades by", "date", 18, "The last day on which grades are taken."),
    Field("overall", "Overall", "text", 20, "The auditor's own overall grade, where it is given."),
    UNSAFE,
)


def assigned(page: Found, one: Diagnostic, made: Audited) -> list[Row]:
    """One row a journey and auditor, the unsafe first, then by journey and first rater."""
    from journey.audit.auditors import auditor_numbers
    from journey.audit.form import OVERALL

    names, numbers = worker_names_of(page), auditor_numbers(made)
    overall = {(g.journey, g.auditor): g.grade for g in made.grades if g.question == OVERALL}
    place = {drawn.stream: place for place, drawn in enumerate(one.journeys)}
    still = [given for given in made.assignments if given.journey in place]
    still.sort(key=lambda given: (given.journey not in made.unsafe, place[given.journey], given.second))
    return [
        {
            **about(one, given.journey),
            "auditor": given.auditor,
            "auditor_name": names.get(given.auditor),
            "auditor_number": numbers[given.auditor],
            "rater": "second" if given.second else "first",
            "calibration": given.calibration,
            "due_on": given.due_on,
            "overall": overall.get((given.journey, given.auditor)),
            "unsafe": made.said_unsafe(given.journey),
        }
        for given in still
    ]


def about(one: Diagnostic, stream: str) -> dict[str, Any]:
    """What every row about a journey says: its number, child and stream."""
    from journey.audit.numbers import number_of
    from journey.domain.statements import split_stream

    _, la, child = split_stream(stream)
    return {"journey": number_of(one, stream), "la": la, "child_id": child, "stream": stream}


def worker_names_of(page: Found) -> dict[str, str]:
    """Reference → name, of everybody whose name can be opened."""
    from journey.projections.names import worker_names

    return worker_names(page.reader.log)


def unsafe_lead(one: Diagnostic, made: Audited) -> Iterator[LeadLine]:
    """The first line of whatever is said of a diagnostic: who may be unsafe, and who was told."""
    if not made.unsafe:
        return
    numbers = [str(about(one, stream)["journey"]) for stream in sorted(made.unsafe)]
    untold = len({concern.journey for concern in made.concerns} - {c.journey for c in made.concerns if c.told})
    yield LeadLine(
        "UNSAFE",
        f"{counted(len(numbers), 'child', 'children')}: {', '.join(numbers)}",
        f"of {untold} nobody is said to have been told" if untold else "somebody was told of each",
    )
