"""What the log shows of each journey, where the frame stands: for the auditor to read before judging anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from journey.audit.packs.shown import shown_in_twelve_months
from journey.domain.statements import split_stream
from journey.domain.values import code_of
from journey.projections.batch import Batch
from journey.projections.batch_memory import batch_of
from journey.projections.children_rows import rows_of_children
from journey.projections.cluster import cluster_of
from journey.projections.coverage.holdings import holdings
from journey.projections.drift.flags import drift
from journey.projections.effective import Fact, effective_history
from journey.projections.holding.handoffs import handoffs
from journey.projections.holding.holders import holders
from journey.projections.names import worker_names
from journey.projections.one_child.cover import Cover
from journey.projections.quality.findings import quality
from journey.projections.questions import Asked
from journey.projections.standing.journey import Journey, journey_of
from journey.projections.timescales.answers import Answer, Wanted, add_answers

Rows = list[dict[str, Any]]

_VOICE: Final = ("seen", "seen_alone", "child_seen_on", "participation", "whose", "acted_on")
"""Fields in which the log says that a child was seen, heard or took part."""
_VOICES: Final = frozenset({"ChildSeen", "ViewsRecorded", "ReturnInterviewOffered", "ReturnInterviewHeld"})


@dataclass(frozen=True)
class Evidence:
    """One journey as the log shows it.

    ``timescales``, ``changes``, ``flags`` and ``findings`` are rows as those commands give them; ``counts`` what is
    asked of the last twelve months; ``voice`` the rows of the journey in which the child was seen, heard or took part.
    """

    stream: str
    journey: Journey
    timescales: Rows
    changes: Rows
    flags: Rows
    findings: Rows
    counts: Rows
    voice: Rows


def evidence(asked: Asked, streams: Sequence[str], done: Callable[[], object] = lambda: None) -> Iterator[Evidence]:
    """What the log shows of each journey, in the order of the streams; ``done`` is called after each."""
    batch, histories = _batch(asked, streams)
    held = holders(batch, asked.structure)
    names = worker_names(asked.log, asked.at.position)
    answer = Answer()
    add_answers(answer, batch, held, Wanted(), asked.settings, names)
    changed = handoffs(batch, asked.structure).drop("key").rename({"day": "on"})
    changes = _by_stream(rows_of_children(changed, held, names, days=("on", "from_on"), workers=("from", "to")))
    flags = _by_stream(rows_of_children(drift(batch, held), held, names, days=("since",)))
    findings, timescales = _by_stream(quality([batch])), _by_stream(answer.rows)
    covers = {la: _cover(asked, la) for la in {split_stream(stream)[1] for stream in streams}}
    for stream in streams:
        _, la, child = split_stream(stream)
        survivor, facts = histories[stream]
        found = journey_of(asked.log, f"{la}:{child}", asked.at, asked.declarations)
        yield Evidence(
            stream,
            found,
            timescales.get(survivor, []),
            changes.get(survivor, []),
            flags.get(survivor, []),
            findings.get(survivor, []),
            shown_in_twelve_months(found.now, facts, covers[la], asked.at.as_at),
            [row for row in found.rows if _is_voice(row)],
        )
        done()


def _batch(asked: Asked, streams: Sequence[str]) -> tuple[Batch, dict[str, tuple[str, list[Fact]]]]:
    """The journeys as one batch, and of each the stream that stands for the child, with its facts."""
    at = asked.at
    found = {}
    for stream in streams:
        cluster = cluster_of(asked.log, stream, at.known_at, at.position)
        facts = effective_history(cluster.all, at.as_at, at.known_at, at.position, inferred=at.inferred)
        found[stream] = (cluster.survivor, facts)
    named = [(*split_stream(survivor), facts) for survivor, facts in dict(found.values()).items()]
    histories = [(la, child, facts) for _, la, child, facts in named]
    batch = batch_of(histories, at.as_at, at.known_at, asked.coverage)
    batch.settings = asked.settings
    return batch, found


def _cover(asked: Asked, la: str) -> Cover:
    held = holdings(asked.log, asked.at, asked.declarations, [la])
    return Cover([one for of, one in held if of == la], asked.at.as_at)


def _by_stream(rows: Rows) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for row in rows:
        found.setdefault(row["stream"], []).append(row)
    return found


def _is_voice(row: Mapping[str, Any]) -> bool:
    data = row["data"]
    said = [data.get(name) for name in _VOICE]
    return row["event"] in _VOICES or any(one is not None and code_of(one) != "unknown" for one in said)
