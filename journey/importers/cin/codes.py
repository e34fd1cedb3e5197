"""The census's codes: exact but for case, of any year; where a file uses one that its year did not have, it is said.

A code of another year still says what it means there, so it is read and noted. A text in no code set is kept as
written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from journey.domain import codes as national
from journey.domain.codes import CodeSet
from journey.domain.values import code

_YES_NO: Final = {"true": "yes", "1": "yes", "yes": "yes", "false": "no", "0": "no", "no": "no"}
_GENDER: Final = {"1": "M", "2": "F", "0": "U", "9": "N"}

_SETS: Final = {
    item.name: item
    for item in (
        national.YES_NO,
        national.SEX,
        national.ETHNICITY,
        national.REFERRAL_SOURCE,
        national.NEED,
        national.CLOSURE,
        national.ABUSE,
        national.DISABILITY,
        national.FACTORS,
        national.UPN_UNKNOWN,
    )
}

IN_FORCE: Final[Mapping[tuple[str, str], tuple[int, int | None]]] = {
    ("factors", "18A"): (2017, 2020),
    ("factors", "19A"): (2017, 2020),
    ("factors", "18B"): (2021, None),
    ("factors", "18C"): (2021, None),
    ("factors", "19B"): (2021, None),
    ("factors", "19C"): (2021, None),
    ("factors", "24A"): (2022, None),
    ("referral-source", "5D"): (2023, None),
    ("closure", "RC9"): (2023, None),
}
"""First and last collection year of the codes that were not in every census since 2017 (from its yearly schemas)."""


class CensusCodes:
    """Reads the codes of one file and remembers those that are not of its year."""

    def __init__(self, year: int) -> None:
        self.year = year
        self._labels = {name: _labels(codes) for name, codes in _SETS.items()}
        self._other_years: Counter[tuple[str, str]] = Counter()

    def read(self, codes: str, text: str) -> dict[str, Any]:
        """A text as a code with the text it was read from; the code is None when the text is in no code set."""
        found = self._labels[codes].get(text.casefold())
        if (codes, found) in IN_FORCE and found is not None:
            first, last = IN_FORCE[codes, found]
            if not first <= self.year <= (last or self.year):
                self._other_years[codes, found] += 1
        return code(found, text)

    def notes(self) -> Iterator[str]:
        """Which codes of other years the file uses, and how often."""
        for (codes, found), times in sorted(self._other_years.items()):
            first, last = IN_FORCE[codes, found]
            years = f"since {first}" if last is None else f"up to {last}"
            yield (
                f"{_SETS[codes].title}: {found} is a code of the census {years}, and stands {times:,} times in that of "
                f"{self.year}; read as what it means there."
            )


def _labels(codes: CodeSet) -> dict[str, str]:
    """Every way of writing the codes of a set, in small letters."""
    also = {"yes-no": _YES_NO, "sex": _GENDER}.get(codes.name, {})
    return {value.casefold(): value for value in codes.codes} | also
