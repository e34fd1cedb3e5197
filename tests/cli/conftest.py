"""A store with the two extracts of the sample imported, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import SAMPLE, journey


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store that holds March and April 2025. Read it, never write to it."""
    folder: Path = tmp_path_factory.mktemp("sample")
    url = f"sqlite:///{folder}/journey.db"
    for month, day in (("03", "31"), ("04", "30")):
        file = str(SAMPLE / f"annex_a_2025_{month}.xlsx")
        done = journey("import", "annex-a", file, "--la", "999", "--extract-date", f"2025-{month}-{day}", store=url)
        assert done.exit_code == 0, done.stderr
    return url
