"""Running scenarios: written through the real store, read through the real projections, answer by answer compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from journey.domain.errors import JourneyError
from journey.scenario.files.take_in import Taken, take_in
from journey.scenario.parts import Expected, Mistake, Recorded, Scenario, ScenarioFile
from journey.scenario.view import View
from journey.scenario.when import perform_when
from journey.scenario.words import IMPORT_REFUSED, Question, find_question, verdicts
from journey.store.log import Log, open_log


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer: what was expected and what came; ``about`` stood for the question's word in capitals."""

    scenario: Scenario
    expected: Expected
    question: Question
    about: str
    answer: str

    @property
    def right(self) -> bool:
        """Whether the answer is the expected one; spaces and capitals make no difference."""
        return _folded(self.answer) == _folded(self.expected.answer)

    @property
    def says(self) -> set[bool]:
        """Whether the expected answer says yes or no; empty when it says neither."""
        return verdicts(self.question, self.expected.answer)


def run_file(file: ScenarioFile, view: type[View] = View, begin: Callable[[Scenario], object] = bool) -> list[Outcome]:
    """The outcome of every question of a file, in its order.

    ``view`` is how the store is looked at; ``begin`` is called with each scenario before it is recorded.
    """
    with TemporaryDirectory(prefix="journey-scenario-") as folder:
        return list(_outcomes(file.scenarios, Path(folder), view, begin))


def _outcomes(
    scenarios: Sequence[Scenario], folder: Path, view: type[View], begin: Callable[[Scenario], object]
) -> Iterator[Outcome]:
    """All scenarios of a file share one store; each has an authority of its own, so that none sees another."""
    recording = _Clock()
    with open_log(f"sqlite:///{folder / 'scenario.db'}", clock=recording) as log:
        recorded = []
        for scenario in scenarios:
            begin(scenario)
            recording.stand_at(scenario)
            if scenario.said:
                with log.writing() as writer:
                    writer.append(scenario.said)
            files = take_in(log, scenario.la, scenario.files, folder)
            recorded.append((files, perform_when(log, scenario)))
        for scenario, (files, done) in zip(scenarios, recorded, strict=True):
            yield from _answers(scenario, files, done, log, view)


def _answers(
    scenario: Scenario, files: Mapping[str, Taken], done: Recorded | None, log: Log, view: type[View]
) -> Iterator[Outcome]:
    known_at = scenario.known_at or max([scenario.as_at, *_days(scenario)])
    seen = view(log, scenario.la, scenario.children, scenario.as_at, known_at, done, scenario.complete, files)
    unasked = _refused_unasked(scenario, files)
    for expected in scenario.then:
        question, about = find_question(expected.question)
        try:
            if unasked:
                raise Mistake(unasked)
            answer = question.answer(seen, expected.child or "", about)
        except (Mistake, JourneyError) as refused:  # said in the place of the answer, which it is not
            answer = str(refused)
        yield Outcome(scenario, expected, question, about, answer)


def _refused_unasked(scenario: Scenario, files: Mapping[str, Taken]) -> str:
    """That a file was not taken in, where the test does not ask about that; empty where all is well."""
    asked = {find_question(expected.question) for expected in scenario.then}
    about = {about for question, about in asked if question.name == IMPORT_REFUSED}
    refused = ((name, taken.refused) for name, taken in files.items() if taken.refused and name not in about)
    return "; ".join(f"{name} was not taken in: {why}" for name, why in refused)


def _days(scenario: Scenario) -> list[date]:
    """The days on which a scenario records anything."""
    made = [file.dated.made for file in scenario.files]
    return [*(said.known_on for said in scenario.said), *made, *([scenario.when.day] if scenario.when else [])]


class _Clock:
    """The store's clock: noon of the last day on which a scenario records anything."""

    def __init__(self) -> None:
        self._now = 0

    def stand_at(self, scenario: Scenario) -> None:
        """Record what follows on that day."""
        last = max(_days(scenario), default=scenario.as_at)
        self._now = int(datetime.combine(last, time(12), UTC).timestamp() * 1_000_000)

    def __call__(self) -> int:
        return self._now


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
