"""The whole store against itself and against checkpoints: log, access log, triggers, what each checkpoint signed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from journey.store.checkpoint import Checkpoint
from journey.store.hashing import Place, Problem
from journey.store.log import Log
from journey.store.verify_log import Mark, Passed, pass_over

CLOCKS_DIFFER = 5 * 60 * 1_000_000
"""Microseconds by which the clocks of two machines may differ before a row counts as back-dated: five minutes."""


class Verified(NamedTuple):
    """How far log and access log hold, the Merkle root over the log so far, and what is wrong (empty: nothing)."""

    log: Place
    root: bytes
    access: Place
    problems: list[Problem]


def verify_store(
    log: Log, checkpoints: Mapping[str, Checkpoint] | None = None, public_keys: Collection[str] = ()
) -> Verified:
    """Recompute everything. ``checkpoints`` by the name they are called by in problems.

    With ``public_keys`` (hexadecimal) a checkpoint signed by any other key is a problem.
    """
    problems = log.unguarded()
    usable: dict[str, Checkpoint] = {}
    for name, checkpoint in (checkpoints or {}).items():
        refusal = _refusal(checkpoint, log.store_id, public_keys)
        if refusal:
            problems.append(Problem(0, f"{name}: {refusal}"))
        else:
            usable[name] = checkpoint
    access, of_access = _verify_access(log)
    furthest = log.access.furthest() if access.position else None  # before the pass: others may write meanwhile
    marks = [Mark(c.position, c.made_at_microseconds - CLOCKS_DIFFER) for c in usable.values()]
    passed = pass_over(log.database, marks)
    problems += [*of_access, *([passed.problem] if passed.problem else [])]
    problems += _against_readings(passed, furthest)
    problems += _against_checkpoints(passed, usable)
    problems += _access_against_checkpoints(log, access, not any(problem.position for problem in of_access), usable)
    return Verified(passed.upto, passed.root, access, problems)


def _refusal(checkpoint: Checkpoint, store_id: str, public_keys: Collection[str]) -> str | None:
    """Why a checkpoint proves nothing about this store."""
    if not checkpoint.is_genuine():
        return "the signature is not that of its key over what it says: it was changed or forged"
    if public_keys and checkpoint.key not in public_keys:
        return f"signed by another key ({checkpoint.key}) than those given: forged, or signed by somebody else"
    if checkpoint.store != store_id:
        return f"a checkpoint of another store ({checkpoint.store})"
    return None


def _verify_access(log: Log) -> tuple[Place, list[Problem]]:
    if log.access.is_missing():
        return Place(), [Problem(0, "access log: its file is missing, and with it who has read what")]
    return log.access.verify()


def _against_readings(passed: Passed, furthest: tuple[int, int] | None) -> Iterator[Problem]:
    """Whoever read the log once read no further than it goes."""
    if furthest and not passed.problem and furthest[0] > passed.upto.position:
        yield Problem(
            passed.upto.position + 1,
            f"the log ends at position {passed.upto.position}, and entry {furthest[1]} of the access log read it up to "
            f"{furthest[0]}: the end was taken away, or an old copy was put in place",
        )


def _against_checkpoints(passed: Passed, checkpoints: Mapping[str, Checkpoint]) -> Iterator[Problem]:
    """What was signed is what stands there; rows after a checkpoint were recorded after it."""
    agreed, ends = 0, passed.upto.position
    for name, checkpoint in sorted(checkpoints.items(), key=lambda one: (one[1].position, one[0])):
        if checkpoint.position > ends:
            if not passed.problem:
                yield Problem(
                    ends + 1,
                    f"the log ends at position {ends}; {name} signed {checkpoint.position} on {checkpoint.made_at}: "
                    "the end was taken away, or an old copy was put in place",
                )
        elif passed.roots[checkpoint.position].hex() == checkpoint.root:
            agreed = checkpoint.position
        else:
            yield Problem(
                agreed + 1,
                f"a row from here to position {checkpoint.position} is not what {name} signed on {checkpoint.made_at}: "
                "it was changed, added or taken out, and the chain computed again",
            )
    if passed.back_dated:
        yield Problem(
            passed.back_dated,
            "it says that it was recorded before a checkpoint that it comes after: it was put there back-dated, "
            "or one of the clocks was wrong",
        )


def _access_against_checkpoints(
    log: Log, access: Place, whole: bool, checkpoints: Mapping[str, Checkpoint]
) -> Iterator[Problem]:
    """The same of the access log; ``whole``: nothing in it is known to be wrong so far."""
    for name, checkpoint in sorted(checkpoints.items()):
        signed = checkpoint.access
        if signed.position > access.position:
            if whole:
                yield Problem(
                    access.position + 1,
                    f"access log: it ends at entry {access.position}; {name} signed {signed.position}: "
                    "entries were taken away, or an old copy was put in place",
                )
        elif signed.position and log.access.chain_at(signed.position) != bytes.fromhex(signed.chain):
            yield Problem(1, f"access log: an entry up to {signed.position} is not what {name} signed")
