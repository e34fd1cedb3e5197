"""`docs/events.md`: the catalogue of the whole journey in one reviewed table, what exists and what is still to come."""

from __future__ import annotations

from collections import defaultdict

from docs.pages.catalogue import (
    FIELD_TYPES,
    SERIES,
    EventRow,
    FieldRow,
    PlannedFields,
    existing,
    planned,
    planned_fields,
    stages,
)
from docs.pages.markdown import GENERATED, code, table
from journey.domain.events import events
from journey.importers.annex_a.columns import ANNEX_A
from journey.importers.organisation import ORGANISATION

_INTRODUCTION = """\
# Events

The catalogue of a child's journey. An event is a statement about a fact, written once and never changed. Stored names
are for ever: a name in a store is read by every later release.

- **Fact key**: what the fact is called on the child's stream, `kind/start date/ordinal`, with the part after it where
  an end or outcome is a fact of its own under its beginning: `episode/2024-09-27/1/closed`. Kind and part are given
  here.
- **Written by**: the source that writes it. Whatever happens to a child can also be recorded by hand, with `journey
  record`. *Planned* rows are reviewed and not yet written by anything: their names,
  keys and fields are settled here before a class exists, and what will write them first is named, with where the
  definition comes from.
- Every field may be absent: a source says what it knows. Every event may also carry `unread`: columns whose value could
  not be read, as written. Sealed fields are encrypted under the child's own key.
- **Follows** says how facts of one kind follow each other:
"""

_SOURCES = """\
## Where the definitions come from

R, C, L, K, Q and W with a number are the statutory and local timescales and indicators of
`journey/domain/timescales.toml`. *Principle* and *recommendation* are the seven principles and the twenty-two
recommendations of the improvement plan for children's services that the project answers to. *SSD* is the Standard
Safeguarding Dataset, *CIN census* and *SSDA903* are the yearly returns to the Department for Education. *Report map* is
any spreadsheet of a service, read with a map from its columns to events.
"""

_PERSON = "every list, from its person columns"
_BY_IMPORT = "the import, for every source"
_BY_A_PERSON = "`journey record`; read by rules and questions, by no importer yet"
_BY_HAND = {
    "FactCorrected": f"{_BY_IMPORT}; `journey correct`",
    "FactMisfiled": "`journey misfiled`",
    "FactRetracted": f"{_BY_IMPORT}; `journey retract`",
    "RecordsMerged": "`journey merge`; a report that links two ids",
    "RecordsUnmerged": "`journey unmerge`",
}
_BY_DIAGNOSTIC = dict.fromkeys(
    (item.NAME for item in events().values() if item.STAGE == "Diagnostic"), "`journey diagnostic`"
)


def page() -> str:
    """The document."""
    rows = existing() + planned()
    to_come = planned_fields()
    writers = _writers()
    count = sum(row.planned for row in rows)
    parts = [
        GENERATED,
        _INTRODUCTION,
        table(("follows", "meaning"), [(code(name), meaning) for name, meaning in SERIES.items()]),
        f"{len(rows) - count} events exist in code, {count} are planned.\n",
    ]
    for stage in stages():
        parts.append(f"## {stage}\n")
        parts.append(_stage(_beside_their_beginning([row for row in rows if row.stage == stage]), writers))
        if fields := [row for row in to_come if row.stage == stage]:
            parts.append("Fields to come on events that exist:\n")
            parts.append(_fields_to_come(fields))
    parts.append("## Types of fields\n")
    parts.append(table(("type", "meaning"), sorted(FIELD_TYPES.items())))
    parts.append(_SOURCES)
    return "\n".join(parts)


def _beside_their_beginning(rows: list[EventRow]) -> list[EventRow]:
    """The rows with parts of one thing together: what decides or ends it stands under what begins it."""
    kinds = list(dict.fromkeys(row.kind for row in rows))
    return sorted(rows, key=lambda row: kinds.index(row.kind))


def _stage(rows: list[EventRow], writers: dict[str, str]) -> str:
    headings = ("stored name", "title", "fact key", "follows", "what it says", "fields", "written by")
    return table(
        headings,
        [
            (
                code(row.name),
                row.title,
                code("/".join(filter(None, (row.kind, row.part)))) if row.series != "record" else "",
                row.series,
                row.says,
                "<br>".join(_field(field) for field in row.fields),
                f"*planned*: {row.first} ({row.source})"
                if row.planned
                else writers.get(row.name) or (_BY_IMPORT if _of_imports(row) else _BY_A_PERSON),
            )
            for row in rows
        ],
    )


def _of_imports(row: EventRow) -> bool:
    return row.series == "record" or row.name in ("ExtractImported", "ListInventoried", "WorkerNamed")


def _fields_to_come(rows: list[PlannedFields]) -> str:
    return table(
        ("event", "fields", "first written by", "definition"),
        [(code(r.event), "<br>".join(_field(f) for f in r.fields), r.first, r.source) for r in rows],
    )


def _field(field: FieldRow) -> str:
    words = f"{code(field.name)} {field.type}"
    if field.sealed and field.type != "free text":
        words += ", sealed"
    return f"{words}: {field.says}" if field.says else words


def _writers() -> dict[str, str]:
    """Event → the lists of the declared sources whose columns feed it."""
    named: dict[str, str] = {}
    for source in (ANNEX_A, ORGANISATION):
        found: dict[str, list[str]] = defaultdict(list)
        for listing in source.listings:
            for column in listing.columns:
                if column.event and listing.name not in found[column.event]:
                    found[column.event].append(listing.name)
        named |= {name: f"{source.title}: {', '.join(lists)}" for name, lists in found.items()}
    return _BY_HAND | _BY_DIAGNOSTIC | named | {"ChildRegistered": f"{ANNEX_A.title}: {_PERSON}"}
