"""The same timescales in plain Python for one child, as a journey's page and its reasons are told: the same answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from journey.domain.rules import declared
from journey.projections.batch import day_of
from journey.projections.one_child.timescales import Running, timescales_of
from journey.scenario.parts import Expected, ScenarioFile
from journey.scenario.questions import timescales
from journey.scenario.report import disagreements
from journey.scenario.run import run_file
from journey.scenario.view import View
from journey.scenario.words import find_question
from tests.scenarios.files import read, readable, with_rows

TIMESCALES = {question.name for question in timescales.QUESTIONS}
DAYS = ("started_on", "due", "stopped_on", "ended_on")
COLUMNS = {"child": pl.Int64, "rule": pl.String, "step": pl.String, "steps": pl.String, "rung": pl.Int64} | {
    "fact": pl.String, **dict.fromkeys(DAYS, pl.Int64), "state": pl.String, "days_over": pl.Int64,
}  # fmt: skip


class OneChildView(View):
    """A scenario as the interpreter of one child answers it, child by child."""

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        return super().once(name, (lambda: self._runnings(name)) if name in declared() else make)

    def index(self, child: str) -> int:
        return sorted(self.histories).index(self.survivors[child])

    def _runnings(self, rule: str) -> pl.DataFrame:
        rows = [
            (self.index(child), *_in_days(running))
            for child in sorted(self.histories)
            for running in timescales_of(self.one_child(child), declared()[rule].timescales)
        ]
        return pl.DataFrame(rows, COLUMNS, orient="row")


def asked(file: ScenarioFile) -> ScenarioFile:
    """A file with those questions alone that are about a timescale, and the scenarios that ask one."""
    return with_rows(file, _is_timescale)


def _is_timescale(row: Expected) -> bool:
    question, _ = find_question(row.question)
    return question.name in TIMESCALES


def _in_days(running: Running) -> tuple[Any, ...]:
    told = running._asdict()
    days = {name: None if told[name] is None else day_of(told[name]) for name in DAYS}
    return tuple((told | days)[name] for name in COLUMNS if name != "child")


@pytest.mark.parametrize(
    "path", [path for path in readable() if asked(read(path)).scenarios], ids=lambda path: path.stem
)
def test_timescales_are_the_same_of_one_child(path: Path) -> None:
    outcomes = run_file(asked(read(path)), OneChildView)

    assert not disagreements(path, outcomes), "\n".join(disagreements(path, outcomes))
