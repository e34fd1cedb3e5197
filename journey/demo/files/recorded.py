"""A child as the record stood on a day: what really happened, with the faults that nobody had put right by then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any, Final

from msgspec.structs import replace

from journey.demo.borough.lives import Child, Fault

_Items = tuple[Any, ...]
_Changed = Callable[[_Items], _Items]

_PLACES: Final[dict[str, tuple[str, ...]]] = {
    "contact": ("contacts",),
    "early-help": ("early_help",),
    "referral": ("episodes",),
    "assessment": ("episodes", "assessments"),
    "strategy-discussion": ("episodes", "discussions"),
    "section-47": ("episodes", "enquiries"),
    "cin-plan": ("episodes", "need_plans"),
    "cin-visit": ("episodes", "need_plans", "visits"),
    "cin-review": ("episodes", "need_plans", "reviews"),
    "cp-plan": ("episodes", "protection_plans"),
    "cp-visit": ("episodes", "protection_plans", "visits"),
    "cp-review": ("episodes", "protection_plans", "reviews"),
    "core-group": ("episodes", "protection_plans", "core_groups"),
    "care": ("care",),
    "placement": ("care", "placements"),
    "legal-status": ("care", "legal"),
    "lac-review": ("care", "reviews"),
    "lac-visit": ("care", "visits"),
    "missing": ("missing",),
    "supervision": ("supervisions",),
}
"""Where the facts of a kind stand in a life, by the kind as in fact keys."""

_ENDS: Final = {"assessment/authorised": "authorised_on", "early-help/completed": "completed"}
"""Where the day of an end stands in what it ends."""


def recorded(child: Child, on: date) -> Child:
    """The child as the case system had it at the end of a day, later days included where they were right.

    A contact recorded under another id is left out here and stands with that id (``elsewhere``).
    """
    for fault in child.faults:
        change = _change(fault, on)
        if change is not None:
            child = _changed(child, _PLACES[fault.fact.partition("/")[0]], partial(change, fault))
    return child


def _change(fault: Fault, on: date) -> Callable[[Fault, _Items], _Items] | None:
    """What a fault made of the facts of its kind at the end of a day; None where the record was right.

    What was recorded under a second id stays there: it is then known of which child it is.
    """
    if fault.kind == "duplicate-record":
        return _without
    if fault.kind == "duplicate":
        return _twice if fault.known_on <= on and _stands(fault, on) else None
    if on < fault.known_on:
        return _without if fault.fact not in _ENDS else None  # nothing ends before its end comes to the record
    return _wrong if fault.kind != "late" and _stands(fault, on) else None


def _stands(fault: Fault, on: date) -> bool:
    return fault.put_right_on is None or on < fault.put_right_on


def elsewhere(child: Child) -> Iterable[tuple[Fault, Child]]:
    """The child as it stands under other ids, with the fault by which it does."""
    for fault in child.faults:
        if fault.kind == "duplicate-record":
            contacts = tuple(one for one in child.contacts if one.day == fault.day)
            yield fault, Child(
                fault.recorded, child.number, child.family, child.sex, child.ethnicity, child.born, child.unborn,
                child.disabilities, "", child.asylum_seeking, "", contacts=contacts,
            )  # fmt: skip


def _without(fault: Fault, items: _Items) -> _Items:
    at = _place(fault, items)
    return items if at is None else (*items[:at], *items[at + 1 :])


def _twice(fault: Fault, items: _Items) -> _Items:
    at = _place(fault, items)
    if at is None:
        return items
    return tuple(sorted((*items, _on(_alone(items[at]), date.fromisoformat(fault.recorded))), key=day_of))


def _wrong(fault: Fault, items: _Items) -> _Items:
    at = _place(fault, items)
    if at is None:
        return items
    wrong = _corrupted(items[at], fault)
    return tuple(sorted((*items[:at], wrong, *items[at + 1 :]), key=day_of))


def _place(fault: Fault, items: _Items) -> int | None:
    """Which item is meant: the first of the fault's day."""
    end = _ENDS.get(fault.fact)
    days = (getattr(item, end) if end else day_of(item) for item in items)
    return next((n for n, day in enumerate(days) if day == fault.day), None)


def _corrupted(item: Any, fault: Fault) -> Any:
    if fault.kind == "wrong-value":
        return _with(item, fault)
    day, end = date.fromisoformat(fault.recorded), _ENDS.get(fault.fact)
    return replace(item, **{end: day}) if end else _on(item, day)


def day_of(item: Any) -> date:
    """The day on which a part of a life began."""
    if hasattr(item, "referral"):
        item = item.referral
    day = getattr(item, "day", None) or item.started
    assert isinstance(day, date)
    return day


def _on(item: Any, day: date) -> Any:
    if hasattr(item, "referral"):
        return replace(item, referral=replace(item.referral, day=day))
    return replace(item, **{"day" if hasattr(item, "day") else "started": day})


def _with(item: Any, fault: Fault) -> Any:
    if hasattr(item, "referral"):
        return replace(item, referral=replace(item.referral, **{fault.field: fault.recorded}))
    return replace(item, **{fault.field: fault.recorded})


def _alone(item: Any) -> Any:
    """A referral entered twice brings nothing that followed from it."""
    return type(item)(item.referral) if hasattr(item, "referral") else item


def _changed(holder: Any, path: tuple[str, ...], change: _Changed) -> Any:
    """A part of a life with the items at a path changed, in every item that holds some."""
    name, *further = path
    items = getattr(holder, name)
    if further:
        new = tuple(_changed(item, tuple(further), change) for item in items)
        return replace(holder, **{name: new}) if any(a is not b for a, b in zip(items, new, strict=True)) else holder
    new = change(items)
    return holder if new is items else replace(holder, **{name: new})
