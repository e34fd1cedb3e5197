"""Every source of the sample in one store, in any order, and what it answers, without what a store has of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from journey.domain.statements import organisation_stream
from journey.store.log import open_log
from tests.cli.running import SAMPLE, journey
from tests.journey.commands import OUTCOMES

IMPORTS: dict[str, tuple[str, ...]] = {
    "march": ("annex-a", f"{SAMPLE}/annex_a_2025_03.xlsx", "--la", "999", "--extract-date", "2025-03-31"),
    "april": ("annex-a", f"{SAMPLE}/annex_a_2025_04.xlsx", "--la", "999", "--extract-date", "2025-04-30"),
    "cin": ("cin", f"{SAMPLE}/cin_2025.xml"),
    "903": (
        "ssda903", *(f"{SAMPLE}/903_{name}.csv" for name in ("header", "episodes", "sw_episodes")),
        "--la", "999", "--extract-date", "2025-06-30",
    ),
}  # fmt: skip
"""Each source's file and how it is imported."""

_OF_THE_STORE = frozenset({"position", "positions", "chain", "version", "last_version", "recorded_at", "command"})


def blank_store(folder: Path) -> Path:
    """A folder with an empty store and the key of its references, so that its copies call a worker the same."""
    folder.mkdir()
    with open_log(f"sqlite:///{folder / 'journey.db'}") as log:
        log.keyring.ensure({organisation_stream("999")})
    return folder


def store_of(blank: Path, folder: Path, order: Iterable[str]) -> str:
    """A copy of the blank store with the files taken in, in this order."""
    shutil.copytree(blank, folder)
    url = f"sqlite:///{folder / 'journey.db'}"
    take_in(url, order, folder)
    return url


def take_in(url: str, order: Iterable[str], folder: Path) -> dict[str, dict[str, Any]]:
    """The accounts of the imports, by file; in each, every row read has one outcome and none is refused."""
    accounts = {}
    for name in order:
        rejects = ("--rejects", str(folder / "rejects.csv"))
        done = journey("import", *IMPORTS[name], *rejects, "--format", "json", store=url)
        assert done.exit_code == 0, (name, done.stderr)
        accounts[name] = account = json.loads(done.stdout)
        for row in (*account["rows"], account["meta"]):
            assert row["rows"] == sum(row[outcome] for outcome in OUTCOMES), row
            assert row["rejected"] == 0, row
    return accounts


def answer(url: str, *question: str) -> str:
    """What a command prints as JSON, without positions, chain and times of recording."""
    done = journey(*question, "--format", "json", store=url)
    assert done.exit_code in (0, 1), done.stderr
    return json.dumps(_told(json.loads(done.stdout)), indent=1)


def answers(url: str, questions: Iterable[Sequence[str]], pairs: Iterable[Sequence[str]]) -> dict[str, str]:
    """The answers to questions at pairs of dates, by the words of the command."""
    asked = [(*question, *pair) for pair in pairs for question in questions]
    return {" ".join(words): answer(url, *words) for words in asked}


def _told(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _told(one) for name, one in value.items() if name not in _OF_THE_STORE}
    return [_told(one) for one in value] if isinstance(value, list) else value
