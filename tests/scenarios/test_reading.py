"""Reading a scenario file: what makes no difference, what is named at once, and that nothing else can happen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.scenario.parts import NotAScenario, Problem
from journey.scenario.read import read_file, read_text
from tests.scenarios.example import GOOD, PATH, REFERRAL, WORKER, row


def test_the_file_without_mistakes_reads() -> None:
    read = read_text(GOOD, PATH)

    assert read.question == "Referrals"
    assert [scenario.title for scenario in read.scenarios] == ["A referral is on record"]
    assert [said.fact for said in read.scenarios[0].said] == ["referral/2017-03-02/1", "worker-allocation/2017-03-03/1"]


def test_all_mistakes_of_a_file_are_named_at_once() -> None:
    text = GOOD.replace("source: 2A", "sauce: 2A").replace("Worker allocated ", "Worker alocated ")

    with pytest.raises(NotAScenario) as raised:
        read_text(text, PATH)

    assert [problem.line.number for problem in raised.value.problems] == [10, 11]


def test_two_tests_of_one_title_are_refused() -> None:
    text = GOOD + GOOD[GOOD.index("## ") :]

    with pytest.raises(NotAScenario, match=r"referrals.md:17: Another test of this file has the same title\."):
        read_text(text, PATH)


@pytest.mark.parametrize(
    "text",
    [GOOD.replace("\n", "\r\n"), GOOD.replace("2 March 2017 |", "2\u00a0March\u00a02017 |"), f"{GOOD}\n\n"],
    ids=["line ends of Windows", "spaces that do not break", "empty lines at the end"],
)
def test_what_an_editor_adds_makes_no_difference(tmp_path: Path, text: str) -> None:
    path = tmp_path / "referrals.md"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert read_file(path).scenarios == read_text(GOOD, path).scenarios


def test_a_question_about_a_child_needs_one() -> None:
    text = GOOD.replace(REFERRAL, row("Hub opened", "hub: Hub 4", child="")).replace(WORKER + "\n", "")

    with pytest.raises(NotAScenario, match=r"is about a child, and no row of \*\*Given\*\* is"):
        read_text(text.replace("| Ada   | days", "|       | days"), PATH)


@given(st.data())
def test_whatever_is_written_either_reads_or_is_explained(data: st.DataObject) -> None:
    lines = GOOD.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines)))
        old = lines[at] if at < len(lines) else ""
        cut, end = sorted(data.draw(st.tuples(st.integers(0, len(old)), st.integers(0, len(old)))))
        pieces = st.sampled_from(("", old, "|", "**", ":", ";", "## ", "of: ", "what: ", "1 May 2017", ", ", "\\|"))
        new = old[:cut] + data.draw(pieces) + old[end:]
        lines[at : at + 1] = data.draw(st.sampled_from(([new], [], [new, old], [old, new])))

    problems = problems_of("\n".join(lines))

    assert all(1 <= problem.line.number <= max(len(lines), 1) for problem in problems)
    assert all(problem.says.endswith(".") for problem in problems)


def problems_of(text: str) -> tuple[Problem, ...]:
    """What is wrong with a text; nothing when it reads."""
    try:
        assert read_text(text, PATH).scenarios
    except NotAScenario as wrong:
        return wrong.problems
    return ()


def test_a_question_about_one_of_several_children_says_which() -> None:
    text = GOOD.replace(WORKER, row("Child seen", child="Bea")).replace("| Ada   | days", "|       | days")

    with pytest.raises(NotAScenario, match="add a column Child"):
        read_text(text, PATH)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "made-by-a-spreadsheet.md"
    path.write_bytes(b"\xff\xfe# Referrals")

    with pytest.raises(NotAScenario, match=r"made-by-a-spreadsheet.md:1: The file is not UTF-8 text\."):
        read_file(path)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(NotAScenario, match="The file begins with its question"):
        read_text("", PATH)
