"""The questions that a scenario can ask, by the words it asks them with.

A question is registered by a file of ``questions/``; adding one there is all it takes. A word in capitals in its name
stands for what is asked about: ``caseload of WORKER``; of several, a semicolon is put between what stands for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal

from journey.scenario.cells import read_day
from journey.scenario.parts import Mistake, nearest, with_steps
from journey.scenario.view import View

Kind = Literal["answer", "count", "day", "days", "figure", "mean", "state", "states", "text", "yes or no"]
"""What an answer looks like; it is checked as it is read."""

ONE_OF = {"answer": ("yes", "no", "not applicable"), "yes or no": ("yes", "no")}
"""The answers of kinds that have few, beside those of every question; ``answer`` is that of a check."""

STATES = ("met", "late", "pending", "overdue", "not applicable", "cannot tell")
"""The states of a timescale, and none when it never ran."""

NONE = "none"
NOT_KNOWN = "not known"
CANNOT_TELL = "cannot tell"

IMPORT_REFUSED = "import refused of FILE"
"""The question whether a file was not taken in; where it is not asked, every file of a test must be."""

Answer = Callable[[View, str, str], str]
"""Answers a question: the view, the child (empty when about all), what stood for the word in capitals → in words."""

_FIGURE = re.compile(r"(\d+)( of \d+(\.\d+)?)?(, \d+ cannot tell)?")
_MEAN = re.compile(r"(none|\d+(\.\d)? (?:days|weeks)) of (\d+)(, \d+ cannot tell)?")
_NUMBERS = {
    "count": (re.compile(r"\d+"), "a whole number"),
    "figure": (_FIGURE, "a figure like 3 of 10"),
    "mean": (_MEAN, "a mean like 426 days of 2"),
}
"""The answers of kinds that are numbers: how they are written, and in words."""

_ARGUMENT = re.compile(
    r"\b(?:ANYTHING|CHECK|DAY|EVENT|FILE|GROUP|HUB|INDICATOR|LENGTH|MEASURE|NUMBER|RULE|TEAM|TIME|WORKER|YEAR)\b"
)
"""The words in capitals."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``about`` says whether it is asked of a child, of all, or of nobody.

    ``rule`` is the rule it answers for.
    ``twins`` marks a question that needs a scenario which says yes and one which says no. ``check_about`` raises
    Mistake for what cannot be asked about. ``alone``: answered from the child's own history, not from the batch of all.
    """

    name: str
    says: str
    kind: Kind
    answer: Answer
    about: Literal["child", "all", "nobody"] = "child"
    rule: str = ""
    twins: bool = False
    check_about: Callable[[str], object] | None = None
    alone: bool = False

    def match(self, asked: str) -> str | None:
        """What stands for the word in capitals when these are the words of this question; None when they are not."""
        found = _pattern(self.name).fullmatch(asked)
        return None if found is None else "; ".join(found.groups())

    @property
    def is_about_a_file(self) -> bool:
        """Whether it asks about a file that the test shows."""
        return self.name.endswith(" FILE")

    def check(self, answer: str) -> None:
        """Refuse an answer that this question never gives. Raises Mistake."""
        if answer in (NONE, NOT_KNOWN, CANNOT_TELL):
            return
        if self.kind in ("day", "days"):
            for part in answer.split("; ") if self.kind == "days" else [answer]:
                read_day(part)
        elif self.kind in _NUMBERS:
            pattern, like = _NUMBERS[self.kind]
            if not pattern.fullmatch(answer):
                raise Mistake(f"The answer to '{self.name}' is {like}, not '{answer}'.")
        elif self.kind in ONE_OF and answer not in ONE_OF[self.kind]:
            *others, last = ONE_OF[self.kind]
            raise Mistake(f"The answer to '{self.name}' is {', '.join(others)} or {last}, not '{answer}'.")
        elif self.kind in ("state", "states"):
            for part in answer.split("; ") if self.kind == "states" else [answer]:
                if part not in STATES:
                    hint = nearest(part, STATES) or f" It is one of: {', '.join(STATES)}, {NONE}."
                    raise Mistake(f"'{part}' is no state of a timescale.{hint}")


@cache
def questions() -> dict[str, Question]:
    """Every question by name, those of one file together."""
    found: dict[str, Question] = {}
    package = import_module("journey.scenario.questions")
    for module in sorted(item.name for item in iter_modules(package.__path__)):
        for question in _of(import_module(f"{package.__name__}.{module}")):
            if found.setdefault(question.name, question) is not question:
                raise ValueError(f"two questions are called {question.name}")
    return found


def find_question(asked: str) -> tuple[Question, str]:
    """The question with those words, and what it is asked about. Raises Mistake with the nearest."""
    exact = questions().get(asked)
    if exact:
        return exact, ""
    for question in questions().values():
        about = question.match(asked)
        if about is not None:
            if question.check_about:
                question.check_about(about)
            return question, about
    if steps := with_steps(asked, questions()):
        raise Mistake(f"'{asked}' is not asked as a whole.{steps}")
    hint = (
        nearest(asked, (_spelt(question, asked) for question in questions().values()))
        or " `journey scenarios list --questions` shows them all."
    )
    raise Mistake(f"'{asked}' is no question.{hint}")


def verdicts(question: Question, answer: str) -> set[bool]:
    """What an answer says: yes, no, neither, or, of several states, both."""
    if question.kind in ("state", "states"):
        told = {"met": True, "late": False, "overdue": False}
        return {told[state] for state in answer.split("; ") if state in told}
    if question.kind in ("count", "figure") and (figure := _FIGURE.fullmatch(answer)):
        return {figure[1] != "0"}
    if question.kind == "mean" and (mean := _MEAN.fullmatch(answer)):
        return {mean[3] != "0"}
    return {answer == "yes"} if answer in ("yes", "no") else set()


def _spelt(question: Question, asked: str) -> str:
    """A question's name, with what was asked about in the place of its word in capitals where it can be asked that."""
    before, argument, after = _parts(question.name)
    words = asked.split()
    about = " ".join(words[len(before.split()) : len(words) - len(after.split())])
    if not argument or not about or _ARGUMENT.search(after):
        return question.name
    try:
        if question.check_about:
            question.check_about(about)
    except Mistake:
        return question.name
    return f"{before}{about}{after}"


def _of(module: object) -> Iterable[Question]:
    found: Iterable[Question] = module.QUESTIONS  # type: ignore[attr-defined]
    return found


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(re.escape(part) for part in _ARGUMENT.split(name)))


def _parts(name: str) -> tuple[str, str, str]:
    """A name before, at and after its first word in capitals; the rest is empty when it has none."""
    argument = _ARGUMENT.search(name)
    return (name[: argument.start()], argument[0], name[argument.end() :]) if argument else (name, "", "")
