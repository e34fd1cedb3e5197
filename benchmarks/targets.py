"""What is promised, and whether a measured value keeps it: ``met`` or ``missed``, with nothing in between."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def at_most(what: str, value: float, limit: float, unit: str = "") -> Row:
    """A row that says whether a value is as small as promised."""
    return _row(what, value, f"at most {limit:g}{unit}", value <= limit)


def at_least(what: str, value: float, limit: float, unit: str = "") -> Row:
    """A row that says whether a value is as large as promised."""
    return _row(what, value, f"at least {limit:g}{unit}", value >= limit)


def no_promise(what: str, value: float) -> Row:
    """A row of which nothing is promised."""
    return {"what": what, "value": value, "promised": "nothing", "kept": ""}


def _row(what: str, value: float, promised: str, kept: bool) -> Row:
    return {"what": what, "value": value, "promised": promised, "kept": "met" if kept else "missed"}


def grown(sizes: list[int], seconds: dict[int, float], what: str) -> list[Row]:
    """From the smallest to the largest size: at most a tenth more than as many times the time."""
    if len(sizes) < 2:
        return []
    least, most = min(sizes), max(sizes)
    times = most / least
    return [at_most(f"{what}, {most:,} against {least:,}", seconds[most] / seconds[least], 1.1 * times, " times")]


def in_memory(peak_mib: int, events: int, what: str) -> Row:
    """Peak memory at a size, in GiB."""
    return at_most(f"{what}, memory at {events:,}", peak_mib / 1024, 2, " GiB")
