"""The manifest: the one file that says which files are the journal, and how far into which log they go.

It is replaced last. A process killed at any moment leaves the manifest it found, with all its files, and perhaps some
files that no manifest names; the next writer removes those.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from journey.projections.journal.files import PARTIAL, File, put
from journey.projections.journal.layout import FORMAT, layout
from journey.store.log import Log

NAME = "manifest.json"

CHILDREN_A_BUCKET = 4_096
"""Children are numbered in the order in which the log first names them; a bucket holds so many in a row."""


class Bucket(msgspec.Struct, frozen=True):
    """The statements of some children: those that stand alone, and those about facts with more to them."""

    alone: File
    mixed: File


class Manifest(msgspec.Struct, frozen=True):
    """What the journal consists of. ``chain`` is the log's at ``position``, hexadecimal.

    ``disposed`` is how many keys were destroyed when it was begun: what their records hold sealed is not in it.
    ``without_keys``: some of it was taken in while the keys were missing, and lacks what is sealed.
    ``streams`` and ``sources`` hold what numbers stand for, ``merges`` the merges and their undoing, ``tails`` what was
    taken in since the buckets were last made.
    """

    format: int
    layout: str
    store: str
    position: int = 0
    chain: str = "00" * 32
    disposed: int = 0
    without_keys: bool = False
    streams: tuple[File, ...] = ()
    sources: tuple[File, ...] = ()
    merges: tuple[File, ...] = ()
    buckets: tuple[Bucket, ...] = ()
    tails: tuple[File, ...] = ()

    @property
    def children(self) -> int:
        """How many streams have a number."""
        return sum(file.rows for file in self.streams)

    @property
    def in_buckets(self) -> int:
        """How many statements are in buckets."""
        return sum(bucket.alone.rows + bucket.mixed.rows for bucket in self.buckets)

    @property
    def in_tails(self) -> int:
        """How many statements are in tails."""
        return sum(file.rows for file in self.tails)

    @property
    def rows(self) -> int:
        """How many statements the journal holds, merges left out."""
        return self.in_buckets + self.in_tails

    def files(self) -> Iterator[File]:
        """Every file of the journal."""
        yield from (*self.streams, *self.sources, *self.merges, *self.tails)
        for bucket in self.buckets:
            yield bucket.alone
            yield bucket.mixed


def fresh(log: Log) -> Manifest:
    """The manifest of a journal that holds nothing yet."""
    log.keyring.forget()  # a key read before may have been destroyed since
    return Manifest(FORMAT, layout().fingerprint, log.store_id, disposed=destroyed(log))


def destroyed(log: Log) -> int:
    """How many records were disposed of and have no key any more, as far as this reader sees keys."""
    return len(log.keyring.destroyed(log.disposed()))


def load(folder: Path) -> Manifest | None:
    """The manifest of a folder; None when there is none that this release can read."""
    try:
        return msgspec.json.decode((folder / NAME).read_bytes(), type=Manifest)
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        return None


def save(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the one before it."""
    put(folder, NAME, msgspec.json.format(msgspec.json.encode(manifest), indent=1))


def is_whole(folder: Path, manifest: Manifest) -> bool:
    """Whether every file of the journal is there, in its length."""
    try:
        return all((folder / file.name).stat().st_size == file.bytes for file in manifest.files())
    except FileNotFoundError:
        return False


def clear(folder: Path, manifest: Manifest) -> None:
    """Remove the files that the manifest does not name. Only for the one who holds both locks."""
    named = {file.name for file in manifest.files()}
    for path in folder.iterdir():
        if path.suffix in (".parquet", PARTIAL) and path.name not in named:
            path.unlink(missing_ok=True)
