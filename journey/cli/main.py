"""The command ``journey``.

A command is a file of this folder that defines ``command`` (a click command or group); it is imported when used, and
by ``journey --help``, so that what is heavy is imported inside its function. ``USE`` says under which heading the help
lists it. A command returns its exit code, or None for 0.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click

import journey
from journey.cli.failures import a_reader_may_leave, exit_code
from journey.cli.store import add_store_option, remember_store

USES = (
    "Take in what happened",
    "Record by hand",
    "Look at one child",
    "Ask about many children",
    "Audit practice",
    "Look after the store",
    "Other",
)
"""The headings of the help, in order."""

_NAMES = {"imports": "import"}
"""Commands that cannot be called as their file: Python keeps the word for itself."""

_WHOLE_SENTENCE = 300
_EXIT_CODES = (
    "Exit codes: 0 fine, 1 findings, 2 usage, 11 bad input file, 12 busy, 13 the store does not verify, "
    "14 interrupted, 15 not permitted, 70 a fault of journey itself."
)
_EXAMPLE = "Example: journey show 1000504 --as-at 2025-03-31"


class Commands(click.Group):
    """The group of all commands, and the one place where an error becomes a message and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_commands())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for module in (name for name in _modules() if _command_name(name) == cmd_name):
            return _load(module)
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=self.list_commands(ctx), ctx=ctx) from None

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with a_reader_may_leave():  # --help prints while the context is made
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with a_reader_may_leave():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        found = _commands()
        for use in USES:
            rows = [
                (name, command.get_short_help_str())
                for name, (command_use, command) in sorted(found.items())
                if command_use == use and not command.hidden
            ]
            if rows:
                with formatter.section(use):
                    formatter.write_dl(rows)

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run, say in plain words what went wrong, and exit with the code that says it to programs."""
        main: Callable[..., Any] = super().main
        code = exit_code(lambda: main(*args, standalone_mode=False, **extra))
        if standalone_mode:
            sys.exit(code)
        return code


@click.group(cls=Commands, epilog=f"{_EXAMPLE}\n\n{_EXIT_CODES}", context_settings={"max_content_width": 120})
@click.option(
    "--store",
    metavar="URL",
    envvar="JOURNEY_STORE",
    default="sqlite:///journey.db",
    show_default=True,
    show_envvar=True,
    expose_value=False,
    callback=remember_store,
    help="The store: sqlite:///PATH or postgresql://… ; also accepted after the command.",
)
@click.version_option(journey.__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Event-sourced case journeys for children's social care.

    Every contact, referral, plan and closure is an immutable event; what anybody wants to know is rebuilt from those
    events, as it happened (--as-at) and as it was known at the time (--known-at).
    """


def main() -> None:
    """The entry point of the command ``journey``."""
    # Loading libraries makes many objects and no garbage: looking for it less often saves a fifth of a short command.
    gc.set_threshold(1_000_000, 50, 50)
    # Nor is it worth looking once more at all that is left when the command has ended: that takes a quarter of one.
    atexit.register(gc.freeze)
    cli(prog_name="journey")


def _modules() -> list[str]:
    return [module.name for module in iter_modules(import_module("journey.cli").__path__)]


def _command_name(module: str) -> str:
    return _NAMES.get(module, module.replace("_", "-"))


@cache
def _load(module: str) -> click.Command | None:
    """The command that a file of this folder defines; None for files that define none."""
    command = getattr(import_module(f"journey.cli.{module}"), "command", None)
    if not isinstance(command, click.Command):
        return None
    command.name = _command_name(module)
    _prepare(command)
    return command


def _prepare(command: click.Command) -> None:
    """Let a command and all below it take ``--store``, and be listed by its whole first sentence."""
    add_store_option(command)
    command.short_help = command.get_short_help_str(limit=_WHOLE_SENTENCE)
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        _prepare(below)


def _commands() -> dict[str, tuple[str, click.Command]]:
    """Every command by name, with the heading it is listed under."""
    found = {}
    for module in _modules():
        command = _load(module)
        if command is not None:
            found[_command_name(module)] = (getattr(import_module(f"journey.cli.{module}"), "USE", "Other"), command)
    return found
