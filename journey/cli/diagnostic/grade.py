"""``journey diagnostic grade``: take in what auditors found, from filled-in forms or one line at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from journey.cli.clock import today
from journey.cli.diagnostic.assigned import JOURNEY, about, unsafe_lead
from journey.cli.diagnostic.forms import read_forms
from journey.cli.diagnostic.found import NAME, Found, found
from journey.cli.diagnostic.one_line import line_of, one_line
from journey.cli.options import PURPOSE, Showing, showing
from journey.cli.session import who
from journey.domain.errors import UsageError
from journey.reports.table import Field, Report, Row
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.audit.judging import Accepted, Refused

ACCEPTED: Final = "accepted"
REFUSED: Final = "refused"
_SEALED: Final = ("rationale", "unsafe", "told", "answered", "late")
"""Options whose words stand sealed in the log, and not in the access log."""

_COLUMNS = (
    Field("place", "Place", "text", 34, "File, sheet and row."),
    JOURNEY,
    Field("child_id", "Child", "id"),
    Field("auditor", "Auditor", "text", 20, "As written."),
    Field("question", "Question", "id", 20, "Its code on the form."),
    Field("answer", "Answer", "text", 24, "As written; the rationale is sealed and not shown here."),
    Field("outcome", "Outcome", "text", 10, "accepted or refused."),
    Field("reason", "Why refused", "text", 60, "And what to do."),
)
_GUIDE = (
    "Every line of a form that was filled in is accepted or refused, by itself.",
    "A grade is never overwritten: what a moderator makes of it stands beside it.",
    "The overall grade is the auditor's judgement. It is not counted from the others.",
)


@click.command(epilog="Example: journey diagnostic grade baseline child-in-need-3.xlsx looked-after-1.xlsx")
@NAME
@click.argument("forms", metavar="[FORM]…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--auditor", metavar="WHO", help="Who grades, where the form does not say.")
@one_line
@click.option("--late", metavar="REASON", help="Take grades after their last day, with the reason, which is kept.")
@showing
@PURPOSE
def command(
    asked: Showing, name: str, forms: tuple[Path, ...], auditor: str | None, late: str | None, purpose: str | None,
    **said: Any,
) -> int:  # fmt: skip
    """Take in grades, answers and concerns, from forms (workbook or CSV) or one line at a time (--journey).

    Exit code 1 where a line is refused, or where an auditor found that a child may be unsafe: that is said at once.
    """
    one = line_of(auditor, **said)
    if bool(forms) == bool(one):
        raise UsageError("Name the forms, or one journey and what is said of it: --journey NUMBER --grade GRADE.")
    read = read_forms(forms, auditor)
    lines = [line for of in read for line in of.lines] or one
    if not lines:
        raise UsageError("Nothing is filled in: write answers and rationales into the form.")
    with found(asked, name, purpose=purpose, sealed=_SEALED) as page:
        from journey.audit.grading import record_graded

        rights = page.reader.rights
        withheld = {stream: why for stream, why in rights.withheld.items() if rights.hides(stream)}
        log, on = page.reader.log, today()
        judged = record_graded(log, page.diagnostic, lines, on=on, by=who(), late=late, withheld=withheld)
        _tell_at_once(judged)
        report = _report(page, judged, sum(of.blank for of in read))
        streams = [one.journey for one in judged if one.journey]
        page.reader.deliver(report, list(dict.fromkeys(streams)))
        return 1 if report.meta["refused"] or report.meta["unsafe"] else 0


def _report(page: Found, judged: Sequence[Accepted | Refused], blank: int) -> Report:
    from journey.audit.audited import audited
    from journey.audit.diagnostic import find

    one = find(page.reader.log, page.diagnostic.name)
    made = audited(page.reader.log, one)
    rows = [_row(page, line) for line in judged]
    refused = [row for row in rows if row["outcome"] == REFUSED]
    accepted = [row for row in rows if row["outcome"] == ACCEPTED]
    unsafe = sorted({row["journey"] or row["as_written"] for row in rows if row["says_unsafe"]})
    return Report(
        title=f"Grades taken in: {one.name}",
        columns=_COLUMNS,
        rows=[*refused, *accepted],
        caption=f"{counted(len(refused), 'line')} refused, {len(accepted):,} accepted",
        meta=page.meta(one, rows=len(rows), accepted=len(accepted), refused=len(refused), blank=blank, unsafe=unsafe),
        lead=tuple(unsafe_lead(one, made)),
        notes=(f"{counted(blank, 'line')} left blank.", *_doubts(page, made)),
        guide=_GUIDE,
    )


def _row(page: Found, judged: Accepted | Refused) -> Row:
    from journey.audit.judging import Refused

    line = judged.line
    of = about(page.diagnostic, judged.journey) if judged.journey else {"journey": None, "child_id": None, "la": None}
    if page.reader.rights.hides(judged.journey):
        # What became of the line is told, and of which child it is not: a row with a stream would be left out whole.
        of = {"journey": of["journey"], "child_id": None, "la": None}
    return {
        **of,
        "place": line.where,
        "as_written": line.journey,
        "auditor": line.auditor,
        "question": line.question,
        "answer": line.answer,
        "outcome": REFUSED if isinstance(judged, Refused) else ACCEPTED,
        "reason": judged.why if isinstance(judged, Refused) else "",
        "says_unsafe": line.says_unsafe,
    }


def _tell_at_once(judged: Sequence[Accepted | Refused]) -> None:
    """Say on the error stream which children may be unsafe, a refused line's too: before anything else."""
    from journey.audit.form import TOLD
    from journey.audit.judging import Refused

    told = {(one.line.journey, one.line.auditor) for one in judged if one.line.question == TOLD}
    for one in judged:
        line = one.line
        if line.says_unsafe:
            somebody = (line.journey, line.auditor) in told
            todo = (
                "Somebody is said to have been told."
                if somebody
                else ("Tell whoever is responsible for the child today, and say whom: --told NAME.")
            )
            lost = f" THE LINE WAS REFUSED: {one.why}" if isinstance(one, Refused) else ""
            click.echo(f"UNSAFE: {line.journey} ({line.where}). {todo}{lost}", err=True)


def _doubts(page: Found, made: Any) -> Iterator[str]:
    """What somebody should look at: an overall grade better than inadequate of a child who may be unsafe."""
    from journey.audit.form import OVERALL

    for grade in made.grades:
        if grade.question == OVERALL and grade.journey in made.unsafe and grade.stands != "inadequate":
            number = about(page.diagnostic, grade.journey)["journey"]
            yield f"{number} is graded {grade.stands} overall though the child may be unsafe: moderate it."
