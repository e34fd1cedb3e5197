"""`docs/timescales.md`: the numbers of law, guidance and local practice, as the rules apply them."""

from __future__ import annotations

from docs.pages.markdown import GENERATED, table
from journey.domain.timescale_blocks import Rule, Step
from journey.domain.timescales import rules

_INTRODUCTION = """\
# Timescales

Every number that a rule counts with, from `journey/domain/timescales.toml`. A change of law or practice is a new dated row;
a running timescale keeps the value in force on the day it started. A local standard is never shown as law.

**Sure**: V the wording was verified in the source named · H high · M medium, check before relying on it · L low, or local
convention only.
"""

_CALENDAR_BEGINS = "1990-01-01"


def page() -> str:
    """The document."""
    headings = ("rule", "step", "what must happen", "from", "until", "authority", "reference", "sure")
    lines = [row for rule in rules().values() for row in _rows(rule)]
    return "\n".join([GENERATED, _INTRODUCTION, table(headings, lines)])


def _rows(rule: Rule) -> list[tuple[str, ...]]:
    return [_row(rule, step) for step in rule.steps]


def _row(rule: Rule, step: Step) -> tuple[str, ...]:
    begins = step.valid_from.isoformat()
    note = f" *{step.note}*" if step.note else ""
    return (
        f"**{rule.id}** {rule.title}",
        step.name.replace("_", " "),
        step.sentence + note,
        "" if begins == _CALENDAR_BEGINS else begins,
        step.valid_until.isoformat() if step.valid_until else "",
        step.label,
        step.reference,
        step.confidence,
    )
