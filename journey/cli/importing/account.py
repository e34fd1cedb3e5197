"""What an import did, as a report: every row read is counted in exactly one outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from journey.reports.table import Field, LeadLine, Report, Row
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.domain.extract import Extract
    from journey.store.importing import Imported
    from journey.store.log import Log

Done = Sequence[tuple["Extract", "Imported"]]
"""The extracts that were taken in, each with the account of its import."""

_COUNTS = (
    ("rows", "Rows", "Rows read: each is counted once in the columns that follow."),
    (
        "rejected",
        "Refused",
        "The child or the row's own start date could not be read; handed back in the rejects file.",
    ),
    ("not_child", "Left out", "Rows about prospective adopters, or that a map leaves out: counted, nothing kept."),
    ("new", "New", "The source says a fact for the first time."),
    ("reinstated", "Reinstated", "A fact that was retracted is said again."),
    ("corrected", "Corrected", "The source now says otherwise."),
    ("progressed", "Progressed", "What was blank is filled in, or what is so now has changed."),
    ("unchanged", "Unchanged", "Nothing new."),
    ("retracted", "Retracted", "Facts the file before had, that this one should have and lacks."),
    ("aged_out", "Aged out", "Facts the file before had, whose absence a lawful exit explains."),
)
_DAY = Field("extract_date", "Extract", "date")
_COLUMNS = (
    Field("list", "List"),
    Field("title", "What it holds", width=30),
    *(Field(name, title, "count", help=help_) for name, title, help_ in _COUNTS),
)
_GUIDE = (
    "Every row read is counted in exactly one outcome, the first that applies.",
    "Retracted and aged out count facts that are absent from this file, not rows of it.",
    "A refused row counts as present: nothing that it might have held is retracted.",
)


def import_report(log: Log, done: Done, dry_run: bool, command_line: str) -> Report:
    """One row per list or element of each extract; the totals of all of them as meta."""
    rows: list[Row] = [
        {"extract_date": extract.speaks_for, "list": name, "title": _title(extract, name), **counts}
        for extract, imported in done
        for name, counts in imported.counts.items()
    ]
    columns = _COLUMNS if len(done) == 1 else (_DAY, *_COLUMNS)
    meta = _meta(log, done, dry_run, command_line)
    reasons: Counter[str] = Counter(meta["absent_because"])
    notes = (
        *_disposed(meta),
        *_retracted(meta),
        *(f"{count:,} absent: {why}." for why, count in sorted(reasons.items())),
    )
    return Report(_headline(done, dry_run), columns, rows, meta, "Rows by list", _lead(done, meta), notes, _GUIDE)


def _disposed(meta: dict[str, Any]) -> Iterator[str]:
    if meta["disposed"]:
        yield f"{counted(meta['disposed'], 'row')} of records that were disposed of: left out, nothing kept of them."


def _retracted(meta: dict[str, Any]) -> Iterator[str]:
    if meta["retracted"]:
        facts = counted(meta["retracted"], "fact")
        yield f"{facts} that the file before had and this one lacks: retracted. See journey show CHILD --history."


def _title(extract: Extract, name: str) -> str:
    return next(listed.listing.title for listed in extract.lists if listed.listing.name == name)


def _meta(log: Log, done: Done, dry_run: bool, command_line: str) -> dict[str, Any]:
    place = log.place()
    totals = sum((imported.totals for _, imported in done), Counter())
    newest = max((extract for extract, _ in done), key=lambda extract: extract.speaks_for)
    return {
        "store": log.store_id,
        "position": place.position,
        "chain": place.chain.hex(),
        "command": command_line,
        **{name: totals[name] for name, _, _ in _COUNTS},
        "events": sum(imported.events for _, imported in done),
        "disposed": sum(imported.disposed for _, imported in done),
        "children": len({row.child for extract, _ in done for listed in extract.lists for row in listed.rows})
        if len(done) > 1
        else done[0][1].children,
        "la": newest.la,
        "extract_date": newest.speaks_for,
        "file": newest.file.hex(),
        "files": [{"extract_date": e.speaks_for, "known_on": e.known_on, "file": e.file.hex()} for e, _ in done],
        "dry_run": dry_run,
        "already_imported": all(imported.again for _, imported in done),
        "absent_because": dict(sorted(sum((imported.reasons for _, imported in done), Counter()).items())),
    }


def _headline(done: Done, dry_run: bool) -> str:
    events = sum(imported.events for _, imported in done)
    if all(imported.again for _, imported in done):
        files = "This file is" if len(done) == 1 else "These files are"
        return f"{files} in the store already; nothing was written"
    if dry_run:
        return f"Would write {events:,} events; nothing was written"
    return f"Imported: {events:,} events"


def _lead(done: Done, meta: dict[str, Any]) -> tuple[LeadLine, ...]:
    extracts = (
        LeadLine("Extract", extract.speaks_for, ", ".join(name for name, _ in extract.files)) for extract, _ in done
    )
    return (
        *extracts,
        LeadLine("Authority", meta["la"]),
        *([LeadLine("Children", meta["children"])] if meta["children"] else []),
        LeadLine("Rows", meta["rows"], f"{meta['rejected']} refused"),
    )
