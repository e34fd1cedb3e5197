"""Which store a command works on: ``--store`` before or after the command, else ``JOURNEY_STORE``, else the default."""

from __future__ import annotations

import click

_KEY = "journey.store"


def remember_store(ctx: click.Context, _: click.Parameter, url: str | None) -> None:
    """Keep the address for the command; the one given last, nearest to the command, stands."""
    if url:
        ctx.meta[_KEY] = url


def store_url(ctx: click.Context | None = None) -> str:
    """The address of the store as the user gave it; never print it, it may hold a password."""
    url: str = (ctx or click.get_current_context()).meta[_KEY]
    return url


def add_store_option(command: click.Command) -> None:
    """Let a command take ``--store`` as well."""
    if any("--store" in parameter.opts for parameter in command.params):
        return
    command.params.append(
        click.Option(
            ["--store"],
            metavar="URL",
            expose_value=False,
            callback=remember_store,
            help="The store, as before the command.",
        )
    )
