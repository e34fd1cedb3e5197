"""The benchmarks can be run, and what they measure is real: a benchmark that breaks unnoticed measures nothing."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks import run
from benchmarks.made_up import LA, STATEMENTS_A_CHILD, fill
from benchmarks.timing import in_turns, medians
from benchmarks.workbook import enlarge
from journey.domain.statements import child_stream
from journey.importers.annex_a import read_annex_a
from journey.store.log import open_log
from tests.source_tree import ROOT


def test_every_benchmark_says_what_it_measures() -> None:
    described = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")

    for name, main in run.benchmarks().items():
        assert f"`{name}`" in described
        assert __import__(f"benchmarks.{name}", fromlist=["main"]).__doc__, main


def test_an_unknown_benchmark_is_refused_with_those_there_are(capsys) -> None:
    assert run.main(["nonesuch"]) == 2
    assert "startup" in capsys.readouterr().err


def test_a_report_holds_the_machine_and_a_table_each(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(run, "REPORT", tmp_path / "report.md")
    monkeypatch.setattr(
        run, "benchmarks", lambda: {"startup": lambda: [{"what": "a|b", "seconds": 0.25, "rows": 1200}]}
    )

    assert run.main([]) == 0

    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "| Python |" in text
    assert "| a\\|b | 0.250 | 1,200 |" in text


def test_runs_take_turns() -> None:
    order: list[str] = []

    taken = in_turns({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, times=3)

    assert order == ["a", "b"] + ["a", "b"] * 3
    assert [len(seconds) for seconds in taken.values()] == [3, 3]
    assert set(medians(taken)) == {"a", "b"}


def test_made_up_stores_hold_what_they_say(tmp_path) -> None:
    store = tmp_path / "journey.db"

    child = fill(store, events=250)

    with open_log(f"sqlite:///{store}", create=False) as log:
        assert log.position() == 250 + 1
        assert len(log.statements([child_stream(LA, child)])[child_stream(LA, child)]) == STATEMENTS_A_CHILD
        assert not log.verify().problems


@pytest.mark.parametrize("copies", [1, 3])
def test_enlarged_workbooks_are_read_whole(tmp_path, copies: int) -> None:
    rows = enlarge("annex_a_2025_03.xlsx", copies * 100, tmp_path / "large.xlsx")

    extract = read_annex_a(
        [tmp_path / "large.xlsx"], la="999", extract_date=date(2025, 3, 31), refer=lambda _, text: text
    )

    assert rows == 245 * copies
    assert sum(listed.read for listed in extract.lists) == rows
    assert not any(listed.refused for listed in extract.lists)
