"""What was imported: which lists, which days they cover, and which months are missing between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from journey.domain.calendar import month_end
from journey.domain.statements import split_stream
from journey.projections.coverage.holdings import title_of
from journey.projections.standpoint import Standpoint, imports
from journey.store.log import Log


def coverage(log: Log, at: Standpoint, la: str | None = None) -> list[dict[str, Any]]:
    """One row per authority, source and list.

    ``la, source, list, title, files, rows, rejected, first, last`` (the days the files speak for), ``covered_from``
    (the first day covered without a gap up to ``last``; None for a snapshot, which carries no past), ``missing``
    (months, ``YYYY-MM``, without a file between the first and the last) and ``empty`` (the titles of events of which no
    row of the latest file had a value).
    """
    found: dict[tuple[str, str, str], list[tuple[date, dict[str, Any]]]] = {}
    for statement in imports(log, at.position):
        authority = split_stream(statement.stream)[1]
        if statement.known_on <= at.known_at and la in (None, authority):
            for listed in statement.data["lists"] or []:  # type: ignore[union-attr]
                key = (authority, statement.source.system, listed["list"])  # type: ignore[index]
                found.setdefault(key, []).append((statement.source.speaks_for, dict(listed)))  # type: ignore[arg-type]
    return [_row(key, sorted(files, key=lambda file: file[0])) for key, files in sorted(found.items(), key=_in_order)]


def _in_order(item: tuple[tuple[str, str, str], Any]) -> tuple[object, ...]:
    la, source, name = item[0]
    number = name.rsplit(" ", 1)[-1]
    return (la, source, int(number) if number.isdigit() else 0, name)


def _row(key: tuple[str, str, str], files: Sequence[tuple[date, dict[str, Any]]]) -> dict[str, Any]:
    la, source, name = key
    days = [day for day, _ in files]
    return {
        "la": la,
        "source": source,
        "list": name,
        "title": files[-1][1]["title"],
        "files": len(files),
        "rows": sum(listed["rows"] for _, listed in files),
        "rejected": sum(listed["rejected"] for _, listed in files),
        "first": days[0],
        "last": days[-1],
        "covered_from": _covered_from(files),
        "missing": _missing_months(files),
        "empty": [title_of(name) for name in files[-1][1].get("empty") or ()],
    }


def _covered_from(files: Iterable[tuple[date, dict[str, Any]]]) -> date | None:
    """The first day from which the windows of the files join up to the last file."""
    opens: date | None = None
    for day, listed in reversed(list(files)):
        window: date | None = listed.get("window_from")
        if window is None or (opens is not None and (listed.get("window_to") or day) < opens - timedelta(1)):
            return opens
        opens = window if opens is None else min(opens, window)
    return opens


def _missing_months(files: Sequence[tuple[date, dict[str, Any]]]) -> list[str]:
    """The months between the first and the last file of which no file shows the end.

    A file that says itself which days it covers, as a yearly return does, shows the end of each month among them.
    """
    days = [day for day, _ in files]
    held = {(day.year, day.month) for day in days}
    held |= {month for _, listed in files for month in _months_ended(listed)}
    year, month = days[0].year, days[0].month
    missing = []
    while (year, month) < (days[-1].year, days[-1].month):
        if (year, month) not in held:
            missing.append(f"{year}-{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return missing


def _months_ended(listed: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """The months whose last day lies in the days that a file says it covers."""
    day, last = listed.get("window_from"), listed.get("window_to")
    while day is not None and last is not None and (end := month_end(day)) <= last:
        yield end.year, end.month
        day = end + timedelta(1)
