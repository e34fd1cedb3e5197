"""A file read once into memory, and its fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from journey.domain.errors import BadInputFile


def bytes_of(path: Path, largest: int, in_folder: str, too_large: str) -> bytes:
    """The whole file. ``largest`` is in bytes; ``in_folder`` and ``too_large`` say what to do instead.

    Raises BadInputFile when it is missing, a folder, not readable or too large.
    """
    if path.is_dir():
        raise BadInputFile(f"{path} is a folder. {in_folder}")
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError as problem:
        raise BadInputFile(f"There is no file {path}. Check its name and folder.") from problem
    except OSError as problem:
        raise BadInputFile(
            f"{path} cannot be read: {problem.strerror}. Close it elsewhere or ask for access."
        ) from problem
    if len(data) > largest:
        raise BadInputFile(f"{path.name} is larger than {largest // 2**20} MB. {too_large}")
    return data


def fingerprint_of(fingerprints: Iterable[bytes]) -> bytes:
    """The fingerprint of one file, or of the sorted fingerprints of several."""
    several = sorted(fingerprints)
    return several[0] if len(several) == 1 else hashlib.sha256(b"".join(several)).digest()
