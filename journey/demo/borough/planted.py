"""What the record of a life gets wrong on purpose; and the base of all facts without parts."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct


class Leaf(Struct, frozen=True, gc=False):
    """A fact without parts: millions are made, and hold nothing that the garbage collector has to look into."""


FaultKind = Literal["late", "wrong-day", "wrong-value", "duplicate", "duplicate-record"]


class Fault(Leaf, frozen=True):
    """Where the record said something else than what happened, on purpose.

    ``fact`` is its kind as in fact keys (``cp-visit``, ``referral``) and ``day`` its true day. What the record says:

    - ``late``: nothing until ``known_on``, then what is true
    - ``wrong-day``: the day ``recorded`` until ``put_right_on``, then the true one
    - ``wrong-value``: of ``field``, ``recorded`` until ``put_right_on``, then ``true``
    - ``duplicate``: from ``known_on`` until ``put_right_on`` the same fact stands a second time, on day ``recorded``
    - ``duplicate-record``: the contact stands under the child id ``recorded``; from ``put_right_on`` the two records
      are known to be of one child (the report of duplicate records says so)
    """

    kind: FaultKind
    fact: str
    day: date
    known_on: date
    put_right_on: date | None = None
    field: str = "occurred_on"
    true: str = ""
    recorded: str = ""
    """Days as ISO text."""
