"""What a database refuses, in plain words and with the exit code of its kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from journey.domain.errors import Busy, Conflict, JourneyError, NotPermitted, StoreDamaged, UsageError
from journey.store.address import Address

WAIT_SECONDS = 5
"""How long a writer waits for another one."""

_BY_SQLITE_CODE: dict[int, type[JourneyError]] = {
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: UsageError,
    sqlite3.SQLITE_CONSTRAINT: Conflict,
}

_BY_SQLSTATE: dict[str, type[JourneyError]] = {
    "23": Conflict,  # integrity constraint violation
    "40": Busy,  # transaction rollback: deadlock, serialization
    "55": Busy,  # lock not available
    "57": Busy,  # operator intervention: shutting down, starting up, cancelled
    "XX": StoreDamaged,  # internal error, data corrupted
}

_REMEDY: dict[type[JourneyError], str] = {
    Busy: (
        f"is being written to by another command, and still was after {WAIT_SECONDS} seconds. "
        "Nothing was written; run the command again when the other has finished"
    ),
    Conflict: "was changed by somebody else in the meantime, or refuses the change. Nothing was written; look again",
    StoreDamaged: "is damaged. Keep a copy, restore the last backup, then run: journey verify",
    UsageError: "is not a journey store. Check --store and JOURNEY_STORE",
    NotPermitted: "cannot be used. Check that it can be reached, that there is room on the disk, and your rights to it",
}


def refused(error: Exception, address: Address) -> JourneyError:
    """The journey's own error for one raised by a database driver."""
    cause = _cause(error)
    kind = _kind(cause)
    said = " ".join(address.without_password(str(cause)).split())
    return kind(f"{address.shown} {_REMEDY[kind]} ({said}).")


def _kind(cause: BaseException) -> type[JourneyError]:
    if isinstance(cause, sqlite3.Error):
        return _BY_SQLITE_CODE.get(cause.sqlite_errorcode & 0xFF, NotPermitted)  # the low byte is the primary code
    return _BY_SQLSTATE.get((getattr(cause, "pgcode", None) or "")[:2], NotPermitted)


@contextmanager
def plainly(address: Address) -> Iterator[None]:
    """Turn what a driver raises inside the block into the journey's own errors."""
    try:
        yield
    except JourneyError:
        raise
    except Exception as error:
        if not is_drivers(error):
            raise
        raise refused(error, address) from error


def _cause(error: BaseException) -> BaseException:
    """The driver's own error, out of what SQLAlchemy wraps it in."""
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error


def is_drivers(error: BaseException) -> bool:
    """Whether the database refused; a driver's complaint about its caller (no code of SQLite's) is a fault of ours."""
    cause = _cause(error)
    return hasattr(cause, "pgcode") or (isinstance(cause, sqlite3.Error) and hasattr(cause, "sqlite_errorcode"))
