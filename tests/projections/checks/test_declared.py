"""The checks as declared: each has a sentence, events, fields and codes that exist, and one way to be answered."""

from __future__ import annotations

from datetime import date

import pytest

from journey.domain.errors import UsageError
from journey.domain.events import events
from journey.domain.practice_codes import codes_of
from journey.domain.rules import checked, checks_of
from journey.domain.rules.language import ANSWERS, ANY, Check, On
from journey.domain.rules.spans import SPANS
from journey.domain.timescales import rules
from journey.projections.batch import Batch
from journey.projections.checks import CHECK_COLUMNS, check_rows, checks, functions
from tests.projections.facts.building import batch, fact

EVERY = [check for rule in checked().values() for check in rule.checks]
NAMES = [f"{check.rule} {check.step}" for check in EVERY]
each = pytest.mark.parametrize("check", EVERY, ids=NAMES)

MONDAY = date(2017, 3, 6)


def test_all_rules_that_are_not_timescales_are_there() -> None:
    asked = "C02 C03 C07 C10 C11 C12 C13 C14 C15 C16 K01 K02 K04 K05 K06 L01 L09 L10 L11 L12 L13 L14 "
    asked += "P01 P02 P03 P04 P05 P06 P07 R03 R04 R06 R07 R09 R10 R14 R15 R16 W02"

    assert list(checked()) == asked.split()


@each
def test_its_sentence_stands_in_the_table_of_timescales(check: Check) -> None:
    assert check.step in {step.name for step in rules()[check.rule].steps}


@each
def test_either_codes_answer_it_or_a_function(check: Check) -> None:
    assert bool(check.says) != ((check.rule, check.step) in functions())


def test_no_function_answers_what_is_not_asked() -> None:
    assert functions().keys() <= {(check.rule, check.step) for check in EVERY}


@each
def test_events_fields_and_codes_exist(check: Check) -> None:
    if not isinstance(check.of, On):
        assert check.of in SPANS.values()
        return
    for one in check.says:
        for name in [one.event] if one.event else check.of.events:
            sets = events()[name].code_sets()
            codes = [code for code in (*one.yes, *one.no, *one.not_applicable) if (code,) != ANY]
            assert set(codes) <= set(codes_of(sets[one.field]).codes if codes else ())


@each
def test_codes_are_asked_of_events_without_conditions_of_their_own(check: Check) -> None:
    if check.says:
        assert isinstance(check.of, On)
        assert (check.of.unless, check.of.at, check.of.of_it) == ((), None, False)


def everything() -> Batch:
    """One of each event that a check asks about, and what it may rest on."""
    names = sorted({name for check in EVERY if isinstance(check.of, On) for name in check.of.events})
    begun = ["CINPlanStarted", "BecameLookedAfter", "LegalStatusChanged", "PlacementStarted"]
    return batch([fact(name, MONDAY) for name in dict.fromkeys([*names, *begun])], as_at=date(2017, 3, 31))


@each
def test_rows_have_the_promised_columns_and_answers_and_name_their_fact_first(check: Check) -> None:
    asked = everything()
    position = {row[0]: row[1] for row in asked.select(tuple(events()), base=("fact", "position")).rows()}

    found = checks(asked, (check.rule,)).filter(step=check.step)

    assert dict(found.schema) == CHECK_COLUMNS
    assert set(found["answer"]) <= set(ANSWERS)
    assert all(row["positions"][0] == position[row["fact"]] for row in found.iter_rows(named=True))


@each
def test_nothing_to_ask_about_gives_no_rows(check: Check) -> None:
    assert check_rows(batch(as_at=MONDAY), check).is_empty()


def test_a_rule_without_checks_is_refused_with_those_that_have_some() -> None:
    with pytest.raises(UsageError, match=r"'R01' is no rule with checks\. Those are: C02, "):
        checks_of("R01")
