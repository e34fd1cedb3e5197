"""Sealing under a stream's own key: who holds the key reads the value, who destroys it disposes of it.

A data key is 64 random bytes. Values are sealed with AES-SIV (RFC 5297) under it, with the stream's id and the field's
name as associated data, so that a sealed value opens only where it was put. AES-SIV needs no random number: the same
value in the same field gives the same bytes. Fingerprints are HMAC-SHA256 under a key derived from the data key (HKDF).
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from functools import cached_property, lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

KEY_BYTES = 64
HASH_BYTES = 8

_NO_SALT = bytes(32)
_FINGERPRINTS = b"journey fingerprints"

_FAMILY = re.compile(r"f:[0-9a-f]{12}")
_WORKER_NUMBER = re.compile(r"(SW|XX)\d+", re.IGNORECASE)
"""A registration number (Social Work England, or a placeholder in the same form) is public and stays as it is."""


@lru_cache(maxsize=2_000)
def _cipher(key: bytes) -> AESSIV:
    """A key ready for use. That takes 4 KiB: too much for every child of an authority at once."""
    return AESSIV(key)


class StreamKey:
    """One stream's data key."""

    def __init__(self, stream: str, key: bytes) -> None:
        self._stream = stream.encode()
        self._key = key

    def seal(self, field: str, plain: bytes) -> bytes:
        """Seal the bytes of a field."""
        return _cipher(self._key).encrypt(plain, [self._stream, field.encode()])

    def unseal(self, field: str, sealed: bytes) -> bytes | None:
        """The bytes of a field; None when they were sealed under another key, or for another stream or field."""
        try:
            return _cipher(self._key).decrypt(sealed, [self._stream, field.encode()])
        except InvalidTag:
            return None

    def content_hash(self, content: bytes) -> bytes:
        """Eight bytes that tell one content from another, and nothing to anybody without the key."""
        return hmac.digest(self._hash_key, content, "sha256")[:HASH_BYTES]

    def reference(self, kind: str, text: str) -> str:
        """What stands for a worker's or family's name: ``w:`` or ``f:`` and twelve hexadecimal digits.

        Spaces, case and accents' encoding make no difference. A worker's registration number stays as it is, and so
        does the reference of a family, which is what an export holds in place of the identifier.
        """
        words = " ".join(text.split())
        if kind == "family" and _FAMILY.fullmatch(words):
            return words
        if kind == "worker" and _WORKER_NUMBER.fullmatch(words):
            return words.upper()
        name = unicodedata.normalize("NFC", words.casefold())
        digest = hmac.digest(self._hash_key, kind.encode() + b"\0" + name.encode(), "sha256")
        return f"{kind[0]}:{digest.hex()[:12]}"

    @cached_property
    def _hash_key(self) -> bytes:
        """HKDF-SHA256 of the data key (RFC 5869) without a salt, of one block: an import derives one for each child."""
        extracted = hmac.digest(_NO_SALT, self._key, "sha256")
        return hmac.digest(extracted, _FINGERPRINTS + b"\x01", "sha256")
