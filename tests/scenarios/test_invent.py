"""A real child's journey as a scenario: nothing of who the child is, and answers that the table itself gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from journey.domain.statements import child_stream
from journey.projections.batch_memory import covers
from journey.projections.effective import effective_history
from journey.scenario.invent.moving import Moving, secret_weeks
from journey.scenario.invent.page import HEADING, RealChild, invented
from journey.scenario.read import read_text
from journey.scenario.report import disagreements
from journey.scenario.run import run_file
from journey.store.log import open_log

AS_AT = date(2016, 4, 30)
JOURNEY = """
# A journey
What happened.

## One child of whom some is known
As at: 30 April 2016

**Given**
| Date | Event | Who | Known | Details |
|---|---|---|---|---|
| 1 March 2016 | Child registered | | | date of birth: 17 May 2006; sex: F |
| 24 March 2016 | Referral received | | | source: 2A |
| 29 March 2016 | Referral decision made | Priya Shah | | decision: assessment |
| 29 March 2016 | Referral decision authorised | Grace Lowe | 4 April 2016 | |
| 30 March 2016 | Episode of need opened | | | need: N1 |
| 30 March 2016 | Assessment started | Priya Shah | | child seen: yes; referral: referral/2016-03-24/1 |
| 31 March 2016 | Worker allocated | Priya Shah | | hub: Hub 4 |
| 4 April 2016 at 14:30 | Went missing | | | |

**Then**
| Question | Answer |
|---|---|
| R01 | met |
"""


@pytest.fixture(scope="module")
def child(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealChild]:
    (scenario,) = read_text(JOURNEY, Path("journey.md")).scenarios
    with open_log(f"sqlite:///{tmp_path_factory.mktemp('invent')}/journey.db") as log:
        with log.writing() as writer:
            writer.append(scenario.said)
        stream = child_stream(scenario.la, scenario.children[0])
        history = effective_history(log.statements([stream])[stream], AS_AT, AS_AT)
        coverage = covers(scenario.la, AS_AT)
        yield RealChild(log, stream, history, AS_AT, AS_AT, coverage, frozenset())


@pytest.fixture(scope="module")
def text(child: RealChild) -> str:
    """Moved by ten weeks, past Easter."""
    return invented(child, 10)


def test_the_table_runs_and_gives_the_answers_that_stand_in_it(text: str) -> None:
    file = read_text(text, Path("invented.md"))

    outcomes = run_file(file)

    assert file.question == HEADING
    assert len(outcomes) > 5
    assert disagreements(file.path, outcomes) == []


def test_where_the_move_of_dates_changed_an_answer_it_says_so(text: str) -> None:
    rows = [line for line in text.splitlines() if line.startswith("| states of R01")]

    assert rows == ["| states of R01 | late | the move of dates changed it; of the child: met |"]


def test_where_it_did_not_nothing_is_said(child: RealChild) -> None:
    unmoved = [line for line in invented(child, 0).splitlines() if line.startswith("| states of ")]

    assert unmoved
    assert all(line.endswith("|  |") for line in unmoved)


def test_nothing_of_who_the_child_is_stands_in_it_and_days_keep_their_weekday(text: str) -> None:
    assert not re.search("Priya|Grace|Hub 4|17 May|2016-03-24", text)
    assert (decided := re.search(r"decided by: (Worker \d)", text))
    assert f"worker: {decided[1]}; hub: Hub 1" in text
    assert "date of birth: 1 July 2006" in text
    assert "| 2 June 2016 | Referral received |" in text
    assert "| 13 June 2016 at 14:30 | Went missing |" in text
    assert "referral: referral/2016-06-02/1" in text
    assert "| 7 June 2016 | Referral decision authorised | 13 June 2016 |" in text


def test_the_move_is_secret_and_always_the_same(child: RealChild) -> None:
    weeks = secret_weeks(child.log, child.stream, AS_AT)

    assert weeks == secret_weeks(child.log, child.stream, AS_AT)
    assert 8 <= weeks <= 104
    assert secret_weeks(child.log, child.stream, date(2027, 12, 30)) == -weeks
    assert Moving(weeks).day(AS_AT) - AS_AT == timedelta(weeks=weeks)
