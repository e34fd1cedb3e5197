"""The columns of a map: which field each feeds, how it is read, and what the report's own words mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast, get_args

from journey.domain.codes import CODE_SETS, CodeSet
from journey.domain.columns import Nature
from journey.domain.events import event
from journey.domain.practice_codes import PRACTICE_CODE_SETS, codes_of
from journey.domain.values import Data, code
from journey.importers.layout import folded
from journey.importers.report.map import MapColumn
from journey.importers.report.table import Table, nearest
from journey.importers.report.targets import PERSON, fields_of, reads_as

NATURES = tuple(one for one in get_args(Nature) if one not in ("key", "latest", "person"))
"""What the kind of a column can be; the key, the latest date and the child's own details follow from the field."""

OF_THE_CHILD = "child."
"""How a field of the child's own begins: ``child.date_of_birth``."""


def columns_of(table: Table | None, events: tuple[str, ...]) -> Iterator[MapColumn]:
    """The columns under ``[columns]``: of each event that has the field, one. Raises BadInputFile."""
    for header in table.keys() if table else ():
        assert table is not None
        given = table.peek(header)
        inner = None if isinstance(given, str) else table.table(header)
        named = table.need(header, str, "") if inner is None else inner.need("field", str, f"that '{header}' feeds")
        found = _fed(inner or table, "field" if inner else header, named, events)
        for name, field in found:
            yield _column(header, name, field, inner, table)
        if inner is not None:
            inner.close()


def always_of(table: Table, events: tuple[str, ...]) -> dict[str, Data]:
    """What holds of every row, by event, under ``[always]``."""
    inner = table.table("always")
    told: dict[str, Data] = {}
    for field in inner.keys() if inner else ():
        assert inner is not None
        value = inner.need(field, str, "")
        for name, own in _fed(inner, field, field, events):
            kind = reads_as(name, own)
            if kind not in ("code", "text"):
                raise inner.mistake(f"'{field}' cannot be the same in every row: only a code or a text can.", field)
            if kind == "code":
                _check_code(inner, field, value, codes_of(event(name).code_sets()[own]))
            told.setdefault(name, {})[own] = code(value, value) if kind == "code" else value
    return told


def _fed(table: Table, key: str, named: str, events: tuple[str, ...]) -> list[tuple[str, str]]:
    """The (event, field) pairs that a name of a field stands for."""
    of_child = named.removeprefix(OF_THE_CHILD)
    if of_child != named or events == (PERSON,):
        if of_child in fields_of(PERSON):
            return [(PERSON, of_child)]
        raise table.mistake(f"A child has no field '{of_child}'.{nearest(of_child, fields_of(PERSON))}", key)
    found = [(name, named) for name in events if named in fields_of(name)]
    if not found:
        known = {field for name in events for field in fields_of(name)}
        whose = f"'{event(events[0]).TITLE}' has no" if len(events) == 1 else "None of its events has a"
        raise table.mistake(f"{whose} field '{named}'.{nearest(named, known) or ' It has none at all.'}", key)
    return found


def _column(header: str, name: str, field: str, inner: Table | None, table: Table) -> MapColumn:
    reads = reads_as(name, field)
    assert reads is not None
    known = event(name).code_sets().get(field)
    line = table.line(header)
    nature = "person" if name == PERSON else "fill-in"
    if inner is None:
        return MapColumn(header, name, field, cast(Nature, nature), reads, known, line=line)
    if name != PERSON:
        nature = inner.word("kind", NATURES, nature)
    said = inner.take("codes", str)
    if said is not None and said != known:
        if said not in CODE_SETS and said not in PRACTICE_CODE_SETS:
            raise inner.mistake(
                f"There is no code set '{said}'.{nearest(said, {*CODE_SETS, *PRACTICE_CODE_SETS})}", "codes"
            )
        raise inner.mistake(
            f"'{field}' holds codes of '{known}', not of '{said}'." if known else f"'{field}' holds no code.", "codes"
        )
    item = inner.take("item", str)
    separator = inner.take("separated_by", str, ";")
    if reads != "codes" and ("item" in inner or "separated_by" in inner):
        raise inner.mistake(f"'{field}' holds one value: 'item' and 'separated_by' are for lists.")
    if item is not None and known is not None:
        _check_code(inner, "item", item, codes_of(known))
    words = _words(inner, field, codes_of("yes-no") if item else codes_of(known) if known else None)
    also_called = tuple(inner.texts("also_called"))
    return MapColumn(
        header, name, field, cast(Nature, nature), reads, known, words, separator or ";", item, also_called, line
    )


def _words(inner: Table, field: str, codes: CodeSet | None) -> dict[str, str | None]:
    """The report's own words with the code each means; none for a word that means nothing."""
    table = inner.table("words")
    if table is None:
        return {}
    if codes is None:
        raise inner.mistake(f"'{field}' holds no code, so there are no words to translate.", "words")
    meant: dict[str, str | None] = {}
    named = table.keys()
    for word in named:
        value: Any = table.peek(word)
        if value != "":
            _check_code(table, word, table.need(word, str, ""), codes)
        meant[folded(word)] = value or None
    return meant


def _check_code(table: Table, key: str, value: str, codes: CodeSet) -> None:
    if value not in codes.codes:
        raise table.mistake(f"'{value}' is no code of '{codes.name}'.{nearest(value, codes.codes)}", key)
