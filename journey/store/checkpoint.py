"""A checkpoint: one signed line about the whole store, to be kept where nobody who can write to the store can reach.

A JSON object. ``root`` is the Merkle root of RFC 6962 over the rows up to ``position``, ``chain`` the hash chain there,
``access`` the head of the access log. Hashes, key and signature are in hexadecimal. The signature (Ed25519) is over
``journey checkpoint`` and a newline, then the object without ``signature`` as JSON with sorted names, no spaces and
nothing but ASCII.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from journey.domain.errors import BadInputFile, NotPermitted
from journey.store.hashing import Place
from journey.store.signing import is_signed, public_part

FORMAT = 1
LARGEST = 10_000
"""Bytes of the largest file that is taken for a checkpoint; ours have some 600."""

_HEAD = b"journey checkpoint\n"


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a log goes, and the chain there in hexadecimal."""

    position: int
    chain: str

    @classmethod
    def of(cls, place: Place) -> Head:
        """The same of a place."""
        return cls(place.position, place.chain.hex())


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was signed; ``made_at`` is ISO 8601 in UTC. ``signature`` is empty before it is signed."""

    checkpoint: int = FORMAT
    store: str
    position: int
    chain: str
    root: str
    access: Head
    made_at: str
    key: str
    signature: str = ""

    @property
    def made_at_microseconds(self) -> int:
        """When it was made, as ``recorded_at`` counts."""
        since = datetime.fromisoformat(self.made_at) - datetime(1970, 1, 1, tzinfo=UTC)
        return round(since.total_seconds()) * 1_000_000

    def is_genuine(self) -> bool:
        """Whether it says what the owner of its key signed."""
        return is_signed(bytes.fromhex(self.key), bytes.fromhex(self.signature), self._signed())

    def signed_by(self, key: Ed25519PrivateKey) -> Checkpoint:
        """The same, with a key's public part and signature."""
        named = msgspec.structs.replace(self, key=public_part(key).hex())
        return msgspec.structs.replace(named, signature=key.sign(named._signed()).hex())

    def text(self) -> str:
        """The file: the same bytes for the same checkpoint."""
        return f"{json.dumps(msgspec.to_builtins(self), indent=2)}\n"

    def _signed(self) -> bytes:
        content: dict[str, Any] = msgspec.to_builtins(self)
        del content["signature"]
        return _HEAD + json.dumps(content, sort_keys=True, separators=(",", ":")).encode("ascii")


def sign(key: Ed25519PrivateKey, *, store: str, log: Place, root: bytes, access: Place, made_at: int) -> Checkpoint:
    """A signed checkpoint. ``made_at`` in microseconds UTC; whole seconds are kept."""
    return Checkpoint(
        store=store,
        position=log.position,
        chain=log.chain.hex(),
        root=root.hex(),
        access=Head.of(access),
        made_at=datetime.fromtimestamp(made_at // 1_000_000, UTC).isoformat(),
        key="",
    ).signed_by(key)


def read(path: Path) -> Checkpoint:
    """The checkpoint in a file, whoever signed it. Raises BadInputFile for anything else."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise BadInputFile(f"There is no checkpoint at {path}. Check the name of the file.") from None
    except OSError as error:
        raise NotPermitted(f"{path} cannot be read ({error.strerror}). Check your rights to it.") from None
    try:
        found = msgspec.json.decode(content, type=Checkpoint)
        _check(found)
    except (msgspec.MsgspecError, ValueError) as error:
        raise BadInputFile(
            f"{path} is not a checkpoint ({error}). Give a file that was written by: journey checkpoint"
        ) from None
    if found.checkpoint != FORMAT:
        raise BadInputFile(f"{path} is a checkpoint of format {found.checkpoint}; this release reads format {FORMAT}.")
    return found


def _check(found: Checkpoint) -> None:
    """Raise ValueError for a field that cannot be what it is said to be."""
    for text in (found.chain, found.root, found.access.chain, found.key):
        if len(bytes.fromhex(text)) != 32:
            raise ValueError("a hash or key is not 32 bytes long")
    bytes.fromhex(found.signature)
    if datetime.fromisoformat(found.made_at).tzinfo is None:
        raise ValueError("the time has no zone")
    if found.position < 0 or found.access.position < 0:
        raise ValueError("a position is below 0")
