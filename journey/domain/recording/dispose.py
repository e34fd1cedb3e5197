"""Disposing of a record at the end of its retention: the certificate that stays on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Final

from journey.domain.errors import NotPermitted, NotRecorded
from journey.domain.events.retention import RecordDisposed
from journey.domain.facts import fact_key
from journey.domain.recording.decision import Decision, History, Recorder, in_words, keys_on
from journey.domain.recording.values import values_given

ALREADY: Final = "This record was disposed of already."


@dataclass(frozen=True, slots=True)
class Kept:
    """How long a record must be kept: the class, its last day (None: nobody can tell), and since when a hold."""

    rule: str | None
    until: date | None
    held_since: date | None


@dataclass(frozen=True)
class DisposeRecord:
    """Every record of a child is disposed of, because its time is over and nothing forbids it."""

    reason: str
    authorised_by: str

    def decide(self, history: History, kept: Kept, recorder: Recorder) -> Decision:
        """What to write: a certificate on each record of the child. Raises NotRecorded, NotPermitted."""
        if any(fact.event == RecordDisposed.NAME for fact in history.facts):
            return Decision(says=ALREADY)
        if not self.reason.strip() or not self.authorised_by.strip():
            raise NotRecorded("Say why, and on whose authority: --reason TEXT --authorised-by NAME.")
        self._check(kept, recorder.day)
        data, workers = values_given(
            RecordDisposed,
            {
                "rule": kept.rule,
                "keep_until": kept.until,
                "authorised_by": self.authorised_by,
                "reason": self.reason.strip(),
            },
            recorder,
        )
        taken = {key for said in history.said.values() for key in keys_on(said)}
        key = next(k for n in count(1) if (k := fact_key(RecordDisposed.KIND, recorder.day, n)) not in taken)
        statements = tuple(
            recorder.statement(stream, RecordDisposed, key, data, on=recorder.day) for stream in sorted(history.said)
        )
        return Decision(statements, workers=workers)

    def _check(self, kept: Kept, day: date) -> None:
        if kept.held_since is not None:
            raise NotPermitted(
                f"A hold of {in_words(kept.held_since)} forbids disposing of this record. Nothing was written; when it "
                "has ended: journey record LegalHoldLifted CHILD --on DAY."
            )
        if kept.until is None:
            raise NotPermitted(
                "Nobody can tell until when this record must be kept, so it is kept: see journey retention CHILD. "
                "Nothing was written."
            )
        if day <= kept.until:
            raise NotPermitted(
                f"This record must be kept until {in_words(kept.until)}: see journey retention CHILD. "
                "Nothing was written."
            )
