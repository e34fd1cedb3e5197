"""The rows that are published, batch by batch: memory is that of a batch. Every row of a child has ``stream``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import polars as pl

from journey.domain.catalogue import fields_said
from journey.domain.events import event, events
from journey.domain.rules import declared
from journey.domain.rules.spans import SPANS
from journey.projections.batch import Batch, date_of, day_of
from journey.projections.children import children_of
from journey.projections.children_rows import rows_of_children
from journey.projections.choosing import Settings
from journey.projections.holding.caseloads import By, caseloads
from journey.projections.holding.handoffs import handoffs
from journey.projections.holding.holders import holders
from journey.projections.names import worker_names
from journey.projections.organisation.rule_settings import settings_on
from journey.projections.questions import Asked
from journey.projections.timescales.answers import Answer, Wanted, add_answers
from journey.projections.timescales.spans import spans

Row = dict[str, Any]

_HOLDERS: Final[tuple[By, ...]] = ("lead_worker", "consultant", "team", "hub")
_DATES: Final = pl.Int32
"""Fields that are days are the only ones of this type (``batch.select``)."""

_NOT_TOLD: Final = frozenset({"family"})
"""Who is of one family is about somebody else as well."""


class Piece(NamedTuple):
    """Rows of a table."""

    table: str
    rows: Iterator[Row]


def pieces(asked: Asked) -> Iterator[Piece]:
    """The rows of every table of ``TABLES``, as at the day and as known then."""
    names, held = worker_names(asked.log), []
    settings = settings_on(asked.log, asked.at)
    for batch in asked.batches():
        here = holders(batch, asked.structure)
        held.append(here)
        yield Piece("children", _children(batch, here, names))
        yield Piece("facts", _facts(batch))
        yield Piece("details", _details(batch))
        yield Piece("spans", _spans(batch))
        yield Piece("timescales", _timescales(batch, here, settings, names))
        yield Piece("handoffs", _handoffs(asked, batch, here, names))
    if held:
        yield Piece("caseloads", _caseloads(asked, pl.concat(held), names))


def _children(batch: Batch, held: pl.DataFrame, names: Mapping[str, str]) -> Iterator[Row]:
    told = rows_of_children(children_of(batch), held, names, days=("first", "last"))
    known = batch.children.select("stream", "born", "sex", "ethnicity", "disability")
    person = {row["stream"]: row for row in known.iter_rows(named=True)}
    for row in told:
        said = person[row["stream"]]
        status, facts, born = row["case_status"], row["events"], said.pop("born")
        age = None if born is None else _age(born, batch)
        yield {**row, **said, "age": age, "facts": facts, "case_status": status and status["written"]}


def _age(born: int, batch: Batch) -> int | None:
    if born > day_of(batch.as_at):
        return None
    was, today = date_of(born), batch.as_at
    return today.year - was.year - ((today.month, today.day) < (was.month, was.day))


def _facts(batch: Batch) -> Iterator[Row]:
    columns = ("child", "day", "event", "fact", "precision", "occurred_from", "known_on", "known_from")
    found = batch.select(tuple(events()), base=columns).rename({"day": "occurred_on"})
    days = ("occurred_on", "occurred_from", "known_on", "known_from")
    for row in _with_child(batch, found):
        yield {**row, **{name: _day(row[name]) for name in days}, "title": event(row["event"]).TITLE}


def _details(batch: Batch) -> Iterator[Row]:
    for name, kind in events().items():
        said = [one for one in fields_said(kind) if not one.sealed and one.name not in _NOT_TOLD]
        found = batch.select((name,), *(one.name for one in said), base=("child", "fact"))
        for one in said:
            column = found.select("child", "fact", value=one.name).drop_nulls("value")
            if column.schema["value"] == pl.List(pl.String):
                column = column.explode("value").drop_nulls("value")
            is_day = column.schema["value"] == _DATES
            labels = one.codes.codes if one.codes else {}
            for row in _with_child(batch, column):
                value = date_of(row["value"]) if is_day else row["value"]
                yield {**row, "event": name, "field": one.name, "value": value, "label": labels.get(str(value))}


def _spans(batch: Batch) -> Iterator[Row]:
    for kind, span in SPANS.items():
        found = spans(batch, span).select("child", "fact", "started_on", "begun_before", "ended_on", "ended_by")
        for row in _with_child(batch, found):
            yield {**row, "kind": kind, **{name: _day(row[name]) for name in ("started_on", "ended_on")}}


def _timescales(batch: Batch, held: pl.DataFrame, settings: Settings, names: Mapping[str, str]) -> Iterator[Row]:
    """Rule by rule: of a borough they are millions, and nobody needs them all at once."""
    for name in declared():
        answer = Answer()
        add_answers(answer, batch, held, Wanted((name,)), settings, names)
        yield from answer.rows


def _handoffs(asked: Asked, batch: Batch, held: pl.DataFrame, names: Mapping[str, str]) -> Iterator[Row]:
    found = handoffs(batch, asked.structure).drop("key")
    called = {"day": "changed_on", "from_on": "changed_from", "from": "held_before", "to": "held_after"}
    yield from rows_of_children(
        found.rename(called), held, names, days=("changed_on", "changed_from"), workers=("held_before", "held_after")
    )


def _caseloads(asked: Asked, held: pl.DataFrame, names: Mapping[str, str]) -> Iterator[Row]:
    for by in _HOLDERS:
        for row in caseloads(held, by, asked.structure).iter_rows(named=True):
            yield {**row, "held_by": by, "holder_name": names.get(row["holder"])}


def _with_child(batch: Batch, found: pl.DataFrame) -> Iterator[Row]:
    named = batch.children.select("child", "la", "child_id", "stream")
    return found.join(named, on="child", how="left", maintain_order="left").iter_rows(named=True)


def _day(number: int | None) -> Any:
    return None if number is None else date_of(number)
