"""Writing statements: each carries the file's dates and place, and is taken into the state as it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Final, Literal, get_args

from journey.domain.codes import is_known
from journey.domain.columns import Listing
from journey.domain.intake.says import FileRef, Place, Told
from journey.domain.intake.state import FactSaid, SourceState
from journey.domain.shapes import shape
from journey.domain.statements import Precision, Source, Statement
from journey.domain.values import UNREAD, Data, Value, code_of, is_code, same

Outcome = Literal["new", "reinstated", "corrected", "progressed", "unchanged"]
"""What became of a row; where several apply, the first of them."""

ANOTHER_TIME: Final = "another time of day"
"""Why a fact is corrected whose day stays the same."""

MORE_OR_LESS_EXACT: Final = "the day is known more exactly, or less"
"""Why a fact is corrected whose last possible day stays the same."""

_FILLED_IN: Final = frozenset({"fill-in", "person", "latest"})
"""The natures of columns in which a blank that is filled in is progress."""

_MAY_BE_NONE: Final = frozenset({"value", "old"})
"""What a correction was to, or from: nothing is an answer there."""

_RANK: Final[dict[Outcome, int]] = {outcome: rank for rank, outcome in enumerate(get_args(Outcome))}


def first_of(one: Outcome, other: Outcome) -> Outcome:
    """Which of two outcomes a row is counted under."""
    return one if _RANK[one] <= _RANK[other] else other


@dataclass
class Writer:
    """Collects what one file newly says about one child, and what became of its rows."""

    stream: str
    system: str
    file: FileRef
    state: SourceState
    by: str = ""
    statements: list[Statement] = field(default_factory=list)
    outcomes: dict[tuple[str, int], Outcome] = field(default_factory=dict)
    _sources: dict[tuple[str, int], Source] = field(default_factory=dict, init=False, repr=False)

    def note(self, place: Place, outcome: Outcome) -> None:
        """Count a row once, by the first outcome that applies."""
        row = (place.listing, place.row)
        noted = self.outcomes.get(row)
        if noted is None or _RANK[outcome] < _RANK[noted]:
            self.outcomes[row] = outcome

    def write(
        self,
        name: str,
        fact: str,
        place: Place,
        data: Data,
        *,
        occurred_on: date | None = None,
        occurred_time: time | None = None,
        precision: Precision = "exact",
        occurred_from: date | None = None,
        known_from: date | None = None,
        belongs_to: str | None = None,
    ) -> None:
        """Add one statement and take it into the state."""
        if known_from is not None and known_from > self.file.known_on:
            known_from = None
        statement = Statement(
            stream=self.stream,
            name=name,
            fact=fact,
            known_on=self.file.known_on,
            source=self._source(place),
            data={k: v for k, v in data.items() if v is not None or k in _MAY_BE_NONE},
            occurred_on=occurred_on,
            occurred_time=occurred_time,
            precision=precision,
            occurred_from=occurred_from,
            known_from=known_from,
            belongs_to=belongs_to,
            by=self.by,
            schema=shape(name).schema,
        )
        self.statements.append(statement)
        self.state.apply(statement)

    def _source(self, place: Place) -> Source:
        """Where in the file a statement stands; those of one row share it."""
        at = (place.sheet or place.listing, place.row)
        if at not in self._sources:
            file = self.file
            self._sources[at] = Source(self.system, file.speaks_for, file.file, file.made, *at)
        return self._sources[at]

    def known_from(self, listing: Listing, happened_on: date | None = None) -> date | None:
        """The day after the previous file that had this list and would have shown the thing; None if there was none."""
        before = self.state.covering.get(listing.name)
        if before is None or before.shielded:
            return None
        if happened_on is not None:
            opens = before.window_from
            if happened_on > (before.window_to or before.file.speaks_for) or (
                opens is not None and happened_on < opens
            ):
                return None
        return before.file.known_on + timedelta(days=1)

    def say(self, listing: Listing, name: str, key: str, told: Told, place: Place, belongs_to: str | None) -> None:
        """Say a fact for the first time, or reinstate it and say what has changed since."""
        known = self.state.facts.get(key)
        if known is None:
            self.write(
                name,
                key,
                place,
                told.data,
                occurred_on=told.occurred_on,
                occurred_time=told.occurred_time,
                precision=told.precision,
                occurred_from=told.occurred_from,
                known_from=self.known_from(listing, told.occurred_on),
                belongs_to=belongs_to,
            )
        else:
            self.write("FactReinstated", key, place, {}, known_from=self.known_from(listing, told.occurred_on))

    def change_date(
        self,
        listing: Listing,
        fact: FactSaid,
        told: Told,
        place: Place,
        moved_to: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Correct the day a fact happened, with the time of day if any, and how exactly it is known.

        ``moved_to`` is its key from now on where the day is part of it; ``reason`` why it is corrected whose day stays.
        """
        data: Data = {
            "field": "occurred_on",
            "value": told.occurred_on,
            "old": fact.occurred_on,
            "based_on": fact.version,
            "moved_to": moved_to if moved_to != fact.key else None,
            "reason": reason,
        }
        self.write(
            "FactCorrected",
            fact.key,
            place,
            data,
            occurred_time=told.occurred_time,
            precision=told.precision,
            occurred_from=told.occurred_from,
            known_from=self.known_from(listing),
        )
        self.note(place, "corrected")

    def change_precision(self, listing: Listing, fact: FactSaid, told: Told, place: Place) -> None:
        """Correct how exactly the day of a fact is known, where the last day that it may be stays the same."""
        if (told.precision, told.occurred_from) != (fact.precision, fact.occurred_from):
            self.change_date(listing, fact, told, place, reason=MORE_OR_LESS_EXACT)

    def change_time(self, listing: Listing, fact: FactSaid, at: time | None, place: Place) -> None:
        """Say the time of day of a fact that had none, or correct it; where a file has no times, nothing is said."""
        if at == fact.occurred_time or fact.occurred_on is None or not listing.says_time(fact.event):
            return
        if fact.occurred_time is None:
            since = self.known_from(listing)
            self.write(
                fact.event,
                fact.key,
                place,
                {},
                occurred_on=fact.occurred_on,
                occurred_time=at,
                known_from=since,
                belongs_to=fact.belongs_to,
            )
            self.note(place, "progressed")
        else:
            told = Told(fact.occurred_on, {}, at, fact.precision, fact.occurred_from)
            self.change_date(listing, fact, told, place, reason=ANOTHER_TIME)

    def change_fields(
        self, listing: Listing, fact: FactSaid, data: Data, place: Place, silent: frozenset[tuple[str, str]]
    ) -> None:
        """Say the fields of a fact that differ: corrections one by one, progress together."""
        progress: Data = {}
        for name in sorted(fact.data.keys() | data.keys()):
            old, value = fact.data.get(name), data.get(name)
            if same(old, value) or (fact.event, name) in silent:
                continue
            if self._is_correction(listing, fact.event, name, old):
                correction: Data = {"field": name, "value": value, "old": old, "based_on": fact.version}
                self.write("FactCorrected", fact.key, place, correction, known_from=self.known_from(listing))
                self.note(place, "corrected")
            else:
                progress[name] = value
        if progress:
            self.write("FactProgressed", fact.key, place, {"fields": progress}, known_from=self.known_from(listing))
            self.note(place, "progressed")

    def retract(self, listing: Listing, fact: FactSaid, place: Place, reason: str) -> None:
        """Withdraw a fact."""
        data: Data = {"reason": reason, "based_on": fact.version}
        self.write("FactRetracted", fact.key, place, data, known_from=self.known_from(listing))

    @staticmethod
    def _is_correction(listing: Listing, name: str, field_name: str, old: Value) -> bool:
        if field_name == UNREAD:
            return False
        nature = listing.nature(name, field_name)
        if nature in _FILLED_IN:  # "unknown" is as good as a blank
            return old is not None and (not is_code(old) or is_known(listing.codes(name, field_name), code_of(old)))
        return nature in ("fixed", "key")
