"""Two locks on a journal's folder: one writer at a time, and nothing removed under a reader's eyes.

They are locks of the operating system on two empty files; a process that dies lets go of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_WRITING = "writing.lock"
_READING = "reading.lock"

if sys.platform == "win32":
    import msvcrt

    def _take(file: int, *, shared: bool, wait: bool) -> bool:
        """Windows knows no shared locks of this kind, and lets nobody remove an open file: readers need none."""
        while not shared:
            try:
                msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
            else:
                break
        return True

else:
    import fcntl

    def _take(file: int, *, shared: bool, wait: bool) -> bool:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


@contextmanager
def writing(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Be the one writer; ``waiting`` is called when another is at it, before the wait."""
    file = os.open(folder / _WRITING, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _take(file, shared=False, wait=False):
            waiting()
            _take(file, shared=False, wait=True)
        yield
    finally:
        os.close(file)


class ReadLock:
    """Held while a journal is open: its files stay."""

    def __init__(self, folder: Path) -> None:
        self._file: int | None = None
        try:
            self._file = os.open(folder / _READING, os.O_RDONLY | os.O_CREAT, 0o600)
        except OSError:
            return  # a folder that cannot be written to: nobody removes anything there
        _take(self._file, shared=True, wait=True)

    def close(self) -> None:
        """Let go."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Whether nobody reads; while this lasts nobody begins to."""
    file = os.open(folder / _READING, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _take(file, shared=False, wait=False)
    finally:
        os.close(file)
