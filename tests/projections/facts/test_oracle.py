"""The columns and the plain Python give the same answers for every journey."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.projections.batch import COVERAGE_COLUMNS, date_of, day_of
from journey.projections.batch_memory import batch_of
from journey.projections.drift.flags import drift
from journey.projections.drift.inactivity import inactivity
from journey.projections.effective import Fact
from journey.projections.holding.handoffs import handoffs
from journey.projections.holding.holders import holders
from journey.projections.rereferrals import COUNTED, COUNTING_RULES, CountingRule, referrals
from tests.depth import examples
from tests.oracle import drift as drift_oracle
from tests.oracle import facts as oracle
from tests.projections.facts.building import LA, batch, rows
from tests.projections.facts.journeys import AS_AT, FIRST, journeys

children = st.lists(journeys(), min_size=1, max_size=4)


@settings(max_examples=examples(50), deadline=None)
@given(children, st.sampled_from(COUNTING_RULES), st.sampled_from((date(2020, 1, 1), FIRST, date(2024, 3, 1))))
def test_referrals(histories: list[list[Fact]], rule: CountingRule, since: date) -> None:
    found = referrals(batch(*histories, as_at=AS_AT, since=since), rule)

    expected = [
        (child, *answer)
        for child, facts in enumerate(histories)
        for answer in oracle.rereferrals(facts, COUNTED[rule], since, rule == "contacts-as-referrals")
    ]
    assert rows(found, "child", "day", "answer", "previous_day", "closed_day", "while_open") == expected


@settings(max_examples=examples(40), deadline=None)
@given(children)
def test_handoffs(histories: list[list[Fact]]) -> None:
    found = handoffs(batch(*histories, as_at=AS_AT))

    expected = [(child, *change) for child, facts in enumerate(histories) for change in oracle.handoffs(facts)]
    of_workers = [row for row in rows(found, "child", "day", "from_on", "kind", "from", "to") if row[3] in _OF_WORKERS]
    assert sorted(of_workers, key=str) == sorted(expected, key=str)


_OF_WORKERS = ("worker_handoff", "cover")


@settings(max_examples=examples(50), deadline=None)
@given(children)
def test_who_holds_a_case(histories: list[list[Fact]]) -> None:
    found = holders(batch(*histories, as_at=AS_AT))

    assert found["lead_worker"].to_list() == [oracle.lead_worker(facts, AS_AT) for facts in histories]


@settings(max_examples=examples(30), deadline=None)
@given(children)
def test_drift(histories: list[list[Fact]]) -> None:
    of = batch(*histories, as_at=AS_AT)

    found = drift(of, holders(of)).filter(drift_flags_checked)

    expected = {(child, *flag) for child, facts in enumerate(histories) for flag in drift_oracle.flags(facts, AS_AT)}
    told = {(child, flag, step, date_of(since)) for child, flag, step, since in found.select(_FLAG).rows()}
    assert told == expected


_TOLD_BY = ("LACVisitMade", "CPVisitMade", "ChildSeen", "CareLeaverContact", "LeaverVisitMade")
held_days = st.lists(st.tuples(st.sampled_from(_TOLD_BY), st.integers(0, 470), st.integers(0, 200)), max_size=6).map(
    lambda rows: [(name, FIRST + timedelta(first), FIRST + timedelta(first + n)) for name, first, n in rows]
)


@settings(max_examples=examples(60), deadline=None)
@given(children, held_days)
def test_a_silence_is_no_longer_than_the_data_say(
    histories: list[list[Fact]], held: list[tuple[str, date, date]]
) -> None:
    full = batch(*histories, as_at=AS_AT, names=("CINEpisodeOpened",))
    carried = [(LA, name, "every", day_of(first), day_of(last)) for name, first, last in held]
    coverage = pl.concat([full.coverage, pl.DataFrame(carried, COVERAGE_COLUMNS, orient="row")])
    of = batch_of([(LA, str(n), facts) for n, facts in enumerate(histories, 1)], AS_AT, AS_AT, coverage)

    found = inactivity(of, holders(of))

    expected = {
        (child, *flag)
        for child, facts in enumerate(histories)
        for flag in drift_oracle.flags(facts, AS_AT, held)
        if flag[0] == "inactivity"
    }
    assert {(child, flag, step, date_of(since)) for child, flag, step, since in found.select(_FLAG).rows()} == expected


_FLAG = ("child", "flag", "step", "since")
drift_flags_checked = pl.col("flag").is_in(("inactivity", "long_plan", "allocation_gap"))
