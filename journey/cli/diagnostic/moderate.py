"""``journey diagnostic moderate``: what a moderator makes of a grade, beside the auditor's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from journey.cli.clock import today
from journey.cli.diagnostic.assigned import JOURNEY, UNSAFE, about, unsafe_lead, worker_names_of
from journey.cli.diagnostic.found import NAME, Found, found
from journey.cli.options import PURPOSE, Showing, showing
from journey.cli.session import who
from journey.domain.errors import UsageError
from journey.reports.table import Field, Report, Row
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.audit.audited import Audited, Grade
    from journey.audit.diagnostic import Diagnostic

_COLUMNS = (
    JOURNEY,
    Field("child_id", "Child", "id"),
    Field("question", "Graded", "id", 18, "A domain of the form, or overall."),
    Field("auditor", "Auditor", "id", 20, says=lambda row: str(row["auditor_name"] or row["auditor"])),
    Field("grade", "Grade", "text", 22, "The auditor's own."),
    Field("moderated", "Moderated", "text", 22, "What the last moderator made of it; empty: not moderated."),
    Field("moderated_by", "By", "text", 16),
    Field("moderated_on", "On", "date", 18),
    Field("reason", "Why", "text", 40),
    UNSAFE,
)


@click.command(
    epilog="Example: journey diagnostic moderate baseline child-in-need/3 --auditor 'Ines Okafor' "
    "--grade inadequate --reason 'no visit for four months'"
)
@NAME
@click.argument("journey", metavar="[JOURNEY]", required=False)
@click.option("--auditor", metavar="WHO", help="Whose grade. Default: the first rater's.")
@click.option("--question", default="overall", show_default=True, metavar="CODE", help="Which grade of the form.")
@click.option("--grade", "graded", metavar="GRADE", help="The moderated grade; the same again confirms it.")
@click.option("--reason", metavar="TEXT", help="Why. Kept sealed.")
@showing
@PURPOSE
def command(
    asked: Showing,
    name: str,
    journey: str | None,
    auditor: str | None,
    question: str,
    graded: str | None,
    reason: str | None,
    purpose: str | None,
) -> None:
    """Moderate a grade: the auditor's own stays, the moderated one stands beside it with the reason.

    JOURNEY is its number or the child's id. Without one, every grade is listed with what became of it.
    """
    if (journey is None) != (graded is None and reason is None):
        raise UsageError("Which journey, which grade and why: JOURNEY --grade GRADE --reason TEXT.")
    with found(asked, name, purpose=purpose, sealed=("reason",)) as page:
        from journey.audit.audited import audited
        from journey.audit.diagnostic import find

        one = page.diagnostic
        if journey is not None:
            from journey.audit.grading import record_moderated

            grade = _grade(page, journey, auditor, question)
            record_moderated(page.reader.log, one, grade, _code(graded or ""), reason or "", on=today(), by=who())
            one = find(page.reader.log, one.name)
        made = audited(page.reader.log, one)
        rows = list(_rows(page, one, made))
        moderated = sum(row["moderated"] is not None for row in rows)
        report = Report(
            title=f"Grades: {one.name}",
            columns=_COLUMNS,
            rows=rows,
            meta=page.meta(one, grades=len(rows), moderated=moderated, unsafe=len(made.unsafe)),
            caption=f"{counted(len(rows), 'grade')}, {moderated:,} moderated",
            lead=tuple(unsafe_lead(one, made)),
            guide=("Both grades stay. Where one was moderated more than once, the last is shown and all are kept.",),
        )
        page.reader.deliver(report, list(dict.fromkeys(str(row["stream"]) for row in rows)))


def _rows(page: Found, one: Diagnostic, made: Audited) -> Iterator[Row]:
    """One row a grade: of children who may be unsafe first, then as they were given."""
    names = worker_names_of(page)
    for grade in sorted(made.grades, key=lambda grade: grade.journey not in made.unsafe):
        last = grade.moderations[-1] if grade.moderations else None
        yield {
            **about(one, grade.journey),
            "question": grade.question,
            "auditor": grade.auditor,
            "auditor_name": names.get(grade.auditor),
            "grade": grade.grade,
            "on": grade.on,
            "rationale": grade.rationale,
            "moderated": last.grade if last else None,
            "moderated_by": last.by if last else None,
            "moderated_on": last.on if last else None,
            "reason": last.reason if last else None,
            "fact": grade.fact,
            "unsafe": made.said_unsafe(grade.journey),
        }


def _grade(page: Found, journey: str, auditor: str | None, question: str) -> Grade:
    """The grade that is meant. Raises UsageError where there is none."""
    from journey.audit.audited import audited
    from journey.audit.auditors import auditor_meant
    from journey.audit.numbers import journey_named
    from journey.audit.people import people_of

    one, log = page.diagnostic, page.reader.log
    stream = journey_named(one, journey)
    if stream is None:
        raise UsageError(f"{journey} is not in the sample: see journey diagnostic show {one.name}.")
    page.reader.must_be_for(stream)
    made = audited(log, one)
    people = people_of(log, one.opened.get("la"), [stream])
    raters = (people.reference(auditor_meant(made, auditor)),) if auditor else made.auditors_of(stream)
    wanted = [(stream, rater, question) for rater in raters]
    grade = next((one for one in made.grades if (one.journey, one.auditor, one.question) in wanted), None)
    if grade is None:
        whose = auditor or "any auditor"
        raise UsageError(
            f"There is no grade of {journey} for {question} by {whose}: journey diagnostic moderate {one.name} lists "
            "those there are."
        )
    return grade


def _code(written: str) -> str:
    from journey.audit.form import OVERALL, QUESTION

    found = QUESTION[OVERALL].code_of(written)
    if found is None:
        raise UsageError(f"{written!r} is no grade: write one of {', '.join(QUESTION[OVERALL].answers)}.")
    return found
