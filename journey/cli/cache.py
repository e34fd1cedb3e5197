"""Where journals are kept: ``JOURNEY_CACHE``, else beside a SQLite store, else in the user's own cache."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from journey.store.log import Log


def cache_folder(log: Log) -> Path | None:
    """The folder for journals; None for beside the store."""
    named = os.environ.get("JOURNEY_CACHE", "").strip()
    if named:
        return Path(named).expanduser()
    if log.database.address.path is not None:
        return None
    return Path.home() / ".cache" / "journey"


def told(text: str) -> None:
    """What a journal tells while it is opened, such as why it is made again, on the error stream."""
    click.echo(text, err=True)
