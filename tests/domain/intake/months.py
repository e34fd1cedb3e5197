"""Files of consecutive months, and what each newly said."""

from __future__ import annotations

from datetime import date

from journey.domain.extract import Row
from journey.domain.statements import Statement, child_stream
from tests.domain.intake.sources import LA, MemoryLog, extract

MARCH, APRIL, MAY = date(2025, 3, 31), date(2025, 4, 30), date(2025, 5, 31)
START = date(2024, 12, 2)


def log_of(*files: dict[str, list[Row]], days: tuple[date, ...] = (MARCH, APRIL, MAY)) -> MemoryLog:
    """A log with files of consecutive months."""
    log = MemoryLog()
    for day, rows in zip(days, files, strict=False):
        log.take(extract(day, rows))
    return log


def said(log: MemoryLog, child: str = "1", of: date | None = None) -> list[Statement]:
    """The statements about a child, of one file when asked."""
    found = log.streams.get(child_stream(LA, child), [])
    return [s for s in found if of is None or s.source.speaks_for == of]


def named(log: MemoryLog, of: date, child: str = "1") -> list[tuple[str, str]]:
    """Names and facts of what a file newly said."""
    return [(s.name, s.fact) for s in said(log, child, of)]
