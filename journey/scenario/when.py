"""The row of a When table: a command by which a person records, performed after everything in **Given**."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from journey.domain.errors import UsageError
from journey.domain.events import event as event_class
from journey.domain.facts import fact_key
from journey.domain.statements import Statement, child_stream
from journey.recording.journeys import JourneyLog
from journey.recording.perform import Performed
from journey.scenario.cells import read_day, read_details, read_moment
from journey.scenario.given import titles
from journey.scenario.parts import ONLY_CHILD, Mistake, Recorded, Scenario, When, nearest
from journey.scenario.tables import Row
from journey.store.log import Log

WHEN: Final = ("Date", "Child", "Command", "Who", "Details")
"""The columns of a When table; the Date is the day of recording."""

WHEN_NEEDED: Final = ("Date", "Command")

_WHAT, _REASON = "what", "reason"
_TAKES: Final = {
    "record": ("event", "on", "of", "another", "new"),
    "correct": (_WHAT, _REASON),
    "retract": (_WHAT, _REASON),
    "merge": ("into", _REASON),
    "unmerge": (_REASON,),
    "misfiled": (_WHAT, "to", _REASON),
}
"""The commands, with the details that are their own; others of ``record`` and ``correct`` are fields."""

_ALL: Final = f" They are: {', '.join(_TAKES)}."
_NEEDS: Final = {"record": "event", "correct": _WHAT, "retract": _WHAT, "merge": "into", "misfiled": _WHAT}
_WITH_FIELDS: Final = ("record", "correct")


def read_when(row: Row, said: Sequence[Statement], la: str) -> When:
    """The command of a row; ``said`` is what was recorded before. Raises Mistake."""
    day = read_day(row.cell("Date"))
    command = row.cell("Command")
    if command not in _TAKES:
        raise Mistake(f"'{command}' is no command.{nearest(command, _TAKES) or _ALL}")
    details = dict(read_details(row.cell("Details")))
    own = {name: details.pop(name) for name in _TAKES[command] if name in details}
    if (needed := _NEEDS.get(command)) and needed not in own:
        raise Mistake(f"'{command}' does not say '{needed}': write it in Details.")
    if details and command not in _WITH_FIELDS:
        raise Mistake(f"'{command}' has no detail '{next(iter(details))}'. It has: {', '.join(_TAKES[command])}.")
    child = row.cell("Child") or ONLY_CHILD
    if "to" not in own and command == "misfiled":
        raise Mistake("'misfiled' does not say whose it is: to: Ben.")
    arguments = _arguments(command, own, [s for s in said if s.stream == child_stream(la, child)])
    if command in _WITH_FIELDS:
        arguments["fields"] = {"occurred_on" if name == "day" else name: value for name, value in details.items()}
    for name in ("into", "to"):
        if name in own:
            arguments[name] = f"{la}:{own[name]}"
    return When(row.line, day, row.cell("Who"), command, f"{la}:{child}", arguments)


def _arguments(command: str, own: dict[str, str], said: Sequence[Statement]) -> dict[str, Any]:
    if command == "record":
        on, at = read_moment(own["on"]) if "on" in own else (None, None)
        of = read_day(own["of"]) if "of" in own else None
        flags = {name: own.get(name) == "yes" for name in ("another", "new")}
        return {"event": own["event"], "on": on, "at": at, "of": of, **flags}
    found: dict[str, Any] = {_REASON: own.get(_REASON, "")}
    return found | (_what(own[_WHAT], said) if _WHAT in own else {})


def _what(written: str, said: Sequence[Statement]) -> dict[str, Any]:
    """``TITLE, DAY`` as the key of a fact, there or not; of a statement about the record, its version."""
    title, _, rest = written.partition(", ")
    kind = titles().get(title)
    if kind is None:
        raise Mistake(f"'{title}' is no event.{nearest(title, titles())} Write TITLE, DAY as it was recorded.")
    day = read_day(rest)
    named = [s for s in said if s.name == kind.NAME and _day(s) == day]
    if kind.SERIES == "record":
        if not named:
            raise Mistake(f"No '{title}' of {rest} was recorded before.")
        return {"statement": named[-1].version}
    return {"fact": named[-1].fact if named else fact_key(kind.KIND, day, 1, kind.PART)}


def _day(said: Statement) -> date | None:
    return said.known_on if event_class(said.name).SERIES == "record" else said.occurred_on


def perform_when(log: Log, scenario: Scenario) -> Recorded | None:
    """Perform the command of a scenario, as the command line does; None where it has none."""
    when = scenario.when
    if when is None:
        return None
    journeys = JourneyLog(log, when.who, day=when.day, refer=lambda _la: lambda _kind, name: name)
    arguments = dict(when.arguments)
    try:
        done: Performed = (
            journeys.record(arguments.pop("event"), when.child, **arguments)
            if when.command == "record"
            else getattr(journeys, when.command)(when.child, **arguments)
        )
    except UsageError as refused:  # a reason, which is what may be expected
        return Recorded(0, str(refused))
    return Recorded(_about_children(done.statements), "")


def _about_children(said: Iterable[Statement]) -> int:
    return sum(statement.stream.startswith("child:") for statement in said)
