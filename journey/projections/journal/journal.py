"""The journal of a store: opened, caught up with the log, read in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

import polars as pl

from journey.domain.errors import Busy, UsageError
from journey.projections.batch import Batch, day_of
from journey.projections.journal import locks
from journey.projections.journal.digest import digest
from journey.projections.journal.folder import folder_of, prepare, writing_into
from journey.projections.journal.layout import FORMAT, layout
from journey.projections.journal.manifest import Manifest, clear, destroyed, fresh, is_whole, load, save
from journey.projections.journal.read import ROWS_A_BATCH, Cut, Reading
from journey.store.log import Log

if TYPE_CHECKING:
    from journey.projections.journal.build import Progress

_ATTEMPTS = 10
"""How often a journal is caught up before it is read, while others write to the store."""

Say = Callable[[str], None]
"""Tells the user something worth knowing, on the side."""


def nothing(_text: str) -> None:
    """Say nothing."""


def _no_progress(_done: int, _of: int) -> None:
    """Show no progress."""


class _Manner(NamedTuple):
    """How a journal is brought up to date: what is said on the side, and by how many processes."""

    say: Say = nothing
    progress: Progress = _no_progress
    processes: int = 1


class Journal:
    """An open journal. Its files stay as long as it is open; use as a context manager, or close it."""

    def __init__(self, folder: Path, manifest: Manifest, lock: locks.ReadLock) -> None:
        self.folder = folder
        self.manifest = manifest
        self._lock = lock

    @property
    def position(self) -> int:
        """The position of the log up to which the journal goes."""
        return self.manifest.position

    def batches(
        self,
        as_at: date,
        known_at: date,
        position: int | None = None,
        *,
        coverage: pl.DataFrame,
        inferred: bool = True,
        rows_a_batch: int = ROWS_A_BATCH,
    ) -> Iterator[Batch]:
        """The effective history of all children in batches of about so many statements; a child is in one of them.

        ``coverage`` is handed on to every batch. Without ``inferred``, facts whose day no source gives are left out.

        Raises UsageError for a position beyond the journal's.
        """
        if position is not None and position > self.position:
            raise UsageError(f"The journal goes up to position {self.position}; there is no position {position}.")
        at = self.position if position is None else position
        cut = Cut(day_of(as_at), day_of(known_at), at, inferred)
        return Reading(self.folder, self.manifest, (as_at, known_at), cut, coverage).batches(rows_a_batch)

    def catch_up(self, log: Log, say: Say = nothing, progress: Progress = _no_progress) -> None:
        """Take in what the log holds beyond the journal's position."""
        self._lock.close()
        self.manifest, self._lock = _current(log, self.folder, _Manner(say, progress))

    def digest(self) -> str:
        """A hash over every row, the same for a journal that grew and one made at once."""
        return digest(self.folder, self.manifest)

    def account(self) -> dict[str, int | str]:
        """How far the journal goes, what it holds, and its digest."""
        return {
            "position": self.position,
            "children": self.manifest.children,
            "statements": self.manifest.rows,
            "files": sum(1 for _ in self.manifest.files()),
            "digest": self.digest(),
        }

    def close(self) -> None:
        """Let others remove what is out of date."""
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_journal(
    log: Log,
    cache: Path | None = None,
    *,
    say: Say = nothing,
    progress: Progress = _no_progress,
    processes: int = 1,
) -> Journal:
    """The journal of a store, caught up with it; made when there is none, and made again when it is not this store's.

    ``cache`` is the folder for journals where they are not kept beside the store (see ``folder_of``). ``processes`` is
    how many may decode at once where there is much to take in; they are started as ``multiprocessing`` spawns them.
    Raises NotPermitted when the folder cannot be written to and the journal is behind.
    """
    folder = folder_of(log, cache)
    return Journal(folder, *_current(log, folder, _Manner(say, progress, processes)))


def has_journal(log: Log, cache: Path | None = None) -> bool:
    """Whether there is a journal of this store that can be read as it is."""
    folder = folder_of(log, cache)
    manifest = load(folder)
    return manifest is not None and fault(folder, manifest, log) is None


def rebuild(
    log: Log,
    cache: Path | None = None,
    *,
    say: Say = nothing,
    progress: Progress = _no_progress,
    processes: int = 1,
) -> Journal:
    """The journal of a store, made again from its first position; see ``open_journal``."""
    folder = folder_of(log, cache)
    manner = _Manner(say, progress, processes)
    _write(log, folder, manner, again=True)
    return Journal(folder, *_current(log, folder, manner))


def remove_old(log: Log, cache: Path | None = None) -> bool:
    """Remove the files of journals that were made again since; whether none is left: a reader keeps those it reads."""
    folder = folder_of(log, cache)
    with writing_into(folder), locks.writing(folder, lambda: None), locks.alone(folder) as nobody_reads:
        manifest = load(folder)
        if nobody_reads and manifest is not None:
            clear(folder, manifest)
        return nobody_reads


def fault(folder: Path, manifest: Manifest, log: Log) -> str | None:
    """Why a journal is not that of a store, or cannot be read; None when it can."""
    if (manifest.format, manifest.layout) != (FORMAT, layout().fingerprint):
        return "this release arranges it in another way"
    if manifest.store != log.store_id:
        return "it is the journal of another store"
    if manifest.position > log.position():
        return f"the store goes up to position {log.position()} only, the journal to {manifest.position}"
    if log.chain_at(manifest.position).hex() != manifest.chain:
        return f"the store's chain at position {manifest.position} is not the one that the journal was made from"
    if log.keyring.is_missing():
        return None if is_whole(folder, manifest) else _INCOMPLETE
    if manifest.without_keys:
        return "it was made while the keys were missing"
    if manifest.disposed != destroyed(log):
        return "a record was disposed of since it was made"
    return None if is_whole(folder, manifest) else _INCOMPLETE


_INCOMPLETE = "files of it are missing"


def _current(log: Log, folder: Path, manner: _Manner) -> tuple[Manifest, locks.ReadLock]:
    """The manifest of a journal that is up to date, under a lock that keeps its files.

    Raises Busy when another command makes it otherwise again and again.
    """
    for _ in range(_ATTEMPTS):
        if folder.is_dir():
            lock = locks.ReadLock(folder)
            manifest = load(folder)
            if manifest and not fault(folder, manifest, log) and manifest.position >= log.position():
                return manifest, lock
            lock.close()
        _write(log, folder, manner)
    raise Busy(
        f"The journal in {folder} is changed again and again by another command, perhaps of another release. "
        "Try again, or name a folder of your own with JOURNEY_CACHE."
    )


def _write(log: Log, folder: Path, manner: _Manner, *, again: bool = False) -> None:
    """Bring the journal up to date, as the one writer."""
    from journey.projections.journal import build  # what decodes is loaded where there is something to take in

    say = manner.say
    prepare(folder)
    with writing_into(folder), locks.writing(folder, lambda: say("Another command is at the journal; waiting for it.")):
        manifest = load(folder)
        why = fault(folder, manifest, log) if manifest else None
        if why:
            say(f"The journal is made again: {why}.")
        if manifest is None or why or again:
            manifest = fresh(log)
            save(folder, manifest)
            with locks.alone(folder) as nobody_reads:
                if nobody_reads:  # before it is made again: a command that is stopped leaves nothing of the old one
                    clear(folder, manifest)
        manifest = build.catch_up(folder, log, manifest, manner.progress, manner.processes)
        with locks.alone(folder) as nobody_reads:
            if nobody_reads:
                clear(folder, manifest)
