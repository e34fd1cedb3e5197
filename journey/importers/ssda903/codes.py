"""Codes of the return, of all its years: written as they are, whatever the case; unknown ones are kept as written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from journey.domain.practice_codes import codes_of
from journey.domain.values import code

OLDER: Final[Mapping[str, Mapping[str, str]]] = {
    "sex": {"1": "M", "2": "F", "0": "U", "9": "N"},
    "yes-no": {"1": "yes", "0": "no", "true": "yes", "false": "no", "y": "yes", "n": "no"},
}
"""What a code set is written as in the return, or was in earlier years, besides its own codes."""

SHORT_BREAKS: Final = ("V3", "V4")
"""Legal statuses of a series of short breaks, which is no period of being looked after."""

CONTINUES: Final = "X1"
"""The reason that an episode ended for another to begin the same day."""

NOT_IN_TOUCH: Final = "0"
"""What stands for activity and accommodation of a care leaver with whom the authority is not in touch."""

SUITABLE: Final[Mapping[str, str]] = {"1": "suitable", "2": "unsuitable"}
"""The second sign of a care leaver's accommodation."""


def read_code(codes: str, text: str) -> dict[str, Any]:
    """A text as a code with what was written; the code is None when the text is in no code set."""
    if codes == "accommodation" and text[1:] in SUITABLE:
        return code(_known(codes, text[:1]), text)
    return code(_known(codes, text), text)


def _known(codes: str, text: str) -> str | None:
    found = OLDER.get(codes, {}).get(text.casefold())
    if found is not None:
        return found
    upper = text.upper()
    return upper if upper in codes_of(codes).codes else None
