"""The sections of a diagnostic's report that rest on the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from journey.cli.asking import with_holder
from journey.cli.diagnostic import tables_of_log as tables
from journey.reports.pictures import Ranges
from journey.reports.table import Row, Section
from journey.reports.words import words

if TYPE_CHECKING:
    from journey.audit.audited import Audited
    from journey.audit.reporting.survey import Survey

_TIMES = (
    "Of what was due in the audit period, in the sample; beside it, of every child of the frame. What nobody can tell "
    "is in neither number: missing data is never in time."
)
_YEAR = "In the twelve months up to the day of the frame; drift on that day."
_OF_STAGE = ("journeys", "entered", "again", "ended", "open")
_RECORD = "How many children have what somebody should look at or put right: see journey quality."


def sections_of_log(survey: Survey, share: bool) -> Iterator[Section]:
    """Timeliness, seen, voice, journeys, drift, themes and the quality of the record."""
    from journey.audit.reporting.journeys import flag_rows, summary
    from journey.audit.reporting.scorecard import scorecard, themes
    from journey.audit.reporting.sharing import share_counts, share_figures
    from journey.audit.reporting.stages import stage_rows
    from journey.audit.reporting.timeliness import SEEN, TIMELINESS, VOICE

    def figures(rows: Sequence[dict[str, Any]]) -> list[Row]:
        return list(share_figures(rows) if share else rows)

    def counts(rows: Sequence[dict[str, Any]], *names: str, also: tuple[str, ...] = ()) -> list[Row]:
        return list(share_counts(rows, names, also) if share else rows)

    timed = figures(survey.timeliness(TIMELINESS))
    yield Section("timeliness", "Timeliness", tables.RULES_ON_A_PAGE, timed, (_TIMES,), _ranges(timed))
    yield Section("seen", "Seen, and seen alone", tables.ASKED, figures(survey.timeliness(SEEN)), (_TIMES,))
    yield Section("voice", "Voice of the child, as far as the log shows", tables.ASKED,
                  figures(survey.timeliness(VOICE)), (_TIMES,))  # fmt: skip
    measured: list[Row] = list(summary(survey.journeys))
    if share:
        measured = list(share_counts([{**row, "most": None} for row in measured], ("journeys", "with_any"),
                                     ("with_any", "total", "median"), ("with_any", "journeys")))  # fmt: skip
    yield Section("measures", "Journeys", tables.MEASURES, measured, (_YEAR,))
    stages = counts(
        stage_rows(survey.stages, survey.year), *_OF_STAGE, also=("ended", "open", "median_days", "median_with_open")
    )
    yield Section("stages", "Stages and how long they last", tables.STAGES, stages, (_YEAR,))
    yield Section("drift", "Drift", tables.FLAGS, counts(flag_rows(survey.journeys), "journeys"),
                  ("Flags for a person to check: none is a judgement.",))  # fmt: skip
    yield Section("themes", "Themes", tables.THEMES,
                  figures(list(themes(survey.frame, survey.diagnostic, survey.assessed))))  # fmt: skip
    yield Section("quality", "Quality of the record", tables.SCORECARD,
                  figures(scorecard(survey.found, len(survey.frame.journeys), len(survey.diagnostic.journeys))),
                  (_RECORD,))  # fmt: skip


def listed_journeys(survey: Survey, audited: Audited, names: dict[str, str]) -> Section:
    """Each journey with what the log shows of it, who holds it and how it was graded."""
    from journey.audit.reporting.standing import counting
    from journey.projections.children_rows import held_rows, with_holders

    grades = counting(audited, frozenset(row["stream"] for row in survey.journeys))
    graded = [
        {**row, "grade": grades[row["stream"]].stands if row["stream"] in grades else None} for row in survey.journeys
    ]
    rows: list[Row] = list(with_holders(graded, held_rows(survey.held, names)))
    return Section("journeys", "Every journey of the sample", with_holder(tables.JOURNEYS, rows), rows)


def _ranges(rows: Sequence[Row]) -> Ranges | None:
    """The shares of which an interval is given."""
    told = [row for row in rows if isinstance(row.get("low"), float)]
    if not told:
        return None
    return Ranges(
        "In time, of the sample, with its 95 % interval",
        tuple(
            (f"{row['rule']} {words(row['step']).replace('_', ' ')}", row["share"], row["low"], row["high"],
             f"{row['found']} of {row['of']}", row["frame_share"] if isinstance(row["frame_share"], float) else None)
            for row in told
        ),
        "every child of the frame",
    )  # fmt: skip
