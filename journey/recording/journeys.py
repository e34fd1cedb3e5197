"""The public Python API: recording by hand, and showing a child, on an open log.

Every call is recorded in the access log before it writes or shows anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from types import TracebackType
from typing import Any, Self

from journey.domain.errors import NotPermitted, NotRecorded, UnknownChild, UsageError
from journey.domain.recording.correct import CorrectFact
from journey.domain.recording.decision import Decision, Recorder
from journey.domain.recording.dispose import DisposeRecord
from journey.domain.recording.merge import MergeRecords, UnmergeRecords
from journey.domain.recording.misfiled import MoveMisfiled
from journey.domain.recording.record import RecordEvent
from journey.domain.recording.retract import RetractFact
from journey.domain.statements import child_stream, organisation_stream, split_stream
from journey.projections.cluster import authorities, find_stream
from journey.projections.coverage.holdings import Declarations
from journey.projections.record.kept import kept
from journey.projections.record.purpose import purpose_required
from journey.projections.standing.journey import Journey, journey_of
from journey.projections.standpoint import LONDON, stand
from journey.recording.perform import Decide, Performed, Reading, perform
from journey.store.log import Log

Permit = Callable[[Sequence[str], str], tuple[str, str | None]]
"""From the records that are read and the purpose said to the purpose as it is kept, and why it is refused if it is."""


@dataclass(frozen=True)
class JourneyLog:
    """A store opened for one person. Use as a context manager, or close it.

    ``by`` is who records and reads, ``purpose`` why; ``command`` is what the access log says was asked, by default the
    call. ``day`` is the recording day, by default the one it is in London; nothing is ever recorded as known earlier.
    ``permit`` says of the records that a call reads whether this person may, by what the access log says of it.
    Every method that writes raises NotRecorded (a reason why not), Conflict (somebody was first: look again),
    UnknownChild, Busy and NotPermitted, and UsageError where the store asks for a purpose and none is said, each with
    nothing written.
    """

    log: Log
    by: str
    declarations: Declarations = field(default_factory=dict)
    purpose: str = ""
    command: str = ""
    day: date | None = None
    refer: Callable[[str], Callable[[str, str], str]] | None = None
    permit: Permit | None = None

    def record(
        self,
        event: str,
        child: str,
        *,
        on: date | None = None,
        at: time | None = None,
        fields: Mapping[str, Any] | None = None,
        of: str | date | None = None,
        another: bool = False,
        new: bool = False,
        la: str | None = None,
        **named: Any,
    ) -> Performed:
        """Record that something happened: ``record("ReferralReceived", "1000504", on=date(2025, 5, 1), source="2A")``.

        ``event`` is a stored name or a title. Fields are given by name, or in ``fields``; ``of`` says what an end
        belongs to; ``another`` that it happened twice on a day; ``new``, with ``la``, that the child is not known yet.
        """
        stream = self._new(child, la) if new else self._stream(child, la)
        todo = RecordEvent(event, on, at, {**(fields or {}), **named}, of, another, new)
        who = self._recorder(stream)
        return self._perform("record", who, stream, lambda read: todo.decide(read.history(stream), who))

    def correct(
        self,
        child: str,
        fact: str,
        *,
        reason: str,
        based_on: int | None = None,
        fields: Mapping[str, Any] | None = None,
        **named: Any,
    ) -> Performed:
        """Correct fields of a fact, or with ``occurred_on`` its day. ``based_on`` is the version you had seen."""
        stream = self._stream(child)
        todo = CorrectFact(fact, {**(fields or {}), **named}, _said(reason), based_on)
        who = self._recorder(stream)
        return self._perform("correct", who, stream, lambda read: todo.decide(read.history(stream), who))

    def retract(
        self,
        child: str,
        fact: str | None = None,
        *,
        statement: int | None = None,
        reason: str,
        based_on: int | None = None,
    ) -> Performed:
        """Withdraw a fact, or the one statement of a version: a correction, or an earlier retraction."""
        stream = self._stream(child)
        todo = RetractFact(fact, statement, _said(reason), based_on)
        who = self._recorder(stream)
        return self._perform("retract", who, stream, lambda read: todo.decide(read.history(stream), who))

    def merge(self, child: str, into: str, *, reason: str) -> Performed:
        """Merge a child's record into another, which stands for the child from then on."""
        stream, other = self._stream(child), self._stream(into)
        todo, who = MergeRecords(_said(reason)), self._recorder(stream)

        def decide(read: Reading) -> Decision:
            merges = read.merges(stream, other)
            read.history(merges.root(other))
            return todo.decide(read.history(stream), read.history(other), merges, who)

        return self._perform("merge", who, stream, decide)

    def unmerge(self, child: str, *, reason: str) -> Performed:
        """Take a merged record apart again; what was recorded on the other since stays there (``stays``)."""
        stream = self._stream(child)
        todo, who = UnmergeRecords(_said(reason)), self._recorder(stream)
        return self._perform(
            "unmerge", who, stream, lambda read: todo.decide(read.history(stream), read.merges(stream), who)
        )

    def misfiled(self, child: str, fact: str, *, to: str, reason: str) -> Performed:
        """Move a fact that was recorded of the wrong child to the record it belongs to, with a stub on both."""
        stream, other = self._stream(child), self._stream(to)
        todo, who = MoveMisfiled(fact, _said(reason)), self._recorder(stream)
        return self._perform(
            "misfiled", who, stream, lambda read: todo.decide(read.history(stream), read.history(other), who)
        )

    def dispose(self, child: str, *, reason: str, authorised_by: str) -> Performed:
        """Dispose of every record of a child, at the end of its retention: its keys are destroyed, a certificate stays.

        The journal is made again by the next question, or by ``journal.rebuild``; published tables by the commands
        ``dispose`` and ``publish``. Raises NotPermitted before its day,
        under a hold, where nobody can tell, and to whoever may not destroy keys.
        """
        stream = self._stream(child)
        todo, who = DisposeRecord(reason, authorised_by), self._recorder(stream)
        self.log.keyring.check_may_destroy()

        def decide(read: Reading) -> Decision:
            history = read.history(stream)
            return todo.decide(history, kept(history.survivor, history.facts, self._today), who)

        done = self._perform("dispose", who, stream, decide)
        self.log.destroy_keys()
        return done

    def show(
        self, child: str, *, as_at: date | None = None, known_at: date | None = None, history: bool = False
    ) -> Journey:
        """A child's journey as at a day and as known at a day; ``known_at`` alone sets both. See ``Journey``."""
        at = stand(self.log, as_at=as_at or known_at, known_at=known_at, today=self._today)
        found = journey_of(self.log, child, at, self.declarations, history=history)
        self._note("show", at.position, [found.stream], at.as_at, at.known_at, found.records)
        return found

    def close(self) -> None:
        """Close the store."""
        self.log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _today(self) -> date:
        return self.day or datetime.fromtimestamp(self.log.clock() / 1_000_000, UTC).astimezone(LONDON).date()

    def _recorder(self, stream: str) -> Recorder:
        la = split_stream(stream)[1]
        if self.refer is not None:
            return Recorder(self.by, self._today, self.refer(la))
        keys, organisation = self.log.keyring, organisation_stream(la)
        return Recorder(self.by, self._today, lambda kind, text: keys.reference(organisation, kind, text))

    def _stream(self, child: str, la: str | None = None) -> str:
        return find_stream(self.log, f"{la}:{child}" if la else child)

    def _new(self, child: str, la: str | None) -> str:
        """The stream of a child who may be new; an id that is known already is that child. Raises NotRecorded."""
        try:
            return self._stream(child, la)
        except UnknownChild:
            of, _, ident = child.rpartition(":")
            known = [la or of] if la or of else authorities(self.log)
        if len(known) != 1 or not (len(known[0]) == 3 and known[0].isdigit() and known[0].isascii()):
            raise NotRecorded(f"Of which authority is {child}? Say its three-digit code: --la 999.")
        if not ident.strip() or "/" in ident or ident != ident.strip():
            raise NotRecorded(f"{child!r} is no id of a child.")
        return child_stream(known[0], ident)

    def _perform(self, call: str, who: Recorder, stream: str, decide: Decide) -> Performed:
        def note(read: Reading) -> None:
            self._note(call, read.position, sorted({of for one in read.histories.values() for of in one.said}))

        return perform(self.log, who, stream, decide, note)

    def _note(
        self,
        call: str,
        position: int,
        streams: Sequence[str],
        as_at: date | None = None,
        known_at: date | None = None,
        records: Sequence[str] = (),
    ) -> None:
        """Record what is read of which children; ``records`` are those that it was read from, where they are more."""
        if not self.purpose.strip() and purpose_required(self.log, self._today):
            raise UsageError("This store asks why: say a purpose (--purpose TEXT). It is kept in the access log.")
        purpose, refusal = self.permit(records or streams, self.purpose) if self.permit else (self.purpose, None)
        self.log.access.record(
            who=self.by,
            purpose=purpose,
            command=self.command or f"python: {call} {' '.join(split_stream(stream)[2] for stream in streams[:2])}",
            as_at=as_at,
            known_at=known_at,
            position=position,
            children=streams,
        )
        if refusal:
            raise NotPermitted(refusal)


def _said(reason: str) -> str:
    if not reason.strip():
        raise NotRecorded("Say why: --reason TEXT. It is kept sealed beside what it explains.")
    return reason
