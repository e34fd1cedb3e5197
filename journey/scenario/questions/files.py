"""Questions about files that were taken in: what became of their rows, and what they newly say of a child."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from typing import Final

from journey.domain.events import event as event_class
from journey.domain.events import events
from journey.domain.facts import parse_fact_key
from journey.domain.statements import Statement, child_stream, organisation_stream
from journey.domain.values import Value
from journey.scenario.cells import in_words, plain_words
from journey.scenario.files.shown import file_and_list
from journey.scenario.files.take_in import Taken
from journey.scenario.parts import Mistake
from journey.scenario.view import View
from journey.scenario.words import IMPORT_REFUSED, NONE, Question
from journey.store.importing import Imported

COUNTS: Final = {
    "rows": "How many rows were read; each is counted once in what became of them.",
    "rejected": "Rows whose child or own start date could not be read.",
    "not_child": "Rows about somebody else, or that a map leaves out.",
    "new": "Rows that say a fact for the first time.",
    "reinstated": "Rows that say again a fact that had been retracted.",
    "corrected": "Rows that now say otherwise.",
    "progressed": "Rows that fill in what was blank, or show what has changed since.",
    "unchanged": "Rows that say nothing new.",
    "retracted": "Facts that a file before had, and that this one should have and lacks.",
    "aged_out": "Facts that a file before had, whose absence has a lawful reason.",
}
"""What an import counts, by the name that its account has for it."""


def _file(view: View, about: str) -> tuple[Taken, str]:
    """The file, and the list that is asked about; empty for all of it. Raises Mistake."""
    name, of_list = file_and_list(about, view.files)
    return view.files[name], of_list


def _account(view: View, about: str) -> tuple[Imported, str]:
    taken, of_list = _file(view, about)
    if taken.imported is None:
        raise Mistake(f"{taken.shown.name} was not taken in: {taken.refused}")
    if of_list and of_list not in taken.imported.counts:
        raise Mistake(f"'{of_list}' is no list of that file. It has: {', '.join(taken.imported.counts)}.")
    return taken.imported, of_list


def _counts(view: View, about: str) -> Mapping[str, int]:
    imported, of_list = _account(view, about)
    return imported.counts[of_list] if of_list else imported.totals


def _count(name: str, view: View, _child: str, about: str) -> str:
    return str(_counts(view, about)[name])


def _outcomes(view: View, _child: str, about: str) -> str:
    counts = _counts(view, about)
    said = [f"{plain_words(name)} {counts[name]}" for name in COUNTS if name != "rows" and counts[name]]
    return "; ".join(said) or NONE


def _because(view: View, _child: str, about: str) -> str:
    reasons = _account(view, about)[0].reasons
    return "; ".join(f"{why} {number}" for why, number in sorted(reasons.items()) if number) or NONE


def _rejected(view: View, _child: str, about: str) -> str:
    imported, of_list = _account(view, about)
    rows = [f"{name}, row {row.number}, {row.column}" for name, row in imported.refused if of_list in ("", name)]
    return "; ".join(rows) or NONE


def _children(view: View, _child: str, about: str) -> str:
    return str(_account(view, about)[0].children)


def _refused(view: View, _child: str, about: str) -> str:
    return "yes" if _file(view, about)[0].imported is None else "no"


def _why(view: View, _child: str, about: str) -> str:
    return _file(view, about)[0].refused or NONE


def _again(view: View, _child: str, about: str) -> str:
    return "yes" if _account(view, about)[0].again else "no"


def _said(view: View, child: str, about: str) -> str:
    return _said_on(child_stream(view.la, child), view, about)


def _said_of_hubs(view: View, _child: str, about: str) -> str:
    return _said_on(organisation_stream(view.la), view, about)


def _said_on(stream: str, view: View, about: str) -> str:
    taken, of_list = _file(view, about)
    _account(view, about)
    said = view.log.statements([stream], upto=view.position)[stream]
    own = [
        one
        for one in said
        if one.source.file == taken.file and of_list in ("", one.source.sheet) and one.name != "WorkerNamed"
    ]
    return "; ".join(map(_in_words, own)) or NONE


def _in_words(said: Statement) -> str:
    """A statement in words: ``Referral received 2 March 2017``, the same with ``corrected: source 6``."""
    data = said.data
    match said.name:
        case "FactCorrected" if data["field"] == "occurred_on":
            return f"{_fact(said)} corrected: day {_value(data.get('value'))}{_how_exactly(said)}"
        case "FactCorrected":
            return f"{_fact(said)} corrected: {plain_words(str(data['field']))} {_value(data.get('value'))}"
        case "FactProgressed":
            fields = data["fields"]
            assert isinstance(fields, dict)
            now = ", ".join(f"{plain_words(name)} {_value(value)}" for name, value in sorted(fields.items()))
            return f"{_fact(said)} progressed: {now}"
        case "FactRetracted" if "statement" in data:
            return f"{_fact(said)} no longer follows"
        case "FactRetracted":
            return f"{_fact(said)} retracted"
        case "FactReinstated":
            return f"{_fact(said)} reinstated"
        case _:
            title, ordinal = event_class(said.name).TITLE, parse_fact_key(said.fact).ordinal
            return f"{_dated(title, said.occurred_on, ordinal)}{_how_exactly(said)}"


def _how_exactly(said: Statement) -> str:
    """The time of day, and how exactly the day is known, of a statement that gives one."""
    at = f" at {said.occurred_time:%H:%M}" if said.occurred_time else ""
    if said.precision == "interval":
        return f"{at}, not before {in_words(said.occurred_from)}" if said.occurred_from else f"{at}, or before"
    return f"{at}, inferred" if said.precision == "inferred" else at


def _fact(said: Statement) -> str:
    """The fact that a statement is about, by the day that its key has."""
    key = parse_fact_key(said.fact)
    return _dated(_titles()[key.kind, key.part], key.start, key.ordinal)


def _dated(title: str, day: date | None, ordinal: int) -> str:
    nth = f" (no {ordinal})" if ordinal > 1 else ""
    return f"{title} {in_words(day)}{nth}" if day else title


@cache
def _titles() -> dict[tuple[str, str | None], str]:
    return {(kind.KIND, kind.PART): kind.TITLE for kind in events().values()}


def _value(value: Value) -> str:
    if isinstance(value, dict) and "written" not in value:
        return ", ".join(value)  # what could not be read, by its columns
    if isinstance(value, dict):
        return str(value["written"] if value.get("code") is None else value["code"])
    if isinstance(value, list):
        return ", ".join(_value(one) for one in value) or NONE
    return NONE if value is None else in_words(value) if isinstance(value, date) else str(value)


QUESTIONS = (
    *(
        Question(f"{plain_words(name)} in FILE", says, "count", partial(_count, name), about="all")
        for name, says in COUNTS.items()
    ),
    Question("outcomes in FILE", "What became of its rows, and of the facts it lacks.", "text", _outcomes, about="all"),
    Question("why absent in FILE", "Why facts that it lacks were not retracted.", "text", _because, about="all"),
    Question("rejected rows in FILE", "Which, and the column that could not be read.", "text", _rejected, about="all"),
    Question("children in FILE", "How many children it speaks of.", "count", _children, about="all"),
    Question(
        IMPORT_REFUSED,
        "Whether nothing of it was taken in.",
        "yes or no",
        _refused,
        about="all",
        twins=True,
    ),
    Question("why import refused of FILE", "The reason, in the words of the import.", "text", _why, about="all"),
    Question(
        "already imported FILE",
        "Whether the very same file had been taken in before.",
        "yes or no",
        _again,
        about="all",
        twins=True,
    ),
    Question("said by FILE", "What it newly says of the child, statement by statement.", "text", _said),
    Question("said of hubs by FILE", "What it newly says of the organisation.", "text", _said_of_hubs, about="all"),
)
"""Questions of this file."""
