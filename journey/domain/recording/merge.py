"""Merging two records of one child, and taking them apart again; either is written on both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey.domain.errors import NotRecorded
from journey.domain.events.base import Event
from journey.domain.events.record import AWAY, HERE, FactMisfiled, RecordsMerged, RecordsUnmerged
from journey.domain.merges import Merges, pair_of
from journey.domain.recording.decision import Decision, History, Recorder, in_words
from journey.domain.statements import Statement, split_stream


@dataclass(frozen=True)
class MergeRecords:
    """A record is of the same child as another, which stands for the child from then on."""

    reason: str

    def decide(self, history: History, into: History, merges: Merges, recorder: Recorder) -> Decision:
        """What to write. A merge into a merged record follows it to the end. Raises NotRecorded."""
        absorbed, survivor = history.stream, merges.root(into.stream)
        for one in (history, into):
            if one.is_new:
                raise NotRecorded(f"Nothing was ever recorded of {one.child}: is the id right?")
        if absorbed == into.stream:
            raise NotRecorded(f"{history.child} cannot be merged with itself.")
        if history.la != into.la:
            raise NotRecorded("The two are records of different authorities: each keeps its own.")
        stands_for = merges.root(absorbed)
        if stands_for == survivor != absorbed:
            return Decision(says=f"{history.child} is merged into {split_stream(survivor)[2]} already.")
        if survivor == absorbed:
            raise NotRecorded(
                f"{into.child} is merged into {history.child}: the other way round would be a circle. "
                f"Take them apart first (journey unmerge {into.child}), if {into.child} is to stand for the child."
            )
        if stands_for != absorbed:
            other = split_stream(stands_for)[2]
            raise NotRecorded(
                f"{history.child} is merged into {other}. If {other} is of the same child: journey merge {other} "
                f"{into.child}; if not: journey unmerge {history.child} first."
            )
        if _filed(history, AWAY) & _filed(into, HERE) or _filed(history, HERE) & _filed(into, AWAY):
            raise NotRecorded(
                f"Something was moved between {history.child} and {into.child} as misfiled. Merged, what was withdrawn "
                "on the one would be withdrawn on the other, where it stands: they stay two records."
            )
        return Decision(_on_both(RecordsMerged, survivor, absorbed, self.reason, recorder))


def _filed(history: History, where: str) -> set[object]:
    """The marks of what was moved away from a child's records, or to them."""
    every = (statement for said in history.said.values() for statement in said)
    return {one.data.get("mark") for one in every if one.name == FactMisfiled.NAME and one.data.get("filed") == where}


@dataclass(frozen=True)
class UnmergeRecords:
    """A record was merged by mistake: it is itself again."""

    reason: str

    def decide(self, history: History, merges: Merges, recorder: Recorder) -> Decision:
        """What to write, and what was recorded on the other since and stays there. Raises NotRecorded."""
        absorbed = history.stream
        merge = merges.into.get(absorbed)
        if merge is None:
            return _not_merged(history, merges)
        survivor, _ = pair_of(merge)
        since = [s for s in history.said.get(survivor, ()) if s.position > merge.position and s.name not in _OWN]
        said = _on_both(RecordsUnmerged, survivor, absorbed, self.reason, recorder)
        return Decision(said, stays=tuple(since))


_OWN = (RecordsMerged.NAME, RecordsUnmerged.NAME)


def _not_merged(history: History, merges: Merges) -> Decision:
    """A record that was taken apart is so already; one that never was merged cannot be. Raises NotRecorded."""
    if others := [split_stream(stream)[2] for stream in merges.absorbed_by(history.stream)]:
        raise NotRecorded(
            f"{history.child} is not merged into another: it stands for {', '.join(others)}. "
            f"Name the one that is to be itself again: journey unmerge {others[0]}."
        )
    apart = [said for (_, absorbed), said in merges.apart.items() if absorbed == history.stream]
    if not apart:
        raise NotRecorded(f"{history.child} was never merged into another record, so there is nothing to take apart.")
    return Decision(says=f"{history.child} was taken apart on {in_words(apart[-1].known_on)}, and is itself.")


def _on_both(kind: type[Event], survivor: str, absorbed: str, reason: str, recorder: Recorder) -> tuple[Statement, ...]:
    pair: Sequence[str] = (survivor, absorbed)
    data = {"survivor": survivor, "absorbed": absorbed, "notes": reason.strip() or None}
    return tuple(recorder.statement(stream, kind, "merge", dict(data)) for stream in pair)
