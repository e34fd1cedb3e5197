"""The figures of the authority beside what was published, where the frame of a diagnostic stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journey.projections.indicators import indicators
from journey.projections.indicators.asking import Wanted, figures_of
from journey.projections.indicators.comparators import Comparators
from journey.projections.indicators.comparing import beside
from journey.projections.indicators.periods import periods
from journey.projections.indicators.suppress import suppressed
from journey.projections.questions import Asked


def beside_published(asked: Asked, known: Comparators, file: str, *, share: bool) -> Iterator[dict[str, Any]]:
    """Each figure that was published and that the log gives, of the month of the frame (``comparing.beside``).

    They are of every child of the store, not of the sample. ``share`` hides small numbers. Raises BadInputFile for a
    value that its indicator cannot have.
    """
    named = {one.of for one in known.figures}
    wanted = Wanted(
        [one for name, one in indicators().items() if name in named], periods(None, None, None, 1, asked.at.as_at)
    )
    found = [row for rows in figures_of(asked, wanted) for row in (suppressed(rows) if share else rows)]
    yield from beside(found, wanted, known, file, all_listed=False)
