"""Readings of records that were disposed of: they stay counted, and no id of such a record is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any, Final

from journey.domain.statements import split_stream

_DISPOSED: Final = "(disposed of)"
_WORDS: Final = ("about", "command", "purpose")
"""What of a reading may hold an id."""


def without_disposed(disposed: Collection[str]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What makes of a row of ``Readings.rows`` one in which nothing names a record that was disposed of.

    A reading may have been asked for by an id that was merged into the record it names, or for a child whom it then
    left out, and one of very many children does not name them all: in its words every such id gives way.
    """
    ids = "|".join(re.escape(split_stream(stream)[2]) for stream in sorted(disposed, reverse=True))
    named = re.compile(rf"(?<![\w-])(?:{ids})(?![\w-])")

    def told(row: dict[str, Any]) -> dict[str, Any]:
        kept = [stream for stream in row["streams"] if stream not in disposed]
        if not disposed:
            return row
        return {**row, "streams": kept, **{name: named.sub(_DISPOSED, row[name]) for name in _WORDS}}

    return told
