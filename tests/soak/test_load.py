"""Several at once for some seconds; ``make soak`` has twelve at it for a minute."""

from __future__ import annotations

from pathlib import Path

from tests.soak.load import Load, work, wrong


def test_many_at_once_lose_nothing_and_skip_nothing(store_url: str, tmp_path: Path) -> None:
    accounts = work(Load(people=2, imports=1, readers=1, seconds=2), store_url, tmp_path)

    assert list(wrong(store_url, tmp_path, accounts)) == []
    for role in ("person", "importer", "reader", "journal"):
        assert sum(len(told.seconds) for told in accounts[role]) > 0, role

    accounts["importer"][0].written += 1
    assert "were acknowledged, and the log goes up to" in next(wrong(store_url, tmp_path, accounts))
