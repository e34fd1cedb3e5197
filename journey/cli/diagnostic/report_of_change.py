"""The sections of a diagnostic's report that say what changed since the baseline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journey.cli.diagnostic.compare_page import side_of, survey_of, timelier_section
from journey.cli.diagnostic.compare_tables import CHANGES, ranges
from journey.cli.diagnostic.compare_words import notes_of
from journey.cli.diagnostic.found import Found
from journey.reports.table import Row, Section

if TYPE_CHECKING:
    from journey.audit.diagnostic import Diagnostic
    from journey.audit.reporting.survey import Survey


def sections_of_change(page: Found, baseline: Diagnostic, now: Survey, share: bool) -> Iterator[Section]:
    """What changed in grades, with whether chance alone would do it, and in timeliness. Raises UsageError for two kinds
    of audit, which are kept apart."""
    from journey.audit.reporting.change import changes, usual
    from journey.audit.reporting.sharing import share_changes

    one = page.diagnostic
    sides = side_of(page, baseline, one), side_of(page, one, one)
    how = usual(*sides)
    changed = changes(*sides, how)
    rows: list[Row] = list(share_changes(changed) if share else changed)
    title = f"Change since {baseline.opened['title']}"
    yield Section("change", title, CHANGES, rows, tuple(notes_of(sides, how, len(rows), share)), ranges(rows))
    yield timelier_section(survey_of(page, baseline), now, share, "timelier")
