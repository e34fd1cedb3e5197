"""The order in which files arrive cannot matter (design, rule 2)."""

from __future__ import annotations

from datetime import date, timedelta

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from journey.domain.extract import Extract, Refused, Row
from journey.domain.values import comparable
from tests.depth import examples
from tests.domain.intake.sources import (
    MONTHLY,
    YEARLY,
    MemoryLog,
    care,
    contact,
    enquiry,
    episode,
    extract,
    refusal,
)

CHILDREN = ("1", "2", "3")
DAYS = (date(2025, 1, 28), date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30), date(2025, 9, 30))
BORN = (None, date(2012, 5, 1), date(2007, 3, 15))
STARTS = (date(2024, 9, 20), date(2024, 10, 1), date(2024, 12, 2), date(2024, 12, 9), date(2025, 1, 6))
ENDS = (None, None, date(2025, 1, 20), date(2025, 1, 27))
SEEN = (None, date(2025, 1, 7), date(2025, 1, 21))

born = st.sampled_from(BORN).map(lambda b: {"date_of_birth": b} if b else {})


@st.composite
def contacts(draw: st.DrawFn, child: str) -> Row:
    return contact(child, draw(st.sampled_from(STARTS)), draw(st.sampled_from("68")), **draw(born))


@st.composite
def enquiries(draw: st.DrawFn, child: str) -> Row:
    start = draw(st.sampled_from(STARTS))
    held = draw(st.sampled_from((None, start + timedelta(14), start + timedelta(15))))
    return enquiry(child, start, held, draw(st.sampled_from((None, "yes", "no"))) if held else None)


@st.composite
def episodes(draw: st.DrawFn, child: str) -> Row:
    closed = draw(st.sampled_from(ENDS))
    unread = draw(st.sampled_from((None, None, {"Closed": {"written": "31/02/2025", "problem": "is not a date"}})))
    return episode(
        child,
        draw(st.sampled_from(STARTS)),
        None if unread else closed,
        need=draw(st.sampled_from(("N1", "N4"))),
        reason=draw(st.sampled_from((None, "RC7", "RC2"))) if closed and not unread else None,
        seen=draw(st.sampled_from(SEEN)),
        status=draw(st.sampled_from((None, "cin", "cp"))),
        worker=draw(st.sampled_from((None, "w:a", "w:b"))),
        unread=unread,
        **draw(born),
    )


@st.composite
def cares(draw: st.DrawFn, child: str) -> Row:
    start = draw(st.sampled_from(STARTS))
    return care(
        child,
        start,
        draw(st.sampled_from(ENDS)),
        placed=draw(st.sampled_from((None, start, date(2025, 1, 8), date(2025, 1, 15)))),
        urn=draw(st.sampled_from("12")),
    )


LISTS = {"Contacts": contacts, "Enquiries": enquiries, "Episodes": episodes, "Care": cares}


@st.composite
def files(draw: st.DrawFn) -> list[Extract]:
    """Five files of two sources, their lists now and then missing, a row now and then refused.

    Now and then one is made after others that speak for later days: a census handed in again.
    """
    made = []
    for day in DAYS:
        rows: dict[str, list[Row]] = {}
        refused: dict[str, list[Refused]] = {}
        for name, of in LISTS.items():
            if draw(st.integers(0, 9)) == 0:
                continue
            rows[name] = []
            for child in CHILDREN:
                for _ in range(draw(st.sampled_from((0, 1, 1, 2)))):
                    rows[name].append(draw(of(child)))
            if draw(st.integers(0, 7)) == 0:
                refused[name] = [refusal(draw(st.sampled_from((None, *CHILDREN))))]
        declaration = draw(st.sampled_from((MONTHLY, MONTHLY, YEARLY)))
        lag = (
            draw(st.sampled_from((40, 40, 75, 200))) if declaration is YEARLY else draw(st.sampled_from((0, 0, 0, 65)))
        )
        made.append(extract(day, rows, refused=refused, declaration=declaration, lag=lag))
    return made


BY_HAND = ("field", "day", "withdrawn")
EPISODE = f"episode/{STARTS[2]}/1"


def log_of(some: list[Extract], when: int, by_hand: str, on: date) -> MemoryLog:
    """Take in the files in this order, what a person says of one episode among them."""
    log = MemoryLog()
    for i, file in enumerate(some):
        if i == when and by_hand == "field":
            log.correct("1", EPISODE, "need", {"code": "N8", "written": "N8"}, on)
        elif i == when and by_hand == "day":
            log.correct("1", EPISODE, "occurred_on", STARTS[1], on, moved_to=f"episode/{STARTS[1]}/3")
        elif i == when:
            log.retract("1", EPISODE, on)
        log.take(file, MONTHLY if file.system == "annex-a" else YEARLY)
    return log


def answers(log: MemoryLog, known: list[date]) -> dict[object, object]:
    """The effective history of every child at every pair of dates."""
    dates = [date(2025, 1, 20), *DAYS[1::2], *(d + timedelta(40) for d in DAYS[::2])]
    return {
        (child, as_at, known_at): [
            (f.key, f.event, f.occurred_on, comparable(f.data), f.state, f.known_on, f.known_from, f.belongs_to)
            for f in log.facts(child, as_at, known_at)
        ]
        for child in CHILDREN
        for as_at in dates
        for known_at in known
    }


@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(files(), st.data())
def test_any_order_of_arrival_gives_the_same_effective_history(some: list[Extract], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(some))
    by_hand = data.draw(st.sampled_from(BY_HAND))
    on = data.draw(st.sampled_from((date(2025, 2, 10), date(2025, 3, 31), date(2025, 6, 1))))

    in_order = log_of(some, data.draw(st.integers(0, 4)), by_hand, on)
    another = log_of(shuffled, data.draw(st.integers(0, 4)), by_hand, on)

    known = sorted({date(2025, 1, 20), on, *(file.known_on for file in some)})
    assert answers(in_order, known) == answers(another, known)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(files(), st.data())
def test_what_was_known_on_a_day_follows_from_the_files_made_by_then(some: list[Extract], data: st.DataObject) -> None:
    whole = data.draw(st.permutations(some))
    day = data.draw(st.sampled_from(sorted({file.known_on for file in some})))

    by_then = log_of([file for file in whole if file.known_on <= day], 9, "", day)

    assert answers(log_of(whole, 9, "", day), [day]) == answers(by_then, [day])
