"""`docs/timescales.md`: the numbers of law, guidance and local practice, as the rules apply them."""

from __future__ import annotations

from docs.pages.markdown import GENERATED, table
from journey.domain.timescale_blocks import Rule, Step
from journey.domain.timescales import rules

_INTRODUCTION = """\
# Timescales

Every number that a rule counts with, from `journey/domain/timescales.toml`. A change of law or practice is a new dated
row; a running timescale keeps the value in force on the day it started. A local standard is never shown as law.

**Sure**: V the wording was verified in the source named · H high · M medium, check before relying on it · L low, or
local convention only.
"""

_SHORT = {
    "AXA": "Ofsted, ILACS Annex A, with the number of the list",
    "CLR": "Care Leavers (England) Regulations 2010, SI 2010/2571",
    "CPPCR": "Care Planning, Placement and Case Review (England) Regulations 2010, SI 2010/959",
    "EES": "Department for Education, Explore education statistics, methodology",
    "NI": "a former national indicator, with its number",
    "PF": "Children (Private Arrangements for Fostering) Regulations 2005, SI 2005/1533",
    "REP": "Children Act 1989 Representations Procedure (England) Regulations 2006, SI 2006/1738",
    "S0 vision": "The Vision for Slough Children's Services Trust, 2015",
    "S1 evaluation report 2018": "Implementation evaluation of Slough Children's Services Trust, July 2018",
    "S2 scrutiny minutes Oct 2016": "Slough, joint scrutiny meeting, 26 October 2016",
    "S3 hub model progress report March 2017": "Slough, progress report on the social work hub model, March 2017",
    "S4 joint delivery plan": "Slough Ofsted joint delivery plan",
    "SSD": "Standard Safeguarding Dataset",
    "VAL": "DfE CIN census validation rules, with the number of the rule",
    "WT": "Working Together to Safeguard Children, with the year of the edition",
}
"""What the references are short for."""

_CALENDAR_BEGINS = "1990-01-01"


def page() -> str:
    """The document."""
    headings = ("rule", "step", "what must happen", "from", "until", "authority", "reference", "sure")
    parts = [
        GENERATED,
        _INTRODUCTION,
        table(headings, [_row(rule, step) for rule in rules().values() for step in rule.steps]),
        "## References\n",
        table(("short", "stands for"), list(_SHORT.items())),
    ]
    return "\n".join(parts)


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
