"""``journey demo``: an invented borough to try everything on."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import click

from journey.cli import demonstrating

USE = "Other"


@click.group(epilog="Example: journey demo borough borough")
def command() -> None:
    """An invented borough to try journey on: whole lives, calibrated to published figures."""


def _add_commands() -> None:
    """Every file of ``demonstrating`` that defines a command is one, under the file's name."""
    for module in iter_modules(demonstrating.__path__):
        made = getattr(import_module(f"{demonstrating.__name__}.{module.name}"), "command", None)
        if isinstance(made, click.Command):
            command.add_command(made, module.name.replace("_", "-"))


_add_commands()
