"""Facts, histories and batches that a test need not care about."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import polars as pl

from journey.domain.events import event
from journey.domain.facts import PERSON, fact_key
from journey.domain.statements import PERSON_SYSTEM, Source, Statement, child_stream, organisation_stream
from journey.domain.values import code
from journey.projections.batch import Batch, date_of
from journey.projections.batch_memory import batch_of, covers
from journey.projections.effective import Fact
from journey.projections.organisation.structure import Structure, structure_of

LA = "821"
_POSITIONS = count(1)


def fact(
    name: str,
    on: date | None,
    ordinal: int = 1,
    *,
    of: date | None = None,
    child: str = "1",
    known_from: date | None = None,
    **data: Any,
) -> Fact:
    """A fact as a person recorded it on its day. ``of`` is the start of the thing that an end belongs to."""
    cls = event(name)
    coded = cls.code_sets()
    plain = {
        key: code(value, value) if key in coded and isinstance(value, str) else value for key, value in data.items()
    }
    key = PERSON if name == "ChildRegistered" else fact_key(cls.KIND, of or on, ordinal, cls.PART)
    day = on or date(2020, 1, 1)
    stream = organisation_stream(LA) if cls.STAGE == "The organisation" else child_stream(LA, child)
    position = next(_POSITIONS)
    said = Statement(
        stream=stream,
        name=name,
        fact=key,
        known_on=day,
        known_from=known_from,
        source=Source(PERSON_SYSTEM, day),
        data=plain,
        occurred_on=on,
        version=position,
        position=position,
        recorded_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
    )
    return Fact(key, name, on, plain, "effective", day, known_from, (said,))


def batch(*children: list[Fact], as_at: date, since: date | None = None, names: tuple[str, ...] | None = None) -> Batch:
    """Children 1, 2, … of one authority with those facts; everything is covered, or some names from a day on."""
    histories = [(LA, str(number), facts) for number, facts in enumerate(children, 1)]
    return batch_of(histories, as_at, as_at, covers(LA, as_at, names, since))


def organisation(*facts: Fact, as_at: date) -> Structure:
    """What is known of the organisation."""
    return structure_of(facts, as_at)


def rows(frame: pl.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """The rows of a frame, days as dates."""
    days = {"day", "from_on", "previous_day", "closed_day", "since", "held_since", "plan_since"}
    return [
        tuple(
            date_of(value) if name in days and value is not None else value
            for name, value in zip(columns, row, strict=True)
        )
        for row in frame.select(columns).rows()
    ]
