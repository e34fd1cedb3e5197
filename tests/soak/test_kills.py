"""Some processes killed in the middle of their work; ``make soak`` kills hundreds."""

from __future__ import annotations

import random
from pathlib import Path

from journey.store.log import open_log
from tests.soak.kills import Killing
from tests.store.builders import behind_its_back

KILLS = 4


def test_what_was_acknowledged_before_a_kill_is_there_once_and_work_goes_on(store_url: str, tmp_path: Path) -> None:
    killing = Killing(store_url, tmp_path, random.Random(KILLS))

    done = list(killing.kills(KILLS))

    assert [(one.job, one.wrong) for one in done if one.wrong] == []
    assert {one.job for one in done} == {"recording", "import", "catch-up"}
    assert killing.at_the_end() == []

    with open_log(store_url, create=False) as log, behind_its_back(log, unguarded=True) as connection:
        last = max(killing.acknowledged)
        connection.exec_driver_sql(f"DELETE FROM events WHERE position >= {last}")
    assert any(wrong.startswith(f"acknowledged and gone: [{last},") for wrong in killing.at_the_end())
