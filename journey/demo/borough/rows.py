"""Lives as finished rows, put aside on disk by month: by several processes at once where there are many."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import msgpack

from journey.demo.borough.aside import Aside
from journey.demo.borough.borough import LA, Borough
from journey.demo.borough.happenings import Teller
from journey.demo.borough.lives import Child
from journey.demo.borough.organisation import Organisation
from journey.demo.borough.record import Recorder
from journey.domain.statements import child_stream, organisation_stream
from journey.store.address import Address
from journey.store.keyring import Keyring

_A_TIME: Final = 1_000
"""Children whose rows are made before they are put on disk."""

_WORTH_A_PROCESS: Final = 4_000
"""Children from which it takes less time to start another process than to make them alone."""

Step = Callable[[int, int], None]


class Share(NamedTuple):
    """What one process makes: every ``turns``-th child of a part, into a folder."""

    borough: Borough
    part: int
    turn: int
    turns: int
    folder: Path

    @property
    def organisation(self) -> Path:
        """Where the organisation of the part is put aside: the first of its shares makes it."""
        return self.folder.parent / f"{self.part:06}.organisation"


def shares(borough: Borough, folder: Path) -> list[Share]:
    """The whole borough in shares, the same whatever the number of processes: the order of the log rests on them."""
    turns = 2 if borough.parts == 1 and borough.children >= _WORTH_A_PROCESS else 1
    found = [Share(borough, part, turn, turns, folder / f"{part:06}.{turn}")
             for part in range(borough.parts) for turn in range(turns)]  # fmt: skip
    for share in found:
        share.folder.mkdir()
    return found


def put_aside(some: list[Share], keyring: Keyring, step: Step) -> None:
    """Make the rows of every share. The keys of its children are on the disk when its rows are."""
    children = some[0].borough.children
    done = 0
    if len(some) == 1:
        step(make(some[0], keyring), children)
        return
    # Spawned: a forked process would share the connections and locks of this one.
    with ProcessPoolExecutor(os.cpu_count() or 1, get_context("spawn"), _begin, (keyring.address,)) as pool:
        for future in as_completed([pool.submit(_make, share) for share in some]):
            done += future.result()
            step(done, children)


def make(share: Share, keyring: Keyring) -> int:
    """Put the rows of a share aside, and the organisation with the first of a part; how many children it is about."""
    borough, stream = share.borough, organisation_stream(LA)
    teller = Teller(lambda kind, name: keyring.reference(stream, kind, name))
    recorder = Recorder(LA, borough.first, borough.last, teller)
    aside = Aside(share.folder)
    done = 0
    planned, workers = borough.planned(share.part)
    if not share.turn:
        share.organisation.write_bytes(msgpack.encode(borough.organised(share.part, workers)))
    lives = borough.lived(planned[share.turn :: share.turns])
    while children := list(islice(lives, _A_TIME)):
        keyring.forget()
        keyring.ensure([child_stream(LA, one) for child in children for one in _ids(child)])
        for child in children:
            _add(child, recorder, keyring, aside)
        aside.flush()
        done += len(children)
    return done


def organisation_of(share: Share) -> Organisation:
    """The organisation of a share's part, as it was put aside."""
    return msgpack.decode(share.organisation.read_bytes(), type=Organisation)


def _ids(child: Child) -> Iterator[str]:
    """The ids under which the record knows a child."""
    yield child.id
    yield from (fault.recorded for fault in child.faults if fault.kind == "duplicate-record")


def _add(child: Child, recorder: Recorder, keyring: Keyring, aside: Aside) -> None:
    versions: dict[str, int] = {}
    seals = {stream: keyring.key(stream).seal for stream in (child_stream(LA, one) for one in _ids(child))}
    for known in recorder.known(child):
        stream = known.stream
        version = versions[stream] = versions.get(stream, 0) + 1
        aside.add(known.month, recorder.row(known, version, seals[stream]))


_opened: dict[str, Keyring] = {}
"""Of a process that makes rows: the keys."""


def _begin(keys: Address) -> None:
    """Begin as one of the processes: an interrupt is the first one's to answer, and none outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    gc.disable()  # nothing that is made here points back at what holds it
    _opened["keyring"] = Keyring(keys)


def _end_with_the_first() -> None:
    first = parent_process()
    if first is not None:
        first.join()
        os._exit(1)


def _make(share: Share) -> int:
    return make(share, _opened["keyring"])
