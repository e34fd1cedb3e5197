"""What others say of a record that was disposed of: its id gives way to a name that says nothing.

A merge taken apart again, or the sample of a diagnostic, names records that may have been disposed of since. The log
keeps what it holds; whatever is shown or taken away names them like this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from journey.domain.statements import Statement, child_stream, split_stream


def unnamed(statement: Statement, disposals: Mapping[str, int]) -> Statement:
    """A statement in which nothing names a record that was disposed of; the statements of such a record as they are.

    ``disposals``: stream → position of its certificate. The name, which holds that position, is the same ever after and
    another for each record.
    """
    if not disposals or statement.stream in disposals:
        return statement
    data = {name: _unnamed(value, disposals) for name, value in statement.data.items()}
    return statement if data == statement.data else replace(statement, data=data)


def _unnamed(value: Any, disposals: Mapping[str, int]) -> Any:
    if isinstance(value, str) and value in disposals:
        return child_stream(split_stream(value)[1], f"disposed-of-{disposals[value]}")
    if isinstance(value, list):
        return [_unnamed(one, disposals) for one in value]
    if isinstance(value, dict):
        return {name: _unnamed(one, disposals) for name, one in value.items()}
    return value
