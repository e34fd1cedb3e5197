"""Steps of a Given table as the statements a person, or a file, would have made, in the order of recording.

What begins is numbered first, so that an end finds what it ends wherever its row stands. Then everything is put in the
order of recording, which gives the versions that statements about the record refer to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from journey.domain.facts import PERSON, fact_key
from journey.domain.statements import Source, Statement, child_stream, organisation_stream
from journey.domain.values import Data
from journey.scenario.cells import field_named, fields_of, in_words, read_day
from journey.scenario.corrections import Recorded, about_the_record
from journey.scenario.details import NOT_BEFORE, data_of, who_field
from journey.scenario.given import ORGANISATION
from journey.scenario.parts import Interval, Line, Mistake, Step
from journey.scenario.sources import source_of, with_known_from

OF = "of"
"""The detail that says, of an end or outcome, on which day that began which it belongs to."""


class Misplaced(Exception):
    """Rows that do not fit the others, each with a plain sentence."""

    def __init__(self, rows: Sequence[tuple[Line, str]]) -> None:
        super().__init__("\n".join(says for _, says in rows))
        self.rows = rows


@dataclass(frozen=True, slots=True)
class _Thing:
    """What an end or outcome may belong to."""

    stream: str
    kind: str
    key: str
    began: date
    data: Data


def record(steps: Sequence[Step], la: str) -> list[Statement]:
    """The statements, in the order of recording, on the streams of an authority. Raises Misplaced."""
    wrong: list[tuple[Line, str]] = []
    keyed: dict[int, Statement] = {}
    things: list[_Thing] = []
    ordinals: _Ordinals = Counter()
    about_life = [(n, step) for n, step in enumerate(steps) if step.event.SERIES != "record"]
    for n, step in (item for item in about_life if not item[1].event.PART):
        said = keyed[n] = _beginning(step, la, ordinals)
        if said.occurred_on:
            things.append(_Thing(said.stream, step.event.KIND, said.fact, said.occurred_on, said.data))
    taken: set[tuple[str, str, Source | None]] = set()
    for n, step in sorted((i for i in about_life if i[1].event.PART), key=lambda item: item[1].on):
        try:
            keyed[n] = _part(step, la, things, taken)
        except Mistake as mistake:
            wrong.append((step.line, str(mistake)))
    told = list(keyed.values())
    keyed = {n: with_known_from(one, steps, told) for n, one in keyed.items()}
    recorded = _in_order(steps, keyed, la, wrong)
    if wrong:
        raise Misplaced(wrong)
    return recorded


def _in_order(
    steps: Sequence[Step], keyed: dict[int, Statement], la: str, wrong: list[tuple[Line, str]]
) -> list[Statement]:
    """All statements by the day of recording, those about the record made as their turn comes."""
    recorded = Recorded(keyed.values())
    for n in sorted(range(len(steps)), key=lambda n: steps[n].known):
        step = steps[n]
        try:
            said = about_the_record(step, recorded, la) if step.event.SERIES == "record" else [keyed[n]]
        except Mistake as mistake:
            wrong.append((step.line, str(mistake)))
            continue
        except KeyError:  # an end that is wrong already
            continue
        for statement in said:
            recorded.add(statement, step)
    return recorded.statements


_Ordinals = Counter[tuple[str, str, date, Source | None]]
"""How many things of a kind and day each source has said on a stream: what two sources say is one thing."""


def _beginning(step: Step, la: str, ordinals: _Ordinals) -> Statement:
    kind = step.event.KIND
    stream = stream_of(step, la)
    data, not_before = data_of(step)
    if kind == PERSON:
        return replace(_statement(step, stream, PERSON, data), occurred_on=None)
    ordinals[stream, kind, step.on, step.source] += 1
    key = fact_key(kind, step.on, ordinals[stream, kind, step.on, step.source])
    return _interval(_statement(step, stream, key, data), step.interval, not_before)


def _part(step: Step, la: str, things: Iterable[_Thing], taken: set[tuple[str, str, Source | None]]) -> Statement:
    """An end or outcome, under the key of what began last and has none yet."""
    stream, part = stream_of(step, la), str(step.event.PART)
    began, details = _began(step)
    kind = [thing for thing in things if thing.stream == stream and thing.kind == step.event.KIND]
    known = {field for thing in kind for field in thing.data}
    own, of_beginning = _split(step, details, known)
    if step.who and who_field(step) is None and "worker" in known:
        of_beginning.append(("worker", step.who))
        step = replace(step, who=None)
    data, not_before = data_of(replace(step, details=own))
    candidates = [
        thing
        for thing in kind
        if (thing.began == began if began else thing.began <= step.on)
        and (stream, f"{thing.key}/{part}", step.source) not in taken
        and all(_said(thing, field) == value.casefold() for field, value in of_beginning)
    ]
    if not candidates:
        day = f"on {in_words(began)}" if began else f"on or before {in_words(step.on)}"
        raise Mistake(
            f"Nothing that '{step.event.TITLE}' could belong to began {day} and still lacks it: "
            f"a row that begins it is missing, or '{OF}: DAY' should say on which day it began.",
        )
    latest = max(thing.began for thing in candidates)
    thing = next(thing for thing in candidates if thing.began == latest)
    key = f"{thing.key}/{part}"
    taken.add((stream, key, step.source))
    return _interval(_statement(step, stream, key, data), step.interval, not_before)


def _began(step: Step) -> tuple[date | None, tuple[tuple[str, str], ...]]:
    """The day that ``of`` names, and the other details."""
    for name, value in step.details:
        if name.casefold() == OF:
            return read_day(value), tuple(pair for pair in step.details if pair[0] != name)
    return None, step.details


def _split(
    step: Step, details: tuple[tuple[str, str], ...], known: set[str]
) -> tuple[tuple[tuple[str, str], ...], list[tuple[str, str]]]:
    """The end's own details, and those that tell which beginning is meant."""
    own, others = [], []
    for name, value in details:
        try:
            field_named(name, (*fields_of(step.event), NOT_BEFORE), step.event.TITLE)
            own.append((name, value))
        except Mistake:
            try:
                others.append((field_named(name, known, step.event.TITLE), value))
            except Mistake:
                own.append((name, value))
    return tuple(own), others


def _said(thing: _Thing, field: str) -> str:
    value = thing.data.get(field)
    return str(value.get("code") if isinstance(value, dict) else value).casefold()


def stream_of(step: Step, la: str) -> str:
    """The stream a row is recorded on."""
    if step.event.STAGE == ORGANISATION:
        return organisation_stream(la)
    return child_stream(la, str(step.child))


def _statement(step: Step, stream: str, key: str, data: Data) -> Statement:
    return Statement(
        stream=stream,
        name=step.event.NAME,
        schema=step.event.SCHEMA,
        fact=key,
        known_on=step.known,
        source=source_of(step),
        data=data,
        occurred_on=step.on,
        occurred_time=step.at,
        by="" if step.source else step.who or "",
    )


def _interval(statement: Statement, interval: Interval | None, not_before: date | None) -> Statement:
    if interval is None and not_before is None:
        return statement
    first = not_before or (interval.first if interval else None)
    return replace(statement, precision="interval", occurred_from=first)
