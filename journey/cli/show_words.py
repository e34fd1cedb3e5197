"""One fact or statement in words: when it happened, what it says, when it was known, who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from journey.cli.coded import labelled
from journey.domain.facts import parse_fact_key
from journey.domain.statements import split_stream
from journey.domain.worker_fields import WORKER_FIELDS
from journey.reports.table import Row
from journey.reports.words import day, label, span, words


def when(row: Row) -> str:
    """The day it happened, with the time where one was recorded; both days where only an interval is known."""
    happened: date | None = row["occurred_on"]
    if happened is None:
        return ""
    if row["precision"] == "interval" and row["occurred_from"]:
        return span(row["occurred_from"], happened)
    text = f"{day(happened)}, {words(row['occurred_time'])}" if row["occurred_time"] else day(happened)
    return f"{text} (inferred)" if row["precision"] == "inferred" else text


def details(row: Row, names: Mapping[str, str]) -> str:
    """What it says, workers by name where ``names`` has their reference. A statement about a fact says which."""
    data: Mapping[str, Any] = row["data"]
    if "redacted" in data:
        return f"not shown: {data['redacted']}"
    match row["event"]:
        case "FactCorrected":
            field = str(data["field"])
            old, value = (
                _named(labelled({field: data.get(name)}, row["fact"]), names)[field] for name in ("old", "value")
            )
            was, now = words(old) or "not said", words(value) or "no longer said"
            why = f": {words(data['notes'])}" if data.get("notes") else ""
            return f"{_about(row)}: {_field(data['field'])}: {now} (before: {was}){why}"
        case "FactProgressed":
            return f"{_about(row)}: {'; '.join(_progress(labelled(data['fields'], row['fact']), names))}"
        case "FactRetracted" | "FactReinstated" | "FactMisfiled":
            why = words(data.get("notes") or data.get("reason"))
            return f"{_about(row)}: {why}" if why else _about(row)
        case "RecordsMerged" | "RecordsUnmerged":
            absorbed, survivor = (split_stream(str(data[name]))[2] for name in ("absorbed", "survivor"))
            why = words(data.get("notes") or data.get("reason"))
            relation = "into" if row["event"] == "RecordsMerged" else "out of"
            return f"{absorbed} {relation} {survivor}{': ' if why else ''}{why}"
        case _:
            return words(_named(labelled(data, row["fact"]), names))


def known(row: Row) -> str:
    """When it was known: on the day a person recorded it, by the day of a file, or between two files."""
    if row["known_on"] is None:  # withheld, in a report with pseudonyms
        return ""
    if row["known_from"]:
        return span(row["known_from"], row["known_on"])
    by_a_person = row["sources"] and row["sources"][0]["system"] == "person"
    return day(row["known_on"]) if by_a_person else f"by {day(row['known_on'])}"


def marks(row: Row) -> str:
    """What a reader must not overlook."""
    said = [row["state"]] if row["state"] != "effective" else []
    if row["may_be_known_earlier"]:
        said.append("may already have been recorded")
    if row["occurred_on"] and row["known_from"] and row["occurred_on"] < row["known_from"]:
        said.append("recorded late")
    if row["disagree"]:
        said.append(f"sources disagree: {', '.join(map(_field, row['disagree']))}")
    return "; ".join(said)


def said_by(row: Row) -> str:
    """Every system, with the day its file describes, the sheet and the row."""
    return "; ".join(dict.fromkeys(_source(source) for source in row["sources"]))


def _source(source: Mapping[str, Any]) -> str:
    where = [source["sheet"]] if source["sheet"] else []
    if source["row"]:
        where.append(f"row {source['row']}")
    return ", ".join([f"{source['system']} {day(source['speaks_for'])}", *where])


def _about(row: Row) -> str:
    key = parse_fact_key(row["fact"])
    kind = " ".join(filter(None, (key.kind, key.part))).replace("-", " ")
    return f"{kind} of {day(key.start)}" if key.start else kind


def _field(name: str) -> str:
    return "date" if name == "occurred_on" else label(name)


def _progress(fields: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    for name, value in _named(fields, names).items():
        yield f"{_field(name)}: {words(value) or 'no longer said'}"


def _named(data: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    # Whether there is a disability follows from which, and is said with them.
    data = {name: value for name, value in data.items() if name != "disability" or not data.get("disabilities")}
    return {
        name: names.get(value, value) if name in WORKER_FIELDS and isinstance(value, str) else value
        for name, value in data.items()
    }
