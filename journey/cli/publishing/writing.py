"""Writing published tables: recorded as an export, without what is withheld, told with pseudonyms where asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import journey
from journey.cli.asking import asked_of
from journey.cli.options import Reading
from journey.cli.pseudonymising import disguise
from journey.cli.publishing.target import Target
from journey.cli.session import Session, who
from journey.cli.withholding import Withholding
from journey.domain.errors import NotPermitted, UsageError
from journey.reports.pseudonyms import NOTICE

if TYPE_CHECKING:
    from journey.reports.pseudonymised import Disguise
    from journey.store.tables import Piece


@dataclass(frozen=True)
class Written:
    """How many rows each table has, and how many children are in none: sealed or restricted, disposed of."""

    counts: dict[str, int]
    withheld: int
    disposed: int


def write_tables(reader: Session, target: Target) -> Written:
    """Record the export, then replace the tables at a place.

    A copy is for whoever may open it, and stays: records that are sealed, even if they are open for a time, restricted
    or disposed of are in none, whoever writes it. Raises UsageError for a place that holds something else, NotPermitted
    where it cannot be recorded or written.
    """
    from journey.exporters.published.rows import pieces
    from journey.exporters.published.tables import TABLES
    from journey.projections.record.withheld import withheld
    from journey.store.tables import read_about, replace_tables

    if target.is_part_of(reader.log.database.address.path):
        raise UsageError(f"{target} is the store itself. Name a new file, or a database.")
    read_about(target.address)
    log, asked, at = reader.log, reader.asked, reader.standpoint
    rights = Withholding(withheld(log, date.max), frozenset())
    told = disguise(log, asked.pseudonymise, at.as_at) if asked.pseudonymise else None
    children = [one.stream for one in log.streams("child", upto=at.position) if not rights.hides(one.stream)]
    log.access.record(
        who=who(),
        purpose=f"[export] {asked.purpose or ''}".strip(),
        command=reader.command,
        as_at=at.as_at,
        known_at=at.known_at,
        position=at.position,
        children=children,
    )
    said = (_piece(name, rows, rights, told) for name, rows in pieces(asked_of(reader)))
    counts = replace_tables(target.address, TABLES, said, lambda: _about(reader, rights))
    gone = len(rights.left_out & rights.disposed)
    return Written(counts, len(rights.left_out) - gone, gone)


def asked_before(about: Mapping[str, str]) -> Reading:
    """How tables that stand somewhere were asked for, from what they say of themselves.

    Raises NotPermitted where they say it in no way that can be read: whoever may write to them may have changed it.
    """
    try:
        said = json.loads(about["asked"])
        as_at, known_at = (said[name] and date.fromisoformat(said[name]) for name in ("as_at", "known_at"))
        position = said["position"] if said["position"] is None else int(said["position"])
        key = said["pseudonymise"] and Path(said["pseudonymise"])
    except (KeyError, TypeError, ValueError):
        raise NotPermitted("The published tables do not say any more how they were asked for.") from None
    return Reading("table", None, as_at, known_at, position, None, pseudonymise=key)


def _piece(name: str, rows: Iterable[dict[str, Any]], rights: Withholding, told: Disguise | None) -> Piece:
    shown = (row for row in rows if not _left_out(row, rights))
    return name, shown if told is None else _in_their_order(told.row(row) for row in shown)


def _left_out(row: Mapping[str, Any], rights: Withholding) -> bool:
    if not rights.hides(row.get("stream")):
        return False
    rights.left_out.add(str(row["stream"]))
    return True


def _in_their_order(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows in the order of their pseudonyms: that of ids would tell."""
    yield from sorted(rows, key=lambda row: str(row.get("child_id") or ""))


def _about(reader: Session, rights: Withholding) -> dict[str, str]:
    """What makes the tables again, and how they were asked for: so are they when a record is to leave them."""
    asked = reader.asked
    again = {
        "as_at": asked.as_at and asked.as_at.isoformat(),
        "known_at": asked.known_at and asked.known_at.isoformat(),
        "position": asked.position,
        "pseudonymise": str(asked.pseudonymise.absolute()) if asked.pseudonymise else None,
    }
    gone = len(rights.left_out & rights.disposed)
    return {
        **{name: str(value) for name, value in reader.meta().items()},
        "release": journey.__version__,
        "left_out_sealed_or_restricted": str(len(rights.left_out) - gone),
        "left_out_disposed_of": str(gone),
        "personal_data": NOTICE if asked.pseudonymise else "In clear: ids, workers' names, dates and codes.",
        "asked": json.dumps(again),
    }
