"""Verifying a made-up borough: every hash, the Merkle root, the triggers, by itself and against three checkpoints.

The promise is 250,000 events a second on one core, so that it is measured in processor time, and in memory that does
not grow with the log. Checkpoints stand at a third, at two thirds and at the end; their roots are taken in one pass.
Beside it stand the three hashes of each event alone (leaf, chain, tree), with no row read and nothing compared: a busy
machine slows them down as well, so that the ratio of the two says more than either.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.alone import alone
from benchmarks.steps import Watch, cost, in_turns
from benchmarks.stores import SIZES, store_of
from benchmarks.targets import Row, at_least, at_most, grown, no_promise
from journey.store.checkpoint import Checkpoint, sign
from journey.store.log import Log, open_log
from journey.store.verify_log import pass_over
from journey.store.verify_store import verify_store

A_SECOND = 250_000
MOST_MIB = 256
HASHED = 200_000
"""Events whose hashes alone are measured."""


def main(sizes: Sequence[int] = SIZES) -> list[Row]:
    """One row per size and step: events, seconds, events a second of processor time, peak memory; then the promises."""
    rows: list[Row] = []
    promises: list[Row] = []
    taken = {}
    for events in sizes:
        store = store_of(events)
        found = in_turns(
            {
                "three hashes an event, nothing else": ("verify:hashes_alone",),
                "by itself": ("verify:by_itself", store),
                "against three checkpoints": ("verify:against_checkpoints", store),
            }
        )
        taken[events] = found["by itself"]["cpu"]
        rows += [
            {
                "events": one["events"],
                "step": what,
                **cost(one),
                "a second of processor": round(one["events"] / one["cpu"]),
            }
            for what, one in found.items()
        ]
        bare = found.pop("three hashes an event, nothing else")
        times = (taken[events] / found["by itself"]["events"]) / (bare["cpu"] / bare["events"])
        promises.append(no_promise(f"by itself, times the hashes alone, at {events:,}", times))
        promises += [
            promise
            for what, one in found.items()
            for promise in (
                at_least(f"{what}, a second of processor, at {events:,}", one["events"] / one["cpu"], A_SECOND),
                at_most(f"{what}, memory at {events:,}", one["peak_mib"], MOST_MIB, " MiB"),
            )
        ]
    return [*rows, *promises, *grown(list(sizes), taken, "verifying")]


def hashes_alone() -> dict[str, Any]:
    """A step: three hashes for each of a number of events, of bytes that are there already."""
    row, pair, node = bytes(300), bytes(64), bytes(65)
    watch = Watch()
    for _ in range(HASHED):
        sha256(row).digest(), sha256(pair).digest(), sha256(node).digest()
    return {**watch.told(), "events": HASHED}


def by_itself(store: str) -> dict[str, Any]:
    """A step: the store against its own hashes."""
    with open_log(store, create=False) as log:
        return _verified(log, {})


def against_checkpoints(store: str) -> dict[str, Any]:
    """A step: the same, and against checkpoints, which are made beforehand."""
    with open_log(store, create=False) as log:
        last = log.position()
        return _verified(log, {str(upto): _checkpoint(log, upto) for upto in (last // 3, 2 * last // 3, last)})


def _verified(log: Log, checkpoints: dict[str, Checkpoint]) -> dict[str, Any]:
    watch = Watch()
    verified = verify_store(log, checkpoints)
    told = watch.told()
    if verified.problems:
        raise AssertionError(verified.problems)
    return {**told, "events": verified.log.position}


def _checkpoint(log: Log, upto: int) -> Checkpoint:
    """A checkpoint as it would have been signed at a position."""
    passed = pass_over(log.database, upto=upto)
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    return sign(key, store=log.store_id, log=passed.upto, root=passed.root, access=log.access.head(), made_at=0)


if __name__ == "__main__":
    alone(main)
