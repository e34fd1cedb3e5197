"""What was known of some children on an earlier day and what is known now, and every fact that is another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from journey.domain.facts import thing_of
from journey.domain.statements import Statement
from journey.domain.values import Value, same
from journey.projections.cluster import cluster_of
from journey.projections.effective import Fact, effective_history
from journey.projections.questions import Asked

What = Literal["said late", "corrected", "retracted", "reinstated", "merged", "unmerged", "file imported later"]
"""How what is known became another. A blank that was filled in was said late."""

MERGES: Final = {"RecordsMerged": "merged", "RecordsUnmerged": "unmerged"}
_AT_A_TIME: Final = 1_000


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact that is another now. ``name`` is what ``Life.facts`` calls it; ``fields`` what was said before and what is
    said now; ``known_on`` the day on which the change is shown to have been known; ``positions`` are those of what was
    said since."""

    name: str
    stream: str
    fact: str
    event: str
    what: What
    known_on: date
    occurred_on: date | None
    fields: Mapping[str, tuple[Value, Value]]
    positions: tuple[int, ...]


@dataclass(frozen=True)
class Life:
    """Records that were or are one child: the histories then and now by the record that stands for the child.

    ``facts`` leads from the position of a statement to the fact it is about, as it is called now.
    """

    streams: tuple[str, ...]
    then: Mapping[str, list[Fact]]
    now: Mapping[str, list[Fact]]
    changed: list[Changed]
    facts: Mapping[int, str] = field(repr=False)

    @property
    def is_rearranged(self) -> bool:
        """Whether records were merged or taken apart since."""
        return any(one.what in ("merged", "unmerged") for one in self.changed)


def lives(earlier: Asked, later: Asked, streams: Iterable[str]) -> Iterator[Life]:
    """The lives behind some streams, those merged then or now together."""
    wanted, done = sorted(set(streams)), set[str]()
    for start in range(0, len(wanted), _AT_A_TIME):
        read = later.log.statements(wanted[start : start + _AT_A_TIME], upto=later.at.position)
        for stream, said in read.items():
            if stream in done:
                continue
            records = {stream: said}
            if any(statement.name in MERGES for statement in said):
                records = _together(earlier, later, stream)
            done |= set(records)
            yield life(records, earlier, later)


def life(records: Mapping[str, list[Statement]], earlier: Asked, later: Asked) -> Life:
    """The life of some records, from all that was ever said on them."""
    then, now = (_histories(records, asked) for asked in (earlier, later))
    facts = _names(then, now)
    said = [statement for one in records.values() for statement in one]
    since = [s for s in said if earlier.at.known_at < s.known_on <= later.at.known_at]
    changed = sorted(
        (*changes(then, now, facts, since, later.at.as_at), *_rearranged(since)),
        key=lambda one: (one.known_on, one.stream, one.fact),
    )
    return Life(tuple(sorted(records)), then, now, changed, facts)


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
        days = [statement.known_on for statement in told] or [about.known_on]
        known_on = min(days) if what == "said late" else max(days)
        yield Changed(
            name, about.stream, about.key, about.event, what, known_on, about.occurred_on, fields,
            tuple(sorted(statement.position for statement in told)),
        )  # fmt: skip


def _together(earlier: Asked, later: Asked, stream: str) -> dict[str, list[Statement]]:
    """Every record that stood merged with a stream then or stands so now."""
    records: dict[str, list[Statement]] = {}
    todo = {stream}
    while todo:
        one = todo.pop()
        for asked in (earlier, later):
            found = cluster_of(asked.log, one, asked.at.known_at, asked.at.position).statements
            todo |= set(found) - set(records) - {one}
            records |= found
    return records


def _histories(records: Mapping[str, list[Statement]], asked: Asked) -> dict[str, list[Fact]]:
    """The history of each child, by the record that stands for it; all days, also those to come."""
    at = asked.at
    own: dict[str, list[Statement]] = {}
    for stream, said in records.items():
        merged = len(records) > 1
        survivor = cluster_of(asked.log, stream, at.known_at, at.position).survivor if merged else stream
        own.setdefault(survivor, []).extend(said)
    return {
        survivor: effective_history(said, date.max, at.known_at, at.position) for survivor, said in sorted(own.items())
    }


def _names(then: Mapping[str, list[Fact]], now: Mapping[str, list[Fact]]) -> dict[int, str]:
    """Position → what a fact is called: as now, also of what was said before its start date moved."""
    called: dict[int, str] = {}
    for survivor, facts in now.items():
        called |= {s.position: f"{survivor} {fact.key}" for fact in facts for s in fact.said}
    for survivor, facts in then.items():
        for fact in facts:
            known = next((called[s.position] for s in fact.said if s.position in called), f"{survivor} {fact.key}")
            called |= {s.position: known for s in fact.said if s.position not in called}
    return called


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


def _rearranged(since: Iterable[Statement]) -> Iterator[Changed]:
    """Records that were merged or taken apart; each is said on both streams."""
    for said in since:
        if said.name in MERGES and said.stream == said.data.get("survivor"):
            what: What = "merged" if said.name == "RecordsMerged" else "unmerged"
            records = {"survivor": (None, said.data["survivor"]), "absorbed": (None, said.data.get("absorbed"))}
            yield Changed(
                said.fact, said.stream, said.fact, said.name, what, said.known_on, None, records, (said.position,)
            )
