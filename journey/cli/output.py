"""Where a report goes: to a file that its owner alone can read, whole or not at all; or to the standard output."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from journey.domain.errors import NotPermitted, UsageError
from journey.store.whole_file import whole_file

_DATABASE = b"SQLite format 3\x00"


def check_output(path: Path) -> None:
    """Refuse, before anything is read, a file that could not be written. Raises ``UsageError``."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a file in it with --output.")
    if not path.parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}: make it first, or name another with --output.")
    if not path.exists():
        return
    if not stat.S_ISREG(path.stat().st_mode):
        raise UsageError(f"{path} is not an ordinary file: name another with --output, or leave it out and redirect.")
    if _is_database(path):
        raise UsageError(
            f"{path} is a database, not a report, and is not written over: name another file with --output."
        )


def write_file(path: Path, content: bytes) -> None:
    """Write a file atomically with mode 0600. Raises ``NotPermitted`` where the operating system refuses."""
    with new_file(path) as file:
        file.write(content)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, with mode 0600, that takes its name once it is whole.

    Raises ``NotPermitted`` where the operating system refuses.
    """
    with whole_file(path, "name another place with --output") as fresh, fresh.open("wb") as file:
        yield file


def print_bytes(content: bytes) -> None:
    """Write bytes to the standard output as they are."""
    sys.stdout.buffer.write(content)
    sys.stdout.flush()


def print_text(text: str) -> None:
    """Write text to the standard output; what its encoding lacks is shown as a question mark."""
    encoding = sys.stdout.encoding or "utf-8"
    print_bytes(text.encode(encoding, "replace"))


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError as error:
        raise NotPermitted(f"{path} cannot be looked at ({error.strerror}): name another file with --output.") from None
