"""Writing what a scenario shows as the files that a case system would have made."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from journey.importers.cin import CIN
from journey.importers.organisation import ORGANISATION
from journey.scenario.files.formats import ListForm
from journey.scenario.files.shown import ShownFile, ShownRow

WRAPPED: Final = {"AssessmentFactors": "FactorsIdentifiedAtAssessment", "Disability": "Disabilities"}
"""Values of the census of which there may be several, with the element around them."""

SINGLE: Final = {"DateOfInitialCPC": "DateOfInitialCPC", "Reviews": "CPPreviewDate"}
"""Lists of the census whose rows are single values."""

_CHILD: Final = ("ChildIdentifiers", "ChildCharacteristics", "CINdetails")
"""What stands in a child itself."""


def write(shown: ShownFile, folder: Path, la: str) -> list[Path]:
    """Write a file into a folder, and say where it stands: XML for the census, else a CSV file for each list."""
    if shown.format.declaration is CIN:
        path = folder / "cin.xml"
        path.write_text(_census(shown, la), encoding="utf-8")
        return [path]
    if shown.format.declaration is ORGANISATION:
        path = folder / "organisation.toml"
        path.write_text("\n".join(_entries(shown)), encoding="utf-8")
        return [path]
    return [_csv(shown, shown.format.lists[name], folder) for name in shown.lists]


def _csv(shown: ShownFile, form: ListForm, folder: Path) -> Path:
    """A list. Its last column names the file, so that no two files are the same, as no two exports are."""
    path = folder / f"{form.name}.csv"
    columns, rows = shown.columns[form.name], shown.lists[form.name]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([form.child, *columns, f"File of {shown.dated.day:%d/%m/%Y}"])
        writer.writerows([row.child, *(row.cells.get(header, "") for header in columns)] for row in rows)
    return path


def _entries(shown: ShownFile) -> Iterator[str]:
    """The rows of an organisation file, a table each. The first line names the file, so that no two are the same."""
    yield f"# {shown.name}"
    for name, rows in shown.lists.items():
        columns = shown.format.lists[name].columns
        for row in rows:
            yield f"[[{name}]]"
            for header, text in row.cells.items():
                column = columns[header]
                yield f"{header} = {_toml(text, column.reads if column else 'text')}"


def _toml(text: str, reads: str) -> str:
    if reads in ("texts", "codes"):
        return json.dumps([part.strip() for part in text.split(",")])
    return text if reads == "count" else json.dumps(text)


def _census(shown: ShownFile, la: str) -> str:
    day, made = shown.dated.day, shown.dated.made
    children = dict.fromkeys(row.child for rows in shown.lists.values() for row in rows)
    return "\n".join(
        (
            "<?xml version='1.0' encoding='utf-8'?>",
            "<Message><Header><CollectionDetails><Collection>CIN</Collection>",
            f"<Year>{day.year}</Year><ReferenceDate>{day}</ReferenceDate></CollectionDetails>",
            f"<Source><LEA>{la}</LEA><SerialNo>001</SerialNo><DateTime>{made}T09:00:00</DateTime></Source></Header>",
            "<Children>",
            *(_child(shown, child) for child in children),
            "</Children></Message>",
        )
    )


def _child(shown: ShownFile, child: str) -> str:
    """A child with all that stands in it, its identifiers first, which every child has."""
    ident = _value("LAchildID", child)
    own = [row for row in shown.lists.get("ChildIdentifiers", ()) if row.child == child]
    first = "".join(f"<ChildIdentifiers>{ident}{_values(row.cells)}</ChildIdentifiers>" for row in own)
    rest = (_rows(shown, name, child, None) for name in _CHILD[1:])
    return f"<Child>{first or f'<ChildIdentifiers>{ident}</ChildIdentifiers>'}{''.join(rest)}</Child>"


def _rows(shown: ShownFile, name: str, child: str, holder: int | None) -> str:
    """The rows of a list that stand in a child, or inside a row of another list."""
    return "".join(
        _row(shown, name, place, row)
        for place, row in enumerate(shown.lists.get(name, ()))
        if row.child == child and row.inside == holder
    )


def _row(shown: ShownFile, name: str, place: int, row: ShownRow) -> str:
    if name in SINGLE:
        value = _value(SINGLE[name], row.cells.get(SINGLE[name], ""))
        return value if SINGLE[name] == name else f"<{name}>{value}</{name}>"
    held = (_rows(shown, inner, row.child, place) for inner in _held_by(name))
    return f"<{name}>{_values(row.cells)}{''.join(held)}</{name}>"


def _held_by(name: str) -> Iterator[str]:
    return (listing.name for listing in CIN.listings if listing.within[0] == name)


def _values(cells: Mapping[str, str]) -> str:
    return "".join(
        f"<{WRAPPED[header]}>{''.join(_value(header, part.strip()) for part in text.split(','))}</{WRAPPED[header]}>"
        if header in WRAPPED
        else _value(header, text)
        for header, text in cells.items()
    )


def _value(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>" if text else ""
