"""Re-referrals: twelve months from referral to referral, and what nobody can tell."""

from __future__ import annotations

from datetime import date

import pytest

from journey.projections.effective import Fact
from journey.projections.outcomes import ASSESSED
from journey.projections.rereferrals import CountingRule, Rate, rate, referrals
from tests.projections.facts.building import batch, fact, rows

AS_AT = date(2017, 12, 31)
FIRST = date(2016, 3, 1)


def referred(*days: date, **data: object) -> list[Fact]:
    return [fact("ReferralReceived", day, **data) for day in days]


def answers(*facts: Fact, since: date | None = None) -> list[str]:
    return referrals(batch(list(facts), as_at=AS_AT, since=since))["answer"].to_list()


def counted(*histories: list[Fact], rule: CountingRule = "referrals-only", since: date | None = None) -> Rate:
    of = batch(*histories, as_at=AS_AT, since=since)
    return rate(of, referrals(of, rule), date(2017, 1, 1), AS_AT, rule)


@pytest.mark.parametrize(
    ("day", "answer"), [(date(2017, 2, 28), "yes"), (date(2017, 3, 1), "yes"), (date(2017, 3, 2), "no")]
)
def test_exactly_twelve_months_counts(day: date, answer: str) -> None:
    assert answers(*referred(FIRST, day)) == ["no", answer]


@pytest.mark.parametrize(("day", "answer"), [(date(2017, 2, 28), "yes"), (date(2017, 3, 1), "no")])
def test_twelve_months_of_a_leap_day_end_on_the_last_of_february(day: date, answer: str) -> None:
    assert answers(*referred(date(2016, 2, 29), day)) == ["no", answer]


def test_two_referrals_of_one_day_are_one() -> None:
    twice = [fact("ReferralReceived", FIRST, 1), fact("ReferralReceived", FIRST, 2)]

    assert answers(*twice) == ["no"]


def test_every_repeat_counts() -> None:
    assert answers(*referred(FIRST, date(2016, 6, 1), date(2016, 9, 1))) == ["no", "yes", "yes"]


def test_an_earlier_referral_without_further_action_counts() -> None:
    history = [*referred(FIRST, no_further_action="yes"), *referred(date(2017, 2, 20))]

    found = rows(referrals(batch(history, as_at=AS_AT)), "answer", "previous_day", "days", "previous_outcome")

    assert found[1] == ("yes", FIRST, 356, "no further action")


def test_the_decision_on_this_referral_is_not_that_of_the_one_before() -> None:
    history = [*referred(FIRST), *referred(date(2017, 2, 20), no_further_action="yes")]

    assert referrals(batch(history, as_at=AS_AT))["previous_outcome"].to_list() == [None, "not known"]


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ([fact("AssessmentAuthorised", date(2016, 4, 1), of=FIRST, support_required="no")], ASSESSED),
        ([fact("CaseClosed", date(2016, 4, 1), of=FIRST, reason="RC8")], ASSESSED),
        ([fact("CaseClosed", date(2016, 4, 1), of=FIRST, reason="RC7")], "case closed"),
        ([fact("CPPlanEnded", date(2016, 9, 1)), fact("CaseClosed", date(2016, 9, 5), of=FIRST)], "plan closed"),
        ([fact("CaseClosed", date(2016, 2, 1), of=FIRST, reason="RC7")], "not known"),
    ],
)
def test_re_referrals_are_told_apart_by_what_the_earlier_one_led_to(facts: list[Fact], outcome: str) -> None:
    history = [*referred(FIRST, date(2017, 1, 5)), *facts]

    assert referrals(batch(history, as_at=AS_AT))["previous_outcome"].to_list()[-1] == outcome


def test_a_return_after_closure_is_told_apart() -> None:
    """Referred 5 June 2015, closed 10 January 2016, referred 1 July 2016: thirteen months, six after closure."""
    before = date(2015, 6, 5)
    history = [*referred(before, date(2016, 7, 1)), fact("CINEpisodeOpened", before),
               fact("CaseClosed", date(2016, 1, 10), of=before)]  # fmt: skip

    found = rows(referrals(batch(history, as_at=AS_AT)), "answer", "closed_day", "closed_days")

    assert found[1] == ("no", date(2016, 1, 10), 173)


def test_a_referral_while_the_case_is_open_is_no_referral() -> None:
    history = [*referred(date(2017, 1, 9), date(2017, 6, 1)), fact("CINEpisodeOpened", date(2017, 1, 9))]

    figure = counted(history)

    assert (figure.numerator, figure.denominator, figure.while_open) == (0, 1, 1)


@pytest.mark.parametrize(
    ("referred_on", "counted_as"),
    [
        pytest.param([date(2017, 1, 10)], (1, 0), id="a day after the episode opened"),
        pytest.param([date(2017, 1, 12)], (1, 0), id="three days after"),
        pytest.param([date(2017, 1, 13)], (0, 1), id="four days after"),
        pytest.param([date(2017, 1, 9), date(2017, 1, 10)], (1, 1), id="the day itself has its referral"),
        pytest.param([date(2017, 1, 8), date(2017, 1, 10)], (1, 1), id="the day before has it"),
    ],
)
def test_the_referral_that_opened_the_episode_came_not_while_it_was_open(
    referred_on: list[date], counted_as: tuple[int, int]
) -> None:
    figure = counted([*referred(*referred_on), fact("CINEpisodeOpened", date(2017, 1, 9))])

    assert (figure.denominator, figure.while_open) == counted_as


def test_a_referral_on_the_day_the_case_closed_is_one() -> None:
    closed = date(2017, 6, 1)
    history = [*referred(date(2017, 1, 9), closed), fact("CINEpisodeOpened", date(2017, 1, 9)),
               fact("CaseClosed", closed, of=date(2017, 1, 9))]  # fmt: skip

    assert (counted(history).numerator, counted(history).denominator) == (1, 2)


@pytest.mark.parametrize(("since", "answer"), [(date(2016, 3, 1), "no"), (date(2016, 3, 2), "cannot tell")])
def test_nobody_can_tell_where_the_twelve_months_before_are_not_covered(since: date, answer: str) -> None:
    assert answers(*referred(date(2017, 3, 1)), since=since) == [answer]


def test_what_nobody_can_tell_bounds_the_share() -> None:
    figure = counted(referred(date(2017, 2, 1), date(2017, 5, 1)), referred(date(2017, 11, 1)), since=date(2016, 12, 1))

    assert (figure.numerator, figure.denominator, figure.cannot_tell) == (1, 3, 2)
    assert (figure.share, figure.high_if_all_yes) == (1 / 3, 1)
    assert figure.covered_from == date(2016, 12, 1)


def test_without_referrals_there_is_no_share() -> None:
    assert counted([]).share is None


def test_the_counting_rule_changes_the_figure() -> None:
    history = [
        fact("ContactReceived", date(2017, 2, 1)),
        *referred(date(2017, 5, 1)),
        fact("ContactReceived", date(2017, 5, 1)),
    ]

    only, all_contacts = counted(history), counted(history, rule="contacts-as-referrals")

    assert (only.numerator, only.denominator) == (0, 1)
    assert (all_contacts.numerator, all_contacts.denominator) == (1, 2)


def test_of_a_referral_from_before_the_rule_is_known_nobody_can_tell() -> None:
    assert answers(*referred(date(1985, 5, 1))) == ["cannot tell"]
