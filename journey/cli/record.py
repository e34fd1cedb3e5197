"""``journey record``: that something happened to a child, or who the child is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple

import click

from journey.cli import completing
from journey.cli.by_hand import Asked, by_hand, pairs
from journey.cli.clock import today
from journey.cli.days import DAY
from journey.cli.recording_help import Recording
from journey.cli.store import store_url
from journey.domain.errors import UsageError

USE = "Record by hand"


class RecordTold(NamedTuple):
    """What the command line says of an event."""

    event: str
    on: date | None
    at: time | None
    fields: Mapping[str, str]
    of: str | None
    another: bool


@click.command(cls=Recording, epilog="Example: journey record ReferralReceived 1000504 --on 2025-03-31 source=2A")
@click.argument("event", shell_complete=completing.events)
@click.argument("child")
@click.argument("fields", metavar="[FIELD=VALUE]…", nargs=-1, shell_complete=completing.fields)
@click.option("--on", type=DAY, metavar="D", help="The day it happened.")
@click.option("--at", type=click.DateTime(["%H:%M"]), metavar="TIME", help="The time, where it is known: 14:30.")
@click.option("--of", metavar="FACT", help="What an end or outcome belongs to: its fact, or the day it began.")
@click.option("--another", is_flag=True, help="It happened once more on a day of which the record holds one.")
@click.option("--new", is_flag=True, help="Nothing is known of the child yet.")
@click.option("--la", metavar="CODE", help="The child's authority, where the store does not tell: 999.")
@by_hand
def command(
    asked: Asked,
    event: str,
    child: str,
    fields: tuple[str, ...],
    on: date | None,
    at: datetime | None,
    of: str | None,
    another: bool,
    new: bool,
    la: str | None,
) -> None:
    """Record that something happened, with what is known of it.

    EVENT is a stored name or a title; journey events lists them, journey record EVENT --help its fields and codes.
    Known is always the day of recording, never an earlier one: what stood on paper before was not on a system. What is
    in the record already is not written again; what is improbable is written, and said.
    """
    told = RecordTold(event, on, at.time() if at else None, pairs(fields), of, another)
    if new:
        _check_before_a_store_is_made(told, child, la)
    asked.perform(
        lambda log: log.record(
            told.event,
            child,
            on=told.on,
            at=told.at,
            fields=told.fields,
            of=told.of,
            another=told.another,
            new=new,
            la=la,
        ),
        create=new,
    )


def _check_before_a_store_is_made(told: RecordTold, child: str, la: str | None) -> None:
    """A command that is refused must not leave an empty store behind. Raises NotRecorded."""
    from journey.domain.recording.decision import History, Recorder
    from journey.domain.recording.record import RecordEvent
    from journey.domain.statements import child_stream
    from journey.store.log import is_there

    if is_there(store_url()):
        return
    if la is None and ":" not in child:
        raise UsageError(f"Of which authority is {child}? Say its three-digit code: --la 999.")
    stream = child_stream(la or "", child)
    todo = RecordEvent(told.event, told.on, told.at, told.fields, told.of, told.another, new=True)
    todo.decide(History(stream, stream, (), {}), Recorder("", today(), lambda _kind, text: text))
