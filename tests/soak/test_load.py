"""Several at once for some seconds; ``make soak`` has twelve at it for a minute."""

from __future__ import annotations

from pathlib import Path

from journey.store.failures import WAIT_SECONDS
from tests.soak.load import Load, latencies, shows_beside_an_import, work, wrong


def test_many_at_once_lose_nothing_and_skip_nothing(store_url: str, tmp_path: Path) -> None:
    accounts = work(Load(people=3, imports=1, readers=2, seconds=3), store_url, tmp_path)

    assert list(wrong(store_url, tmp_path, accounts)) == []
    for role in ("person", "importer", "reader", "journal"):
        assert sum(len(told.seconds) for told in accounts[role]) > 0, role

    accounts["importer"][0].written += 1
    assert "were acknowledged, and the log goes up to" in next(wrong(store_url, tmp_path, accounts))


def test_show_does_not_wait_for_an_import(store_url: str, tmp_path: Path) -> None:
    alone, beside = shows_beside_an_import(store_url, tmp_path, 5)

    # Whoever waits for a lock waits as long as there is patience; the machine may be busy meanwhile.
    assert latencies(beside)[1] < WAIT_SECONDS
    assert latencies(beside)[0] < 3 * latencies(alone)[0] + 0.2
