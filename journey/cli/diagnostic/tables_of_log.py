"""The tables of a diagnostic's report that rest on the log, and how their cells read."""

from __future__ import annotations

from typing import Any, Final

from journey.cli.asking import CHILD
from journey.cli.diagnostic.tables_of_grades import SHARE, grade_words, of_words, share_words
from journey.reports.table import Field, Row
from journey.reports.words import words

_MEASURES: Final = {
    "stages": "Different stages entered",
    "again": "Stages entered again (loops)",
    "referrals": "Referrals",
    "rereferrals": "Re-referrals",
    "rereferrals_cannot_tell": "Referrals of which nobody can tell whether they are",
    "handoffs": "Handoffs (changes of the lead worker)",
    "workers": "Workers who held the case",
    "gaps": "Gaps between allocations",
    "gap_days": "Days without a lead worker in those gaps, at least",
    "hub_moves": "Moves between hubs",
    "drift": "Flags of drift",
}


def _days(name: str) -> Any:
    return lambda row: words(value) if isinstance(value := row.get(name), str | None) else f"{value:g}"


def _answer(row: Row) -> str:
    return words(row["step"]).replace("_", " ")


def _reads(row: Row) -> str:
    """So many of so many, or that nobody can tell."""
    if row["of"] == 0:
        return "cannot tell" if row["cannot_tell"] else "not yet due" if row["pending"] else "no case known"
    return of_words(row)


def _frame_reads(row: Row) -> str:
    if row["frame_of"] == 0:
        return "cannot tell" if row.get("frame_cannot_tell") or row.get("not_recorded") else ""
    return of_words(row, "frame_found", "frame_of")


_FRAME: Final = (
    Field("frame_of", "Frame", "text", 14, "Of every child of the frame: the log tells, and no interval is needed.",
          _frame_reads),
    Field("frame_share", "Share of the frame", "text", 8, says=lambda row: share_words(row, "frame_share", "", "")),
)  # fmt: skip
RULES: Final = (
    Field("rule", "Rule", "id", 6),
    Field("title", "What is asked", "text", 30),
    Field("step", "Step", "text", 16, says=_answer),
    Field("found", "In time, or yes", "text", 12, "Of the sample: of those that can be told. Late, overdue and no are "
          "in the number they are of; pending and 'cannot tell' are not.", _reads),
    SHARE,
    Field("pending", "Not yet due", "count"),
    Field("cannot_tell", "Cannot tell", "count"),
    Field("median_days", "Median days", "text", 8, "Of those that were done.", _days("median_days")),
    Field("ninth_decile_days", "Nine in ten within", "text", 8, "Days.", _days("ninth_decile_days")),
    Field("median_with_open", "Median with open ones", "text", 8, "Days, those still open among them (Kaplan and "
          "Meier); empty where less than half are done.", _days("median_with_open")),
    *_FRAME,
    Field("authority", "Set by", "text", 14, "Statute, guidance, or a local standard, which is never law."),
    Field("sentence", "The rule", "text", 60),
)  # fmt: skip
RULES_ON_A_PAGE: Final = tuple(field for field in RULES if field.name != "sentence")
ASKED: Final = tuple(
    field for field in RULES_ON_A_PAGE if not field.name.endswith("days") and "median" not in field.name
)
MEASURES: Final = (
    Field("measure", "Of each journey", "text", 40, says=lambda row: _MEASURES[str(row["measure"])]),
    Field("journeys", "Journeys", "count", help="Of which it is known."),
    Field("median", "Median", "text", 10, says=lambda row: _days("median")(row) or "cannot tell"),
    Field("most", "Most", "count"),
    Field("with_any", "Journeys with any", "count"),
    Field("total", "In all", "count"),
)
STAGES: Final = (
    Field("stage", "Stage", "text", 24),
    Field("journeys", "Journeys", "count", help="That were in it in the twelve months."),
    Field("entered", "Entered", "count"),
    Field("again", "Entered again", "count", help="After an earlier time in the twelve months: loops."),
    Field("ended", "Ended", "count"),
    Field("open", "Open", "count"),
    Field("median_days", "Median days", "text", 8, "Of those that ended.", _days("median_days")),
    Field("median_with_open", "Median with open ones", "text", 8, "Days (Kaplan and Meier).",
          _days("median_with_open")),
)  # fmt: skip
FLAGS: Final = (
    Field("flag", "Flag of drift", "text", 30, says=lambda row: words(row["flag"]).replace("_", " ")),
    Field("journeys", "Journeys", "count"),
)
_OF_RECORD: Final = (
    Field("of", "Sample", "text", 14, says=lambda row: of_words(row) if row["of"] else "cannot tell"),
    Field("share", "Share", "text", 8, says=share_words),
    *_FRAME,
)
THEMES: Final = (
    Field("title", "Theme", "text", 24),
    *_OF_RECORD,
    Field("otherwise", "By the plan alone", "count", help="By the category of a plan; no assessment says factors."),
    Field("not_recorded", "Not recorded", "count", help="No factor of any assessment is on record."),
    Field("sentence", "What it means", "text", 60),
)
SCORECARD: Final = (
    Field("finding", "Finding", "text", 40),
    *_OF_RECORD,
    Field("meaning", "What it means", "text", 60),
)
COVERAGE: Final = (
    Field("la", "Authority", "id", 10),
    Field("source", "Source", "text", 12),
    Field("list", "List", "text", 10),
    Field("title", "What it holds", "text", 30),
    Field("files", "Files", "count"),
    Field("rows", "Rows", "count"),
    Field("rejected", "Refused", "count"),
    Field("first", "First file", "date", 18),
    Field("last", "Latest file", "date", 18),
    Field("missing", "Months missing", "details", 30),
)
POWER: Final = (
    Field("what", "A sample of this size cannot show", "text", 60),
    Field("value", "How much", "text", 20, says=lambda row: f"{row['value'] * 100:.0f} {row['unit']}"),
)
LIMITATIONS: Final = (
    Field("sentence", "What may not be concluded", "text", 90),
    Field("rule", "Printed because of", "text", 30),
)
JOURNEYS: Final = (
    CHILD,
    Field("stratum", "Stratum", "text", 18),
    Field("grade", "Overall", "text", 20, says=grade_words),
    Field("stages", "Stages", "count"),
    Field("again", "Again", "count"),
    Field("referrals", "Referrals", "count"),
    Field("rereferrals", "Re-referrals", "count"),
    Field("handoffs", "Handoffs", "count", help="Empty where nobody can tell."),
    Field("workers", "Workers", "count", help="Empty where nobody can tell."),
    Field("gaps", "Gaps", "count", help="Between allocations of an open case; empty where nobody can tell."),
    Field("gap_days", "Days without", "count", help="A lead worker, in those gaps; at least so many."),
    Field("visits", "Visits", "count"),
    Field("seen", "Seen", "count"),
    Field("seen_not_recorded", "Seen or not: not recorded", "count"),
    Field("alone", "Seen alone", "count"),
    Field("alone_not_recorded", "Alone or not: not recorded", "count"),
    Field("flags", "Drift", "details", 30, says=lambda row: words(row["flags"]).replace("_", " ")),
)
