"""Some hundred damaged files through every importer; ``make soak`` runs thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.laws import store_of, tried
from tests.soak.model import Source, files_of
from tests.soak.mutate import Changed, changed
from tests.soak.sources import sources

FILES = 30
"""Damaged files of each source."""


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_damaged_files_are_read_or_refused_and_take_nothing_away(source: Source, tmp_path: Path) -> None:
    home = store_of(source, tmp_path / "first")

    done = [tried(source, home, tmp_path / "trial", seed) for seed in range(FILES)]

    assert [(one.seed, one.wrong) for one in done if one.wrong] == []
    assert {one.code for one in done} == {0, 11}


def test_a_number_is_always_the_same_file() -> None:
    for source in sources():
        one, again = changed(source, 7), changed(source, 7)
        assert (one.how, one.content) == (again.how, again.content)
        assert one.files == again.files or source.form == "xlsx"


def test_the_laws_see_what_is_taken_away_wrongly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without its rows, of which it is said that it has them all: each fact withdrawn is one too many."""
    source = next(one for one in sources() if one.name == "annex-a-csv")
    assert isinstance(source.after, dict)
    emptied = {name: rows[:1] for name, rows in source.after.items()}
    monkeypatch.setattr(
        "tests.soak.laws.changed", lambda *_: Changed("content", source.after, files_of(source, emptied))
    )

    one = tried(source, store_of(source, tmp_path / "first"), tmp_path / "trial", 0)

    assert one.retracted == len(one.wrong) > 0
