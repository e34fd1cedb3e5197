"""The key that signs checkpoints: Ed25519, in a PEM file that only its owner can read, never in the store."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from journey.domain.errors import BadInputFile, NotPermitted, UsageError

_SHARED = 0o077


def new_key(path: Path) -> bytes:
    """Make a key in a new file that only its owner can read; its public part, 32 bytes.

    Raises UsageError where a file is there already, NotPermitted where none can be made.
    """
    key = Ed25519PrivateKey.generate()
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise UsageError(f"{path} is there already: a key is never written over. Name another file.") from None
    except OSError as error:
        raise NotPermitted(f"{path} cannot be made ({error.strerror}): name another place for the key.") from None
    return public_part(key)


def read_key(path: Path) -> Ed25519PrivateKey:
    """The key in a file.

    Raises UsageError for a missing file, NotPermitted for one that others can read, BadInputFile for one without a key.
    """
    try:
        if os.name == "posix" and path.stat().st_mode & _SHARED:
            raise NotPermitted(
                f"{path} can be read by others than its owner, and whoever has the key can sign: chmod 600 {path}"
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"There is no key at {path}. Make one: journey checkpoint --new-key {path}") from None
    except OSError as error:
        raise NotPermitted(f"{path} cannot be read ({error.strerror}). Check your rights to it.") from None
    try:
        key = load_pem_private_key(content, password=None)
    except (TypeError, UnsupportedAlgorithm, ValueError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadInputFile(
            f"{path} holds no Ed25519 key without a password. Make one: journey checkpoint --new-key FILE"
        )
    return key


def public_part(key: Ed25519PrivateKey) -> bytes:
    """The part of a key that checks signatures, 32 bytes; fit to be published."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def is_signed(public: bytes, signature: bytes, content: bytes) -> bool:
    """Whether the owner of the key with this public part signed this content."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
