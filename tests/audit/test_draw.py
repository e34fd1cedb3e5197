"""The draw: the same on any machine, one child of a family, in proportion or at least so many, replaced by the next."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.audit.allocation import allocate
from journey.audit.draw import ALL, Plan, draw, next_in_rank, weight
from journey.audit.frame import Frame, Journey, in_order
from journey.audit.ranking import ticket
from journey.domain.errors import UsageError

BOTH = ("child-protection", "child-in-need")


def journey(number: int, stratum: str = "child-in-need", **more: object) -> Journey:
    return Journey("999", f"{number:04}", stratum, **more)  # type: ignore[arg-type]


def frame_of(*journeys: Journey) -> Frame:
    return in_order(journeys)


def plain(children: int = 40) -> Frame:
    return frame_of(*(journey(number, BOTH[number % 4 > 0]) for number in range(children)))


def random(size: int, seed: str = "a seed", minimum: int = 1) -> Plan:
    return Plan("random", size, seed, minimum)


def test_the_order_of_the_frame_changes_nothing() -> None:
    frame = plain()
    shuffled = list(frame.journeys)
    Random(1).shuffle(shuffled)

    assert in_order(shuffled).hash == frame.hash
    assert draw(in_order(shuffled), random(10)) == draw(frame, random(10))


def test_another_seed_draws_others() -> None:
    assert draw(plain(), random(10, "one")).journeys != draw(plain(), random(10, "two")).journeys


def test_a_ticket_is_what_any_tool_computes() -> None:
    """As `printf 'F\\ndraw\\n999\\n0007' | openssl dgst -sha256 -hmac 'a seed'` says it."""
    assert ticket("a seed", "F", "draw", journey(7)) == (
        "a323622b8b2057455c9b04c69986a1195fe6af977688ff7134aa5415ad5ff220"
    )


def test_a_frame_that_differs_by_one_cell_has_another_hash() -> None:
    rows = [journey(1), journey(2)]

    hashes = {
        frame_of(*rows).hash,
        frame_of(*rows, journey(3)).hash,
        frame_of(rows[0], journey(2, "sen")).hash,
        frame_of(rows[0], journey(2, family="f:1")).hash,
        frame_of(rows[0], journey(2, themes=("neglect",))).hash,
        frame_of(rows[0], journey(2, referred_on=date(2025, 1, 1))).hash,
    }

    assert len(hashes) == 6


def test_of_a_family_one_child_is_drawn_and_stands_for_all() -> None:
    frame = frame_of(*(journey(number, family=f"f:{number // 3}") for number in range(30)))

    sample = draw(frame, random(10))

    families = [one.stream[-4:] for one in sample.journeys]
    assert len({int(number) // 3 for number in families}) == 10
    assert {one.siblings for one in sample.journeys} == {3}
    assert sum(weight(one, sample.strata[0]) for one in sample.journeys) == 30


def test_which_child_of_a_family_says_nothing_of_how_early_it_is_drawn() -> None:
    """Were one ranking used for both, children of large families would come first."""
    large = [journey(number, family=f"f:{number // 4}") for number in range(40)]
    alone = [journey(number) for number in range(100, 110)]
    first: Counter[bool] = Counter()

    for number in range(300):
        one = draw(frame_of(*large, *alone), random(1, f"seed {number}")).journeys[0]
        first[one.siblings == 4] += 1

    assert 110 < first[True] < 190


def test_families_are_not_known_across_authorities() -> None:
    frame = frame_of(journey(1, family="f:1"), Journey("888", "0001", "child-in-need", "f:1"))

    assert len(draw(frame, random(2)).journeys) == 2


def test_a_weight_is_one_over_the_chance() -> None:
    sample = draw(plain(), random(10, minimum=5))
    heavy = {
        one.stratum: weight(drawn, one)
        for one in sample.strata
        for drawn in sample.journeys
        if drawn.stratum == one.stratum
    }

    assert heavy == {"child-protection": Fraction(10, 5), "child-in-need": Fraction(30, 5)}


def test_a_frame_smaller_than_the_sample_is_drawn_whole() -> None:
    sample = draw(plain(8), random(55, minimum=5))

    assert len(sample.journeys) == 8
    assert {
        weight(drawn, one) for one in sample.strata for drawn in sample.journeys if drawn.stratum == one.stratum
    } == {1}


def test_a_replacement_is_the_next_in_rank() -> None:
    frame, plan = plain(), random(10, minimum=5)
    ranked = draw(frame, random(40)).journeys
    sample = draw(frame, plan)
    taken = [one.stream for one in sample.journeys]

    first = next_in_rank(frame, plan, "child-in-need", taken)
    second = next_in_rank(frame, plan, "child-in-need", [*taken, first.stream])

    in_need = [one for one in ranked if one.stratum == "child-in-need"]
    assert [first, second] == in_need[5:7]


def test_a_stratum_that_is_used_up_has_no_replacement() -> None:
    frame, plan = plain(8), random(8)

    with pytest.raises(UsageError, match="No journey of the stratum child-protection is left"):
        next_in_rank(frame, plan, "child-protection", [one.stream for one in draw(frame, plan).journeys])


def test_a_thematic_draw_is_of_those_with_the_theme() -> None:
    frame = frame_of(*(journey(n, themes=("neglect",) if n % 2 else ("exploitation",)) for n in range(20)))

    sample = draw(frame, Plan("thematic", 5, "s", marks=("neglect",)))

    assert {int(one.stream[-4:]) % 2 for one in sample.journeys} == {1}
    assert [(one.stratum, one.children) for one in sample.strata] == [(ALL, 10)]


def test_a_risk_based_draw_is_of_those_with_the_flag() -> None:
    frame = frame_of(*(journey(n, flags=("delay",) if n < 3 else ()) for n in range(20)))

    assert sorted(one.stream[-4:] for one in draw(frame, Plan("risk-based", 5, "s", marks=("delay",))).journeys) == [
        "0000", "0001", "0002",
    ]  # fmt: skip


def test_a_consecutive_draw_is_of_those_referred_last() -> None:
    frame = frame_of(*(journey(n, referred_on=date(2025, 1, 1 + n) if n else None) for n in range(20)))

    drawn = draw(frame, Plan("consecutive", 4, "s"))

    assert [one.stream[-4:] for one in drawn.journeys] == ["0019", "0018", "0017", "0016"]


def test_by_theme_a_journey_counts_once() -> None:
    frame = frame_of(
        *(journey(n, themes=("exploitation", "neglect")) for n in range(5)),
        *(journey(n, themes=("neglect",)) for n in range(5, 10)),
        *(journey(n) for n in range(10, 20)),
    )

    sample = draw(frame, Plan("random", 20, "s", by="theme"))

    assert {one.stratum: one.drawn for one in sample.strata} == {
        "exploitation": 5, "neglect": 5, "none-recorded": 10,
    }  # fmt: skip


def test_of_nothing_nothing_is_drawn() -> None:
    with pytest.raises(UsageError, match="no journey to draw from"):
        draw(frame_of(), random(10))


def test_too_few_for_the_minimum_of_every_stratum() -> None:
    with pytest.raises(UsageError, match="draw 10 or more"):
        allocate(9, {"a": 50, "b": 60}, 5)


@given(
    sizes=st.dictionaries(st.sampled_from("abcdefg"), st.integers(1, 400), min_size=1),
    size=st.integers(1, 120),
    minimum=st.integers(1, 6),
)
@settings(max_examples=150, deadline=None)
def test_every_allocation_keeps_what_it_promises(sizes: dict[str, int], size: int, minimum: int) -> None:
    try:
        numbers = allocate(size, sizes, minimum)
    except UsageError:
        assert sum(min(minimum, there) for there in sizes.values()) > min(size, sum(sizes.values()))
        return

    assert sum(numbers.values()) == min(size, sum(sizes.values()))
    assert all(min(minimum, there) <= numbers[name] <= there for name, there in sizes.items())
    assert list(numbers) == list(sizes)
    free = [name for name in sizes if numbers[name] > min(minimum, sizes[name])]
    assert all(numbers[a] >= numbers[b] for a in free for b in free if sizes[a] > sizes[b])
