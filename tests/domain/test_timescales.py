"""The statutory numbers: every rule is there, dated without a gap, with an authority and the value it must have."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from journey.domain.calendar import FIRST_DAY, add_working_days
from journey.domain.errors import BadInputFile, OutsideTables, UsageError
from journey.domain.timescale_blocks import Limit, Rule, Step
from journey.domain.timescale_file import read_limit, read_rules
from journey.domain.timescales import due_days, earliest_days, rules, timescale

RULES = [
    *(f"R{n:02}" for n in range(1, 17)),
    *(f"C{n:02}" for n in range(1, 17)),
    *(f"L{n:02}" for n in range(1, 20)),
    *(f"K{n:02}" for n in range(1, 7)),
    *(f"Q{n:02}" for n in range(1, 4)),
    "hub_size",
    *(f"W{n:02}" for n in range(1, 3)),
    *(f"P{n:02}" for n in range(1, 8)),
]
FLAGS = [
    "delay",
    "inactivity",
    "static_plan",
    "long_plan",
    "actions_overdue",
    "allocation_gap",
    "transfer_limbo",
    "permanence_drift",
    "revolving_door",
    "assessment_delay_without_cause",
    "unexplained_hub_delay",
    "recording_drift",
    "possible_duplicate",
    "handoff",
]
AGES = ["adult"]
STEPS = [step for rule in rules().values() for step in rule.steps]
TODAY = date(2026, 11, 21)

# What the domain rules give as a number, by rule and step, on a day on which all of them are in force.
VALUES = {
    "R01": {"decision": "1 working day"},
    "R02": {"acknowledgement": "1 working day"},
    "R03": {"repeat": "12 months"},
    "R05": {"from_referral": "45 working days", "from_start": "45 working days"},
    "R08": {"outcome": "1 working day"},
    "R10": {"ongoing": "12 months"},
    "R13": {"decision": "6 weeks", "refusal": "16 weeks", "plan": "20 weeks"},
    "R14": {
        "counts_as": "28 days",
        "initial": "7 working days",
        "first_year": "6 weeks",
        "later": "12 weeks",
        "year": "1 year",
    },
    "C05": {"conference": "15 working days"},
    "C06": {"conference": "15 working days"},
    "C08": {"first": "10 working days", "next": "6 weeks"},
    "C09": {"first": "3 months", "next": "6 months"},
    "C10": {"gap": "10 working days", "window": "10 working days", "plan_age": "2 weeks"},
    "C12": {"two_years": "24 months", "open": "24 months"},
    "C16": {"short": "3 months"},
    "L01": {
        "accommodated": "24 hours",
        "short_break_stay": "17 days",
        "short_break_year": "75 days",
        "short_break_period": "12 months",
    },
    "L02": {"plan": "10 working days"},
    "L03": {"plan": "5 working days"},
    "L04": {"assessment": "20 working days"},
    "L05": {"under_five": "6 months", "five_and_over": "12 months", "age": "5 years", "cohort": "12 months"},
    "L06": {"first": "20 working days", "second": "3 months", "next": "6 months"},
    "L07": {
        "first": "1 week",
        "first_year": "6 weeks",
        "later": "6 weeks",
        "later_to_18": "3 months",
        "year": "1 year",
        "parent_first": "1 week",
        "parent_later": "6 weeks",
        "interim_first": "1 week",
        "interim_later": "4 weeks",
        "care_order_first": "1 week",
        "care_order_later": "6 weeks",
    },
    "L08": {"appointed": "5 working days", "dispute": "20 working days"},
    "L10": {"placements": "3", "year": "12 months", "temporary": "7 days", "carer_holiday": "21 days"},
    "L11": {"in_care": "30 months", "age": "16 years", "same_placement": "24 months"},
    "L12": {"initiated": "10 working days", "available": "20 working days", "age": "5 years"},
    "L13": {"interview": "72 hours"},
    "L14": {"distance": "20 miles", "notified": "5 working days"},
    "L15": {"final_order": "26 weeks", "extension": "8 weeks"},
    "L19": {"decision": "2 months", "match": "6 months"},
    "K01": {"assessment": "3 months", "age": "16 years", "since_age": "14 years", "looked_after": "13 weeks"},
    "K02": {"review": "6 months", "until": "21 years", "window": "6 months"},
    "K03": {"first": "7 days", "before_review": "28 days", "next": "2 months"},
    "Q01": {"response": "10 working days", "extended": "20 working days"},
    "Q02": {"request": "20 working days", "response": "25 working days", "extended": "65 working days"},
    "Q03": {"panel": "30 working days", "report": "5 working days", "reply": "15 working days"},
    "P01": {"return": "12 months", "early_no_action": "90 days"},
    "P06": {"active": "90 days"},
    "allocation_gap": {"gap": "1 working day", "reported": "5 working days"},
    "unexplained_hub_delay": {"above_median": "25 per cent"},
    "adult": {"age": "18 years"},
    "handoff": {"cover": "10 working days", "round_trip": "12 months", "planned": "10 working days"},
}

# Rules for which the domain rules know no national number.
LOCAL_ALONE = [
    "R08",
    "R09",
    "R10",
    "R11",
    "R12",
    "R15",
    "R16",
    "C04",
    "C10",
    "C11",
    "C14",
    "L16",
    "hub_size",
    "W01",
    *(f"P{n:02}" for n in range(1, 8)),
    *FLAGS,
]


def label(step: Step) -> str:
    return f"{step.rule}.{step.name} from {step.valid_from}"


def test_every_rule_and_every_flag_is_there_and_nothing_else() -> None:
    assert list(rules()) == RULES + FLAGS + AGES


@pytest.mark.parametrize("rule", VALUES)
def test_the_values_are_those_of_the_domain_rules(rule: str) -> None:
    limits = {step.name: str(step.limit) for step in timescale(rule, TODAY).steps if step.limit}

    assert limits == VALUES[rule]


@pytest.mark.parametrize("step", STEPS, ids=label)
def test_every_block_says_what_it_asks_and_where_that_stands(step: Step) -> None:
    assert step.sentence.endswith(".")
    assert "{" not in step.sentence
    assert step.reference.strip()
    assert step.authority in ("statute", "guidance", "local")
    assert step.valid_from >= FIRST_DAY
    assert step.limit is None or str(step.limit) in step.sentence


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_the_blocks_of_a_step_follow_one_another_without_gap_or_overlap(rule: Rule) -> None:
    for name in {step.name for step in rule.steps}:
        blocks = [step for step in rule.steps if step.name == name]

        for earlier, later in pairwise(blocks):
            assert earlier.valid_until == later.valid_from - timedelta(days=1)
        assert blocks[-1].valid_until is None or name == "threshold"


def test_the_only_values_that_ended_are_the_thresholds_of_the_adoption_scorecards() -> None:
    over = {(step.rule, step.name) for step in STEPS if not any(s.name == step.name for s in in_force_today(step.rule))}

    assert over == {("L17", "threshold"), ("L18", "threshold")}


def in_force_today(rule: str) -> tuple[Step, ...]:
    return timescale(rule, TODAY).steps


@pytest.mark.parametrize("rule", LOCAL_ALONE)
def test_a_local_standard_is_never_labelled_as_statute(rule: str) -> None:
    assert {step.label for step in rules()[rule].steps} == {"local standard"}


@pytest.mark.parametrize("step", [s for s in STEPS if s.authority == "statute"], ids=label)
def test_what_is_labelled_statute_names_an_act_or_an_instrument(step: Step) -> None:
    assert step.reference.startswith(("SI ", "Children Act 1989 "))


def test_the_attendance_asked_for_follows_the_guidance_of_the_day() -> None:
    before, after = (timescale("C02", date(2018, 7, d)).step("minimum") for d in (3, 4))

    assert before.parties == ("social worker", "manager", "health", "police")
    assert after.parties == ("social worker", "health", "police")
    assert (before.valid_until, after.valid_from) == (date(2018, 7, 3), date(2018, 7, 4))


def test_a_threshold_that_ended_is_in_force_on_its_last_day_alone() -> None:
    assert str(timescale("L18", date(2016, 3, 31)).step("threshold").limit) == "121 days"
    with pytest.raises(UsageError, match=r"no step 'threshold' on 2016-04-01. Its steps: average"):
        timescale("L18", date(2016, 4, 1)).step("threshold")


def test_a_day_before_the_table_begins_is_refused_and_not_guessed() -> None:
    assert timescale("R05", date(2015, 3, 26)).step("from_referral").limit == Limit(45, "working_days")
    with pytest.raises(OutsideTables, match=r"R05 \(Single assessment\).* 2015-03-25; its first is from 2015-03-26"):
        timescale("R05", date(2015, 3, 25))


@pytest.mark.parametrize(("asked", "near"), [("R99", "R09"), ("L6", "L06"), ("allocation-gap", "allocation_gap")])
def test_an_unknown_rule_is_refused_with_the_nearest(asked: str, near: str) -> None:
    with pytest.raises(UsageError, match=rf"no rule '{asked}'.*{near}"):
        timescale(asked, TODAY)


def test_the_limit_of_a_ladder_is_asked_for_step_by_step() -> None:
    assert timescale("C05", TODAY).limit == Limit(15, "working_days")
    with pytest.raises(UsageError, match=r"L06 has no single limit .*: first, second, next"):
        _ = timescale("L06", TODAY).limit
    with pytest.raises(UsageError, match="R04 has no single limit"):
        _ = timescale("R04", TODAY).limit


def test_a_limit_knows_its_due_day() -> None:
    assert timescale("R05", TODAY).step("from_referral").limit == read_limit("45 working days")
    assert read_limit("45 working days").due(date(2015, 11, 20)) == date(2016, 1, 27)
    assert read_limit("45 working days").due(date(2015, 11, 20), count_start_day=True) == date(2016, 1, 26)
    assert read_limit("72 hours").due(date(2016, 1, 1)) == date(2016, 1, 4)
    assert read_limit("2 years").due(date(2016, 2, 29)) == date(2018, 2, 28)
    for nothing in ("20 miles", "3", "25 per cent"):
        with pytest.raises(ValueError, match="not a length of time"):
            read_limit(nothing).due(date(2016, 1, 1))


@pytest.mark.parametrize(
    "text", ["1 working day", "45 working days", "1 month", "72 hours", "25 per cent", "20 miles", "3"]
)
def test_a_limit_reads_as_it_is_written(text: str) -> None:
    assert str(read_limit(text)) == text


@pytest.mark.parametrize(
    "text", ["", "ten days", "0 days", "-1 days", "1.5 months", "3 fortnights", "3  days", "1 per cents"]
)
def test_a_limit_that_is_no_number_and_unit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a whole number"):
        read_limit(text)


def test_due_days_follow_the_value_in_force_when_each_timescale_started() -> None:
    first, last = date(2015, 3, 24), date(2015, 3, 27)

    days = due_days("R01", "decision", first, last)

    assert days == [None, None, 3, 6]


def test_due_days_are_twenty_working_days_after_each_start_once_the_regulations_are_in_force() -> None:
    first, last = date(2011, 3, 20), date(2011, 5, 20)
    days = due_days("L06", "first", first, last)

    for n, due in enumerate(days):
        start = first + timedelta(days=n)
        in_force = start >= date(2011, 4, 1)
        assert due == ((add_working_days(start, 20) - first).days if in_force else None)


@pytest.mark.parametrize(
    ("first", "last"), [(date(2010, 1, 1), date(2010, 1, 3)), (date(2016, 4, 1), date(2016, 4, 3))]
)
def test_due_days_hold_nothing_on_days_without_a_value(first: date, last: date) -> None:
    assert due_days("L17", "threshold", first, last) == [None, None, None]


def test_due_days_of_what_cannot_be_due_are_refused() -> None:
    with pytest.raises(UsageError, match=r"no step 'third'. Its steps: first, second, next"):
        due_days("L06", "third", TODAY, TODAY)
    with pytest.raises(ValueError, match="nothing to count"):
        due_days("C02", "minimum", TODAY, TODAY)
    with pytest.raises(ValueError, match="not a length of time"):
        due_days("L10", "placements", TODAY, TODAY)


def test_the_earliest_day_within_a_limit_is_counted_back_by_the_value_in_force_on_the_last() -> None:
    first, last = date(1989, 12, 31), date(1990, 1, 1)

    assert earliest_days("R03", "repeat", first, last) == [None, -364]


def test_only_months_are_counted_back() -> None:
    with pytest.raises(UsageError, match="R01, decision: it is counted in months"):
        earliest_days("R01", "decision", TODAY, TODAY)


BLOCK = """
[[X01.only]]
sentence = "It is done within {limit}."
limit = "10 days"
valid_from = 2015-01-01
authority = "local"
reference = "Invented"
confidence = "L"
"""
HEAD = '[X01]\ntitle = "Invented"\n'
LATER = BLOCK.replace("2015-01-01", "2016-01-01").replace("10 days", "5 days")


def test_a_dated_change_is_a_new_block_and_leaves_earlier_days_alone() -> None:
    (rule,) = read_rules(HEAD + BLOCK + LATER, "t.toml").values()

    assert [(str(s.limit), s.valid_from, s.valid_until) for s in rule.steps] == [
        ("10 days", date(2015, 1, 1), date(2015, 12, 31)),
        ("5 days", date(2016, 1, 1), None),
    ]
    assert rule.steps[1].sentence == "It is done within 5 days."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[X01", "t.toml is not TOML"),
        ("X01 = 3", "t.toml, X01: a rule needs a title"),
        (HEAD, "t.toml, X01: a rule needs a title and at least one step"),
        (HEAD + "only = 3", r"t.toml, X01, only: a step is a list of dated blocks, each headed \[\[X01.only\]\]"),
        (HEAD + BLOCK.replace('reference = "Invented"\n', ""), "X01, only, block 1: reference missing"),
        (HEAD + BLOCK.replace('"Invented"', '" "'), "block 1: reference is ' '; it must be text"),
        (HEAD + BLOCK + 'unit = "days"', "block 1: there is no field unit"),
        (HEAD + BLOCK.replace('"local"', '"law"'), "authority is 'law'; it must be one of statute, guidance, local"),
        (HEAD + BLOCK.replace('"L"', '"X"'), "confidence is 'X'; it must be one of V, H, M, L"),
        (HEAD + BLOCK.replace("2015-01-01", '"2015-01-01"'), "valid_from is '2015-01-01'; it must be a date"),
        (HEAD + BLOCK + "parties = []", r"parties is \[\]; it must be a list of who must take part"),
        (HEAD + BLOCK.replace("10 days", "ten days"), "block 1: limit 'ten days' is not a whole number"),
        (HEAD + BLOCK.replace('"10 days"', "10"), "limit is 10; it must be text"),
        (HEAD + BLOCK.replace("{limit}", "ten days"), "the sentence must say {limit} where there is a limit"),
        (HEAD + BLOCK.replace('limit = "10 days"\n', ""), "the sentence must say {limit} where there is a limit"),
        (HEAD + LATER + BLOCK, "X01, only: the block from 2016-01-01 ends before it begins"),
        (HEAD + BLOCK + BLOCK, "X01, only: the block from 2015-01-01 ends before it begins"),
        (
            HEAD + BLOCK + "valid_until = 2016-01-01\n" + LATER,
            "the block from 2015-01-01 ends .* after the next one does",
        ),
        (HEAD + BLOCK + "valid_until = 2014-01-01\n", "the block from 2015-01-01 ends before it begins"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_with_the_place(text: str, problem: str) -> None:
    with pytest.raises(BadInputFile, match=problem):
        read_rules(text, "t.toml")


def test_a_gap_must_be_said() -> None:
    (rule,) = read_rules(HEAD + BLOCK + "valid_until = 2015-06-30\n" + LATER, "t.toml").values()

    assert [step.in_force(date(2015, 9, 1)) for step in rule.steps] == [False, False]
