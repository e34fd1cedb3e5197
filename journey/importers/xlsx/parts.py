"""Large parts of a workbook, parsed piece by piece: no entities, nothing held unasked; the shared texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from journey.domain.errors import BadInputFile
from journey.importers.xlsx.package import DAMAGED, Package

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Damaged(ValueError):
    """A part is XML but does not say what the format asks for."""


def parse(package: Package, part: str, parser: XMLParserType) -> Iterator[None]:
    """Feed a part to a parser, pausing after each piece. Raises BadInputFile for XML that is broken or has a DTD."""

    def refuse(*_: object) -> None:
        raise Damaged("it declares entities, which a workbook never does")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.buffer_text = True
    try:
        for piece in package.stream(part):
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
        yield
    except (ExpatError, ValueError, LookupError) as problem:
        raise BadInputFile(
            f"{package.name}: {part} is not a sheet that can be read ({problem}). {DAMAGED}"
        ) from problem


def shared_strings(package: Package, part: str) -> list[str]:
    """The texts that cells refer to by number; without the reading aids (phonetic runs) some of them carry."""
    found: list[str] = []
    parts: list[str] = []
    state = {"taking": False, "aside": False}

    def start(tag: str, _: object) -> None:
        name = tag.rpartition(":")[2]
        state["taking"] = name == "t" and not state["aside"]
        if name == "rPh":
            state["aside"] = True

    def end(tag: str) -> None:
        name = tag.rpartition(":")[2]
        state["taking"] = False
        if name == "rPh":
            state["aside"] = False
        elif name == "si":
            found.append(unescape("".join(parts)))
            parts.clear()

    def text(piece: str) -> None:
        if state["taking"]:
            parts.append(piece)

    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    for _ in parse(package, part, parser):
        pass
    return found


def unescape(text: str) -> str:
    """Characters that XML cannot hold are written ``_x000D_`` in a workbook."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    """Halves of characters stand for nothing by themselves and cannot be stored."""
    number = int(match[1], 16)
    return "\ufffd" if 0xD800 <= number < 0xE000 else chr(number)
