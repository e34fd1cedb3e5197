"""Small numbers: hidden, and not to be found again from a total."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.projections.indicators.suppress import HIDDEN, SMALLEST_SHOWN, suppressed, suppressed_twice

FIGURES = ("numerator", "denominator", "value", "low", "high", "cannot_tell")


def row(group: str, numerator: int, denominator: int | None = None, cannot_tell: int = 0) -> dict[str, Any]:
    """A row with one event behind it."""
    value = numerator if denominator is None else numerator / denominator if denominator else None
    return {"group": group, "numerator": numerator, "denominator": denominator, "value": value, "low": 0, "high": 1,
            "cannot_tell": cannot_tell, "positions": [1]}  # fmt: skip


def shown(*rows: dict[str, Any]) -> list[Any]:
    """Numerators as they are shown."""
    return [one["numerator"] for one in suppressed(rows)]


@pytest.mark.parametrize(("number", "seen"), [(0, 0), (1, "c"), (5, "c"), (6, 6)])
def test_one_to_five_are_hidden(number: int, seen: object) -> None:
    assert shown(row("all", number)) == [seen]


def test_the_next_smallest_is_hidden_where_a_total_would_give_one_back() -> None:
    hidden = suppressed([row("a", 4), row("b", 7), row("c", 9)])

    assert [one["numerator"] for one in hidden] == ["c", "c", 9]
    assert [one["positions"] for one in hidden] == [[], [], [1]]


def test_two_small_groups_that_are_small_together_take_a_third_with_them() -> None:
    assert shown(row("a", 1), row("b", 1), row("c", 8), row("d", 30)) == ["c", "c", "c", 30]


def test_two_small_groups_that_are_many_together_are_enough() -> None:
    assert shown(row("a", 4), row("b", 3), row("c", 8)) == ["c", "c", 8]


def test_a_group_with_nobody_in_it_is_not_the_next_smallest() -> None:
    assert shown(row("a", 4), row("b", 0), row("c", 9)) == ["c", 0, "c"]


@pytest.mark.parametrize(("numerator", "denominator", "cannot_tell"), [(4, 20, 0), (18, 20, 0), (0, 4, 0), (8, 20, 3)])
def test_a_share_is_hidden_by_any_of_its_numbers(numerator: int, denominator: int, cannot_tell: int) -> None:
    (hidden,) = suppressed([row("all", numerator, denominator, cannot_tell)])

    assert [hidden[name] for name in FIGURES] == [HIDDEN] * len(FIGURES)


@pytest.mark.parametrize(("denominator", "value"), [(9, HIDDEN), (10, 0.0)])
def test_a_percentage_of_fewer_than_ten_is_not_shown(denominator: int, value: object) -> None:
    (found,) = suppressed([row("all", 0, denominator)])

    assert (found["numerator"], found["denominator"], found["value"]) == (0, denominator, value)


@pytest.mark.parametrize(("children", "seen"), [(26, 26), (5, "c")])
def test_hours_of_workers_are_no_small_number_of_children(children: int, seen: object) -> None:
    (found,) = suppressed([row("all", children) | {"denominator": 2.5, "value": children / 2.5}])

    assert found["numerator"] == seen
    assert found["value"] == ("c" if seen == "c" else children / 2.5)


def test_nothing_small_hides_nothing() -> None:
    rows = [row("a", 0, 20), row("b", 10, 20)]

    assert suppressed(rows) == rows


def test_of_no_rows_nothing_is_hidden() -> None:
    assert suppressed([]) == []


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_a_total_never_gives_a_small_number_back(numbers: list[int]) -> None:
    """What a total less the shown groups leaves is nothing, or of several groups and no small number itself."""
    rows = [row(str(n), number) for n, number in enumerate(numbers)]

    seen = shown(*rows)

    assert all(one == HIDDEN or one == 0 or one >= SMALLEST_SHOWN for one in seen)
    left = sum(numbers) - sum(one for one in seen if one != HIDDEN)
    total_is_shown = shown(row("all", sum(numbers))) != [HIDDEN]
    others = any(one > 0 for one in seen if one != HIDDEN)
    assert not (total_is_shown and others and HIDDEN in seen and left < SMALLEST_SHOWN)
    assert not (seen.count(HIDDEN) == 1 and others)


def mean(group: str, days: int, children: int, cannot_tell: int = 0) -> dict[str, Any]:
    """A row of a mean, with one event behind it."""
    value = days / children if children else None
    return row(group, days, children, cannot_tell) | {"value": value, "low": None, "high": None, "mean_of": "days"}


@pytest.mark.parametrize(("children", "seen"), [(0, 0), (1, "c"), (5, "c"), (6, 2556), (9, 2556)])
def test_the_mean_of_one_to_five_children_is_hidden_with_both_its_numbers(children: int, seen: object) -> None:
    (found,) = suppressed([mean("all", 2556 if children else 0, children)])

    assert found["numerator"] == seen
    assert (found["value"] == HIDDEN) == (found["denominator"] == HIDDEN) == (seen == "c")


def test_few_days_are_not_few_children() -> None:
    assert shown(mean("all", 3, 20)) == [3]
    assert shown(mean("all", 2556, 20, cannot_tell=2)) == ["c"]


def test_the_next_smallest_mean_is_hidden_where_a_total_would_give_one_back() -> None:
    assert shown(mean("a", 400, 2), mean("b", 2800, 7), mean("c", 3600, 9)) == ["c", "c", 3600]


@pytest.mark.parametrize(
    ("then", "now", "seen"),
    [
        ((4000, 10), (4000, 10), 4000),
        ((4000, 10), (4380, 11), "c"),
        ((4000, 10), (4100, 10), "c"),
        ((4000, 10), (9000, 20), 4000),
    ],
)
def test_two_means_of_nearly_the_same_children_do_not_give_the_days_of_one(
    then: tuple[int, int], now: tuple[int, int], seen: object
) -> None:
    earlier, later = suppressed_twice([mean("all", *then)], [mean("all", *now)])

    assert (earlier[0]["numerator"], later[0]["numerator"]) == (seen, now[0])
