"""Hypothesis strategies: journeys in which days tie, sources have gaps, and birthdays and bank holidays come close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from hypothesis import strategies as st

from journey.domain.carries import Carried
from journey.domain.events import event, events
from journey.domain.events.base import Listed
from journey.domain.facts import fact_key
from journey.domain.rules import declared
from journey.domain.rules.language import Clock, On
from journey.domain.rules.spans import NOT_RESPONSIBLE, SPANS
from journey.projections.effective import IN_ANOTHERS_ROW
from tests.projections.rules.building import Happened, happened

ANCHORS = (date(2016, 2, 26), date(2016, 12, 21), date(2017, 3, 24), date(2018, 10, 26), date(2011, 3, 28))
BORN = (date(1998, 12, 27), date(2000, 2, 29), date(2012, 2, 29), date(2010, 5, 5), date(1996, 3, 1), None)
TIMES = (None, time(0, 30), time(1, 30), time(12, 0), time(23, 30))
GAPS = (0, 0, 1, 1, 2, 4, 7, 10, 14, 20, 41, 42, 43, 63, 90, 92, 182, 184, 365, 366)


def _asked() -> list[On]:
    found = [on for span in SPANS.values() for on in (span.opens, span.closes) if on]
    for rule in declared().values():
        for one in rule.timescales:
            if isinstance(one, Clock):
                found += [one.starts, *one.stops, *one.ends, *([one.counted_from] if one.counted_from else [])]
            else:
                found += [one.stops, *(state.on for state in one.states)]
    return found


ASKED = _asked()
NAMES = sorted({name for on in ASKED for name in on.events} | set(NOT_RESPONSIBLE.events))
FIELDS = {name: sorted({f for on in ASKED if name in on.events for f, _ in (*on.where, *on.unless)}) for name in NAMES}
DAYS = {name: sorted({on.at for on in ASKED if name in on.events and on.at}) for name in NAMES}
CODES: dict[str, tuple[str | None, ...]] = {
    "assess": ("yes", "no", None),
    "location": ("in", "out", None),
    "outcome": ("child-in-need-plan", "no-further-action", None),
    "source": ("2A", "1A", None),
    "status": ("C1", "C2", "V2", None),
    "type": ("P1", "U6", None),
}
REFERRALS = {"AssessmentStarted", "Section47Started", "InitialCPConferenceHeld"}
"""Events that a source may file under a referral."""
CARRIED = {"PlacementStarted": ("type", "intended_to_18", "location"), "LegalStatusChanged": ("status",)}


Values = Mapping[str, Mapping[str, Sequence[Any]]]
"""More fields of events with what they may hold; ``A_DAY`` stands for any day of the journey."""

A_DAY = "a day of the journey"


class Journey(NamedTuple):
    """What happened to a child, when it was born, and what the sources of its authority cover."""

    events: tuple[Happened, ...]
    born: date | None
    coverage: tuple[Carried, ...]


@st.composite
def journeys(
    draw: st.DrawFn,
    names: Sequence[str] = NAMES,
    always: Sequence[str] = (),
    more: Values = MappingProxyType({}),
    unsettled: bool = False,
) -> Journey:
    """A journey over some of the events, each of ``always`` among them, with ``more`` fields.

    ``unsettled``: some had begun before their day, some are no longer listed though nothing ended them, some are said
    by a yearly return alone.
    """
    anchor = draw(st.sampled_from(ANCHORS))
    days = [anchor]
    for gap in draw(st.lists(st.sampled_from(GAPS), min_size=2, max_size=7)):
        days.append(days[-1] + timedelta(gap))
    some = draw(st.lists(st.sampled_from(names), min_size=0 if always else 1, max_size=6))
    happening: list[Happened] = []
    for name in [*always, *draw(st.lists(st.sampled_from([*some, *always]), min_size=1, max_size=12))]:
        happening += draw(_events(name, days, happening, more, unsettled))
    return Journey(tuple(happening), draw(st.sampled_from(BORN)), draw(_coverage(sorted({*some, *always}), days)))


@st.composite
def _events(
    draw: st.DrawFn, name: str, days: Sequence[date], so_far: Sequence[Happened], more: Values, unsettled: bool
) -> list[Happened]:
    """An event; before a part, what it is a part of where the journey has none yet."""
    kind = event(name)
    on = draw(st.sampled_from(days))
    before: list[Happened] = []
    of, ordinal = on, 1
    if kind.PART:
        begun = [one for one in so_far if event(one.name).KIND == kind.KIND and not event(one.name).PART]
        if not begun:
            start = next(n for n, one in events().items() if one.KIND == kind.KIND and not one.PART)
            before = begun = draw(_events(start, days, so_far, more, unsettled))
        thing = draw(st.sampled_from(begun))
        of, ordinal = thing.on, thing.ordinal
    else:
        ordinal += sum(
            event(one.name).KIND == kind.KIND and not event(one.name).PART and one.on == on for one in so_far
        )
    fields: dict[str, Any] = {}
    for field in {*FIELDS.get(name, ()), *CARRIED.get(name, ())}:
        value = draw(st.sampled_from(CODES.get(field, ("yes", "no", None))))
        fields |= {} if value is None else {field: value}
    for field in DAYS.get(name, ()):
        value = draw(st.sampled_from([None, *days]))
        fields |= {} if value is None else {field: value}
    for field, values in more.get(name, {}).items():
        value = draw(st.sampled_from(list(values)))
        value = draw(st.sampled_from(days)) if value == A_DAY else value
        fields |= {} if value is None else {field: value}
    if name in REFERRALS and draw(st.booleans()):
        referred = [one.on for one in so_far if one.name == "ReferralReceived"]
        fields["referral"] = fact_key("referral", draw(st.sampled_from(referred or days)))
    if unsettled and issubclass(kind, Listed) and draw(st.sampled_from((False, False, False, True))):
        # The first file without it was made after one that had it.
        fields["not_listed_since"] = draw(st.sampled_from([day for day in days if day > on] or [on + timedelta(30)]))
    enquiries = [one.on for one in so_far if one.name == "Section47Started"] if name in IN_ANOTHERS_ROW else []
    came_from = fact_key("section-47", draw(st.sampled_from(enquiries))) if enquiries else None
    since = on - timedelta(draw(st.sampled_from((0, 0, 0, 0, 3))))
    ongoing = unsettled and not kind.PART and draw(st.sampled_from((False, False, False, False, True)))
    return [
        *before,
        happened(
            name,
            on,
            of=of,
            ordinal=ordinal,
            at=draw(st.sampled_from(TIMES)),
            since=since if since < on else None,
            ongoing=ongoing,
            system=draw(st.sampled_from(("person", "annex-a", "cin"))) if unsettled else "person",
            came_from=came_from,
            **fields,
        ),
    ]


@st.composite
def _coverage(draw: st.DrawFn, names: Sequence[str], days: Sequence[date]) -> tuple[Carried, ...]:
    found: list[Carried] = []
    fields = [f"{name}.{field}" for name in names for field in DAYS.get(name, ())]
    for name in [*names, *fields]:
        match draw(st.sampled_from(("all", "all", "some", "files", "both", "none"))):
            case "all":
                found.append(Carried(name, "every", None, date(2030, 1, 1)))
            case "some":
                found += draw(_stretches(name, days))
            case "files":
                found += draw(_files(name, days))
            case "both":
                found += [*draw(_stretches(name, days)), *draw(_files(name, days))]
    return tuple(found)


@st.composite
def _stretches(draw: st.DrawFn, name: str, days: Sequence[date]) -> list[Carried]:
    ends = draw(st.lists(st.tuples(st.sampled_from(days), st.sampled_from(GAPS)), max_size=3))
    return [Carried(name, "every", first, first + timedelta(gap)) for first, gap in ends]


@st.composite
def _files(draw: st.DrawFn, name: str, days: Sequence[date]) -> list[Carried]:
    files = draw(st.lists(st.tuples(st.sampled_from(days), st.sampled_from(GAPS)), max_size=4))
    spoken = {day + timedelta(gap) for day, gap in files}
    return [Carried(name, "latest only", day, day) for day in sorted(spoken)]
