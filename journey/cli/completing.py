"""Words that the shell completes: events, their fields, and the codes of these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from journey.domain.events.base import Event


def events(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The stored names of events that are recorded by hand, each with its title."""
    from journey.domain.recording.decision import recordable

    begins = incomplete.casefold()
    return [CompletionItem(k.NAME, help=k.TITLE) for k in recordable() if k.NAME.casefold().startswith(begins)]


def fields(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """``field=`` of the event, or of the fact, that the command names; then the codes that the field takes."""
    from journey.domain.catalogue import fields_said

    kind = _kind(ctx.params.get("event"), ctx.params.get("fact"))
    if kind is None:
        return []
    name, equals, begun = incomplete.partition("=")
    said = fields_said(kind)
    if not equals:
        return [_plain(f"{one.name}=", one.says) for one in said if one.name.startswith(name)]
    codes: Iterable[tuple[str, str]] = (
        (code, label) for one in said if one.name == name and one.codes for code, label in one.codes.codes.items()
    )
    return [_plain(f"{name}={code}", label) for code, label in codes if code.casefold().startswith(begun.casefold())]


def _kind(event: str | None, fact: str | None) -> type[Event] | None:
    from journey.domain.errors import NotRecorded
    from journey.domain.events import events as classes
    from journey.domain.facts import parse_fact_key
    from journey.domain.recording.decision import event_named

    try:
        if event:
            return event_named(event)
        key = parse_fact_key(fact or "")
    except (NotRecorded, ValueError):
        return None
    return next((k for k in classes().values() if (key.kind, key.part) == (k.KIND, k.PART)), None)


def _plain(value: str, help_: str) -> CompletionItem:
    return CompletionItem(value, help=help_ or None)
