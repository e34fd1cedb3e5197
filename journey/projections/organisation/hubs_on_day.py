"""The hubs and teams of an authority as at a day: which there were, what they were called, who had which post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from journey.domain.facts import thing_of
from journey.domain.statements import split_stream
from journey.domain.values import code_of
from journey.projections.effective import Fact
from journey.projections.intervals import Answer, known, standing

GROUP_MANAGER: Final = "group manager"

CORE_ROLES: Final = (
    "consultant",
    "hub coordinator",
    "senior social worker",
    "social worker",
    "family support worker",
    "asye",
    "clinician",
)
"""The posts of every hub (S3 hub model progress report March 2017); a hub may be meant to have none of some."""

PostState = Literal["filled", "may be filled", "vacant", "not recorded", "not meant to have"]


@dataclass(frozen=True)
class HubOnDay:
    """A hub as at a day.

    ``is_open`` is ``cannot tell`` where a day is only known as an interval, or nothing says when the hub opened;
    ``became`` are the hubs that it merged into or whose work it went to. ``posts`` are the group manager's and the core
    roles; ``fte`` hundredths of full time by role, where recorded; ``positions`` those of the events behind it.
    """

    la: str
    hub: str
    title: str | None
    may_be_called: str | None
    unit: str
    group: str | None
    is_open: Answer
    opened: date | None
    opened_from: date | None
    opened_exactly: bool
    ended: date | None
    became: tuple[str, ...]
    managers: tuple[str, ...]
    posts: Mapping[str, PostState]
    fte: Mapping[str, int] = field(default_factory=dict)
    positions: tuple[int, ...] = ()


def hubs_on(facts: Iterable[Fact], day: date, same_as: Mapping[str, str] | None = None) -> list[HubOnDay]:
    """Every hub that the facts of organisations name by then, sorted by authority and hub.

    ``facts`` reach beyond the day, so that an interval that spans it is seen; ``same_as`` leads from a worker's
    reference to the one that stands for the person.
    """
    named: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    ends: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.stands and fact.occurred_on is not None and known(fact).by(day) != "no":
            la = split_stream(fact.stream)[1]
            for hub in _hubs_of(fact):
                named[la, hub].append(fact)
            ends[la, thing_of(fact.key)].append(fact)
    return [_hub(la, hub, own, ends, day, same_as or {}) for (la, hub), own in sorted(named.items(), key=_in_order)]


def _in_order(item: tuple[tuple[str, str], list[Fact]]) -> tuple[object, ...]:
    """By authority and hub, ``Hub 4`` before ``Hub 13``."""
    la, hub = item[0]
    words, _, number = hub.rpartition(" ")
    return (la, words, int(number), hub) if number.isdecimal() else (la, hub, 0, hub)


def _hubs_of(fact: Fact) -> Iterator[str]:
    """The hubs that a fact names."""
    for name in ("hub", "into_hub"):
        if isinstance(hub := fact.data.get(name), str):
            yield hub
    for name in ("from_hubs", "into_hubs"):
        if isinstance(several := fact.data.get(name), list):
            yield from map(str, several)


def _hub(
    la: str,
    hub: str,
    named: list[Fact],
    ends: Mapping[tuple[str, str], list[Fact]],
    day: date,
    same_as: Mapping[str, str],
) -> HubOnDay:
    opened = max((f for f in named if f.event == "HubOpened"), key=_last, default=None)
    apart = [f for f in named if _ends_it(f, hub)]
    closed = [f for f in ends.get((la, opened.key), ()) if f.event == "HubClosed"] if opened else []
    apart = [f for f in [*apart, *closed] if opened is None or _last(f) >= (known(opened).first or date.min)]
    sure = [f for f in apart if known(f).by(day) == "yes"]
    posts = [f for f in named if f.event in ("WorkerPostStarted", "PostVacant")]
    held = [(f, standing(f, _parts(f, ends[la, f.key]), day)) for f in posts]
    without = {code_of(one) for one in _several(opened, "without")}
    title, may_be = _title(opened, [f for f in named if f.event == "HubRepurposed"], day)
    managers = {
        _worker(f, same_as) for f, answer in held if _role(f) == GROUP_MANAGER and answer == "yes" and _is_held(f)
    }
    if opened is not None and not managers and isinstance(manager := opened.data.get("manager"), str):
        managers = {same_as.get(manager, manager)}
    behind = {s.position for f in (opened, *apart, *(f for f, answer in held if answer != "no")) if f for s in f.said}
    return HubOnDay(
        la=la,
        hub=hub,
        title=title,
        may_be_called=may_be,
        unit=(code_of(opened.data.get("unit")) if opened else None) or "hub",
        group=str(opened.data["group"]) if opened and opened.data.get("group") else None,
        is_open=_is_open(opened, apart, day),
        opened=opened.occurred_on if opened else None,
        opened_from=known(opened).first if opened else None,
        opened_exactly=opened is not None and opened.precision != "interval",
        ended=min((_last(f) for f in sure), default=None),
        became=tuple(dict.fromkeys(into for f in sure for into in _into(f))),
        managers=tuple(sorted(managers)),
        posts={role: _post(role, held, without, bool(managers)) for role in (GROUP_MANAGER, *CORE_ROLES)},
        fte=_fte(held),
        positions=tuple(sorted(behind)),
    )


def _is_open(opened: Fact | None, apart: list[Fact], day: date) -> Answer:
    if opened is None:
        return "no" if any(known(f).by(day) == "yes" for f in apart) else "cannot tell"
    return standing(opened, apart, day)


def _ends_it(fact: Fact, hub: str) -> bool:
    """Whether a merger or split ended a hub; one that is among those it became lives on."""
    if fact.event == "HubsMerged":
        return hub in _several(fact, "from_hubs") and fact.data.get("into_hub") != hub
    return fact.event == "HubDisaggregated" and fact.data.get("hub") == hub and hub not in _several(fact, "into_hubs")


def _into(fact: Fact) -> list[str]:
    into = fact.data.get("into_hub")
    return [into] if isinstance(into, str) else [str(one) for one in _several(fact, "into_hubs")]


def _title(opened: Fact | None, renamed: list[Fact], day: date) -> tuple[str | None, str | None]:
    """What a hub is called, and what it may be called already."""
    renamed.sort(key=lambda fact: (_last(fact), fact.key))
    sure = [f for f in renamed if known(f).by(day) == "yes"]
    may_be = [f for f in renamed if known(f).by(day) == "cannot tell"]
    title = (sure[-1] if sure else opened).data.get("title") if sure or opened else None  # type: ignore[union-attr]
    return (str(title) if title else None), (str(may_be[-1].data.get("title")) if may_be else None)


def _post(role: str, held: list[tuple[Fact, Answer]], without: set[str | None], manager: bool) -> PostState:
    of_role = [(f, answer) for f, answer in held if _role(f) == role]
    filled = {answer for f, answer in of_role if _is_held(f)}
    if "yes" in filled or (role == GROUP_MANAGER and manager):
        return "filled"
    if "cannot tell" in filled:
        return "may be filled"
    if any(answer == "yes" for f, answer in of_role if not _is_held(f)):
        return "vacant"
    return "not meant to have" if role in without else "not recorded"


def _fte(held: list[tuple[Fact, Answer]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for fact, answer in held:
        role, hundredths = _role(fact), fact.data.get("fte_hundredths")
        if answer == "yes" and role and isinstance(hundredths, int):
            total[role] = total.get(role, 0) + hundredths
    return total


def _parts(of: Fact, same_thing: Iterable[Fact]) -> list[Fact]:
    return [f for f in same_thing if f.key != of.key]


def _several(fact: Fact | None, name: str) -> list[Any]:
    value = fact.data.get(name) if fact else None
    return list(value) if isinstance(value, list) else []


def _is_held(fact: Fact) -> bool:
    return fact.event == "WorkerPostStarted"


def _role(fact: Fact) -> str | None:
    return code_of(fact.data.get("role"))


def _worker(fact: Fact, same_as: Mapping[str, str]) -> str:
    worker = str(fact.data.get("worker"))
    return same_as.get(worker, worker)


def _last(fact: Fact) -> date:
    return fact.occurred_on or date.min
