"""What a database refuses, in plain words and with the exit code of its kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError

from journey.domain.errors import Busy, Conflict, JourneyError, NotPermitted, StoreDamaged, UsageError
from journey.store.address import Address

WAIT_SECONDS = 5
"""How long a writer waits for another one."""


class _Refusal(NamedTuple):
    """The journey's own error for what a database refuses, and what is said of it after the store's address."""

    kind: type[JourneyError]
    words: str


_BUSY = _Refusal(
    Busy,
    f"is being written to by another command, and still was after {WAIT_SECONDS} seconds. "
    "Nothing was written; run the command again when the other has finished",
)
_CHANGED = _Refusal(
    Conflict, "was changed by somebody else in the meantime, or refuses the change. Nothing was written; look again"
)
_DAMAGED = _Refusal(StoreDamaged, "is damaged. Keep a copy, restore the last backup, then run: journey verify")
_FOREIGN = _Refusal(UsageError, "is not a journey store. Check --store and JOURNEY_STORE")
_STOPPING = _Refusal(
    Busy, "is being stopped or started, or ended the command. Nothing is half-written; run the command again"
)
_READ_ONLY = _Refusal(
    NotPermitted,
    "may be read and not written to. Check your rights to it, to its folder, and to the files beside it that begin "
    "with its name. Nothing is half-written",
)
_UNUSABLE = _Refusal(
    NotPermitted,
    "cannot be used. Check that it can be reached, that there is room on the disk, and your rights to it. "
    "Nothing is half-written: put it right, then run the command again",
)

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _FOREIGN,
    sqlite3.SQLITE_CONSTRAINT: _CHANGED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
}

_BY_SQLSTATE = {
    "23": _CHANGED,  # integrity constraint violation
    "40": _BUSY,  # transaction rollback: deadlock, serialization
    "55": _BUSY,  # lock not available
    "57": _STOPPING,  # operator intervention: shutting down, starting up, cancelled
    "XX": _DAMAGED,  # internal error, data corrupted
}


def refused(error: Exception, address: Address) -> JourneyError:
    """The journey's own error for one raised by a database driver."""
    cause = _cause(error)
    kind, words = _refusal(cause)
    said = "a text in it is none" if _is_no_text(cause) else " ".join(address.without_password(str(cause)).split())
    return kind(f"{address.shown} {words} ({said}).")


def _refusal(cause: BaseException) -> _Refusal:
    if _is_no_text(cause):
        return _DAMAGED
    if isinstance(cause, sqlite3.Error):
        return _BY_SQLITE_CODE.get(cause.sqlite_errorcode & 0xFF, _UNUSABLE)  # the low byte is the primary code
    return _BY_SQLSTATE.get((getattr(cause, "pgcode", None) or "")[:2], _UNUSABLE)


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
    """The driver's own error, out of what SQLAlchemy wraps it in.

    Of a connection that is gone, the error that ended it: rolling back on it only says once more that it is closed.
    """
    cause = _own(error)
    while (before := cause.__context__) is not None and is_drivers(before) and getattr(cause, "pgcode", "") is None:
        cause = _own(before)
    return cause


def _own(error: BaseException) -> BaseException:
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error


def is_drivers(error: BaseException) -> bool:
    """Whether the database refused; a driver's complaint about its caller (no code of SQLite's) is a fault of ours."""
    cause = _own(error)
    of_sqlite = isinstance(cause, sqlite3.Error) and hasattr(cause, "sqlite_errorcode")
    return of_sqlite or hasattr(cause, "pgcode") or _is_no_text(cause)


def _is_no_text(cause: BaseException) -> bool:
    """Whether bytes were put where SQLite keeps text, which its driver says without a code and with the bytes."""
    return isinstance(cause, sqlite3.OperationalError) and str(cause).startswith("Could not decode to UTF-8")
