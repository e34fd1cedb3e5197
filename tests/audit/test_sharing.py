"""What leaves the team: no number from 1 to 5, and none that a total would give back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journey.audit.reporting.sharing import (
    share_changes,
    share_columns,
    share_counts,
    share_figures,
    share_grades,
    share_parts,
)
from journey.audit.reporting.sharing_agreement import share_agreement, share_moderation
from journey.projections.indicators.suppress import HIDDEN

PARTS = ("outstanding", "good", "requires_improvement", "inadequate")


def table(lines: list[list[int]]) -> list[dict[str, Any]]:
    """Rows by stratum with their total, as ``by_stratum`` makes them."""
    lines = [*lines, [sum(column) for column in zip(*lines, strict=True)]]
    return [
        {"stratum": str(number), "journeys": sum(line), "graded": sum(line), **dict(zip(PARTS, line, strict=True)),
         "good_or_better": line[0] + line[1], "share": 0.5, "low": 0.4, "high": 0.6}
        for number, line in enumerate(lines)
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@example([[0, 0, 0, 0], [0, 0, 0, 1]])
@given(st.lists(st.lists(st.integers(0, 20), min_size=4, max_size=4), min_size=2, max_size=5))
def test_no_small_number_is_shown_nor_alone_hidden(lines: list[list[int]]) -> None:
    rows = table(lines)

    shown = share_grades(rows)

    for row, whole in zip(shown, rows, strict=True):
        cells = [row[part] for part in PARTS]
        assert not any(
            isinstance(cell, int) and 0 < cell < 6 for cell in (*cells, row["graded"], row["good_or_better"])
        )
        hidden = [whole[part] for part in PARTS if row[part] == HIDDEN]
        assert len(hidden) != 1
        assert len(hidden) in (0, 4) or not 0 < sum(hidden) < 6
        if HIDDEN in (row["outstanding"], row["good"]):
            assert {row[name] for name in ("good_or_better", "share", "low", "high")} == {HIDDEN}
    for part in PARTS:
        assert sum(row[part] == HIDDEN for row in shown) != 1


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    rows = table([[6, 7, 8, 9], [0, 10, 6, 6]])

    assert share_grades(rows) == rows


def figure(found: int, of: int, frame_found: int, frame_of: int) -> dict[str, Any]:
    return {"found": found, "of": of, "share": 0.5, "low": 0.4, "high": 0.6, "median_days": 9.0, "cannot_tell": 2,
            "frame_found": frame_found, "frame_of": frame_of, "frame_share": 0.5}  # fmt: skip


def test_a_share_whose_rest_is_small_goes_with_its_days() -> None:
    (row,) = share_figures([figure(18, 20, 40, 60)])

    assert {row[name] for name in ("found", "of", "share", "low", "high", "median_days", "cannot_tell")} == {HIDDEN}
    assert (row["frame_found"], row["frame_of"]) == (40, 60)


def test_a_frame_that_differs_by_few_is_hidden_too() -> None:
    (row,) = share_figures([figure(10, 20, 12, 26)])

    assert (row["found"], row["frame_found"], row["frame_share"]) == (10, HIDDEN, HIDDEN)


def test_parts_of_a_total_and_counts_that_are_none() -> None:
    assert share_parts([{"yes": 3, "no": 20, "partly": 8, "all": 31}], ("yes", "no", "partly"), "all") == [
        {"yes": HIDDEN, "no": 20, "partly": HIDDEN, "all": 31}
    ]
    assert share_parts([{"yes": 0, "no": 2, "all": 2}], ("yes", "no"), "all") == [
        {"yes": HIDDEN, "no": HIDDEN, "all": HIDDEN}
    ]
    assert share_counts([{"n": 3, "days": 8}, {"n": 9, "days": 7}], ["n"], ["days"]) == [
        {"n": HIDDEN, "days": HIDDEN}, {"n": 9, "days": 7},
    ]  # fmt: skip


def test_a_part_that_leaves_few_is_hidden() -> None:
    rows: list[dict[str, Any]] = [
        {"any": 27, "of": 30, "total": 50},
        {"any": 20, "of": 30, "total": 50},
        {"any": None, "of": 0, "total": None},
    ]

    assert share_counts(rows, ("of", "any"), ("total",), ("any", "of")) == [
        {"any": HIDDEN, "of": 30, "total": HIDDEN}, rows[1], rows[2],
    ]  # fmt: skip


def test_a_column_of_a_total_never_hides_one_alone() -> None:
    rows = [{"children": 60}, {"children": 9}, {"children": 3}]

    assert share_columns(rows, ["children"]) == [{"children": 60}, {"children": HIDDEN}, {"children": HIDDEN}]


def test_days_of_few_and_what_is_left_of_a_sample_go_too() -> None:
    (row,) = share_figures([figure(0, 0, 0, 0) | {"done": 3, "otherwise": 2, "not_recorded": 53}])

    assert {row[name] for name in ("median_days", "otherwise", "not_recorded")} == {HIDDEN}


def test_a_change_of_few_says_nothing() -> None:
    row = {"question": "overall", "what": "inadequate", "before_found": 3, "before_of": 30, "after_found": 9,
           "after_of": 30, "difference": 0.2, "verdict": "higher than chance would give"}  # fmt: skip

    (shared,) = share_changes([row])

    assert {value for name, value in shared.items() if name not in ("question", "what")} == {HIDDEN}


def agreed(exact: int, within_one: int, journeys: int) -> dict[str, Any]:
    return {"question": "overall", "title": "Overall", "kind": "independent", "journeys": journeys, "raters": 3,
            "exact": exact, "exact_share": 0.5, "exact_low": 0.4, "exact_high": 0.6, "within_one": within_one,
            "kappa": 0.56789, "ac2": 0.61234, "mean_difference": 0.25}  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_of_agreement_no_number_is_small_nor_given_back(alike: int, near: int, far: int) -> None:
    total = alike + near + far

    (row,) = share_agreement([agreed(alike, alike + near, total)])

    shown = [total, *(row[name] for name in ("exact", "within_one") if row[name] != HIDDEN)]
    if row["journeys"] != HIDDEN:
        assert not [gap for one in shown for other in (0, *shown) if 0 < (gap := abs(one - other)) < 6]
    else:
        assert {row[name] for name in ("exact", "within_one", "kappa", "ac2", "mean_difference")} == {HIDDEN}
    assert row["raters"] == HIDDEN
    assert row["kappa"] == (0.57 if total >= 10 else HIDDEN)


def test_agreement_of_many_alike_is_told() -> None:
    (row,) = share_agreement([agreed(20, 26, 32)])

    assert (row["exact"], row["exact_share"], row["within_one"], row["mean_difference"]) == (20, 0.5, 26, 0.25)


@pytest.mark.parametrize(
    ("raised", "lowered", "unchanged", "told"),
    [
        (6, 7, 20, (33, 13, 6, 7, 0.5)),
        (2, 7, 20, (33 - 4, 9, HIDDEN, HIDDEN, HIDDEN)),
        (0, 20, 3, (23, HIDDEN, HIDDEN, HIDDEN, HIDDEN)),
        (1, 2, 0, (HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN)),
    ],
)
def test_moderation_gives_no_small_number_back(
    raised: int, lowered: int, unchanged: int, told: tuple[Any, ...]
) -> None:
    moderated, changed = raised + lowered + unchanged, raised + lowered
    row = {"question": "overall", "title": "Overall", "moderated": moderated, "changed": changed, "raised": raised,
           "lowered": lowered, "mean_difference": 0.5}  # fmt: skip

    (shared,) = share_moderation([row])

    assert tuple(shared[name] for name in ("moderated", "changed", "raised", "lowered", "mean_difference")) == told
    assert shared["title"] == "Overall"
