"""Inventories on the extract stream: what each file held, kept compact and read by the next import."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from journey.domain.extract import Days
from journey.domain.intake.inventory import FileInventory, InventoryRow, ListInventory, Shape
from journey.domain.intake.says import FileRef, file_of
from journey.domain.statements import Statement, child_stream, split_stream

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(tuple[list[list[tuple[str, str]]], list[tuple[str, str, bytes, str, int, int]]])


def pack(held: ListInventory) -> bytes:
    """A list's inventory as compressed MessagePack: the shapes, then the rows in the order of child, fact and row."""
    rows = sorted(held.rows, key=lambda row: (row.child, row.fact, row.row))
    return zlib.compress(_encoder.encode((held.shapes, rows)), level=6)


def unpack(table: bytes) -> ListInventory:
    """A list's inventory from its packed form."""
    shapes, rows = _decoder.decode(zlib.decompress(table))
    return ListInventory([_shape(shape) for shape in shapes], [InventoryRow(*row) for row in rows])


def names_child(table: bytes, child: str) -> bool:
    """Whether a packed inventory holds a row of a child that was taken. Unpacked only where the id occurs in it."""
    if _encoder.encode(child) not in zlib.decompress(table):
        return False
    return child in unpack(table).by_child


def without_children(statement: Statement, streams: Collection[str]) -> Statement:
    """An inventory without the rows of some children; any other statement as it is."""
    if not streams or statement.name != "ListInventoried":
        return statement
    la = split_stream(statement.stream)[1]
    held = unpack(statement.data["table"])  # type: ignore[arg-type]
    rows = [row for row in held.rows if child_stream(la, row.child) not in streams]
    if len(rows) == len(held.rows):
        return statement
    return replace(statement, data=statement.data | {"table": pack(ListInventory(held.shapes, rows))})


def _shape(pairs: Sequence[tuple[str, str]]) -> Shape:
    return tuple((event, field) for event, field in pairs)


class _PackedLists(Mapping[str, ListInventory]):
    """The lists of a file by name, unpacked when first asked for: of most files only the names are."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}
        self._unpacked: dict[str, ListInventory] = {}

    def put(self, name: str, table: bytes) -> None:
        """Take in a list's table; a later one replaces an earlier one."""
        self._packed[name] = table

    def __getitem__(self, name: str) -> ListInventory:
        if name not in self._unpacked:
            self._unpacked[name] = unpack(self._packed[name])
        return self._unpacked[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def inventories(statements: Iterable[Statement], system: str) -> list[FileInventory]:
    """The inventories of one source's files, from the statements of an extract stream in version order."""
    found: dict[FileRef, _PackedLists] = {}
    days: dict[FileRef, dict[str, Days]] = {}
    for statement in statements:
        if statement.source.system != system:
            continue
        data: dict[str, Any] = statement.data
        if statement.name == "ListInventoried":
            found.setdefault(file_of(statement), _PackedLists()).put(data["list"], data["table"])
        elif statement.name == "ExtractImported":
            days[file_of(statement)] = {
                name: Days(listed["window_from"], listed["window_to"])
                for listed in data.get("lists") or ()
                if listed.get("window_to") is not None
                for name in (listed["list"], *listed.get("read_as", ()))
            }
    return [FileInventory(file, lists, days.get(file, {})) for file, lists in found.items()]
