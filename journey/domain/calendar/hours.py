"""Hours: elapsed time, counted in UTC and shown in Europe/London.

Over the clock change in March, 72 hours end one hour later by the clock on the wall; in October one hour earlier.
"""

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
"""The time zone of every time without one."""


def hours_after(when: datetime, n: int) -> datetime:
    """The moment n elapsed hours after ``when``, in Europe/London.

    A time without a zone is read as Europe/London. One that occurs twice in October is its first occurrence unless its
    ``fold`` is 1; one that the March change leaves out is read as if the clock had not yet been put forward.
    Compare moments with ``in_utc`` or ``elapsed``: Python compares two times of one zone by the wall clock.
    """
    return (in_utc(when) + timedelta(hours=n)).astimezone(LONDON)


def in_utc(when: datetime) -> datetime:
    """The same moment in UTC; a time without a zone is read as Europe/London."""
    return (when if when.tzinfo else when.replace(tzinfo=LONDON)).astimezone(UTC)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """The time that passed between two moments, whatever the clocks did."""
    return in_utc(end) - in_utc(start)
