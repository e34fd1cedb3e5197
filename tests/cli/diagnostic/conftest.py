"""Stores in which a sample was drawn, and its journeys given out; each made once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.diagnostic.auditing import AUDITORS, DRAW, OPEN, diagnostic, imported


@pytest.fixture(scope="session")
def drawn_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store in which a sample was drawn. Read it, never write to it."""
    folder = tmp_path_factory.mktemp("audit")
    store = f"sqlite:///{folder}/journey.db"
    imported(store, "03", "31")
    for step in (OPEN, DRAW):
        done = diagnostic(*step, store=store)
        assert done.exit_code == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def assigned_in(drawn_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, its journeys given out. Read it, never write to it."""
    folder = tmp_path_factory.mktemp("assigned") / "store"
    shutil.copytree(drawn_in, folder)
    named = [word for who in AUDITORS for word in ("--auditor", who)]
    done = diagnostic("assign", "base", *named, "--until", "2999-01-01", store=f"sqlite:///{folder}/journey.db")
    assert done.exit_code == 0, done.stderr
    return folder


@pytest.fixture
def drawn(drawn_in: Path, tmp_path: Path) -> str:
    """A copy of the store with a sample."""
    shutil.copytree(drawn_in, tmp_path / "drawn")
    return f"sqlite:///{tmp_path}/drawn/journey.db"


@pytest.fixture
def store(assigned_in: Path, tmp_path: Path) -> str:
    """A copy of the store with journeys given out."""
    shutil.copytree(assigned_in, tmp_path / "store")
    return f"sqlite:///{tmp_path}/store/journey.db"
