"""What goes wrong with files on their way: seeded changes of cells, of structure and of bytes."""

from __future__ import annotations

import copy
import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from xml.sax.saxutils import escape

from tests.soak.model import Rows, Source, Tables, files_of, repacked

UNREADABLE: tuple[Any, ...] = ("31/02/2025", "soon", "#N/A", "", "\u00a0", "99/99/9999", "2105-01-01")
"""What no day and no id can be read from, or no start that a row may have."""

ODD: tuple[Any, ...] = (
    *UNREADABLE, "=1+1", "0", -1, 1e9, "1000007", "007", "x" * 20_000, "a\x07b", "NULL", "'; DROP TABLE",
    date(1900, 1, 1), date(2025, 1, 6), "06/01/2025", "a) Yes", "N1", "RC7", "E4A", "\u202e", '"', "\n",
)  # fmt: skip

SCRAPS = (
    b"<", b">", b"&", b"&amp;", b"&x;", b"&#0;", b"<!DOCTYPE a>", b"<![CDATA[x]]>", b"</Child>", b"<a>", b"<?x?>",
    b",", b";", b"\t", b'"', b"\r", b"\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"9" * 3_000, b"=",
)  # fmt: skip


@dataclass(frozen=True)
class Changed:
    """A file after it was changed: the content, where it was changed as such, and its bytes by name."""

    how: str
    content: Tables | str | None
    files: dict[str, bytes]


def changed(source: Source, seed: int) -> Changed:
    """The source's second file, changed as the seed says: in one way or several."""
    chance = random.Random(f"{source.name} {seed}")
    how = chance.choice(("bytes", "content", "content", "inside" if source.form == "xlsx" else "content"))
    content = copy.deepcopy(source.after)
    if how == "content":
        for _ in range(chance.choice((1, 1, 2, 5) if isinstance(content, dict) else (1, 1, 1, 2))):
            content = _table(content, chance) if isinstance(content, dict) else _written(content, chance)
        return Changed(how, content, files_of(source, content))
    files = files_of(source, content)
    name = chance.choice(sorted(files))
    files[name] = _inside(files[name], chance) if how == "inside" else _bytes(files[name], chance)
    return Changed(how, None, files)


def _bytes(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4, 20))):
        at, to = sorted((chance.randrange(len(content) + 1), chance.randrange(len(content) + 1)))
        to = min(to, at + chance.choice((1, 8, 200, len(content))))
        put = chance.choice((chance.choice(SCRAPS), chance.randbytes(chance.randrange(1, 9)), content[at:to] * 2, b""))
        content = content[:at] + put + content[chance.choice((at, to)) :]
    return content


def _inside(book: bytes, chance: random.Random) -> bytes:
    """One part of a workbook changed, within a sound zip file."""
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        part = chance.choice([name for name in file.namelist() if name.startswith("xl/")])
        return repacked(book, part, _bytes(file.read(part), chance))


def _table(tables: Tables, chance: random.Random) -> Tables:
    name = chance.choice(sorted(tables))
    rows = tables[name]
    chance.choice(_WAYS)(rows, chance)
    return {**tables, name: rows}


def _cell(rows: Rows, chance: random.Random) -> None:
    row = chance.choice(rows[1:] or [[]])
    if row:
        row[chance.randrange(len(row))] = chance.choice(ODD)


def _key_cell(rows: Rows, chance: random.Random) -> None:
    """An id or a day goes bad."""
    row = chance.choice(rows[1:] or [[]])
    places = [place for place, cell in enumerate(row) if str(cell).startswith(("10000", "202"))]
    if places:
        row[chance.choice(places)] = chance.choice(ODD)


def _day(rows: Rows, chance: random.Random) -> None:
    """A day moves."""
    row = chance.choice(rows[1:] or [[]])
    places = [place for place, cell in enumerate(row) if isinstance(cell, date)]
    if places:
        place = chance.choice(places)
        row[place] += timedelta(chance.choice((-400, -7, -1, 1, 2, 30, 200)))


def _row_gone(rows: Rows, chance: random.Random) -> None:
    if len(rows) > 1:
        rows.pop(chance.randrange(1, len(rows)))


def _row_twice(rows: Rows, chance: random.Random) -> None:
    rows.insert(chance.randrange(len(rows) + 1), list(chance.choice(rows)))


def _shuffled(rows: Rows, chance: random.Random) -> None:
    rest = rows[1:]
    chance.shuffle(rest)
    rows[1:] = rest


def _header(rows: Rows, chance: random.Random) -> None:
    if rows and rows[0]:
        rows[0][chance.randrange(len(rows[0]))] = chance.choice((*ODD, chance.choice(rows[0])))


def _columns_swapped(rows: Rows, chance: random.Random) -> None:
    width = min(map(len, rows), default=0)
    if width:
        one, other = chance.randrange(width), chance.randrange(width)
        for row in rows:
            row[one], row[other] = row[other], row[one]


def _column_gone(rows: Rows, chance: random.Random) -> None:
    place = chance.randrange(max(map(len, rows), default=0) or 1)
    for row in rows:
        del row[place : place + 1]


def _longer(rows: Rows, chance: random.Random) -> None:
    chance.choice(rows or [[]]).extend(chance.choice(ODD) for _ in range(chance.choice((1, 40))))


def _above(rows: Rows, chance: random.Random) -> None:
    rows.insert(0, [chance.choice(ODD)])


_WAYS: tuple[Callable[[Rows, random.Random], None], ...] = (
    _cell, _cell, _key_cell, _key_cell, _day, _row_gone, _row_twice, _shuffled, _header, _columns_swapped, _column_gone,
    _longer, _above,
)  # fmt: skip


_LEAF, _WHOLE = r"<(\w+)>[^<>]*</\1>", r"(?s)<(?!Message|Children|EXPSSDA903)(\w+)>(?:(?!<\1>).)*?</\1>"
_PIECES = (_LEAF, _LEAF, _LEAF, _WHOLE, _WHOLE, r">[^<>\s][^<>]*<", r"</?\w+>", r"[^\n]+\n")
"""What of a text is changed: an element with its value, one with all that stands in it, a value, a tag, a line."""


def _written(text: str, chance: random.Random) -> str:
    return _text(text, chance) if text.startswith("<") or chance.random() < 0.2 else _settings(text, chance)


_SETTING, _TABLE = r'"[^"\n]*"|\d{4}-\d\d-\d\d', r"(?m)^\[\[?[^\n]+\n(?:[^\[\n][^\n]*\n)*"
_LINE = r"(?m)^[^\[\n][^\n]*\n"
"""Of a map or settings: a word or a day, a table with its lines, a line."""


def _settings(text: str, chance: random.Random) -> str:
    """A text that stays TOML, for the most part: a value is another one, a line or a table left out or moved."""
    found = list(re.finditer(chance.choice((_SETTING, _SETTING, _SETTING, _TABLE, _LINE)), text))
    if not found:
        return text
    one, other = chance.choice(found), chance.choice(found)
    if one[0].endswith("\n"):
        rest = text[: one.start()] + text[one.end() :]
        at = min(chance.choice((one.start(), other.start())), len(rest))
        return rest if chance.random() < 0.6 else rest[:at] + one[0] + rest[at:]
    odd = json.dumps(str(chance.choice(ODD)))
    return text[: one.start()] + chance.choice((other[0], other[0], odd)) + text[one.end() :]


def _text(text: str, chance: random.Random) -> str:
    """A value, an element or a line of a text changed, left out, moved or said twice."""
    found = list(re.finditer(chance.choice(_PIECES), text)) or list(re.finditer(r"[^\n]+\n", text))
    if not found:
        return text
    one = chance.choice(found)
    put = chance.choice(("", one[0] * 2, _valued(one[0], chance), _valued(one[0], chance)))
    text = text[: one.start()] + put + text[one.end() :]
    if chance.random() < 0.2:
        at = chance.choice(found).start()
        text = text[:at] + one[0] + text[at:]
    return text


def _valued(piece: str, chance: random.Random) -> str:
    """A piece with another value."""
    odd = str(chance.choice(ODD))
    if ">" in piece:
        odd = escape(odd).replace("\a", "") if chance.random() < 0.9 else odd
        return re.sub(r">[^<>]*<", lambda _: f">{odd}<", piece, count=1)
    key, equals, _ = piece.partition("=")
    return f'{key}= "{odd}"\n' if equals else odd + "\n"
