"""The canonical command: what was asked, with every default filled in, so that it can be typed again.

It names no file it writes, no purpose and no store address: that may hold a password, and a store may move. The store's
id stands beside it.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import click

_NOT_PART_OF_IT = frozenset({"output", "rejects", "purpose", "store", "help"})
_NAMED_ALONE = {"pseudonymise": "KEYFILE"}
"""Options whose file says nothing to anybody else, and that change the answer."""


def canonical(ctx: click.Context, resolved: Mapping[str, Any]) -> str:
    """The command of a click context as text. ``resolved`` overrides parameters by name with what they came to."""
    arguments: list[str] = []
    options: list[str] = []
    for parameter in ctx.command.params:
        if parameter.name is None or parameter.name in _NOT_PART_OF_IT:
            continue
        value = resolved.get(parameter.name, ctx.params.get(parameter.name))
        if parameter.name in _NAMED_ALONE and value is not None:
            value = _NAMED_ALONE[parameter.name]
        if isinstance(parameter, click.Argument):
            arguments += _texts(value)
        else:
            options += _option(parameter, value)
    return shlex.join([*ctx.command_path.split(), *arguments, *options])


def _option(parameter: click.Parameter, value: Any) -> Iterator[str]:
    if isinstance(value, bool):
        if value:
            yield parameter.opts[0]
        elif parameter.secondary_opts:
            yield parameter.secondary_opts[0]
        return
    for text in _texts(value):
        yield parameter.opts[0]
        yield text


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, tuple | list):
        return [text for item in value for text in _texts(item)]
    return [value.isoformat() if isinstance(value, date) else str(value)]
