"""The most memory that a process has held, and those that it started with it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

_SECONDS = 0.05


class Memory:
    """``peak``, in MiB, once left: of this process exactly, with others that it started as seen twenty times a second.

    0 where the system does not say. Pages that two processes share count twice.
    """

    def __init__(self) -> None:
        self.peak = 0
        self._done = Event()
        self._looking = Thread(target=self._look, daemon=True)

    def _look(self) -> None:
        while not self._done.wait(_SECONDS):
            with suppress(OSError):  # a process that has just ended
                started = [pid for task in _SELF.glob("task/*/children") for pid in task.read_text().split()]
                if started:
                    self.peak = max(self.peak, sum(_held(pid) for pid in (str(os.getpid()), *started)) >> 20)

    def __enter__(self) -> Self:
        self._looking.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._looking.join()
        self.peak = max(self.peak, _own())


_SELF = Path("/proc/self")


def _held(pid: str) -> int:
    """Bytes that a process holds."""
    return int((_SELF.parent / pid / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _own() -> int:
    """From ``/proc`` where there is one: what the system tells of a child's use counts its parent's memory in."""
    try:
        lines = (_SELF / "status").read_text(encoding="ascii").splitlines()
    except OSError:
        return _used()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:"))


def _used() -> int:
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1 << 20 if sys.platform == "darwin" else 1 << 10)
