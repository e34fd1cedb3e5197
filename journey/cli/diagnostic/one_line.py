"""One line of a form, said by options in place of a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from journey.cli.days import DAY
from journey.cli.options import with_options
from journey.domain.errors import UsageError

if TYPE_CHECKING:
    from journey.audit.judging import Line

_WHERE = "the command line"


def one_line(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say one line of a form; its function gets them by name."""
    return with_options(_OPTIONS, function)


_OPTIONS = (
    click.option("--journey", metavar="NUMBER", help="One journey: its number (child-in-need/3) or the child's id."),
    click.option("--question", metavar="CODE", help="What is graded or answered. Default: overall."),
    click.option("--grade", "graded", metavar="GRADE", help="outstanding, good, requires improvement or inadequate."),
    click.option("--answer", "answered", metavar="TEXT", help="Of a question that is not graded: yes, partly, no …"),
    click.option("--rationale", metavar="TEXT", help="Why, with the evidence. Kept sealed."),
    click.option("--unsafe", metavar="TEXT", help="The child may be unsafe: what the concern is. Kept sealed."),
    click.option("--told", metavar="WHO", help="Who was told that the child may be unsafe."),
    click.option("--on", "graded_on", type=DAY, metavar="D", help="The day it was graded. Default: today."),
)


def line_of(
    auditor: str | None,
    *,
    journey: str | None,
    question: str | None,
    graded: str | None,
    answered: str | None,
    rationale: str | None,
    unsafe: str | None,
    told: str | None,
    graded_on: date | None,
) -> list[Line]:
    """The lines that the options say, none without a journey. Raises UsageError for options that do not go together."""
    said = any(one is not None for one in (question, graded, answered, rationale, unsafe, told))
    if journey is None:
        if said:
            raise UsageError("Of which journey? Say its number or the child's id: --journey child-in-need/3.")
        return []
    from journey.audit.form import OVERALL, TOLD, UNSAFE
    from journey.audit.judging import Line

    def line(code: str, answer: str, why: str) -> Line:
        return Line(_WHERE, None, journey, auditor or "", code, None, answer, why, graded_on)

    if graded is not None and answered is not None:
        raise UsageError("A question is graded (--grade) or answered (--answer), not both.")
    found = []
    if unsafe is not None:
        found.append(line(UNSAFE, "yes", unsafe))
    if told is not None:
        found.append(line(TOLD, told, ""))
    if graded is not None or answered is not None or rationale is not None:
        found.append(line(question or OVERALL, graded or answered or "", rationale or ""))
    if not found:
        raise UsageError("What is said of it? --grade GRADE --rationale TEXT, --answer TEXT, or --unsafe TEXT.")
    return found
