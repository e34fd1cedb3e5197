"""The same question at the same position gives the same bytes, whenever it is asked and on whichever engine."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest

from journey.cli import session, showing
from journey.reports import formats
from journey.store.log import open_log
from tests.cli.running import journey
from tests.journey.commands import APRIL, MARCH, import_sample

AT = ("--as-at", "2025-04-30", "--known-at", "2025-04-30")
QUESTIONS = [
    ("show", "1000504", *AT),
    ("show", "1000504", "--history", "--sources", *AT),
    ("children", *AT),
    ("coverage", *AT),
]


def answer(store: str, question: tuple[str, ...], format_name: str, folder: Path) -> bytes:
    path = folder / f"answer.{format_name}"
    done = journey(*question, "--format", format_name, "--output", str(path), store=store)
    assert done.exit_code == 0, done.stderr
    return path.read_bytes()


def test_the_same_question_later_gives_the_same_bytes(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_sample(store_url, MARCH, APRIL, into=tmp_path)
    asks = [(question, name) for question in (*QUESTIONS, ("show", "1000504")) for name in formats()]
    before = [answer(store_url, *ask, tmp_path) for ask in asks]

    time.sleep(2.1)  # a zip file tells times two seconds apart
    for module in (session, showing):
        monkeypatch.setattr(module, "today", lambda: date(2031, 1, 1))
    after = [answer(store_url, *ask, tmp_path) for ask in asks]

    assert {name for _, name in asks} >= {"json", "csv", "md", "xlsx", "html"}
    assert [ask for ask, one, other in zip(asks, before, after, strict=True) if one != other] == []


def test_both_engines_answer_the_same(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    stores = (sqlite_url, postgres_url)
    for store in stores:
        import_sample(store, MARCH, APRIL, into=tmp_path)

    for question in QUESTIONS:
        for name in ("json", "csv", "md", "html"):
            one, other = (without_its_own(answer(store, question, name, tmp_path), store) for store in stores)
            assert one == other, (question, name)


def without_its_own(content: bytes, store: str) -> list[str]:
    """An answer's pieces, sorted, without what a store has of its own: id, chain, references, times of recording.

    Sorted, because the names behind references stand in the order of the references.
    """
    with open_log(store, create=False) as log:
        chain = log.chain_at().hex()
        own = (log.store_id, chain, chain[:16], r"[wf]:[0-9a-f]{12}", r"\d{4}-\d\d-\d\d[T ][\d:.]+\+00:00")
    return sorted(re.split(r"[\n,{}]\s*", re.sub("|".join(own), "…", content.decode())))
