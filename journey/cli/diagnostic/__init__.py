"""``journey diagnostic``: a file of this folder that defines ``command`` is a step of it, under the file's name."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import click

USE = "Audit practice"


@click.group(epilog="Example: journey diagnostic open baseline --kind diagnostic --purpose 'first three weeks'")
def command() -> None:
    """Look at fifty to sixty journeys that can be defended: open, draw, and do it again months later."""


def _add_steps() -> None:
    for module in iter_modules(__path__):
        step = getattr(import_module(f"{__name__}.{module.name}"), "command", None)
        if isinstance(step, click.Command):
            command.add_command(step, module.name)


_add_steps()
