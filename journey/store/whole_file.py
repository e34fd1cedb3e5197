"""A file that takes its name once it is whole, and what one leaves behind that was killed before."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from journey.domain.errors import NotPermitted

if sys.platform == "win32":

    def _hold(handle: int) -> bool:
        """Windows lets nobody remove a file that is open: it needs no lock."""
        return True

else:
    import fcntl

    def _hold(handle: int) -> bool:
        """Lock a file for as long as it is open; False where another process does."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def whole_file(path: Path, remedy: str = "name another place") -> Iterator[Path]:
    """A file beside another, readable by its owner alone, which takes the other's name once it is on the disk.

    What a process that was killed left there is removed. Raises NotPermitted, with what to do, where the operating
    system refuses.
    """
    begins = f".{path.name[:100]}."
    _tidy(path.parent, begins)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=begins, suffix=".part")
        fresh = Path(name)
        try:
            try:
                _hold(handle)
                yield fresh
                os.fsync(handle)
            finally:
                os.close(handle)
            fresh.replace(path)
        except BaseException:
            for left in (fresh, _journal(fresh)):
                left.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise NotPermitted(f"{path} cannot be written ({error.strerror}): {remedy}.") from None


def _tidy(folder: Path, begins: str) -> None:
    """Remove what nobody holds any more."""
    with suppress(OSError):
        for left in [one for one in folder.iterdir() if one.name.startswith(begins) and one.name.endswith(".part")]:
            handle = os.open(left, os.O_RDWR)
            try:
                if _hold(handle):
                    left.unlink()
                    _journal(left).unlink(missing_ok=True)
            finally:
                os.close(handle)


def _journal(path: Path) -> Path:
    """What SQLite keeps beside a file while it writes to it."""
    return path.with_name(f"{path.name}-journal")
