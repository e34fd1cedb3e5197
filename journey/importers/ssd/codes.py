"""Codes of the dataset: national codes as they are, or the labels that a case system writes for them."""

from __future__ import annotations

from typing import Any

from journey.domain.practice_codes import codes_of
from journey.domain.values import code
from journey.importers.annex_a.codes import READERS
from journey.importers.annex_a.codes import read_code as read_label

_FLAGS = {"y": "yes", "n": "no", "1": "yes", "0": "no", "true": "yes", "false": "no", "na": "not-applicable"}

_LABELS = {
    "pre-proceedings-outcome": {
        "decision to issue care proceedings": "court",
        "decision to step down": "stepped-down",
    },
    "permanence": {
        "return1m": "return-to-family",
        "return6m": "return-to-family",
        "returnev": "return-to-family",
        "ltfost18": "long-term-fostering",
        "resplmt": "long-term-residential",
        "suppliv": "supported-living",
        "adoption": "adoption",
        "remainsup": "other",
        "ltrelfr": "other",
        "otherpln": "other",
    },
}
"""What the dataset writes for codes that are nobody's national ones."""


def read_code(codes: str, text: str) -> dict[str, Any]:
    """A text as a code with what was written; the code is None when the text is in no code set."""
    known = codes_of(codes).codes if codes != "nfa" else {}
    first = text.split(maxsplit=1)[0].strip(":-") if text.strip() else ""
    label = _LABELS.get(codes, {}).get(text.casefold(), "")
    for value in (label, text, text.upper(), first.upper(), _FLAGS.get(text.casefold(), "")):
        if value in known:
            return code(value, text)
    return read_label(codes, text) if codes in READERS else code(None, text)
