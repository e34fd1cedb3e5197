"""Codes out of what authorities write."""

from __future__ import annotations

import pytest

from journey.domain.codes import CODE_SETS
from journey.importers.annex_a import ANNEX_A
from journey.importers.annex_a.codes import READERS, read_code


@pytest.mark.parametrize("name", READERS)
def test_every_code_and_label_reads_as_itself(name: str) -> None:
    codes = READERS[name].codes.codes
    labels = list(codes.values())

    for value, label in codes.items():
        assert read_code(name, value) == {"code": value, "written": value}
        assert read_code(name, f"c) {value}")["code"] in {value, None}
        if labels.count(label) == 1:
            assert read_code(name, label)["code"] == value


def test_every_coded_column_has_a_code_set() -> None:
    used = {column.codes for listing in ANNEX_A.listings for column in listing.columns if column.reads == "code"}

    assert used <= set(READERS)
    assert {"ethnicity", "need", "placement"} <= used & set(CODE_SETS)


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("referral-source", "q) 6: Police", "6"),
        ("referral-source", "u) 10: Unknown", "10"),
        ("referral-source", "a) 1A: Individual", "1A"),
        ("referral-source", "1a individual", "1A"),
        ("referral-source", "LA services - early help", "5D"),
        ("referral-source", "Health services", None),
        ("referral-source", "Other 24", None),
        ("referral-source", "10.5", None),
        ("ethnicity", "s) REFU", "REFU"),
        ("ethnicity", "s) NOBT", "NOBT"),
        ("ethnicity", "White British (WBRI)", "WBRI"),
        ("ethnicity", "Both parents", None),
        ("need", "N1 - Abuse, neglect and exploitation", "N1"),
        ("need", "abuse or neglect", "N1"),
        ("need", "N1, N4", None),
        ("need", "PSRMEM - 1A", None),
        ("closure", "RC9", "RC9"),
        ("abuse", "e) Multiple/not recommended", "MUL"),
        ("abuse", "Neglect, Emotional abuse", "MUL"),
        ("abuse", "Neglect, neglect", None),
        ("abuse", "PHY", "PHY"),
        ("placement", "zz) T4: Temporary placement - seven days or less", "T4"),
        ("placement", "Z11", "Z11"),
        ("ceased", "e) E4A: Returned home to live with parents or relatives - part of planning", "E4A"),
        ("ceased", "E1", None),
        ("accommodation", "S: No fixed adobe/homeless", "S"),
        ("accommodation", "Bed and breakfast", "W"),
        ("activity", "Full time in higher education", "F1"),
        ("eligibility", "d) Eligible child", "eligible"),
        ("eligibility", "Relevant - see note", "relevant"),
        ("in-touch", "d) Refu", "REFU"),
        ("case-status", "b) Child Protection plan", "child-protection-plan"),
        ("case-status", "CIN", "child-in-need-plan"),
        ("permanence", "c) SGO/CAO", "guardianship"),
        ("location", "b) Out", "out"),
        ("sex", "1", "M"),
        ("sex", "c) Not stated/recorded", "U"),
        ("sex", "d) Neither", "N"),
    ],
)
def test_a_code_out_of_what_is_written(name: str, written: str, expected: str | None) -> None:
    assert read_code(name, written) == {"code": expected, "written": written}


@pytest.mark.parametrize("written", ["a) Yes", "Y", "yes", "1", "TRUE", "True"])
def test_yes(written: str) -> None:
    assert read_code("yes-no", written)["code"] == "yes"
    assert read_code("nfa", written)["code"] == "yes"


@pytest.mark.parametrize("written", ["b) No", "N", "0", "FALSE"])
def test_no(written: str) -> None:
    assert read_code("yes-no", written)["code"] == "no"


def test_no_further_action_is_yes_to_one_question_alone() -> None:
    assert read_code("nfa", "NFA")["code"] == read_code("nfa", "No further action")["code"] == "yes"
    assert read_code("nfa", "FA")["code"] == "no"
    assert read_code("yes-no", "NFA")["code"] is None


@pytest.mark.parametrize(("name", "written"), [("sex", "b) Male"), ("yes-no", "a) No"), ("abuse", "a)")])
def test_a_letter_that_contradicts_its_label_or_stands_alone_is_no_code(name: str, written: str) -> None:
    assert read_code(name, written)["code"] is None


def test_a_national_code_counts_whatever_its_letter() -> None:
    assert read_code("referral-source", "q) 5D: LA services - early help")["code"] == "5D"
