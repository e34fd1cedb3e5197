"""Every finding by its name, with the sentence that says what it is; a number in brackets is a DfE rule's."""

from __future__ import annotations

from typing import Final

FINDINGS: Final = {
    "activity after closure (8565)": "Something began after every episode of the child had ended.",
    "activity before the case opened (1103)": "Something began before the first episode of the child.",
    "after death (8915)": "Something began after the day the child died.",
    "age not borne out": "The age in the file does not follow from the date of birth.",
    "birth expected long ago or far ahead (8530Q)": "An unborn child was expected more than 30 days before the data "
    "date, or is expected more than nine months after it.",
    "born and expected (8525Q)": "There is a date of birth and an expected one.",
    "case status not borne out": "The plans and care of the day say otherwise.",
    "child in need and protection plan together (4001)": "A protection plan takes the place of a child in need plan.",
    "closed after an assessment that is not there (8825Q)": "The reason for closure is an assessment; none began in "
    "the episode.",
    "closed with an assessment unfinished (8867)": "The case closed before the assessment was authorised.",
    "closed with an enquiry unfinished (8868)": "The case closed before the section 47 enquiry was concluded.",
    "closure without a reason (8805)": "A closed case says why.",
    "count not borne out": "The file counts fewer than the log itself holds.",
    "date went back": "A latest date (last seen, last visit, last review) lies before one shown earlier: it counts for "
    "nothing.",
    "ended before it began": "The end lies before the beginning.",
    "identical rows": "The same is said more than once of one child and day.",
    "lists disagree": "Lists of one file say different things of the child.",
    "missing": "A list has to say it and does not.",
    "no date of birth (8525Q)": "There is neither a date of birth nor an expected one.",
    "overlapping assessments (8863Q)": "An assessment began before the one before it was authorised.",
    "overlapping child in need plans (4014)": "A plan began before the one before it ended.",
    "overlapping child protection plans (8940)": "A plan began before the one before it ended.",
    "overlapping episodes (8820)": "An episode began before the one before it ended.",
    "overlapping periods of care": "A period of care began before the one before it ended.",
    "plan started and ended on one day (8840)": "A child protection plan lasts longer than a day.",
    "possible duplicate": "Two sources say the same kind of thing a day or three apart, neither of them both: perhaps "
    "one thing under two dates. Nothing is merged.",
    "possible merge": "A list shows the same under another id since it no longer shows it under this one.",
    "recorded late": "Recorded more than the local limit of working days after it happened; said only where it can be "
    "known.",
    "referral long before birth (8606)": "Referred more than forty weeks before birth.",
    "referral while the case was open (8815)": "A referral of a child whose case is open counts as none.",
    "review on the day the plan started (8841)": "The first review comes after the day the plan starts.",
    "sex of an unborn child (8750)": "The sex of an unborn child is not known.",
    "sources disagree": "Another source, or another record of the child, says last something else than what counts, "
    "or another source that it is not so.",
    "two referrals on one day": "Two sources referred the child on one day: counted as one referral, each with its own "
    "decision.",
    "unique pupil number of two children (1520)": "Two children of the authority have one unique pupil number.",
    "unknown code": "The text is in no code set of its column.",
    "value not read": "What stands in the cell could not be read; it is shown with the fact.",
}
"""Name → what it means, by name."""

OF_TWO: Final = ("possible merge", "unique pupil number of two children (1520)")
"""Findings that only two children together show."""


def short(finding: str) -> str:
    """A finding's name without the number of a validation rule."""
    return finding.partition(" (")[0]
