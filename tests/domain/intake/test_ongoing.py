"""Lists of one year, whose rows may show what an earlier year began; lists read from the rows of another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from journey.domain.columns import Column, Listing, Scope, SourceDeclaration
from journey.domain.extract import Claim, Days, Extract, ListRead, Row
from journey.domain.intake.plan import Plan
from tests.domain.intake.sources import CHILD, MemoryLog, extract, n, refusal

EPISODES = Listing("Episodes", "Episodes of care", None, Scope("snapshot", 0), (CHILD,))
PLACEMENTS = Listing(
    "Placements",
    "Placements",
    "PlacementStarted",
    Scope("end", own_days=True),
    (
        CHILD,
        Column("Start", "key", "PlacementStarted", "occurred_on", "date", blank_ok=False),
        Column("Type", "fixed", "PlacementStarted", "type", "code"),
        Column("End", "fill-in", "PlacementEnded", "occurred_on", "date"),
    ),
    ends=("PlacementEnded",),
    read_from="Episodes",
)
WORKERS = Listing(
    "Workers",
    "Workers",
    "WorkerAllocated",
    Scope("end", own_days=True),
    (CHILD, Column("Start", "key", "WorkerAllocated", "occurred_on", "date", blank_ok=False)),
    ends=("WorkerEnded",),
    of_those_in="Episodes",
)
RETURN = SourceDeclaration("ssda903", "Yearly return", (EPISODES, PLACEMENTS, WORKERS))

BEGAN, MOVED, AGAIN = date(2022, 5, 3), date(2023, 6, 6), date(2024, 9, 3)


def episode(number: int) -> Row:
    return Row(number, "1", None)


def placed(
    on: date, until: date | None = None, *, ongoing: bool = False, kind: str = "U4", number: int = 2, row: int = 0
) -> Row:
    main = Claim("PlacementStarted", on, {"type": n(kind)}, "inferred" if ongoing else "exact", ongoing=ongoing)
    ends = (Claim("PlacementEnded", until, row=row),) if until else ()
    return Row(number, "1", main, ends, is_open=until is None)


def worker(on: date) -> Row:
    return Row(2, "1", Claim("WorkerAllocated", on, {"worker": "SW1"}))


def year(ends: int, *placements: Row, workers: tuple[Row, ...] | None = None, rows: int | None = None) -> Extract:
    """A return: an episode for each placement unless told otherwise."""
    counted = [episode(number) for number in range(2, 2 + (len(placements) if rows is None else rows))]
    lists = {"Episodes": counted, "Placements": list(placements), **({} if workers is None else {"Workers": workers})}
    found = extract(date(ends, 3, 31), lists, declaration=RETURN)
    days = Days(date(ends - 1, 4, 1), date(ends, 3, 31))
    read = (replace(one, covers=days if one.listing.scope.own_days else None) for one in found.lists)
    return replace(found, lists=tuple(read))


def log_of(*files: Extract) -> tuple[MemoryLog, list[Plan]]:
    log = MemoryLog()
    return log, [log.take(file, RETURN) for file in files]


def told(log: MemoryLog) -> list[tuple[str, date | None, str, str]]:
    return [(f.key, f.occurred_on, f.precision, f.state) for f in log.facts("1", date(2026, 3, 31))]


FIRST, SECOND = year(2023, placed(BEGAN)), year(2024, placed(MOVED, ongoing=True))


def test_a_row_that_shows_what_goes_on_is_the_fact_of_the_year_before() -> None:
    log, plans = log_of(FIRST, SECOND)

    assert told(log) == [(f"placement/{BEGAN}/1", BEGAN, "exact", "effective")]
    assert (plans[1].counts["Episodes"]["unchanged"], plans[1].totals["retracted"]) == (1, 0)


def test_without_the_year_before_it_was_there_by_that_day() -> None:
    log, plans = log_of(SECOND)

    assert told(log) == [(f"placement/{MOVED}/1", MOVED, "inferred", "effective")]
    assert plans[0].counts["Episodes"]["new"] == 1


def test_the_year_before_may_come_later() -> None:
    log, _ = log_of(SECOND, FIRST)

    assert told(log) == [(f"placement/{BEGAN}/1", BEGAN, "exact", "effective")]


THIRD = year(2025, placed(MOVED, AGAIN, ongoing=True), placed(AGAIN, kind="K2", number=3))


@pytest.mark.parametrize("order", list(permutations((FIRST, SECOND, THIRD))), ids=str)
def test_any_order_of_three_years_ends_the_same(order: tuple[Extract, ...]) -> None:
    log, _ = log_of(*order)

    assert told(log) == [
        (f"placement/{BEGAN}/1", BEGAN, "exact", "effective"),
        (f"placement/{BEGAN}/1/ended", AGAIN, "exact", "effective"),
        (f"placement/{AGAIN}/1", AGAIN, "exact", "effective"),
    ]


def test_what_had_ended_does_not_go_on() -> None:
    log, _ = log_of(year(2023, placed(BEGAN, date(2022, 9, 6))), SECOND)

    assert [key for key, *_ in told(log)] == [
        f"placement/{BEGAN}/1",
        f"placement/{BEGAN}/1/ended",
        f"placement/{MOVED}/1",
    ]


def test_a_second_return_of_the_year_may_say_when_it_began() -> None:
    again = replace(year(2024, placed(BEGAN)), made="later")

    log, _ = log_of(SECOND, again)

    assert [(key, state) for key, _, _, state in told(log)] == [
        (f"placement/{BEGAN}/1", "effective"),
        (f"placement/{MOVED}/1", "retracted"),
    ]


def test_what_it_shows_corrects_what_was_said_and_blanks_nothing() -> None:
    shown = placed(MOVED, ongoing=True, kind="K2")
    silent = replace(shown, main=Claim("PlacementStarted", MOVED, {}, "inferred", ongoing=True))

    corrected, _ = log_of(FIRST, year(2024, shown))
    same, _ = log_of(FIRST, year(2024, silent))

    assert [fact.data["type"] for fact in corrected.facts("1", MOVED, date(2026, 3, 31))] == [n("K2")]
    assert [fact.data["type"] for fact in same.facts("1", MOVED, date(2026, 3, 31))] == [n("U4")]


def test_each_row_is_counted_once_where_it_was_read() -> None:
    _, [plan] = log_of(year(2025, placed(MOVED, AGAIN, ongoing=True, row=2), placed(AGAIN, number=3), rows=3))

    assert set(plan.counts) == {"Episodes"}
    counts = plan.counts["Episodes"]
    assert (counts["rows"], counts["new"], counts["unchanged"]) == (3, 2, 1)


def test_an_end_is_said_by_the_row_that_holds_it() -> None:
    open_then = year(2024, placed(MOVED))
    ended = year(2025, placed(MOVED, AGAIN, row=3), rows=2)

    log, plans = log_of(open_then, ended)

    [end] = [s for s in log.streams["child:999:1"] if s.name == "PlacementEnded"]
    assert end.source.row == 3
    assert (plans[1].counts["Episodes"]["progressed"], plans[1].counts["Episodes"]["unchanged"]) == (1, 1)


def test_what_is_absent_is_counted_where_it_was_read() -> None:
    more = [placed(date(2023, month, 1), number=month) for month in range(4, 13)]

    _, plans = log_of(year(2024, placed(MOVED), *more), year(2025, *more))

    assert plans[1].counts["Episodes"]["retracted"] == 1


def test_a_refused_row_may_be_any_thing_read_from_it() -> None:
    refused = replace(refusal("1"), may_be_in=("Placements",))
    file = year(2025)
    file = replace(file, lists=tuple(
        replace(one, refused=(refused,)) if one.listing is EPISODES else one for one in file.lists
    ))  # fmt: skip

    log, plans = log_of(SECOND, file)

    assert plans[1].totals["retracted"] == 0
    assert [state for *_, state in told(log)] == ["effective"]


def test_who_is_not_in_the_list_of_children_lacks_nothing_in_the_others() -> None:
    gone, _ = log_of(year(2024, placed(MOVED, date(2024, 1, 9)), workers=(worker(MOVED),)), year(2025, workers=()))
    there, _ = log_of(year(2024, placed(MOVED), workers=(worker(MOVED),)), year(2025, placed(MOVED), workers=()))

    assert ("worker-allocation/2023-06-06/1", MOVED, "exact", "effective") in told(gone)
    assert ("worker-allocation/2023-06-06/1", MOVED, "exact", "retracted") in told(there)
    left = next(fact for fact in gone.facts("1", date(2026, 3, 31)) if fact.event == "WorkerAllocated")
    assert left.data["not_listed_because"] == "the child is not in Episodes"


def test_lists_as_read_know_where_they_are_read_from() -> None:
    assert RETURN.read_from("Episodes") == ("Placements",)
    assert ListRead(PLACEMENTS).read == 0
