"""``journey export``: take what a store holds elsewhere, in a form that can be read back."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import click

from journey.cli import exporting

USE = "Look after the store"


@click.group(epilog='Example: journey export csv events.csv --personal --purpose "move to another server"')
def command() -> None:
    """Write what the store holds to a file that its owner alone can read; recorded in the access log."""


def _add_formats() -> None:
    """Every file of ``exporting`` that defines a command is a format, under the file's name."""
    for module in iter_modules(exporting.__path__):
        written = getattr(import_module(f"{exporting.__name__}.{module.name}"), "command", None)
        if isinstance(written, click.Command):
            command.add_command(written, module.name.replace("_", "-"))


_add_formats()
