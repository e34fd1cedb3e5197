"""The Given table of a child's journey: every fact that stands, one row each, with nothing of who the child is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from journey.domain.events import event
from journey.domain.events.base import Event
from journey.domain.facts import PERSON, fact_key, parse_fact_key, thing_of
from journey.domain.values import PERSONAL, Value
from journey.domain.words import Mistake
from journey.domain.worker_fields import WORKER_FIELDS
from journey.domain.written import fields_of, plain_words, read_value
from journey.projections.effective import Fact
from journey.scenario.cells import in_words, read_day
from journey.scenario.given import titles
from journey.scenario.invent.moving import Moving
from journey.scenario.sources import FILES

_BIRTHS: Final = ("date_of_birth", "expected_birth_date")
_HUBS: Final = ("hub", "from_hub", "to_hub")
_NEVER: Final = PERSONAL - {*_BIRTHS, "date_of_death"} | {"family", "moved_to"}
"""Fields that say who the child or the family is, and text that people wrote."""


@dataclass(frozen=True, slots=True)
class GivenRow:
    """One row: the cells of a Given table."""

    date: str
    event: str
    known: str
    source: str
    details: str


def given_rows(facts: Iterable[Fact], moving: Moving) -> tuple[list[GivenRow], int]:
    """The rows in the order in which things happened, and how many facts a table cannot say.

    An end whose beginning is not on record is one of those; so is what only imports write.
    """
    standing = [fact for fact in facts if fact.stands and _sayable(fact)]
    begun = {thing_of(fact.key): fact for fact in standing if not _of(fact).PART}
    said = [fact for fact in standing if not _of(fact).PART or thing_of(fact.key) in begun]
    left_out = sum(fact.stands for fact in facts) - len(said)
    several = Counter((_of(fact).KIND, fact.occurred_on) for fact in begun.values())
    keys = _keys(said, moving)
    rows = [_row(fact, begun, several, keys, moving) for fact in said]
    return rows, left_out


def _sayable(fact: Fact) -> bool:
    return event(fact.event).TITLE in titles() and (fact.occurred_on is not None or fact.key == PERSON)


def _of(fact: Fact) -> type[Event]:
    return event(fact.event)


def _keys(said: Sequence[Fact], moving: Moving) -> dict[str, str]:
    """The key that the table gives each thing, by its own key: by kind and day, in the order of the rows."""
    found: dict[str, str] = {}
    ordinals: Counter[tuple[str, date]] = Counter()
    for fact in said:
        if fact.occurred_on and not _of(fact).PART:
            about = (_of(fact).KIND, moving.day(fact.occurred_on))
            ordinals[about] += 1
            found[fact.key] = fact_key(*about, ordinals[about])
    return found


def _row(
    fact: Fact,
    begun: Mapping[str, Fact],
    several: Mapping[tuple[str, date | None], int],
    keys: Mapping[str, str],
    moving: Moving,
) -> GivenRow:
    of = _of(fact)
    first = fact.said[0]
    alone = several.get((of.KIND, fact.occurred_on), 1) < 2
    known = moving.day(fact.known_on)
    happened = moving.day(fact.occurred_on) if fact.occurred_on else known
    speaks_for = moving.day(first.source.speaks_for)
    from_file = first.source.system in FILES and bool(fact.occurred_on) and alone and happened <= speaks_for
    recorded = speaks_for if from_file else happened
    details = [*_details(fact, keys, moving)]
    if of.PART and (began := begun[thing_of(fact.key)].occurred_on):
        details.append(f"of: {in_words(moving.day(began))}")
    if fact.occurred_from and fact.occurred_on and fact.occurred_from < fact.occurred_on:
        details.append(f"not before: {in_words(moving.day(fact.occurred_from))}")
    at = f" at {fact.occurred_time:%H:%M}" if fact.occurred_time else ""
    sheet = f", {first.source.sheet}" if first.source.sheet else ""
    return GivenRow(
        in_words(happened) + at,
        of.TITLE,
        in_words(known) if fact.occurred_on and known > recorded else "",
        f"{first.source.system} {in_words(speaks_for)}{sheet}" if from_file else "",
        "; ".join(details),
    )


def _details(fact: Fact, keys: Mapping[str, str], moving: Moving) -> Iterable[str]:
    """What the fact says, field by field; what a table cannot say, or says of the person, is left out."""
    of = _of(fact)
    for name in fields_of(of):
        text = None if name in _NEVER else _text(of, name, fact.data.get(name), keys, moving)
        if text:
            try:
                read_value(of, name, text, read_day)
            except Mistake:
                continue
            yield f"{plain_words(name)}: {text}"


def _text(of: type[Event], name: str, value: Value, keys: Mapping[str, str], moving: Moving) -> str | None:
    if isinstance(value, date):
        return in_words(moving.birth(value) if name in _BIRTHS else moving.day(value))
    if isinstance(value, dict):
        return value.get("code")
    if isinstance(value, list):
        codes = [one.get("code") for one in value if isinstance(one, dict)] if name in of.code_sets() else []
        return ", ".join(str(one) for one in codes) if codes and None not in codes else None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _invented(name, value, keys, moving) if isinstance(value, str) else None


def _invented(name: str, value: str, keys: Mapping[str, str], moving: Moving) -> str | None:
    """A worker, hub, team or any other name under an invented one; the key of another fact as the table has it."""
    if _is_key(value):
        return keys.get(value)
    if name in WORKER_FIELDS:
        return moving.name("Worker", value)
    if name in _HUBS:
        return moving.name("Hub", value)
    return moving.name(plain_words(name).capitalize(), value)


def _is_key(value: str) -> bool:
    try:
        return parse_fact_key(value).start is not None
    except ValueError:
        return False
