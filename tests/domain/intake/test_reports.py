"""A source whose files say themselves which days they cover: silence within them means something, outside nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from hashlib import sha256

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from journey.domain.carries import carries
from journey.domain.columns import Column, Listing, Scope, SourceDeclaration
from journey.domain.extract import Claim, Days, Extract, Refused, Row
from journey.domain.values import comparable
from tests.depth import examples
from tests.domain.intake.sources import MemoryLog, extract, n

VISITS = Listing(
    name="CPVisitMade",
    title="Visits",
    main="CPVisitMade",
    scope=Scope("start", 0, own_days=True),
    columns=(
        Column("Child", "key", None, None, "child", blank_ok=False),
        Column("Date", "key", "CPVisitMade", "occurred_on", "date", blank_ok=False),
        Column("Time", "fill-in", "CPVisitMade", "occurred_time", "time"),
        Column("Seen", "fixed", "CPVisitMade", "seen", "code", "yes-no"),
    ),
)
EPISODES = Listing(
    name="WentMissing",
    title="Missing episodes",
    main="WentMissing",
    scope=Scope("end", 0, own_days=True),
    columns=(
        Column("Child", "key", None, None, "child", blank_ok=False),
        Column("From", "key", "WentMissing", "occurred_on", "date", blank_ok=False),
        Column("To", "fill-in", "ReturnedFromMissing", "occurred_on", "date"),
        Column("To time", "fill-in", "ReturnedFromMissing", "occurred_time", "time"),
    ),
    ends=("ReturnedFromMissing",),
)
SUPERVISION = Listing(
    name="SupervisionHeld",
    title="Last supervision",
    main=None,
    scope=Scope("snapshot", 0, own_days=True),
    columns=(
        Column("Child", "key", None, None, "child", blank_ok=False),
        Column("Last", "latest", "SupervisionHeld", "occurred_on", "date"),
    ),
    latest=("SupervisionHeld",),
)
REPORT = SourceDeclaration("report:visits", "Visits", (VISITS, EPISODES))
LAST = SourceDeclaration("report:supervision:latest", "Last supervision", (SUPERVISION,))

JANUARY, FEBRUARY, MARCH = date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)
QUARTER = Days(date(2025, 1, 1), MARCH)


def visit(child: str, on: date, seen: str = "yes", at: time | None = None) -> Row:
    """One visit."""
    return Row(2, child, Claim("CPVisitMade", on, {"seen": n(seen)}, occurred_time=at))


def missing(child: str, on: date, returned: date | None = None, at: time | None = None) -> Row:
    """One missing episode."""
    ends = (Claim("ReturnedFromMissing", returned, occurred_time=at),) if returned else ()
    return Row(2, child, Claim("WentMissing", on), ends, is_open=returned is None)


def supervised(child: str, on: date | None) -> Row:
    """The last supervision of a child."""
    return Row(2, child, None, (Claim("SupervisionHeld", on),) if on else ())


def report(
    speaks_for: date,
    rows: dict[str, list[Row]],
    covers: Days | None,
    refused: dict[str, list[Refused]] | None = None,
    declaration: SourceDeclaration = REPORT,
) -> Extract:
    """A report that covers some days, or does not say which."""
    made = extract(speaks_for, rows, refused=refused, declaration=declaration)
    lists = tuple(replace(listed, covers=covers) for listed in made.lists)
    return replace(made, lists=lists, file=sha256(repr((made.file, covers)).encode()).digest())


def log_of(*files: Extract, declaration: SourceDeclaration = REPORT) -> MemoryLog:
    log = MemoryLog()
    for file in files:
        log.take(file, declaration)
    return log


def standing(log: MemoryLog, child: str = "1") -> list[tuple[str, date | None, time | None, str]]:
    """What stands of a child."""
    facts = log.facts(child, date(2025, 12, 31))
    return [(fact.event, fact.occurred_on, fact.occurred_time, fact.state) for fact in facts]


MADE = visit("1", date(2025, 1, 14))


def test_absence_within_the_days_covered_withdraws() -> None:
    log = log_of(
        report(JANUARY, {"CPVisitMade": [MADE]}, Days(date(2025, 1, 1), JANUARY)),
        report(MARCH, {"CPVisitMade": []}, QUARTER),
    )

    assert [state for *_, state in standing(log)] == ["retracted"]


def test_absence_outside_them_says_nothing() -> None:
    for covers in (None, Days(date(2025, 2, 1), MARCH), Days(date(2024, 1, 1), date(2025, 1, 13))):
        log = log_of(
            report(JANUARY, {"CPVisitMade": [MADE]}, Days(date(2025, 1, 1), JANUARY)),
            report(MARCH, {"CPVisitMade": []}, covers),
        )

        assert [state for *_, state in standing(log)] == ["effective"], covers


def test_a_row_that_may_belong_to_either_list_shields_both() -> None:
    unknown = Refused(9, "Kind", "?", "is no kind that the map knows", "add it", child="1", may_be_in=("CPVisitMade",))
    log = log_of(
        report(JANUARY, {"CPVisitMade": [MADE], "WentMissing": []}, Days(date(2025, 1, 1), JANUARY)),
        report(MARCH, {"CPVisitMade": [], "WentMissing": []}, QUARTER, {"WentMissing": [unknown]}),
    )

    assert [state for *_, state in standing(log)] == ["effective"]


def test_every_visit_counts_be_it_told_of_late() -> None:
    late = visit("1", date(2025, 1, 3))

    log = log_of(
        report(JANUARY, {"CPVisitMade": [MADE]}, Days(date(2025, 1, 1), JANUARY)),
        report(MARCH, {"CPVisitMade": [MADE, late]}, QUARTER),
    )

    assert [(on, state) for _, on, _, state in standing(log)] == [
        (date(2025, 1, 3), "effective"),
        (date(2025, 1, 14), "effective"),
    ]


def test_a_latest_date_that_goes_back_is_set_aside() -> None:
    log = log_of(
        report(JANUARY, {"SupervisionHeld": [supervised("1", date(2025, 1, 20))]}, None, declaration=LAST),
        report(MARCH, {"SupervisionHeld": [supervised("1", date(2025, 1, 6))]}, None, declaration=LAST),
        declaration=LAST,
    )

    assert {(on, state) for _, on, _, state in standing(log)} == {
        (date(2025, 1, 20), "effective"),
        (date(2025, 1, 6), "set aside"),
    }


def test_a_time_filled_in_is_progress_and_another_time_a_correction() -> None:
    blank, filled, other = (visit("1", date(2025, 1, 14), at=at) for at in (None, time(14, 30), time(15, 0)))
    files = [
        report(JANUARY, {"CPVisitMade": [blank]}, None),
        report(FEBRUARY, {"CPVisitMade": [filled]}, None),
        report(MARCH, {"CPVisitMade": [other]}, None),
    ]

    log = MemoryLog()
    outcomes = [log.take(file, REPORT).counts["CPVisitMade"] for file in files]

    assert [one["progressed"] for one in outcomes] == [0, 1, 0]
    assert [one["corrected"] for one in outcomes] == [0, 0, 1]
    assert standing(log) == [("CPVisitMade", date(2025, 1, 14), time(15, 0), "corrected")]


def test_two_visits_of_a_day_are_told_apart_by_their_time() -> None:
    two = [visit("1", date(2025, 1, 14), at=time(9, 0)), visit("1", date(2025, 1, 14), at=time(15, 0))]

    log = log_of(
        report(JANUARY, {"CPVisitMade": two}, Days(date(2025, 1, 1), JANUARY)),
        report(MARCH, {"CPVisitMade": two[1:]}, QUARTER),
    )

    assert [(at, state) for *_, at, state in standing(log)] == [(time(9, 0), "retracted"), (time(15, 0), "effective")]


def test_the_end_of_an_episode_is_withdrawn_when_a_later_report_has_none() -> None:
    log = log_of(
        report(JANUARY, {"WentMissing": [missing("1", date(2025, 1, 6), date(2025, 1, 7), time(8, 0))]}, QUARTER),
        report(MARCH, {"WentMissing": [missing("1", date(2025, 1, 6))]}, QUARTER),
    )

    assert [(event, state) for event, *_, state in standing(log)] == [
        ("WentMissing", "effective"),
        ("ReturnedFromMissing", "retracted"),
    ]


def test_known_from_is_the_day_after_a_file_that_covered_it() -> None:
    covered = Days(date(2025, 1, 1), JANUARY)
    told = {
        covers: log_of(report(JANUARY, {"CPVisitMade": []}, covers), report(MARCH, {"CPVisitMade": [MADE]}, QUARTER))
        .facts("1", MARCH)[0]
        .known_from
        for covers in (covered, None, Days(date(2025, 1, 15), JANUARY), Days(date(2025, 1, 1), date(2025, 1, 13)))
    }

    assert list(told.values()) == [JANUARY + timedelta(1), None, None, None]


def test_what_a_list_carries() -> None:
    assert list(carries(VISITS, MARCH, QUARTER)) == [("CPVisitMade", "every", QUARTER.first, MARCH)]
    assert list(carries(VISITS, MARCH, None)) == []
    assert list(carries(EPISODES, MARCH, Days(QUARTER.first, FEBRUARY))) == [
        ("WentMissing", "every", QUARTER.first, FEBRUARY),
        ("ReturnedFromMissing", "every", None, MARCH),
    ]
    assert list(carries(SUPERVISION, MARCH, None)) == [("SupervisionHeld", "latest only", MARCH, MARCH)]


STARTS = (date(2025, 1, 6), date(2025, 1, 14), date(2025, 2, 3), date(2025, 3, 10))
TIMES = (None, None, time(9, 0), time(15, 0))
COVERS = (
    None,
    QUARTER,
    Days(date(2025, 1, 1), JANUARY),
    Days(date(2025, 2, 1), FEBRUARY),
    Days(date(2025, 1, 10), MARCH),
)


@st.composite
def reports(draw: st.DrawFn) -> list[Extract]:
    """Four reports that cover this or that; a list now and then missing, a row now and then refused."""
    made = []
    one = st.sampled_from
    for day in (JANUARY, FEBRUARY, MARCH, date(2025, 4, 30)):
        rows: dict[str, list[Row]] = {}
        for name in ("CPVisitMade", "WentMissing"):
            if draw(st.integers(0, 9)) == 0:
                continue
            rows[name] = []
            for child in ("1", "2"):
                for _ in range(draw(one((0, 1, 1, 2)))):
                    on = draw(one([start for start in STARTS if start <= day]))
                    if name == "CPVisitMade":
                        rows[name].append(visit(child, on, draw(one(("yes", "no"))), draw(one(TIMES))))
                    else:
                        returned = draw(one((None, on + timedelta(1), on + timedelta(2))))
                        rows[name].append(missing(child, on, returned, draw(one(TIMES)) if returned else None))
        refused = {}
        if "WentMissing" in rows and draw(st.integers(0, 7)) == 0:
            child = draw(one((None, "1", "2")))
            refused["WentMissing"] = [
                Refused(99, "Kind", "?", "is no kind", "add it", child, may_be_in=("CPVisitMade",))
            ]
        made.append(report(day, rows, draw(one(COVERS)), refused))
    return made


@settings(max_examples=examples(80), deadline=None, suppress_health_check=list(HealthCheck))
@given(reports(), st.data())
def test_any_order_of_arrival_gives_the_same_effective_history(some: list[Extract], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(some))

    one, other = log_of(*some), log_of(*shuffled)

    assert answers(one) == answers(other)


def answers(log: MemoryLog) -> dict[object, object]:
    """The effective history of both children at every pair of dates."""
    dates = (date(2025, 1, 20), JANUARY, FEBRUARY, MARCH, date(2025, 4, 30))
    return {
        (child, as_at, known_at): [
            (f.key, f.occurred_on, f.occurred_time, comparable(f.data), f.state, f.known_on, f.known_from)
            for f in log.facts(child, as_at, known_at)
        ]
        for child in ("1", "2")
        for as_at in dates
        for known_at in dates
    }
