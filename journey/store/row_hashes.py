"""Keyed fingerprints of rows, by which an import knows the children of whom a file says what the one before said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter

import msgspec

from journey.domain.columns import Listing
from journey.domain.extract import Claim, Row
from journey.domain.values import comparable
from journey.store.keyring import Keyring

_Listed = tuple[Listing, Row]
_Place = tuple[str, int]


def row_hashes(keyring: Keyring) -> Callable[[str, Sequence[_Listed]], list[bytes]]:
    """For a child's stream and all its rows in a file, a short hash of each row's content, keyed with the child's key.

    Equal rows have equal hashes, and rows of one child that say something else, or belong to something else, others.
    The hash of a child without a key is empty.
    """
    encode = msgspec.json.Encoder().encode

    def hashes(stream: str, rows: Sequence[_Listed]) -> list[bytes]:
        key = keyring.get(stream)
        if not key:
            return [b""] * len(rows)
        contents = _Contents(rows)
        return [key.content_hash(encode(contents.of(listing, row))) for listing, row in rows]

    return hashes


class _Contents:
    """What each of one child's rows says, in one comparable order.

    A row within another says when that began. Where several of its list began on that day it says all that the other
    does, and each of those all that it holds: else a row could go from one to the other unseen.
    """

    def __init__(self, rows: Sequence[_Listed]) -> None:
        self._by_place: dict[_Place, _Listed] = {(listing.name, row.number): (listing, row) for listing, row in rows}
        self._inside: dict[_Place, list[_Listed]] = {}
        for listing, row in rows:
            if row.within is not None:
                self._inside.setdefault((listing.within[0], row.within), []).append((listing, row))
        holders = rows if self._inside else ()
        self._begun = Counter([(listing.name, _day(row)) for listing, row in holders if row.main is not None])

    def of(self, listing: Listing, row: Row) -> tuple[object, ...]:
        """All that a row says, what holds it, and what it holds where others of its list began on its day."""
        said = (*self._said(row), *self._holder(listing, row))
        if row.silent:
            said = (*said, _sorted(row.silent))
        return (*said, self._held(listing, row)) if self._is_one_of_several(listing, row) else said

    def _said(self, row: Row) -> tuple[object, ...]:
        claims = [_claim(claim) for claim in row.claims]
        if len(claims) > 1:
            claims.sort(key=itemgetter(0))
        return (row.main and _claim(row.main), claims, comparable(row.person), row.is_open)

    def _holder(self, listing: Listing, row: Row) -> tuple[object, ...]:
        if row.within is None:
            return ()
        around = self._by_place.get((listing.within[0], row.within))
        if around is None or around[1].main is None:
            return ()
        began = (around[1].main.event, around[1].main.occurred_on)
        return (*began, self.of(*around)) if self._is_one_of_several(*around) else began

    def _held(self, listing: Listing, row: Row) -> list[str]:
        inside = self._inside.get((listing.name, row.number), ())
        return sorted(str((of.name, self._said(one), self._held(of, one))) for of, one in inside)

    def _is_one_of_several(self, listing: Listing, row: Row) -> bool:
        inside = (listing.name, row.number) in self._inside
        return inside and row.main is not None and self._begun[listing.name, _day(row)] > 1


@lru_cache(maxsize=256)
def _sorted(silent: frozenset[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(silent))


def _day(row: Row) -> date | None:
    return row.main.occurred_on if row.main else None


def _claim(claim: Claim) -> tuple[str, object, object]:
    at = () if claim.occurred_time is None else (claim.occurred_time,)
    # Said only where it is not as usual: the fingerprints of rows that files held before must not change.
    how = () if claim.precision == "exact" else (claim.precision, claim.occurred_from, claim.ongoing)
    return (claim.event, (claim.occurred_on, *at, *how), comparable(claim.data))
