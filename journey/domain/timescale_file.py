"""Reading a file in the form of ``timescales.toml`` and refusing one that contradicts itself."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final, cast, get_args

from journey.domain.errors import BadInputFile
from journey.domain.timescale_blocks import LABELS, Confidence, Limit, Rule, Step, Unit

UNITS: Final = frozenset({"hours", "working days", "days", "weeks", "months", "years", "miles", "per cent"})
"""The units a limit can be written in; ``1 week`` for one of them, a number alone for a count."""

_REQUIRED: Final = frozenset({"sentence", "valid_from", "authority", "reference", "confidence"})
_OPTIONAL: Final = frozenset({"limit", "valid_until", "parties", "note"})


def read_rules(text: str, name: str) -> dict[str, Rule]:
    """The rules of a file by id, in its order; ``name`` is the file's name for messages.

    A block without ``valid_until`` ends on the day before the next one of its step. Raises BadInputFile naming rule,
    step and block for whatever is missing, unknown, out of order or overlapping.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInputFile(f"{name} is not TOML: {error}. Correct the file.") from error
    return {rule: _rule(rule, table, f"{name}, {rule}") for rule, table in tables.items()}


def read_limit(text: str) -> Limit:
    """A limit as written: ``45 working days``, ``25 per cent``, ``3``. Raises ValueError for any other text."""
    found = re.fullmatch(r"([1-9][0-9]*)(?: ([a-z ]+))?", text)
    value, words = (int(found[1]), found[2]) if found else (0, None)
    if found and words is None:
        return Limit(value, "count")
    plural = f"{words}s" if value == 1 and words != "per cent" else words
    if plural not in UNITS:
        raise ValueError(f"'{text}' is not a whole number, alone or with one of: {', '.join(sorted(UNITS))}")
    return Limit(value, cast(Unit, plural.replace(" ", "_")))


def _rule(rule: str, table: Any, where: str) -> Rule:
    if not isinstance(table, dict) or not isinstance(table.get("title"), str) or len(table) < 2:
        raise BadInputFile(f"{where}: a rule needs a title and at least one step, such as [[{rule}.first]].")
    steps = [step for key, blocks in table.items() if key != "title" for step in _steps(rule, key, blocks, where)]
    return Rule(rule, table["title"], tuple(steps))


def _steps(rule: str, name: str, blocks: Any, where: str) -> Iterator[Step]:
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise BadInputFile(f"{where}, {name}: a step is a list of dated blocks, each headed [[{rule}.{name}]].")
    read = [_step(rule, name, block, f"{where}, {name}, block {n}") for n, block in enumerate(blocks, 1)]
    for step, following in zip(read, [*read[1:], None], strict=True):
        until = step.valid_until or (following.valid_from - timedelta(days=1) if following else None)
        if until and (until < step.valid_from or (following and following.valid_from <= until)):
            raise BadInputFile(
                f"{where}, {name}: the block from {step.valid_from} ends before it begins or after the next one does. "
                "Put the blocks in order of date, each ending before the next."
            )
        yield replace(step, valid_until=until)


def _step(rule: str, name: str, block: dict[str, Any], where: str) -> Step:
    if missing := _REQUIRED - block.keys():
        raise BadInputFile(f"{where}: {', '.join(sorted(missing))} missing. None may be left out.")
    if unknown := block.keys() - _REQUIRED - _OPTIONAL:
        raise BadInputFile(f"{where}: there is no field {', '.join(sorted(unknown))}. See the head of timescales.toml.")
    for field in _REQUIRED | block.keys():
        _check(field, block[field], where)
    try:
        limit = read_limit(block["limit"]) if "limit" in block else None
    except ValueError as error:
        raise BadInputFile(f"{where}: limit {error}.") from error
    if ("{limit}" in block["sentence"]) != (limit is not None):
        raise BadInputFile(f"{where}: the sentence must say {{limit}} where there is a limit, and only there.")
    return Step(
        rule=rule,
        name=name,
        sentence=block["sentence"].replace("{limit}", str(limit)),
        limit=limit,
        valid_from=block["valid_from"],
        valid_until=block.get("valid_until"),
        authority=block["authority"],
        reference=block["reference"],
        confidence=block["confidence"],
        parties=tuple(block.get("parties", ())),
        note=block.get("note", ""),
    )


def _check(field: str, value: Any, where: str) -> None:
    match field:
        case "valid_from" | "valid_until":
            good, wanted = type(value) is date, "a date such as 2015-03-26, without quotes"
        case "parties":
            good = isinstance(value, list) and bool(value) and all(isinstance(party, str) and party for party in value)
            wanted = "a list of who must take part"
        case "authority":
            good, wanted = value in list(LABELS), f"one of {', '.join(LABELS)}"
        case "confidence":
            good, wanted = value in get_args(Confidence), f"one of {', '.join(get_args(Confidence))}"
        case _:
            good, wanted = isinstance(value, str) and bool(value.strip()), "text"
    if not good:
        raise BadInputFile(f"{where}: {field} is {value!r}; it must be {wanted}.")
