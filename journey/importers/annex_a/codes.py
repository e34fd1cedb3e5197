"""Annex A's code sets: the national ones and Ofsted's own, with the letters and labels that authorities write.

A cell becomes ``{"code": …, "written": …}``. The code comes from a known label, else from a national
code inside the text. The letter in front (``b) Female``) says nothing by itself, because lists are lettered differently
from year to year; where a label carries a letter that Annex A gives to another label, nobody can tell and the code is
None.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any

from journey.domain import codes as national
from journey.domain.codes import CodeSet, code_set
from journey.domain.practice_codes import CASE_STATUS, ELIGIBILITY, LOCATION, PERMANENCE, SUITABILITY
from journey.domain.values import code
from journey.importers.annex_a import labels
from journey.importers.annex_a.written import LABELS

NO_FURTHER_ACTION = code_set("nfa", "Referral: no further action", dict(national.YES_NO.codes))

_LETTER = re.compile(r"([A-Za-z]{1,2})\)\s*")
_AND = re.compile(r"\s*(?:[,;/&+]|\band\b)\s*")
_WORDS = re.compile(r"[^a-z0-9]+")
_DASHED = frozenset({"need", "closure"})


class CodeReader:
    """How one code set is read: ``letters`` are Annex A's own, in its order; ``also`` other labels for a code.

    ``several`` is the code for a text that lists two or more of the labels.
    """

    def __init__(
        self, codes: CodeSet, also: Mapping[str, str], letters: tuple[str, ...] = (), several: str | None = None
    ) -> None:
        self.codes = codes
        self._several = several
        self._letters = dict(zip("abcdefgh", letters, strict=False))
        self._labels = {_folded(label): value for value, label in codes.codes.items()}
        self._labels |= {_folded(value): value for value in codes.codes}
        self._labels |= {_folded(label): value for label, value in also.items()}
        self._marks = {value.casefold(): value for value in codes.codes}
        marks = "|".join(sorted(map(re.escape, codes.codes), key=len, reverse=True))
        # A code in front may be in small letters; "Both parents" is no code, so words need a mark after them.
        self._first = re.compile(rf"({marks})(?=$|\s*[^\w\s](?!\d)|\s(?<=\d\s)|\s(?<=\d[A-Z]\s))", re.IGNORECASE)
        self._inside = re.compile(rf"(?<![\w.])({marks})(?![\w.])")

    def code_for(self, text: str) -> str | None:
        """The code a text stands for; None when it is in no code set or could be two."""
        letter = _LETTER.match(text)
        rest = text[letter.end() :] if letter else text
        found = self._labels.get(_folded(rest)) or self._embedded(rest) or self._many(rest)
        meant = self._letters.get(letter[1].casefold()) if letter else None
        return None if found and meant and meant != found else found

    @cached_property
    def _written(self) -> Mapping[str | None, str]:
        return {self.code_for(label): label for label in reversed(LABELS[self.codes.name])}

    def label_of(self, value: str) -> str:
        """A code exactly as Annex A writes it; with its national label where Annex A has none for it."""
        between = " - " if self.codes.name in _DASHED else ": "
        return self._written.get(value) or f"{value}{between}{self.codes.codes.get(value, '')}"

    def _embedded(self, text: str) -> str | None:
        """The one national code inside a text; None when there is none or more than one."""
        found = {mark for mark in self._inside.findall(text) if len(mark) > 1 and not mark.isdecimal()}
        if first := self._first.match(text):
            found.add(self._marks[first[1].casefold()])
        return found.pop() if len(found) == 1 else None

    def _many(self, text: str) -> str | None:
        """The code for "several of them" when a text lists two or more known labels."""
        parts = {self._labels.get(_folded(part)) for part in _AND.split(text.casefold()) if part}
        return self._several if len(parts) > 1 and None not in parts else None


def _folded(text: str) -> str:
    """Words alone, lower case, without apostrophes."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("’", "").replace("‘", "")
    return " ".join(_WORDS.sub(" ", plain).split())


def _readers(items: Iterable[CodeReader]) -> Mapping[str, CodeReader]:
    return {item.codes.name: item for item in items}


READERS: Mapping[str, CodeReader] = _readers(
    (
        CodeReader(national.YES_NO, labels.YES_NO, ("yes", "no", "unknown")),
        CodeReader(NO_FURTHER_ACTION, labels.NO_FURTHER_ACTION, ("yes", "no", "unknown")),
        CodeReader(national.SEX, labels.SEX, ("M", "F", "U", "N")),
        CodeReader(national.ETHNICITY, labels.ETHNICITY),
        CodeReader(national.REFERRAL_SOURCE, labels.REFERRAL_SOURCE),
        CodeReader(national.NEED, labels.NEED),
        CodeReader(national.CLOSURE, labels.CLOSURE),
        CodeReader(national.ABUSE, labels.ABUSE, ("NEG", "PHY", "SAB", "EMO", "MUL"), several="MUL"),
        CodeReader(national.LEGAL_STATUS, labels.LEGAL_STATUS),
        CodeReader(national.CEASED, labels.CEASED),
        CodeReader(national.PLACEMENT, labels.PLACEMENT),
        CodeReader(national.PROVIDER, labels.PROVIDER),
        CodeReader(CASE_STATUS, labels.CASE_STATUS, tuple(CASE_STATUS.codes)),
        CodeReader(PERMANENCE, labels.PERMANENCE, tuple(PERMANENCE.codes)),
        CodeReader(LOCATION, labels.LOCATION, ("in", "out")),
        CodeReader(ELIGIBILITY, labels.ELIGIBILITY),
        CodeReader(national.IN_TOUCH, labels.IN_TOUCH),
        CodeReader(national.ACCOMMODATION, labels.ACCOMMODATION),
        CodeReader(SUITABILITY, labels.SUITABILITY, ("suitable", "unsuitable")),
        CodeReader(national.ACTIVITY, labels.ACTIVITY),
        CodeReader(national.ADOPTION_REVERSED, labels.ADOPTION_REVERSED),
    )
)
"""Every code set that Annex A uses, by the name that its columns give."""


@lru_cache(maxsize=50_000)
def _code_for(codes: str, text: str) -> str | None:
    return READERS[codes].code_for(text)


def read_code(codes: str, text: str) -> dict[str, Any]:
    """A cell's text as a code with the text it was read from; the code is None when the text is in no code set."""
    return code(_code_for(codes, text), text)


def label_of(codes: str, value: Mapping[str, Any]) -> str:
    """A coded value as Annex A writes it; as it was written where it is in no code set."""
    return READERS[codes].label_of(value["code"]) if value["code"] is not None else str(value["written"])
