"""The one clock. Days are Europe/London."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def today() -> date:
    """The day it is in London."""
    return datetime.now(UTC).astimezone(ZoneInfo("Europe/London")).date()
