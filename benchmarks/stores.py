"""Made-up stores of a borough, made once and read by every part of a run.

They lie in ``JOURNEY_BENCHMARKS``, else in the system's folder for temporary files, and stay there until ``clear``
removes them: ten million events take minutes to make.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from benchmarks import borough, journeys
from journey.store import schema

SIZES = (1_000_000, 10_000_000)
"""Events of the stores that are measured where nothing else is asked."""

_FILE = "journey.db"
_made: list[Path] = []
"""What this process has made."""


def folder() -> Path:
    """Where the stores are kept."""
    named = os.environ.get("JOURNEY_BENCHMARKS", "").strip()
    return Path(named) if named else Path(tempfile.gettempdir()) / "journey-benchmarks"


def store_of(events: int, *, corrected: bool = True) -> Path:
    """A store of about so many events, made if there is none; without ``corrected`` the same log without corrections.

    A store made by another version of the generator, or with other tables or indexes, is not taken for this one's.
    """
    place = folder() / f"{events}{'' if corrected else '-uncorrected'}-{_version()}"
    if not place.is_dir():
        print(f"making {place.name} …", file=sys.stderr, flush=True)
        half = place.with_suffix(".part")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        borough.fill(half / _FILE, events, corrected=corrected)
        half.rename(place)
        _made.append(place)
    return place / _FILE


@contextmanager
def copied(store: Path) -> Iterator[Path]:
    """A copy of a store alone, without its journal, for what changes it; gone afterwards."""
    with tempfile.TemporaryDirectory(dir=folder()) as place:
        for path in store.parent.iterdir():
            if path.is_file():
                shutil.copy(path, place)
        yield Path(place) / store.name


def disk_use(store: Path) -> int:
    """Bytes of a store with its keys and its journal."""
    return sum(path.stat().st_size for path in store.parent.rglob("*") if path.is_file())


def clear(*, all_of_them: bool = True) -> None:
    """Remove every made-up store, or those alone that this process has made."""
    for place in [folder()] if all_of_them else _made:
        shutil.rmtree(place, ignore_errors=True)


def _version() -> str:
    text = b"".join(Path(str(module.__file__)).read_bytes() for module in (borough, journeys, schema))
    return sha256(text).hexdigest()[:8]
