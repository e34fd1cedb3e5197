"""Where a journal is kept: a folder that only its owner can read, beside the store or in the owner's own cache."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journey.domain.errors import NotPermitted
from journey.store.log import Log

_REMEDY = "Name a folder of your own with JOURNEY_CACHE."


def folder_of(log: Log, cache: Path | None = None) -> Path:
    """The folder of a store's journal: by the store's id, in ``cache``, else beside a SQLite store.

    Raises NotPermitted for a PostgreSQL store without ``cache``: a database has no folder beside it.
    """
    path = log.database.address.path
    if cache is None and path is None:
        raise NotPermitted(f"The journal of {log.shown_url} needs a folder. {_REMEDY}")
    beside = path.with_name(f"{path.name.removesuffix('.db')}.journal") if path else None
    return (cache or beside or Path()) / log.store_id


def prepare(folder: Path) -> None:
    """Make the folder, and close it to everybody else. Raises NotPermitted when it cannot be used."""
    with writing_into(folder):
        for part in (folder.parent, folder):
            part.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(None, "it is read-only", str(folder))


@contextmanager
def writing_into(folder: Path) -> Iterator[None]:
    """Turns the operating system's refusals into NotPermitted, with what to do."""
    try:
        yield
    except OSError as error:
        raise NotPermitted(f"The journal cannot be written to {folder}: {error.strerror}. {_REMEDY}") from error
