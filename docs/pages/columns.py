"""`docs/columns.md`: every column of every source, and where its value goes."""

from __future__ import annotations

from docs.pages.markdown import GENERATED, code, table
from journey.domain.columns import Column, Listing, SourceDeclaration
from journey.importers.annex_a.columns import ANNEX_A
from journey.importers.cin import CIN
from journey.importers.organisation import ORGANISATION
from journey.importers.ssd.columns import SSD
from journey.importers.ssda903.columns import SSDA903

_SOURCES = (ANNEX_A, CIN, SSDA903, SSD, ORGANISATION)

_INTRODUCTION = """\
# Columns

Every column of every source, declared once in code; reading, comparing and this page all come from that declaration.

**What a change means**, from one file of a source to the next:

| nature | a change is |
|---|---|
| `key` | another row: the child, or its own start date |
| `fixed` | a correction |
| `fill-in` | progress from blank to a value; after that a correction |
| `current` | a new observation: what is so on the day of the file |
| `latest` | a new event under a new date; a date going back is a finding |
| `derived` | nothing: the source worked it out, it is kept as asserted |
| `person` | progress from blank to a value; after that a correction of the child's details |

**Scope** says which facts a list should hold, so that absence can be told from deletion.
"""


def page() -> str:
    """The document."""
    parts = [GENERATED, _INTRODUCTION]
    for source in _SOURCES:
        parts.extend(_source(source))
    return "\n".join(parts)


def _source(source: SourceDeclaration) -> list[str]:
    parts = [f"## {source.title} (`{source.system}`)\n"]
    for listing in source.listings:
        parts.append(f"### {listing.name} – {listing.title}\n")
        parts.append(_about(listing, source))
        if not listing.read_from:
            parts.append(_columns(listing))
    return parts


def _about(listing: Listing, source: SourceDeclaration) -> str:
    own = source.read_from(listing.name)
    lines = [f"- What its rows are about stands in: {', '.join(own)}" if own else f"- Scope: {_scope(listing)}"]
    if listing.main:
        lines.append(f"- A row is about: {code(listing.main)}")
    if listing.read_from:
        lines.append(f"- Read from the rows of {listing.read_from}, where its columns stand and its rows are counted")
    if listing.known_by:
        lines.append(f"- A row is known by its day and: {', '.join(map(code, listing.known_by))}")
    if listing.of_those_in:
        lines.append(f"- Holds something of children in {listing.of_those_in} alone")
    if listing.within[0]:
        lines.append(f"- Stands inside a row of {listing.within[0]}, whose fact it names in {code(listing.within[1])}")
    if listing.opens:
        lines.append(f"- With it begins: {', '.join(map(code, listing.opens))}")
    if listing.ends:
        lines.append(f"- Ended by: {', '.join(map(code, listing.ends))}")
    if listing.sheets:
        lines.append(f"- Also found as: {', '.join(listing.sheets)}")
    return "\n".join(lines) + "\n"


def _scope(listing: Listing) -> str:
    if listing.scope.by == "snapshot":
        return "what is so on the day of the file"
    if listing.known_by:
        return "whatever happened up to the day of the file, where it says that it is whole; else what it names"
    inside = "began" if listing.scope.by == "start" else "is open, or ended"
    if listing.scope.own_days:
        return f"what {inside} in the days that the file covers: of a yearly return, from 1 April to 31 March"
    return f"what {inside} in the {listing.scope.months} months before the day of the file"


def _columns(listing: Listing) -> str:
    return table(
        ("column", "also", "nature", "read as", "goes to", "blank"),
        [
            (
                column.header,
                ", ".join(column.aliases),
                code(column.nature),
                f"{column.reads} ({column.codes})" if column.codes else column.reads,
                _target(column),
                "" if column.blank_ok else "not expected",
            )
            for column in listing.columns
        ],
    )


def _target(column: Column) -> str:
    if column.event is None:
        return "read and checked"
    return code(f"{column.event}.{column.field}") if column.field else code(column.event)
