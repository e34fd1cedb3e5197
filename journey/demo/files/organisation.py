"""The organisation file as it was known on a day; posts, and the weekly meetings of hubs, as files of a year."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Final

from journey.demo.borough.organisation import Change, Hub, Organisation, Post, Setting, Vacancy
from journey.demo.borough.units import UNITS
from journey.demo.files.calendar import Year
from journey.demo.files.said import day_by
from journey.importers.organisation.days import read_when

_MOST: Final = 1_500
"""Posts in a file: what can be taken in at once is limited."""

Entry = dict[str, str | bool | float | tuple[str, ...] | date | None]


def structure(of: Organisation, day: date) -> str:
    """The organisation file made on a day (TOML): hubs and their changes, teams, vacancies, settings."""
    lines = [f"la = {json.dumps(of.la)}", f"date = {day}"]
    for table, entry in _entries(of, day):
        lines += ["", f"[[{table}]]"]
        lines += [f"{key} = {_toml(value)}" for key, value in entry.items() if value not in (None, "", (), False)]
    return "\n".join(lines) + "\n"


def posts(of: Organisation, year: Year, *, is_first: bool) -> list[str]:
    """The posts that began or ended in a year, of the first all that had begun by then (CSV, as many as it takes)."""
    told = [
        _post(post, day_by(post.ended, year.last))
        for post in of.posts
        if post.started <= year.last and (is_first or post.started >= year.first or _ends_in(post, year))
    ]
    headers = ["table", *_post(of.posts[0], None)] if of.posts else []
    return [
        _csv([headers, *(["post", *(_cell(value) for value in one.values())] for one in told[at : at + _MOST])])
        for at in range(0, len(told), _MOST)
    ]


def meetings(of: Organisation, year: Year) -> str:
    """The weekly meetings of hubs in a year (CSV); blank where there were none."""
    held = [one for one in of.meetings if year.first <= one.day <= year.last]
    headers = ["table", "hub", "date", "group_manager", "actions"]
    rows = [["meeting", one.hub, str(one.day), _cell(one.group_manager), str(one.actions)] for one in held]
    return _csv([headers, *rows]) if rows else ""


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
        "qualified": _cell(one.qualified),
        "fte": one.fte / 100,
        "ended": ended,
        "reason": one.reason if ended else None,
    }


def _ends_in(one: Post, year: Year) -> bool:
    return one.ended is not None and year.first <= one.ended <= year.last


def _vacancy(one: Vacancy, filled: date | None) -> Entry:
    return {"hub": one.hub, "role": one.role, "since": one.since, "filled": filled}


def _setting(one: Setting) -> Entry:
    return {"setting": one.setting, "value": one.value, "from": one.since}


def _toml(value: str | bool | float | tuple[str, ...] | date | None) -> str:
    if isinstance(value, date):
        return str(value)
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _csv(rows: list[list[str]]) -> str:
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
