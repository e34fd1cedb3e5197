"""The sample of two monthly Annex A files, imported once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from journey.importers.annex_a import ANNEX_A
from journey.projections.questions import Asked
from journey.projections.standpoint import stand
from journey.store.log import Log, open_log
from tests.cli.running import SAMPLE, journey

DECLARED = {ANNEX_A.system: ANNEX_A}


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    store = tmp_path_factory.mktemp("sample") / "journey.db"
    for month, day in (("03", "2025-03-31"), ("04", "2025-04-30")):
        file = SAMPLE / f"annex_a_2025_{month}.xlsx"
        done = journey("import", "annex-a", str(file), "--la", "999", "--extract-date", day, store=_url(store))
        assert done.exit_code == 0, done.output
    with open_log(_url(store), create=False) as log:
        yield log


def _url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def asked(sample: Log) -> Asked:
    """The sample as at its data date."""
    return Asked(sample, stand(sample, today=date(2025, 5, 1)), DECLARED)


@pytest.fixture(scope="session")
def in_march(sample: Log) -> Asked:
    """The sample as at the end of March, as known then."""
    at = stand(sample, as_at=date(2025, 3, 31), known_at=date(2025, 3, 31), today=date(2025, 5, 1))
    return Asked(sample, at, DECLARED)
