"""``journey record EVENT --help``: the fields and codes of that event, and an example, from its own definition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from journey.domain.catalogue import FieldSaid
    from journey.domain.events.base import Event

_ASKED: Final = "journey.recording_help"


class Recording(click.Command):
    """A command whose help goes on with the event that it names."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; the words are kept for the help, which click shows before it reads them."""
        ctx.meta[_ASKED] = list(args)
        return super().parse_args(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The fields of the event and its example; without an event the example of the command."""
        kind = _named(ctx.meta.get(_ASKED, ()))
        if kind is None:
            super().format_epilog(ctx, formatter)
            return

        from journey.domain.catalogue import example, fields_said

        with formatter.section(f"Fields of {kind.NAME} ({kind.TITLE})"):
            formatter.write_dl([(f"{one.name}=", _says(one)) for one in fields_said(kind)] or [("none", "")])
        formatter.write_paragraph()
        formatter.write_text(f"Example: {example(kind)}")


def _named(words: Sequence[str]) -> type[Event] | None:
    from journey.domain.errors import NotRecorded
    from journey.domain.recording.decision import event_named

    for word in words:
        if not word.startswith("-"):
            try:
                return event_named(word)
            except NotRecorded:
                return None
    return None


def _says(field: FieldSaid) -> str:
    codes = f" ({', '.join(field.codes.codes)})" if field.codes else ""
    return "; ".join(text for text in (field.says, f"{field.holds}{codes}") if text)
