"""``journey import``: take in files, all of each or nothing of it."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import click

from journey.cli import importing

USE = "Take in what happened"


@click.group(epilog="Example: journey import annex-a annex_a.xlsx --la 999 --extract-date 2025-03-31")
def command() -> None:
    """Take in files: all of each file is taken in, or nothing of it."""


def _add_sources() -> None:
    """Every file of ``importing`` that defines a command is a source, under the file's name."""
    for module in iter_modules(importing.__path__):
        source = getattr(import_module(f"{importing.__name__}.{module.name}"), "command", None)
        if isinstance(source, click.Command):
            command.add_command(source, module.name.replace("_", "-"))


_add_sources()
