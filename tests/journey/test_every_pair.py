"""The sample's files in any order, alone and together: the same history at every pair of dates, and that of the truth.

Between the days on which something happened, or became known, nothing changes: those are all the dates that there are.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import permutations, product
from pathlib import Path

import pytest

from journey.domain.statements import Statement
from journey.domain.values import comparable
from journey.projections.effective import effective_history
from journey.store.log import open_log
from tests.depth import examples
from tests.journey.together import blank_store, store_of
from tests.journey.truth import TRUTH, day, in_census

Said = dict[str, list[Statement]]

WORKBOOKS = {"march": date(2025, 3, 31), "april": date(2025, 4, 30)}
WINDOW = timedelta(days=183)
KNOWN = WORKBOOKS | {"cin": date(2025, 5, 1), "903": date(2025, 6, 30)}
"""The day from which each file is known."""

TOGETHER = (("cin",), ("march", "april"), ("cin", "march", "april"), ("march", "april", "cin", "903"))
OTHERS = [(files, order) for files in TOGETHER for order in [*permutations(files)][1:]]
TRIED = random.Random(2024).sample(OTHERS, min(examples(2), len(OTHERS)))
"""Some of the other orders in every run; all of them with ``JOURNEY_DEPTH=15``."""


class Stores:
    """What the log says of each child, by the order in which files were taken in; each store is made once."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._blank = folder, blank_store(folder / "blank")
        self._said: dict[tuple[str, ...], Said] = {}

    def said(self, order: tuple[str, ...]) -> Said:
        """The statements on each child's stream."""
        if order not in self._said:
            url = store_of(self._blank, self._folder / "-".join(order), order)
            with open_log(url, create=False) as log:
                assert log.verify().problems == []
                self._said[order] = log.statements([summary.stream for summary in log.streams("child")])
        return self._said[order]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Stores:
    return Stores(tmp_path_factory.mktemp("every_pair"))


def history(said: Sequence[Statement], as_at: date, known_at: date) -> list[object]:
    """One child's facts, without what depends on when its files were taken in."""
    return [
        (f.key, f.event, f.occurred_on, comparable(f.data), f.state, f.known_on, f.known_from, f.belongs_to)
        for f in effective_history(said, as_at, known_at)
    ]


def received(told: Said, as_at: date, known_at: date) -> set[tuple[str, date | None]]:
    """The referrals that stand: child and day."""
    return {
        (stream.rpartition(":")[2], fact.occurred_on)
        for stream, said in told.items()
        for fact in effective_history(said, as_at, known_at)
        if fact.event == "ReferralReceived" and fact.stands
    }


def days_of(*logs: Sequence[Statement]) -> tuple[list[date], list[date]]:
    """Every day on which something of a child happened, and every day on which something became known."""
    said = [statement for log in logs for statement in log]
    told = [(s.occurred_on, s.data.get("value"), s.data.get("old")) for s in said]
    happened = {on for days in told for on in days if isinstance(on, date)}
    known = {s.known_on for s in said}
    return sorted({min(happened) - timedelta(days=1), *happened}), sorted({min(known) - timedelta(days=1), *known})


@pytest.mark.parametrize(("files", "order"), TRIED, ids=["-".join(order) for _, order in TRIED])
def test_in_another_order_the_history_is_the_same_at_every_pair_of_dates(
    stores: Stores, files: tuple[str, ...], order: tuple[str, ...]
) -> None:
    one, other = stores.said(files), stores.said(order)

    assert one.keys() == other.keys()
    for stream in one:
        for as_at, known_at in product(*days_of(one[stream], other[stream])):
            told = history(one[stream], as_at, known_at)
            assert told == history(other[stream], as_at, known_at), (stream, as_at, known_at)


def held(file: str) -> set[tuple[str, date]]:
    """The referrals that a file holds, as the truth has them: child and day."""
    referrals = [(str(child["id"]), date.fromisoformat(one["date"]), one) for child in TRUTH for one in child["refs"]]
    if file == "cin":
        return {(child, on) for child, on, one in referrals if in_census(one, 2025)}
    last = WORKBOOKS.get(file)
    return {(child, on) for child, on, _ in referrals if last is not None and last - WINDOW <= on <= last}


@pytest.mark.parametrize("files", TOGETHER, ids="-".join)
def test_at_every_pair_of_dates_the_referrals_are_those_of_the_truth(stores: Stores, files: tuple[str, ...]) -> None:
    told = stores.said(files)
    begun = sorted({day(one["date"]) or date.max for child in TRUTH for one in child["refs"]})

    assert any(held(file) for file in files)
    for known_at in sorted({KNOWN[file] + timedelta(days=n) for file in files for n in (-1, 0)}):
        known = {one for file in files if KNOWN[file] <= known_at for one in held(file)}
        for as_at in (*begun[:: max(1, 24 // examples(1))], date.max):
            expected = {(child, on) for child, on in known if on <= as_at}
            assert received(told, as_at, known_at) == expected, (as_at, known_at)
