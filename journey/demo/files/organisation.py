"""The organisation file as it was known on a day, and the weekly meetings of a year as a file of their own."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import StringIO

from journey.demo.borough.organisation import Change, Hub, Organisation, Post, Setting, Vacancy
from journey.demo.borough.units import UNITS
from journey.demo.files.calendar import Year
from journey.demo.files.said import day_by
from journey.importers.organisation.days import read_when

Entry = dict[str, str | bool | float | tuple[str, ...] | date | None]


def structure(of: Organisation, day: date) -> str:
    """The organisation file made on a day (TOML): hubs and their changes, teams, posts, vacancies, settings."""
    lines = [f"la = {json.dumps(of.la)}", f"date = {day}"]
    for table, entry in _entries(of, day):
        lines += ["", f"[[{table}]]"]
        lines += [f"{key} = {_toml(value)}" for key, value in entry.items() if value not in (None, "", (), False)]
    return "\n".join(lines) + "\n"


def meetings(of: Organisation, year: Year) -> str:
    """The weekly meetings of hubs in a year (CSV)."""
    out = StringIO()
    rows = csv.writer(out)
    rows.writerow(["table", "hub", "date", "group_manager", "actions"])
    for one in of.meetings:
        if year.first <= one.day <= year.last:
            rows.writerow(["meeting", one.hub, one.day, "yes" if one.group_manager else "no", one.actions])
    return out.getvalue()


def _entries(of: Organisation, day: date) -> Iterator[tuple[str, Entry]]:
    """What had happened by a day, as far as that can be told of days that are not exact."""
    is_last = day == of.last
    for hub in of.hubs:
        if _known(hub.opened, day, is_last):
            yield "hub", _hub(hub, hub.closed if hub.closed and _known(hub.closed, day, is_last) else None)
    for change in of.changes:
        if _known(change.day, day, is_last):
            yield change.kind, _change(change)
    yield from _teams(day)
    yield from (("post", _post(post, day_by(post.ended, day))) for post in of.posts if post.started <= day)
    yield from (("vacancy", _vacancy(one, day_by(one.filled, day))) for one in of.vacancies if one.since <= day)
    yield from (("setting", _setting(one)) for one in of.settings if one.since <= day)


def _teams(day: date) -> Iterator[tuple[str, Entry]]:
    """The case system writes a hub where it once wrote a team: from that day on, the team of that name is the hub."""
    for unit in UNITS:
        for since, name in unit.names:
            if name.startswith("Hub ") and since <= day:
                yield "team", {"team": name, "hub": name, "from": since}


def _known(written: str, day: date, is_last: bool) -> bool:
    """Whether something had surely happened by a day. "Not before" says that only on the last day of all."""
    if written.startswith("not before") and not is_last:
        return False
    return read_when(written, date.max).last <= day or written.startswith("not before")


def _hub(one: Hub, closed: str | None) -> Entry:
    return {
        "hub": one.hub,
        "opened": one.opened,
        "title": one.title,
        "unit": one.unit if one.unit != "hub" else None,
        "group": one.group,
        "without": one.without,
        "soft_launch": one.soft_launch,
        "closed": closed,
        "document": one.document,
    }


def _change(one: Change) -> Entry:
    day: Entry = {"date": one.day, "reasons": one.reasons if one.kind == "split" else None, "document": one.document}
    match one.kind:
        case "merged":
            return {"from": one.hubs, "into": one.into[0], **day}
        case "split":
            return {"hub": one.hubs[0], "into": one.into, **day}
        case _:
            return {"hub": one.hubs[0], "title": one.title, **day}


def _post(one: Post, ended: date | None) -> Entry:
    return {
        "worker": one.worker,
        "hub": one.hub,
        "role": one.role,
        "started": one.started,
        "employment": one.employment,
        "qualified": "yes" if one.qualified else "no",
        "fte": one.fte / 100,
        "ended": ended,
        "reason": one.reason if ended else None,
    }


def _vacancy(one: Vacancy, filled: date | None) -> Entry:
    return {"hub": one.hub, "role": one.role, "since": one.since, "filled": filled}


def _setting(one: Setting) -> Entry:
    return {"setting": one.setting, "value": one.value, "from": one.since}


def _toml(value: str | bool | float | tuple[str, ...] | date | None) -> str:
    if isinstance(value, date):
        return str(value)
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
