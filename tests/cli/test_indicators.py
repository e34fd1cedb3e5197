"""``journey indicators``: groups, trends, sharing, published figures and what was known, from the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from journey.cli.published import published, shipped
from journey.projections.indicators import indicators
from journey.store.log import open_log
from tests.cli.running import journey

PROMISED = {"indicator", "period", "group", "numerator", "denominator", "value", "low", "high", "counting_rule",
            "cannot_tell"}  # fmt: skip
GROUPS = ("hub", "team", "worker", "status", "age", "sex", "ethnicity", "disability", "need")


def ask(store: str, *arguments: str) -> dict[str, Any]:
    """The whole answer in JSON."""
    done = journey("indicators", *arguments, "--format", "json", store=store)
    assert done.exit_code == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("by", GROUPS)
@pytest.mark.parametrize("trend", ["1", "2"])
@pytest.mark.parametrize("share", [True, False])
def test_groups_add_up_to_the_figure_of_each_month(sample: str, by: str, trend: str, share: bool) -> None:
    options = ("referrals", "cin_episodes_twelve_months", "--trend", trend)
    apart = ask(sample, *options, "--by", by, *(["--share"] if share else []))["rows"]

    assert all(row.keys() >= PROMISED for row in apart)
    for whole in ask(sample, *options)["rows"]:
        groups = [row for row in apart if (row["indicator"], row["period"]) == (whole["indicator"], whole["period"])]
        shown = [row["numerator"] for row in groups if row["numerator"] != "c"]
        assert len(groups) == len({row["group"] for row in groups}) > 0
        if share:
            assert all(number == 0 or number >= 6 for number in shown)
            assert len(shown) < len(groups) or sum(shown) == whole["numerator"]
        else:
            assert sum(shown) == whole["numerator"]


def test_a_trend_is_of_months_up_to_and_including_the_one_asked_for(sample: str) -> None:
    rows = ask(sample, "referrals", "--month", "2025-03", "--trend", "2")["rows"]

    assert [row["period"] for row in rows] == ["2025-02-01/2025-02-28", "2025-03-01/2025-03-31"]


def test_a_group_is_that_at_the_end_of_the_period(sample: str) -> None:
    """A child of March's referrals whose case closed in April is not closed in March's figure."""
    march = ask(sample, "referrals", "--by", "team", "--month", "2025-03")["rows"]
    known_then = ask(sample, "referrals", "--by", "team", "--month", "2025-03", "--as-at", "2025-03-31")["rows"]

    assert [(row["group"], row["value"]) for row in march] == [(row["group"], row["value"]) for row in known_then]


def test_figures_of_one_team_and_of_one_worker_by_name(sample: str) -> None:
    by_worker = ask(sample, "referrals", "--by", "worker", "--month", "2025-03")["rows"]
    named = next(row for row in by_worker if row["group"].startswith("w:"))

    (one,) = ask(sample, "referrals", "--worker", named["group_name"], "--month", "2025-03")["rows"]
    (team,) = ask(sample, "referrals", "--team", "assessment", "--month", "2025-03")["rows"]
    (nobody,) = ask(sample, "referrals", "--hub", "hub 99", "--month", "2025-03")["rows"]

    assert one["value"] == named["value"]
    assert team["value"] == 5
    assert nobody["value"] == 0


def test_names_of_workers_are_not_shared(sample: str) -> None:
    rows = ask(sample, "referrals", "--by", "worker", "--month", "2025-03", "--share")["rows"]

    assert all(row["group_name"] == row["group"] for row in rows)


def test_without_posts_nobody_can_tell_the_caseload(sample: str) -> None:
    (row,) = ask(sample, "caseload_per_social_worker")["rows"]

    assert (row["value"], row["numerator"], row["cannot_tell"]) == (None, 0, 44)


def test_the_figures_published_of_slough_are_set_beside_those_measured(sample: str) -> None:
    rows = ask(sample, "--compare", "slough-2018")["rows"]

    by_name: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_name.setdefault(row["indicator"], []).append(row)
    assert [(row["published"], row["published_period"]) for row in by_name["cp_visited_and_seen"]] == [
        (0.9, "2015"), (0.83, "2017")
    ]  # fmt: skip
    assert all("its denominator was not published" in row["remark"] for row in by_name["pathway_plans_reviewed"])
    before, after = by_name["referral_decisions_in_time"]
    assert before["counting_rule"] == after["counting_rule"] == "referrals-only"
    assert (after["difference"], after["comparable"]) == (None, False)
    assert "contacts-as-referrals" in after["remark"]
    assert {row["remark"] for row in by_name["social_worker_turnover"]} == {"not at case level"}
    assert {row["remark"] for row in by_name["contacts_converted_to_mash"]} == {"not from these events"}
    assert by_name["cin_plans_twelve_months"][0]["definition"].startswith("Number of children subject to a child in")


def test_what_no_indicator_gives_is_left_out_where_indicators_are_named(sample: str) -> None:
    rows = ask(sample, "cp_visited_and_seen", "--compare", "slough-2018")["rows"]

    assert {row["indicator"] for row in rows} == {"cp_visited_and_seen"}


@pytest.mark.parametrize("name", shipped())
def test_what_comes_with_journey_names_indicators_or_says_why_not(name: str) -> None:
    found = published(name)

    assert found.figures
    assert [one.indicator for one in found.figures if one.of not in indicators() and not one.given_by] == []
    assert all(one.source and one.period_as_written for one in found.figures)


def test_the_published_counts_and_rates_of_referrals_agree() -> None:
    """572 of 39,895 and 1,373 of 41,428, rounded as they were published."""
    found = published("slough-2018")
    numbers = {one.period_as_written: one.value for one in found.figures if one.indicator == "referrals"}

    for one in found.figures:
        if one.is_rate and one.of == "referrals":
            population = found.population(one.period.last)
            number = numbers[one.period_as_written]
            assert population is not None
            assert number is not None
            assert round(number / population.children * 10_000) == one.value


HEAD = "indicator,period,area,value,numerator,denominator,source,note"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("indicator,period,value", "lacks the column 'area'"),
        (f"{HEAD},colour", "'colour'"),
        (f"{HEAD},note", "more than once the column 'note'"),
        (f"{HEAD}\nreferrals,2017,Elm,many,,,A table,", "row 2: 'value' is 'many'"),
        (f"{HEAD}\ncp_visited_and_seen,2017,Elm,83,,,A table,", "row 2: cp_visited_and_seen is a share"),
        ("", "is empty"),
    ],
)
def test_a_file_that_cannot_be_compared_with_is_refused(sample: str, tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "ours.csv").write_text(content, encoding="utf-8")

    done = journey("indicators", "--compare", str(tmp_path / "ours.csv"), store=sample)

    assert done.exit_code == 11
    assert says in done.stderr
    assert done.stdout == ""


def test_a_file_that_is_not_there_is_refused_with_what_comes_with_journey(sample: str) -> None:
    done = journey("indicators", "--compare", "nowhere.csv", store=sample)

    assert done.exit_code == 2
    assert "slough-2018" in done.stderr


def test_a_file_of_one_s_own_gives_rates(sample: str, tmp_path: Path) -> None:
    rows = ["referrals_per_10000,2025-04,Elm,2,,,Our return,", "population_under_18,2024,Elm,20000,,,Estimate,"]
    (tmp_path / "ours.csv").write_text("\n".join([HEAD, *rows]), encoding="utf-8")

    (row,) = ask(sample, "referrals", "--compare", str(tmp_path / "ours.csv"))["rows"]

    assert (row["numerator"], row["rate"], row["published"], row["difference"]) == (3, 1.5, 2, -0.5)


LATER = ("--as-at", "2025-04-30", "--known-at", "2025-03-31", "--from", "2025-04-01", "--to", "2025-04-30")


def test_a_figure_as_known_then_stands_beside_the_one_known_now(sample: str) -> None:
    answer = ask(sample, "assessments_in_time", *LATER)

    then, now = answer["rows"]
    assert (then["standpoint"], then["known_at"], now["standpoint"]) == ("known then", "2025-03-31", "known now")
    assert (then["numerator"], then["denominator"], then["covered"]) == (0, 0, False)
    assert (now["numerator"], now["denominator"], now["moved_denominator"], now["moved_units"]) == (3, 4, 4, 4)
    assert answer["meta"]["moved"] == {"units": 4, "facts": {"said late": 4}}
    assert {(row["was"], row["what"], row["event"]) for row in answer["moved"]} == {
        ("not counted", "said late", "AssessmentAuthorised")
    }
    assert all(row["known_on"] == "2025-04-30" and row["positions"] for row in answer["moved"])
    assert all(row.keys() >= {"lead_worker", "team", "hub", "case_status", "plan"} for row in answer["moved"])


def test_a_visit_of_march_that_april_s_file_first_shows_may_have_been_known_in_between(sample: str) -> None:
    moved = ask(sample, "visits_seen_alone", "--month", "2025-03", "--known-at", "2025-03-31")["moved"]

    assert [(row["fact"], row["known_from"], row["known_on"]) for row in moved] == [
        ("lac-visit/2025-03-22/1", "2025-04-01", "2025-04-30")
    ]


def test_with_nothing_known_later_there_is_one_figure(sample: str) -> None:
    """What the canonical command asks for again is what was printed."""
    first = journey("indicators", "referrals", "--format", "json", store=sample)
    command = json.loads(first.stdout)["meta"]["command"].split()[1:]

    again = journey(*command, store=sample)

    assert "--known-at" in command
    assert again.stdout == first.stdout


def test_the_journal_gives_the_same_figures_and_the_same_that_moved_them(sample: str, tmp_path: Path) -> None:
    folder = Path(sample.removeprefix("sqlite:///")).parent
    copy = copytree(folder, tmp_path / "copy")
    store = f"sqlite:///{copy / 'journey.db'}"
    asked = ("--by", "team", *LATER)
    read = ask(sample, *asked)

    assert journey("rebuild", store=store).exit_code == 0
    kept = ask(store, *asked)

    assert (kept["rows"], kept["moved"]) == (read["rows"], read["moved"])


def test_the_page_shows_some_of_what_moved_and_says_how_many_there_are(sample: str) -> None:
    some = journey("indicators", *LATER, store=sample).stdout
    every = journey("indicators", *LATER, "--all", store=sample).stdout

    assert "20 of " in some
    assert "all with --all" in some
    assert "all with --all" not in every
    assert len(every) > len(some)


def test_whom_what_moved_names_is_in_the_access_log(sample: str) -> None:
    moved = ask(sample, "assessments_in_time", *LATER)["moved"]

    with open_log(sample, create=False) as log:
        (*_, last) = log.access.entries()
    assert sorted(json.loads(last.children)) == sorted({row["stream"] for row in moved})


def test_shared_figures_of_two_days_name_no_child(sample: str) -> None:
    answer = ask(sample, "assessments_in_time", *LATER, "--share")

    assert "moved" not in answer
    assert {row["moved_units"] for row in answer["rows"]} <= {None, 0}


def test_csv_has_every_column_of_the_figures(sample: str) -> None:
    done = journey("indicators", "referrals", *LATER, "--compare", "slough-2018", "--format", "csv", store=sample)

    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {"standpoint", "moved", "published", "difference", "remark"} <= set(rows[0])
    assert len(rows) == 2 * 4


def test_what_moved_the_figures_can_be_had_as_csv(sample: str) -> None:
    asked = ("visits_seen_alone", "--month", "2025-03", "--known-at", "2025-03-31")
    done = journey("indicators", *asked, "--moved", "--format", "csv", store=sample)

    rows = list(csv.DictReader(io.StringIO(done.stdout)))

    assert len(rows) == len(ask(sample, *asked)["moved"])
    assert {"child_id", "fact", "was", "now"} <= rows[0].keys()


def test_without_a_day_before_which_less_was_known_nothing_moved(sample: str) -> None:
    done = journey("indicators", "visits_seen_alone", "--month", "2025-03", "--moved", store=sample)

    assert done.exit_code == 2
    assert "--known-at" in done.stderr
