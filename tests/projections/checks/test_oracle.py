"""The columns and plain Python agree on every check of every journey."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.domain.rules import checked
from journey.domain.rules.language import Check, Span
from journey.projections.batch import date_of
from journey.projections.checks import check_rows
from journey.projections.one_child.facts import Child
from tests.depth import examples
from tests.oracle import cases, checks, principles
from tests.oracle.checks import Told
from tests.projections.checks.journeys import FIELDS, NAMES
from tests.projections.rules.journeys import GAPS, journeys
from tests.projections.rules.test_oracle import EXAMPLES, SETTING, together

Answers = Callable[[Child], Iterable[Told]]

PLAIN: Mapping[tuple[str, str], Answers] = {
    ("C02", "minimum"): checks.minimum,
    ("C02", "referrer"): checks.referrer,
    ("C03", "start"): checks.start,
    ("C07", "plan"): checks.plan,
    ("C07", "same_day"): checks.same_day,
    ("C10", "window"): cases.window,
    ("C11", "visit"): lambda child: cases.visit(child, checks.named(child, "CPVisitMade", "LACVisitMade")),
    ("C11", "last_visit"): cases.last_visit,
    ("C12", "two_years"): partial(checks.lasted, rule="C12", step="two_years"),
    ("C12", "open"): cases.open_for_two_years,
    ("C13", "ever"): partial(checks.again, step="ever"),
    ("C13", "recent"): partial(checks.again, step="recent"),
    ("C14", "dual"): cases.dual,
    ("C15", "quorum"): checks.quorum,
    ("C15", "report"): checks.report,
    ("C16", "short"): partial(checks.lasted, rule="C16", step="short"),
    ("K01", "assessment"): partial(cases.pathway, step="assessment"),
    ("K01", "plan"): partial(cases.pathway, step="plan"),
    ("K02", "window"): cases.reviewed,
    ("K04", "birthday"): cases.birthdays,
    ("K04", "monthly"): cases.monthly,
    ("L01", "accommodated"): cases.accommodated,
    ("L01", "short_break_stay"): cases.short_break_stay,
    ("L01", "short_break_year"): cases.short_break_year,
    ("L09", "second_review"): cases.second_review,
    ("L10", "placements"): cases.placements,
    ("L11", "same_placement"): cases.same_placement,
    ("L12", "initiated"): cases.initiated,
    ("L13", "offered"): partial(checks.interview, step="offered"),
    ("L13", "accepted"): partial(checks.interview, step="accepted"),
    ("L14", "distance"): cases.distance,
    ("L12", "termly"): cases.termly,
    ("P01", "return"): principles.came_back,
    ("P01", "early_no_action"): principles.early_no_action,
    ("P02", "same_worker"): principles.same_worker,
    ("P02", "same_hub"): principles.same_hub,
    ("P03", "second_review"): principles.second_review,
    ("P04", "resilient_exit"): principles.resilient_exit,
    ("P05", "took_part"): principles.took_part,
    ("P05", "views"): principles.views,
    ("P06", "active"): principles.active,
    **{
        ("P07", step): partial(principles.family_told, step=step)
        for step in ("told", "in_time", "complete", "child", "taken_on")
    },
    ("R09", "handed_on"): checks.handed_on,
    ("R09", "early_return"): partial(checks.returned, step="early_return"),
    ("R09", "return"): partial(checks.returned, step="return"),
    ("R10", "ongoing"): cases.ongoing,
    ("R15", "window"): cases.supervised,
    ("W02", "changes"): cases.worker_changes,
}
"""What each function says, in plain Python."""

ELSEWHERE = ("R03",)
"""Rules whose oracle stands beside the facts: tests/projections/facts/test_oracle.py."""

EVERY = [check for rule in checked().values() for check in rule.checks if check.rule not in ELSEWHERE]


def plain(check: Check) -> Answers:
    """The plain answers of a check."""
    return partial(checks.by_codes, check=check) if check.says else PLAIN[check.rule, check.step]


@pytest.mark.parametrize("check", EVERY, ids=lambda check: f"{check.rule} {check.step}")
@given(data=st.data())
@settings(EXAMPLES, max_examples=examples(12))
def test_every_check_is_the_same(check: Check, data: st.DataObject) -> None:
    opened = check.of.opens.events if isinstance(check.of, Span) else check.of.events
    some = st.lists(journeys(NAMES[check.rule], opened, FIELDS), min_size=1, max_size=3)
    made = data.draw(some)
    last = max(one.on for journey in made for one in journey.events)
    as_at = last + timedelta(data.draw(st.sampled_from((-30, *GAPS))))
    batch, children = together(made, as_at)
    batch.settings = data.draw(st.sampled_from((frozenset[str](), SETTING)))

    found = check_rows(batch, check)

    for number, child in enumerate(children):
        asked = Child(child.facts, child.born, child.as_at, child.coverage, batch.settings)
        mine = found.filter(child=number).select("fact", "day", "answer").rows()
        assert sorted(Told(fact, date_of(day), answer) for fact, day, answer in mine) == sorted(plain(check)(asked))


def test_every_check_has_an_oracle() -> None:
    assert {(check.rule, check.step) for check in EVERY if not check.says} == PLAIN.keys()
