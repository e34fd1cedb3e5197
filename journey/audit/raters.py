"""Who grades what: journeys given to auditors at random, some to two of them, a few to all.

The order goes by HMAC-SHA256 under the seed, so that nobody chose; whoever has least to do comes next. Journeys that
all grade, to become of one mind, are talked over and do not count towards those that two grade on their own.
"""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from journey.domain.errors import UsageError

OVERLAP: Final = 20
"""Per cent of the journeys that two auditors grade: the least from which agreement can be told."""

_CALIBRATION: Final = 6


@dataclass(frozen=True, slots=True)
class Given:
    """A journey (stream) given to an auditor (reference)."""

    journey: str
    auditor: str
    second: bool = False
    calibration: bool = False


def usual_calibration(journeys: int) -> int:
    """How many journeys all grade where nobody says: a tenth, and six at most."""
    return min(_CALIBRATION, -(-journeys // 10))


def assign(
    journeys: Iterable[str],
    auditors: Sequence[str],
    involved: Mapping[str, Collection[str]],
    seed: str,
    *,
    overlap: int = OVERLAP,
    calibration: int = 0,
    before: Sequence[Given] = (),
) -> list[Given]:
    """Give out the journeys that were not given ``before``; ``involved`` says of a journey which auditors cannot.

    ``overlap`` is per cent of all journeys, rounded up; ``calibration`` a number of journeys. Both are met as far as
    auditors without an involvement allow. Raises UsageError for a journey in which every auditor was involved.
    """
    every = sorted(set(journeys), key=lambda one: _ticket(seed, "journey", one))
    had = {one.journey for one in before}
    free = {one: [who for who in auditors if who not in involved.get(one, ())] for one in every if one not in had}
    if stuck := sorted(one for one, who in free.items() if not who):
        children = ", ".join(one.partition(":")[2] for one in stuck)
        raise UsageError(
            f"Every auditor was involved in {children}. Name another --auditor, or replace the journey: journey "
            "diagnostic draw NAME --replace JOURNEY --reason auditor-involved."
        )
    load = Counter(one.auditor for one in before)
    shared = _number(before, calibration=True)
    all_may = [one for one, who in free.items() if len(who) == len(auditors) > 1]
    for_all = set(all_may[: max(0, calibration - shared)])
    doubled = -(-len(every) * overlap // 100) - _number(before, calibration=False)
    two_may = [one for one, who in free.items() if len(who) > 1 and one not in for_all]
    for_two = set(two_may[: max(0, doubled)])
    given: list[Given] = []
    for one, who in free.items():
        in_turn = sorted(who, key=lambda name: (load[name], _ticket(seed, one, name)))
        take = len(in_turn) if one in for_all else 2 if one in for_two else 1
        given += [Given(one, name, place > 0, one in for_all) for place, name in enumerate(in_turn[:take])]
        load.update(in_turn[:take])
    return given


def doubled(given: Iterable[Given]) -> Iterator[str]:
    """The journeys that two auditors grade on their own."""
    return (one.journey for one in given if one.second and not one.calibration)


def _number(given: Sequence[Given], *, calibration: bool) -> int:
    return len({one.journey for one in given if one.calibration}) if calibration else len(set(doubled(given)))


def _ticket(seed: str, purpose: str, one: str) -> str:
    return hmac.digest(seed.encode(), f"assign\n{purpose}\n{one}".encode(), "sha256").hex()
