"""The benchmarks can be run, and what they measure is real: a benchmark that breaks unnoticed measures nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks import (
    borough,
    everything,
    import_split,
    journal,
    journeys,
    one_child,
    questions,
    run,
    steps,
    stores,
    verify,
    whole_process,
)
from benchmarks.made_up import LA, STATEMENTS_A_CHILD, fill
from benchmarks.tables import tables
from benchmarks.targets import at_least, at_most, grown
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


EVENTS = 4_000


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Made-up stores that the tests of one run share, and every step taken once."""
    monkeypatch.setenv("JOURNEY_BENCHMARKS", str(tmp_path_factory.getbasetemp() / "benchmarks"))
    monkeypatch.setattr(steps, "RUNS", 1)


def measured(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """The steps of a part that were measured, and their seconds."""
    return {
        str(row[name]): row["seconds"] for row in rows for name in ("step", "command", "four questions") if name in row
    }


def promised(rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    """What a part promises, and whether it is kept."""
    return {row["what"]: row["kept"] for row in rows if "promised" in row}


def test_a_made_up_borough_is_as_it_says(tmp_path: Path) -> None:
    for name, corrected in (("as said", False), ("corrected", True), ("again", True)):
        borough.fill(tmp_path / name, 6_000, corrected=corrected)

    found = {}
    for path in (tmp_path / "as said", tmp_path / "corrected", tmp_path / "again"):
        with open_log(str(path), create=False) as log:
            assert not log.verify().problems
            found[path.name] = [log.statement(row) for row in log.all_rows()]
            assert len({s.stream for s in found[path.name]}) == 6_000 // borough.STATEMENTS_A_CHILD
    corrected, plain = found["corrected"], found["as said"]
    assert [(s.stream, s.fact, s.data) for s in found["again"]] == [(s.stream, s.fact, s.data) for s in corrected]
    assert 5_000 < len(corrected) < 7_000
    corrections = [s for s in corrected if s.name == "FactCorrected"]
    assert 0.012 < len(corrections) / len(corrected) < 0.028
    assert sorted(s.fact for s in corrected if s not in corrections) == sorted(s.fact for s in plain)
    late = [s for s in plain if s.occurred_on and s.known_on.replace(day=1) > s.occurred_on]
    assert 0.03 < len(late) / len(plain) < 0.07
    assert [s.known_on for s in corrected] == sorted(s.known_on for s in corrected)
    assert max(s.known_on for s in corrected) <= journeys.LAST


def test_journal(made_up: None) -> None:
    rows = journal.main((EVENTS,))

    assert set(measured(rows)) == {"iterate", "make", "catch up"}
    assert rows[2]["statements"] - journal.A_DAY in (0, rows[1]["statements"])  # a small journal is all tails
    assert set(promised(rows).values()) <= {"met", "missed", ""}


def test_verify(made_up: None) -> None:
    rows = verify.main((EVENTS,))

    assert set(measured(rows)) == {"three hashes an event, nothing else", "by itself", "against three checkpoints"}
    assert len(promised(rows)) == 5
    assert set(promised(rows).values()) <= {"met", "missed", ""}


def test_questions(made_up: None) -> None:
    """The floor and the oracle answer as the product does, else the part fails."""
    pytest.importorskip("numba")

    rows = questions.main((EVENTS,))

    assert len(measured(rows)) == 4
    assert f"times the floor, at {EVENTS:,}" in promised(rows)


def test_questions_fail_where_the_peers_answer_otherwise() -> None:
    with pytest.raises(AssertionError, match="the floor answers otherwise about drift"):
        questions.must_be_equal("the floor", {"drift": {"gap": 1}}, {"drift": {"gap": 2}})


def test_the_floor_refuses_what_it_cannot_answer_about(made_up: None) -> None:
    pytest.importorskip("numba")

    with pytest.raises(ValueError, match="without corrections"):
        questions.floor(str(stores.store_of(EVENTS)))


def test_everything(made_up: None) -> None:
    for library in ("pm4py", "pyarrow"):
        pytest.importorskip(library)

    rows = everything.main((EVENTS,))

    assert len(measured(rows)) == 3
    assert all(f" {what}" in rows[0]["found"] for what in ("spans", "handoffs", "visits", "referrals", "timescales"))


def test_one_child(made_up: None) -> None:
    assert set(measured(one_child.main((EVENTS,)))) == {"show", "why"}


def test_whole_process(made_up: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_process, "QUESTIONS", ("caseloads",))

    (row,) = whole_process.main((EVENTS,))

    assert row["what"] == f"caseloads at {EVENTS:,}"
    assert row["MiB"] > 0


def test_stores_are_made_once_and_removed(made_up: None, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("JOURNEY_BENCHMARKS", str(tmp_path / "made"))
    first = stores.store_of(400)
    told = first.stat().st_mtime_ns

    assert stores.store_of(400) == first
    assert first.stat().st_mtime_ns == told
    with stores.copied(first) as copy:
        assert copy.read_bytes() == first.read_bytes()
    assert not copy.exists()

    stores.clear(all_of_them=False)

    assert not first.exists()
    assert first.parent.parent.exists()


def test_a_promise_is_met_or_missed() -> None:
    assert at_most("a", 1.5, 1.5)["kept"] == "met"
    assert at_most("a", 1.51, 1.5)["kept"] == "missed"
    assert at_least("a", 80.0, 80)["kept"] == "met"
    assert at_least("a", 79.9, 80)["kept"] == "missed"
    assert [row["kept"] for row in grown([10, 100], {10: 1.0, 100: 11.5}, "a")] == ["missed"]
    assert grown([10], {10: 1.0}, "a") == []


def test_rows_of_two_kinds_are_two_tables() -> None:
    assert tables([{"a": 1}, {"a": 2}, {"b": 3}]) == "| a |\n|---|\n| 1 |\n| 2 |\n\n| b |\n|---|\n| 3 |"


def test_what_is_not_measured_anew_stays_in_the_report(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(run, "REPORT", tmp_path / "report.md")
    monkeypatch.setattr(run, "benchmarks", lambda: {name: lambda: [{"n": 1}] for name in ("bulk", "startup")})
    assert run.main(["bulk"]) == 0
    monkeypatch.setattr(run, "benchmarks", lambda: {name: lambda: [{"n": 222}] for name in ("bulk", "startup")})

    assert run.main(["startup"]) == 0

    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert text.index("## Machine") < text.index("## bulk") < text.index("| 1 |") < text.index("## startup")
    assert text.count("| 222 |") == 1


@pytest.mark.parametrize(("source", "children"), [("annex-a", 200), ("cin", 184), ("ssda903", 12)])
def test_every_source_is_enlarged_and_taken_in_whole(tmp_path: Path, source: str, children: int) -> None:
    """The sample said twice, under other ids: twice its rows, nothing refused."""
    found = {}
    for size in (children // 2, children):
        folder = tmp_path / str(size)
        folder.mkdir()
        import_split.MAKERS[source](size, folder)
        found[size] = import_split.taken(source, str(folder))

    once, twice = found.values()
    assert twice["rows"] == 2 * int(str(once["rows"])) > 0
    assert twice["whole"] == twice["read"] + twice["compare"] + twice["write"]
