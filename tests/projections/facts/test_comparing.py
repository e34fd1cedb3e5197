"""Published figures: read strictly, put beside what is measured, and never compared where that would be wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from journey.domain.errors import BadInputFile
from journey.projections.indicators import indicator
from journey.projections.indicators.asking import Wanted
from journey.projections.indicators.comparators import Comparators, comparators, period_of
from journey.projections.indicators.comparing import beside
from journey.projections.indicators.groups import WHOLE, Grouping
from journey.projections.indicators.measure import Period

YEAR = Period(date(2016, 4, 1), date(2017, 3, 31))


def line(indicator: str = "referrals", **changes: str) -> dict[str, str]:
    """A row of a file."""
    return {"indicator": indicator, "period": "2016/17", "area": "Northmoor", "value": "400", **changes}


def read(*lines: dict[str, str]) -> Comparators:
    """A file of those rows; the first is row 2."""
    return comparators(enumerate(lines, 2), "ours.csv")


def figure(name: str = "referrals", value: float | str | None = 500, **changes: Any) -> dict[str, Any]:
    """A row of a figure."""
    rule = "referrals-only" if indicator(name).takes_rule else None
    return {"indicator": name, "period": str(YEAR), "group": "all", "value": value, "counting_rule": rule,
            "covered": True, **changes}  # fmt: skip


def compare(
    row: dict[str, Any], *lines: dict[str, str], grouping: Grouping = WHOLE, everything: bool = False
) -> list[dict[str, Any]]:
    """What stands beside a figure."""
    wanted = Wanted([indicator(row["indicator"])], [YEAR], grouping=grouping)
    return list(beside([row], wanted, read(*lines), "ours.csv", all_listed=everything))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2016/17", date(2016, 4, 1), date(2017, 3, 31)),
        ("1999/00", date(1999, 4, 1), date(2000, 3, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-01-05/2017-01-05", date(2017, 1, 5), date(2017, 1, 5)),
    ],
)
def test_periods_are_read(text: str, first: date, last: date) -> None:
    assert period_of(text, "here") == Period(first, last)


@pytest.mark.parametrize(
    "text", ["", "2016/18", "2016-13", "March 2017", "2017-02-30/2017-03-01", "2017-03-02/2017-03-01"]
)
def test_a_period_that_cannot_be_meant_is_refused(text: str) -> None:
    with pytest.raises(BadInputFile, match="here: 'period' is"):
        period_of(text, "here")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"indicator": ""}, "row 2: 'indicator' is empty"),
        ({"value": "many"}, "row 2: 'value' is 'many', which is not a number"),
        ({"denominator": "-3"}, "'denominator'"),
        ({"counting_rule": "contacts"}, "there is no counting rule 'contacts'"),
        ({"indicator": "population_under_18", "value": ""}, "needs a value"),
        ({"indicator": "population_under_18", "value": "0"}, "needs a value"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_row(wrong: dict[str, str], says: str) -> None:
    with pytest.raises(BadInputFile, match=says):
        read(line() | wrong)


def test_populations_of_two_areas_are_refused() -> None:
    with pytest.raises(BadInputFile, match="Elm, Northmoor"):
        read(line("population_under_18"), line("population_under_18", area="Elm"))


def test_the_difference_is_measured_less_published() -> None:
    (row,) = compare(figure(), line(counting_rule="referrals-only", source="A table", note="A note"))

    assert (row["published"], row["measured"], row["difference"], row["comparable"]) == (400, 500, 100, True)
    assert (row["published_area"], row["source"], row["note"], row["remark"]) == ("Northmoor", "A table", "A note", "")


def test_a_share_is_published_as_a_percentage_or_a_fraction() -> None:
    for text in ("83%", "0.83"):
        (row,) = compare(figure("cp_visited_and_seen", 0.9), line("cp_visited_and_seen", value=text))

        assert (row["published"], round(row["difference"], 4)) == (0.83, 0.07)
        assert row["unit"] == "percentage points"
        assert "its denominator was not published" in row["remark"]


def test_a_share_of_83_is_refused() -> None:
    with pytest.raises(BadInputFile, match=r"write 83% or 0\.83"):
        compare(figure("cp_visited_and_seen", 0.9), line("cp_visited_and_seen", value="83"))


def test_figures_of_different_counting_rules_are_never_compared() -> None:
    (row,) = compare(figure(), line(counting_rule="contacts-as-referrals"))

    assert (row["difference"], row["comparable"]) == (None, False)
    assert "published by the counting rule contacts-as-referrals" in row["remark"]
    assert "this figure referrals-only" in row["remark"]


def test_a_figure_with_one_rule_of_its_own_is_not_compared_with_another() -> None:
    name = "referral_decisions_in_time"
    row = figure(name, 0.8, counting_rule=indicator(name).counted_by)

    (other,) = compare(row, line(name, value="96%", counting_rule="contacts-as-referrals"))
    (same,) = compare(row, line(name, value="83%", counting_rule="referrals-only"))

    assert (other["difference"], other["comparable"]) == (None, False)
    assert (round(same["difference"], 4), same["comparable"]) == (-0.03, True)


def test_a_published_figure_that_does_not_say_its_rule_says_so() -> None:
    (row,) = compare(figure(), line())

    assert row["difference"] == 100
    assert "by which counting rule it was published is not known" in row["remark"]


def test_a_number_over_a_month_is_not_compared_with_one_over_a_year() -> None:
    (row,) = compare(figure(period="2017-03-01/2017-03-31"), line())

    assert row["difference"] is None
    assert "numbers over 1 month and over 12 months" in row["remark"]


def test_a_number_at_the_end_of_a_month_is() -> None:
    name = "cin_plans_twelve_months"

    (row,) = compare(figure(name, 150, period="2017-03-01/2017-03-31"), line(name, value="154"))

    assert (row["difference"], row["remark"]) == (-4, "of another period")


def test_a_rate_is_made_with_the_population_of_the_period() -> None:
    people = [
        line("population_under_18", period="2014/15", value="39895"),
        line("population_under_18", period="2016/17", value="41,428"),
    ]

    (row,) = compare(figure(value=5688), line("referrals_per_10000", value="1373"), *people)

    assert (row["population"], row["population_period"]) == (41428, "2016/17")
    assert round(row["rate"]) == round(row["measured"]) == 1373
    assert row["unit"] == "per 10,000 under 18"
    assert abs(row["difference"]) < 0.5


def test_without_a_population_there_is_no_rate() -> None:
    (row,) = compare(figure(), line("referrals_per_10000", value="1373"))

    assert (row["rate"], row["measured"], row["comparable"]) == (None, None, False)
    assert "no population is known" in row["remark"]


def test_part_of_an_authority_has_no_rate() -> None:
    (row,) = compare(figure(), line("population_under_18", value="41428"), grouping=Grouping(team="North"))

    assert row["rate"] is None


def test_a_share_has_no_rate() -> None:
    with pytest.raises(BadInputFile, match="has no rate"):
        compare(figure("cp_visited_and_seen", 0.9), line("cp_visited_and_seen_per_10000"))


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"covered": False, "value": None}, "no source covers the period"), ({"value": None}, "there is no figure")],
)
def test_without_a_figure_there_is_no_difference(changes: dict[str, Any], says: str) -> None:
    (row,) = compare(figure(**changes), line())

    assert (row["difference"], row["comparable"]) == (None, False)
    assert says in row["remark"]


def test_a_word_in_place_of_a_number_is_no_number() -> None:
    (row,) = compare(figure("very_high_caseloads", 2), line("very_high_caseloads", value="", note="small number"))

    assert (row["published"], row["difference"], row["note"]) == (None, None, "small number")


def test_a_hidden_figure_has_no_difference_and_no_rate_that_gives_it_back() -> None:
    (row,) = compare(figure(value="c"), line(), line("population_under_18", value="41428"))

    assert (row["measured"], row["rate"], row["difference"]) == ("c", "c", None)


def test_a_figure_of_which_nothing_was_published_stands_alone() -> None:
    (row,) = compare(figure(), line("cp_plans_again"))

    assert (row["value"], row["published"], row["remark"]) == (500, None, None)


def test_what_no_indicator_gives_is_listed_with_the_words_why() -> None:
    rows = compare(
        figure(),
        line(),
        line("vacancy_rate", value="30%", given_by="not at case level"),
        line("referals"),
        everything=True,
    )

    assert [(row["indicator"], row["value"], row["published"]) for row in rows] == [
        ("referrals", 500, 400), ("vacancy_rate", None, 0.3), ("referals", None, 400)
    ]  # fmt: skip
    assert [row["remark"] for row in rows[1:]] == [
        "not at case level", "there is no indicator referals; the nearest are referrals"
    ]  # fmt: skip
