"""``journey events``: the catalogue of what can be recorded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from journey.cli import completing
from journey.cli.canonical import canonical
from journey.cli.options import Showing, showing
from journey.cli.showing import check, content_of, show
from journey.reports.table import Field, LeadLine, Report, Row, Section
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.domain.catalogue import FieldSaid
    from journey.domain.events.base import Event

USE = "Record by hand"

_EVENTS = (
    Field("event", "Event", "text", 30, "The stored name; the title will do as well."),
    Field("title", "Title", "text", 34),
    Field("stage", "Stage", "text", 24),
    Field("key", "Fact", "text", 30, "What its facts are called."),
    Field("fields", "Fields", "details", 40),
)
_FIELDS = (
    Field("field", "Field", "text", 22),
    Field("holds", "Holds", "text", 20),
    Field("code_set", "Codes", "text", 30),
    Field("sealed", "Sealed", "flag", help="Encrypted under the child's own key."),
    Field("says", "What it is", "text", 40),
)
_CODES = (Field("code_set", "Codes", "text", 30), Field("code", "Code", "id"), Field("label", "Meaning", "text", 50))


@click.command(epilog="Example: journey events ReferralReceived")
@click.argument("name", required=False, shell_complete=completing.events)
@showing
def command(shown: Showing, name: str | None) -> None:
    """The events that can be recorded by hand; with NAME one of them, its fields, codes and an example.

    NAME is a stored name or a title. docs/events.md has every event of the store, imports' own among them.
    """
    check(shown)
    from journey.domain.recording.decision import event_named, recordable

    meta = {"command": canonical(click.get_current_context(), {"format_name": shown.format})}
    report = _all(recordable(), meta) if name is None else _one(event_named(name), meta)
    show(content_of(report, shown), report, shown)


def _all(kinds: list[type[Event]], meta: dict[str, str]) -> Report:
    from journey.domain.catalogue import fields_said, key_of

    rows: list[Row] = [
        {
            "event": kind.NAME,
            "title": kind.TITLE,
            "stage": kind.STAGE,
            "key": key_of(kind),
            "fields": [field.name for field in fields_said(kind)],
        }
        for kind in sorted(kinds, key=lambda kind: (kind.STAGE, kind.KIND, kind.PART or "", kind.NAME))
    ]
    return Report("Events", _EVENTS, rows, meta, counted(len(rows), "event", "events"))


def _one(kind: type[Event], meta: dict[str, str]) -> Report:
    from journey.domain.catalogue import example, fields_said, key_of

    rows: list[Row] = [
        {
            "field": field.name,
            "holds": field.holds,
            "code_set": field.codes.title if field.codes else "",
            "sealed": field.sealed,
            "says": field.says,
        }
        for field in fields_said(kind)
    ]
    lead = (
        LeadLine("Event", kind.NAME),
        LeadLine("Stage", kind.STAGE),
        LeadLine("What it says", " ".join((kind.__doc__ or "").split())),
        LeadLine("Fact", key_of(kind)),
        LeadLine("Example", example(kind)),
    )
    about = {line.label.casefold().replace(" ", "_"): line.value for line in lead}
    codes = tuple(_codes(fields_said(kind)))
    sections = (Section("codes", "Codes", _CODES, list(codes)),) if codes else ()
    return Report(kind.TITLE, _FIELDS, rows, {**meta, **about, "title": kind.TITLE}, "Fields", lead, sections=sections)


def _codes(fields: list[FieldSaid]) -> Iterator[Row]:
    """Every code that a field takes, each set once."""
    sets = {field.codes.title: field.codes for field in fields if field.codes}
    for title, codes in sets.items():
        for code, label in codes.codes.items():
            yield {"code_set": title, "code": code, "label": label}
