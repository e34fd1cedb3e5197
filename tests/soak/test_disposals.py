"""Some disposals killed in the middle; ``make soak`` kills hundreds."""

from __future__ import annotations

import random
from pathlib import Path

from tests.soak.disposals import Disposals

KILLS = 4


def test_nothing_is_half_disposed(store_url: str, tmp_path: Path) -> None:
    disposals = Disposals(store_url, tmp_path, random.Random(KILLS))

    wrong = [one for after in disposals.kills(KILLS) for one in after]

    assert wrong == []
    assert list(disposals.at_the_end()) == []
    assert not all(disposals.finished)
