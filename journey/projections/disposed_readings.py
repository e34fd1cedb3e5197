"""Readings of records that were disposed of: they stay counted, and no id of such a record is shown."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final

from journey.domain.statements import split_stream

_DISPOSED: Final = "(disposed of)"


def without_disposed(row: dict[str, Any], disposed: Collection[str]) -> dict[str, Any]:
    """A row of ``Readings.rows`` in which nothing names a record that was disposed of."""
    gone = [stream for stream in row["streams"] if stream in disposed]
    if not gone:
        return row
    ids = "|".join(re.escape(split_stream(stream)[2]) for stream in sorted(gone, reverse=True))
    name = re.compile(rf"(?<![\w-])(?:{ids})(?![\w-])")
    kept = [stream for stream in row["streams"] if stream not in disposed]
    return {
        **row,
        "streams": kept,
        "about": name.sub(_DISPOSED, row["about"]),
        "command": name.sub(_DISPOSED, row["command"]),
        "purpose": name.sub(_DISPOSED, row["purpose"]),
    }
