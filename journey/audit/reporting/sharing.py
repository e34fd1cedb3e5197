"""What a report may not show when it leaves the team: numbers from 1 to 5, and what would give them back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from journey.audit.reporting.standing import GOOD, GRADES
from journey.projections.indicators.suppress import HIDDEN, is_small

_PARTS: Final = tuple(grade.replace("-", "_") for grade in GRADES)
_SHARES: Final = ("share", "low", "high")
_NAMES: Final = ("question", "rule", "title", "step", "what")
_ALONE: Final = ("pending", "cannot_tell", "frame_cannot_tell", "otherwise", "not_recorded")
_OF_DAYS: Final = ("median_days", "ninth_decile_days", "median_with_open")


def share_grades(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of how many of each grade, the last the total of the others: without small numbers, nor such as the totals
    of a line or of a grade would give back. What is made of a hidden number goes with it."""
    hidden = _hidden([[row[part] for part in _PARTS] for row in rows])
    alone = {name: hidden_places([row[name] for row in rows[:-1]]) for name in ("graded", "journeys")}
    found = []
    for number, row in enumerate(rows):
        gone = {_PARTS[place] for line, place in hidden if line == number}
        gone |= {name for name in ("graded", "journeys") if number in alone[name] or is_small(row[name])}
        if gone & {*(one.replace("-", "_") for one in GOOD), "graded"} or is_small(row["good_or_better"]):
            gone |= {"good_or_better", *_SHARES}
        found.append(row | dict.fromkeys(gone, HIDDEN))
    return found


def share_parts(rows: Iterable[dict[str, Any]], parts: Sequence[str], total: str) -> list[dict[str, Any]]:
    """Rows whose parts add up to a total: in each a hidden number has another beside it; a small total goes as well."""
    found = []
    for row in rows:
        gone = [parts[place] for place in hidden_places([row[part] for part in parts])]
        found.append(row | dict.fromkeys((*gone, *((total,) if is_small(row[total]) else ())), HIDDEN))
    return found


def share_columns(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> list[dict[str, Any]]:
    """Rows whose numbers add up, down each column, to a total that is told elsewhere."""
    hidden = {name: hidden_places([row[name] for row in rows]) for name in names}
    return [row | {name: HIDDEN for name in names if number in hidden[name]} for number, row in enumerate(rows)]


def share_figures(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of shares of the sample and of the frame: a share of which either number, or what is left, is small loses
    all its figures; the frame's also where it differs from the sample's by so few."""
    return [_figure(row) for row in rows]


def share_counts(
    rows: Iterable[dict[str, Any]], names: Sequence[str], also: Sequence[str] = (), part: tuple[str, str] | None = None
) -> list[dict[str, Any]]:
    """Rows of numbers that add up to nothing: small ones are hidden; ``also`` goes where any of a row is.

    ``part`` is a number and the one it is part of: it is hidden, too, where it leaves few.
    """
    found = []
    for row in rows:
        gone = [name for name in names if row[name] is not None and is_small(row[name])]
        if part and None not in (row[part[0]], row[part[1]]) and is_small(row[part[1]] - row[part[0]]):
            gone.append(part[0])
        found.append(row | dict.fromkeys((*gone, *(also if gone else ())), HIDDEN))
    return found


def share_changes(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of shares at two times: where either is of numbers too small, both lose their figures and their verdict."""
    found = []
    for row in rows:
        sides = [(row[f"{side}_found"], row[f"{side}_of"]) for side in ("before", "after")]
        gone = any(_few(number or 0, of or 0) for number, of in sides)
        found.append(row | {name: HIDDEN for name in row if gone and name not in _NAMES})
    return found


def _figure(row: dict[str, Any]) -> dict[str, Any]:
    gone: set[str] = set()
    of_frame = ("frame_found", "frame_of", "frame_share")
    if _few(row["found"], row["of"]):
        gone |= {"found", "of", "done", *_SHARES, *_OF_DAYS}
    apart = (row["frame_found"] - row["found"], row["frame_of"] - row["of"])
    if _few(row["frame_found"], row["frame_of"]) or any(map(is_small, apart)):
        gone |= set(of_frame)
    gone |= {name for name in _ALONE if name in row and is_small(row[name])}
    if gone & {"otherwise", "not_recorded"}:
        gone |= {"otherwise", "not_recorded"}  # with those told they are the journeys of the sample
    if is_small(row.get("done", 0)):
        gone |= {"done", *_OF_DAYS}
    return row | {name: HIDDEN for name in gone if name in row}


def _few(found: int, of: int) -> bool:
    return is_small(found) or is_small(of) or is_small(of - found)


def _hidden(lines: list[list[int]]) -> set[tuple[int, int]]:
    """The cells to hide of a table whose last line is the total of the others, and whose lines have totals: none is
    alone in its line or its column, nor are all hidden ones together few."""
    hidden: set[tuple[int, int]] = set()
    while True:
        before = len(hidden)
        for number, line in enumerate(lines):
            own = {place for one, place in hidden if one == number}
            hidden |= {(number, place) for place in hidden_places(line, own)}
        for place in range(len(_PARTS)):
            column = [line[place] for line in lines]
            own = {number for number, one in hidden if one == place}
            hidden |= {(number, place) for number in hidden_places(column, own)}
        if len(hidden) == before:
            return hidden


def hidden_places(numbers: Sequence[int], hidden: Iterable[int] = ()) -> set[int]:
    """The places to hide of numbers that add up: small ones, those given, and the next smallest beside one alone."""
    gone = {*hidden} | {place for place, number in enumerate(numbers) if is_small(number)}
    left = sorted((number, place) for place, number in enumerate(numbers) if place not in gone)
    while gone and left and (len(gone) == 1 or is_small(sum(numbers[place] for place in gone))):
        gone.add(left.pop(0)[1])
    return gone
