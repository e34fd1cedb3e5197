"""What is recorded of hub meetings: weeks without one, months without the group manager, meetings with no actions.

Asked of the days between the first and the last meeting that is recorded for any hub of the authority: before and after
that nobody kept a record, and a week without a record is no week without a meeting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import polars as pl

from journey.domain.calendar import month_end
from journey.domain.statements import split_stream
from journey.domain.values import code_of
from journey.projections.batch import Batch, date_of
from journey.projections.effective import Fact

_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True)
class Meeting:
    """A meeting of a hub. ``manager`` whether the group manager was there, ``actions`` how many were set: None where
    that is not recorded."""

    la: str
    hub: str
    on: date
    manager: bool | None = None
    actions: int | None = None


@dataclass(frozen=True)
class MeetingsOfHub:
    """What is recorded of a hub's meetings, in whole weeks from Monday and whole months of the days asked about.

    ``weeks_without`` are Mondays, the months first days. ``manager_not_recorded`` are months in which meetings were
    held, none with the group manager for certain, and of some it is not recorded.
    """

    meetings: int
    weeks_without: tuple[date, ...]
    months_without_manager: tuple[date, ...]
    manager_not_recorded: tuple[date, ...]
    without_actions: tuple[date, ...]
    actions_not_recorded: int


def meetings_of(facts: Iterable[Fact], discussed: Iterable[tuple[str, str, date]]) -> list[Meeting]:
    """The meetings on record: those of the organisation's file, and those at which a child was ``discussed``
    (authority, hub, day), of which only that they were held is known."""
    found: dict[tuple[str, str, date], Meeting] = {}
    for la, hub, on in discussed:
        found[la, hub, on] = Meeting(la, hub, on)
    for fact in facts:
        if (
            fact.event == "HubMeetingHeld"
            and fact.stands
            and fact.occurred_on
            and isinstance(fact.data.get("hub"), str)
        ):
            la, hub = split_stream(fact.stream)[1], str(fact.data["hub"])
            there, actions = code_of(fact.data.get("group_manager_present")), fact.data.get("actions")
            present = {"yes": True, "no": False}.get(there or "")
            found[la, hub, fact.occurred_on] = Meeting(
                la, hub, fact.occurred_on, present, actions if isinstance(actions, int) else None
            )
    return sorted(found.values(), key=lambda one: (one.la, one.hub, one.on))


def discussed(batch: Batch) -> list[tuple[str, str, date]]:
    """The authority, hub and day of every meeting at which a child of the batch was discussed."""
    said = batch.select(("DiscussedAtHubMeeting",), "hub", base=("child", "day")).filter(pl.col("hub").is_not_null())
    rows = said.join(batch.children.select("child", "la"), on="child").select("la", "hub", "day").unique().rows()
    return [(la, hub, date_of(day)) for la, hub, day in rows]


def of_hub(
    meetings: Iterable[Meeting],
    la: str,
    hub: str,
    days: tuple[date, date],
    with_manager: Mapping[str, frozenset[str]] | None = None,
) -> MeetingsOfHub | None:
    """What is recorded of one hub's meetings on ``days`` (when it was open); None where the authority records none.

    ``with_manager`` are, by hub, the hubs of the same group manager, who need not be with each of them every month.
    """
    of_la = [one for one in meetings if one.la == la]
    if not of_la:
        return None
    first = max(days[0], min(one.on for one in of_la))
    last = min(days[1], max(one.on for one in of_la))
    own = [one for one in of_la if one.hub == hub and one.on <= days[1]]
    group = (with_manager or {}).get(hub, frozenset({hub}))
    asked = [one for one in of_la if one.hub in group]
    held = {_monday(one.on) for one in own}
    months = {month: [one.manager for one in asked if _month(one.on) == month] for month in _months(first, last)}
    return MeetingsOfHub(
        meetings=sum(first <= one.on <= last for one in own),
        weeks_without=tuple(week for week in _weeks(first, last) if week not in held),
        months_without_manager=tuple(m for m, there in months.items() if True not in there and None not in there),
        manager_not_recorded=tuple(m for m, there in months.items() if True not in there and None in there),
        without_actions=tuple(one.on for one in own if one.actions == 0 and first <= one.on <= last),
        actions_not_recorded=sum(one.actions is None and first <= one.on <= last for one in own),
    )


def _weeks(first: date, last: date) -> Iterator[date]:
    """The Mondays of whole weeks within some days."""
    monday = _monday(first + _WEEK - timedelta(days=1))
    while monday + _WEEK - timedelta(days=1) <= last:
        yield monday
        monday += _WEEK


def _months(first: date, last: date) -> Iterator[date]:
    """The first days of whole months within some days."""
    month = _month(first) if first.day == 1 else month_end(first) + timedelta(days=1)
    while month_end(month) <= last:
        yield month
        month = month_end(month) + timedelta(days=1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)
