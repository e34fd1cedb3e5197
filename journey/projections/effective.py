"""The effective history of one child: what is so, as at a day, as known at a day, from the log up to a position.

In this order, and only here (design, section 4):

1. keep the statements that the log held at the position and that are shown to have been known by the day;
2. leave out statements that were retracted alone;
3. join the statements about one fact, also where its start date moved, and where one source says when it began and
   another only that it was going on by a day;
4. per field, and for whether the fact exists, the latest newly said statement by the day it speaks for wins; on one
   day a person, then SSD, then census and 903, then Annex A and report maps; of what one file says of several records
   of the child, that of the record that stands for it;
5. last, drop what the resulting day puts after the as-at day, that a list held it no more after that day and, where
   they are not wanted, facts of an inferred day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Final, Literal

from journey.domain.facts import parse_fact_key, thing_of
from journey.domain.shapes import LEFT, OF_LEAVING, shape
from journey.domain.statements import Precision, Statement, shows_latest_only
from journey.domain.values import UNREAD, Data, Value, same

LASTING: Final = {
    "BecameLookedAfter": "CeasedLookedAfter",
    "LegalStatusChanged": "LegalStatusEnded",
    "PlacementStarted": "PlacementEnded",
}
"""What a file may show to be going on without saying when it began (its day is inferred), with what ends it."""

CAME_FROM: Final = "came_from"
"""A field of facts whose source has them in the row of another: the key of that one, as the source last said it."""

IN_ANOTHERS_ROW: Final = frozenset({"InitialCPConferenceHeld"})
"""Events that have ``CAME_FROM``: the conference of an enquiry."""

State = Literal["effective", "corrected", "retracted", "set aside"]
"""``set aside``: a latest date that went back; kept, a finding, and no event."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as it stands.

    ``said`` are all visible statements about it, in the order in which they count; ``known_on`` is the first day a
    system is shown to have held it and ``known_from`` the day from which it may have. ``disagreements`` holds, per
    field, what another source, or another record of the child, says instead. ``is_disputed``: one source says last
    that it is so, another that it is not. ``unread_in`` is the sheet of the last statement that names values not read.
    """

    key: str
    event: str
    occurred_on: date | None
    data: Data
    state: State
    known_on: date
    known_from: date | None
    said: tuple[Statement, ...]
    occurred_time: time | None = None
    occurred_from: date | None = None
    precision: Precision = "exact"
    belongs_to: str | None = None
    disagreements: dict[str, list[Value]] = field(default_factory=dict)
    is_disputed: bool = False
    unread_in: str | None = None

    @property
    def stream(self) -> str:
        return self.said[0].stream

    @property
    def version(self) -> int:
        """The stream version of the statement that first said the fact."""
        return self.said[0].version

    @property
    def recorded_at(self) -> datetime | None:
        return self.said[0].recorded_at

    @property
    def systems(self) -> tuple[str, str]:
        """The source that was the first to know the fact, and the one that spoke last of it."""
        saying = [s for s in self.said if shape(s.name).series != "record"]
        return min(saying, key=lambda s: s.known_on).source.system, self.said[-1].source.system

    @property
    def came_from(self) -> str | None:
        """The key of the fact in whose row the source has it, as it last said so; its start may have moved since."""
        if self.event not in IN_ANOTHERS_ROW:
            return None
        return next((s.belongs_to for s in reversed(self.said) if s.belongs_to), None)

    @property
    def stands(self) -> bool:
        """Whether the fact counts."""
        return self.state in ("effective", "corrected")


def effective_history(
    statements: Iterable[Statement],
    as_at: date,
    known_at: date,
    position: int | None = None,
    *,
    or_may_be_known: bool = False,
    inferred: bool = True,
) -> list[Fact]:
    """Every fact of one child in the order they happened; those that do not count are marked retracted or set aside.

    ``statements`` are all of the child's records (the cluster), in any order. ``or_may_be_known`` takes in what may
    already have been recorded by ``known_at``, though no file shows it: what lay between two files. Without
    ``inferred`` a fact whose day no source gives is left out.
    """
    visible = [
        s
        for s in statements
        if (position is None or s.position <= position)
        and (s.known_on <= known_at or (or_may_be_known and s.known_from is not None and s.known_from <= known_at))
    ]
    survivor = _survivor(visible)
    standing = sorted(standing_statements(visible), key=lambda s: _weight(s, survivor))
    joined = _Joins(standing)
    facts = _joined(standing, joined)
    if going_on := list(_going_on(facts)):
        for one, other in going_on:
            joined.add(one, other)
        facts = _joined(standing, joined)
    retracted = {fact.key for fact in facts if fact.state == "retracted"}
    shown = {fact.key: joined.shown(fact.key, fact.occurred_on) for fact in facts if not parse_fact_key(fact.key).part}
    facts = [_within(fact, retracted, shown, joined) for fact in facts]
    facts = [_as_listed(fact, as_at) for fact in facts if fact.occurred_on is None or fact.occurred_on <= as_at]
    if not inferred:
        facts = [fact for fact in facts if fact.precision != "inferred"]
    return sorted(facts, key=_in_time)


def _as_listed(fact: Fact, as_at: date) -> Fact:
    """As at a day on which the lists still had it, a fact says nothing of having left them since."""
    since = fact.data.get(LEFT)
    if not isinstance(since, date) or since <= as_at:
        return fact
    return replace(fact, data={name: value for name, value in fact.data.items() if name not in OF_LEAVING})


def _joined(standing: Sequence[Statement], joined: _Joins) -> list[Fact]:
    """The facts that statements, in the order of their weight, come to, under the key for all keys of each."""
    aside = _gone_back(standing)
    by_fact: dict[str, list[Statement]] = {}
    for statement in standing:
        if shape(statement.name).stage != "Imports" and statement.name not in ("RecordsMerged", "RecordsUnmerged"):
            by_fact.setdefault(joined.key(statement.fact), []).append(statement)
    return [fact for key, said in by_fact.items() if (fact := _resolve(key, said, aside)) is not None]


def _going_on(facts: Iterable[Fact]) -> Iterator[tuple[str, str]]:
    """Pairs of things that are one: what was going on by a day, and what began last before it and had not ended."""
    standing = {fact.key: fact for fact in facts if fact.stands and fact.occurred_on is not None}
    for fact in standing.values():
        if fact.event not in LASTING or fact.precision != "inferred":
            continue
        begun = [
            other
            for other in standing.values()
            if other.event == fact.event and other.precision != "inferred" and _day(other) < _day(fact)
        ]
        last = max(begun, key=lambda other: (_day(other), other.key), default=None)
        if last is not None:
            end = standing.get(f"{last.key}/{shape(LASTING[fact.event]).part}")
            if end is None or _day(end) > _day(fact):
                yield last.key, fact.key


def _day(fact: Fact) -> date:
    return fact.occurred_on or date.min


def _survivor(visible: Sequence[Statement]) -> str:
    """The record that stands for the child: of those whose statements these are, the one that no other absorbed."""
    streams = {said.stream for said in visible}
    if len(streams) == 1:
        return streams.pop()
    merges = (said for said in visible if said.name in ("RecordsMerged", "RecordsUnmerged"))
    last = {said.data["absorbed"]: said.name for said in sorted(merges, key=lambda said: said.position)}
    absorbed = {stream for stream, name in last.items() if name == "RecordsMerged"}
    return min(streams - absorbed, default=min(streams, default=""))


def _weight(statement: Statement, survivor: str) -> tuple[object, ...]:
    source, stream = statement.source, statement.stream
    made_on = source.made_on or statement.known_on
    of_file = (source.speaks_for, source.rank, made_on, source.made, source.file)
    return (*of_file, stream == survivor, stream, statement.version)


def _in_time(fact: Fact) -> tuple[object, ...]:
    return (fact.occurred_on or date.min, fact.occurred_time or time.min, fact.key)


def standing_statements(visible: Sequence[Statement]) -> list[Statement]:
    """The statements without those that were retracted alone, and without those retractions."""
    withdrawn: set[tuple[str, int]] = set()
    for statement in sorted(visible, key=lambda s: -s.version):
        target = statement.data.get("statement") if statement.name == "FactRetracted" else None
        if isinstance(target, int) and (statement.stream, statement.version) not in withdrawn:
            withdrawn.add((statement.stream, target))
    return [
        s
        for s in visible
        if (s.stream, s.version) not in withdrawn and not (s.name == "FactRetracted" and s.data.get("statement"))
    ]


class _Joins:
    """Fact keys that are one fact: its start date moved from one to the other, or only one says when it began."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._to: dict[str, str] = {}
        for statement in statements:
            moved_to = statement.data.get("moved_to") if statement.name == "FactCorrected" else None
            if isinstance(moved_to, str):
                self.add(thing_of(statement.fact), moved_to)

    def add(self, one: str, other: str) -> None:
        """Two keys are of one fact."""
        one, other = self._root(one), self._root(other)
        if one != other:
            self._to[max(one, other)] = min(one, other)

    def _root(self, thing: str) -> str:
        while thing in self._to:
            thing = self._to[thing]
        return thing

    def key(self, key: str) -> str:
        """One key for all keys of a fact."""
        thing = thing_of(key)
        return self._root(thing) + key[len(thing) :]

    def shown(self, key: str, start: date | None) -> str:
        """The key under which a joined fact is shown: the one with the resulting start date."""
        thing = thing_of(key)
        group = sorted({k for k in (*self._to, *self._to.values()) if self._root(k) == thing} | {thing})
        fitting = [k for k in group if parse_fact_key(k).start == start]
        return fitting[0] if fitting else thing


def _gone_back(standing: Iterable[Statement]) -> set[tuple[str, int]]:
    """Statements of a latest date, of those in the order of their weight, before one that their source had said."""
    latest: dict[tuple[str, str, str], date] = {}
    back: set[tuple[str, int]] = set()
    for statement in standing:
        kind = shape(statement.name).series
        if kind == "record" or statement.occurred_on is None:
            continue
        if not shows_latest_only(statement.source.system, kind):
            continue
        series = (statement.stream, statement.source.system, statement.name)
        if statement.source.file and statement.occurred_on < latest.get(series, date.min):
            back.add((statement.stream, statement.version))
        else:
            latest[series] = statement.occurred_on
    return back


def _resolve(key: str, said: list[Statement], aside: set[tuple[str, int]]) -> Fact | None:
    saying = [s for s in said if shape(s.name).series != "record"]
    if not saying:
        return None
    counting = [s for s in said if (s.stream, s.version) not in aside]
    on_existence = [s for s in counting if s.name in ("FactRetracted", "FactReinstated") or s in saying]
    exists = [s.name != "FactRetracted" for s in on_existence]
    last_of = {s.source.system: is_so for s, is_so in zip(on_existence, exists, strict=True)}
    data, days = _fields(counting or said)
    occurred_on, day = days[-1] if days else (None, saying[0])
    corrected = any(s.name == "FactCorrected" for s in counting)
    state: State = "effective"
    if not exists:
        state = "set aside"
    elif not exists[-1]:
        state = "retracted"
    elif corrected:
        state = "corrected"
    first = min(saying, key=lambda s: s.known_on)
    return Fact(
        key=key,
        event=saying[0].name,
        occurred_on=occurred_on,
        data={name: values[-1][0] for name, values in sorted(data.items()) if values[-1][0] is not None},
        state=state,
        known_on=first.known_on,
        known_from=_known_from(saying, first),
        said=tuple(said),
        occurred_time=day.occurred_time,
        occurred_from=day.occurred_from,
        precision=day.precision,
        belongs_to=saying[0].belongs_to,
        disagreements=_disagreements(data, days),
        is_disputed=len(set(last_of.values())) > 1,
        unread_in=data[UNREAD][-1][1].source.sheet if UNREAD in data else None,
    )


def _known_from(saying: Sequence[Statement], first: Statement) -> date | None:
    """The latest day by which the file before is known to have lacked the fact."""
    days = [s.known_from for s in saying if s.known_on == first.known_on and s.known_from is not None]
    return max(days, default=None)


_Values = dict[str, list[tuple[Value, Statement]]]


def _fields(said: Iterable[Statement]) -> tuple[_Values, list[tuple[date | None, Statement]]]:
    """Every value said of every field, and of the day it happened, in the order in which they count.

    A day that was inferred counts only where nothing says one.
    """
    data: _Values = {}
    days: list[tuple[date | None, Statement]] = []
    for statement in said:
        if statement.name == "FactCorrected":
            name, value = str(statement.data.get("field")), statement.data.get("value")
            if name == "occurred_on":
                days.append((value if isinstance(value, date) else None, statement))
            else:
                data.setdefault(name, []).append((value, statement))
        elif statement.name == "FactProgressed":
            fields = statement.data.get("fields")
            for name, value in (fields if isinstance(fields, dict) else {}).items():
                data.setdefault(name, []).append((value, statement))
        elif shape(statement.name).series != "record":
            if shape(statement.name).series == "observed":
                for values in data.values():
                    values.append((None, statement))
            for name, value in statement.data.items():
                data.setdefault(name, []).append((value, statement))
            days.append((statement.occurred_on, statement))
    return data, [said for said in days if said[1].precision != "inferred"] or days


def _disagreements(data: _Values, days: list[tuple[date | None, Statement]]) -> dict[str, list[Value]]:
    """What other sources, or other records of the child, say last of a field or of the day it happened, where that is
    not what counts."""
    found: dict[str, list[Value]] = {}
    said: _Values = {**data, **({"occurred_on": [(day, statement) for day, statement in days]} if days else {})}
    for name, values in sorted(said.items()):
        last = {(statement.source.system, statement.stream): value for value, statement in values}
        others = [value for value in last.values() if not same(value, values[-1][0])]
        if others:
            found[name] = others
    return found


def _within(fact: Fact, retracted: set[str], shown: dict[str, str], joined: _Joins) -> Fact:
    """The end of a retracted thing is retracted with it; keys are those of the days that resulted."""
    thing = thing_of(fact.key)
    owner = joined.key(fact.belongs_to) if fact.belongs_to else None
    return replace(
        fact,
        key=shown.get(thing, thing) + fact.key[len(thing) :],
        belongs_to=shown.get(owner, owner) if owner else None,
        state="retracted" if thing in retracted else fact.state,
    )
