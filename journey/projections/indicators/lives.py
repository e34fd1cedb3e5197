"""What was known of some children on an earlier day and what is known now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from journey.domain.statements import Statement
from journey.projections.cluster import cluster_of
from journey.projections.effective import Fact, effective_history
from journey.projections.indicators.changed import MERGES, Changed, changes, rearranged
from journey.projections.questions import Asked

_AT_A_TIME: Final = 1_000


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
        (*changes(then, now, facts, since, later.at.as_at), *rearranged(since)),
        key=lambda one: (one.known_on, one.stream, one.fact),
    )
    return Life(tuple(sorted(records)), then, now, changed, facts)


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
        survivor: effective_history(said, date.max, at.known_at, at.position, inferred=at.inferred)
        for survivor, said in sorted(own.items())
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
