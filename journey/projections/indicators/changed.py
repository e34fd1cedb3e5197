"""Facts that are another now than they were as known on an earlier day: how, in which fields, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from journey.domain.facts import thing_of
from journey.domain.statements import Statement
from journey.domain.values import Value, same
from journey.projections.effective import Fact

What = Literal["said late", "corrected", "retracted", "reinstated", "merged", "unmerged", "file imported later"]
"""How what is known became another. A blank that was filled in was said late."""

MERGES: Final = {"RecordsMerged": "merged", "RecordsUnmerged": "unmerged"}


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact that is another now. ``name`` is what ``Life.facts`` calls it; ``fields`` what was said before and what is
    said now; ``known_on`` the day on which the change is shown to have been known, ``known_from`` that from which it
    may have been; ``positions`` are those of what was said since."""

    name: str
    stream: str
    fact: str
    event: str
    what: What
    known_on: date
    positions: tuple[int, ...]
    known_from: date | None = None
    occurred_on: date | None = None
    fields: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)


def changes(
    then: Mapping[str, list[Fact]],
    now: Mapping[str, list[Fact]],
    facts: Mapping[int, str],
    since: Iterable[Statement],
    as_at: date,
) -> Iterator[Changed]:
    """Every fact whose effective content up to the as-at day is another. ``since`` is what was said in between."""
    before, after = ({_name(f, facts): f for own in one.values() for f in own} for one in (then, now))
    later = list(since)
    for name in dict.fromkeys((*before, *after)):
        was, is_now = before.get(name), after.get(name)
        fields = _fields(was, is_now)
        what = _what(was, is_now, fields, as_at)
        about = is_now or was
        if what is None or about is None:
            continue
        told = _about(later, was, is_now)
        days = [(s.known_on, s.known_from) for s in told] or [(about.known_on, about.known_from)]
        known_on, known_from = (min if what == "said late" else max)(days, key=lambda day: day[0])
        yield Changed(
            name,
            about.stream,
            about.key,
            about.event,
            what,
            known_on,
            tuple(sorted(statement.position for statement in told)),
            known_from,
            about.occurred_on,
            fields,
        )


def _name(fact: Fact, facts: Mapping[int, str]) -> str:
    return facts[fact.said[0].position]


def _counts(fact: Fact | None, as_at: date) -> bool:
    return fact is not None and fact.stands and (fact.occurred_on is None or fact.occurred_on <= as_at)


def _fields(was: Fact | None, is_now: Fact | None) -> dict[str, tuple[Value, Value]]:
    """What is said of each field that is another, before and now, of a fact that stood before and stands now."""
    if was is None or is_now is None or not (was.stands and is_now.stands):
        return {}
    before, after = ({**fact.data, "occurred_on": fact.occurred_on, **_time(fact)} for fact in (was, is_now))
    both = sorted({*before, *after})
    return {name: (before.get(name), after.get(name)) for name in both if not same(before.get(name), after.get(name))}


def _time(fact: Fact) -> dict[str, Value]:
    return {"occurred_time": fact.occurred_time.isoformat()} if fact.occurred_time else {}


def _what(was: Fact | None, is_now: Fact | None, fields: Mapping[str, tuple[Value, Value]], as_at: date) -> What | None:
    """How a fact became another; None where it did not, up to the as-at day."""
    counted, counts = _counts(was, as_at), _counts(is_now, as_at)
    if fields and (counted or counts):
        return "said late" if all(before is None for before, _ in fields.values()) else "corrected"
    if counts and not counted:
        return "said late" if was is None else "reinstated"
    return "retracted" if counted and not counts else None


def _about(since: Iterable[Statement], *facts: Fact | None) -> list[Statement]:
    """What was said since about a fact, under any of its keys; else about the thing it is part of."""
    keys = {s.fact for fact in facts if fact for s in fact.said}
    own = [s for s in since if s.fact in keys and s.name not in MERGES]
    return own or [s for s in since if s.fact in {thing_of(key) for key in keys} and s.name not in MERGES]


def rearranged(since: Iterable[Statement]) -> Iterator[Changed]:
    """Records that were merged or taken apart; each is said on both streams."""
    for said in since:
        if said.name in MERGES and said.stream == said.data.get("survivor"):
            what: What = "merged" if said.name == "RecordsMerged" else "unmerged"
            records = {"survivor": (None, said.data["survivor"]), "absorbed": (None, said.data.get("absorbed"))}
            position = (said.position,)
            yield Changed(said.fact, said.stream, said.fact, said.name, what, said.known_on, position, fields=records)
