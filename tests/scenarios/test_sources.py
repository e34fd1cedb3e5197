"""Rows that a file says: what is written is the file's statement, and whatever else is refused with a sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journey.domain.statements import Statement
from journey.scenario.parts import NotAScenario
from journey.scenario.read import read_text

PATH = Path("files.md")
MARCH, APRIL = "annex-a 31 March 2017, List 2", "annex-a 30 April 2017, List 2"


def said(*rows: str) -> tuple[Statement, ...]:
    """What is said by the rows of a scenario: date, event, source and details, known where that is given."""
    text = "\n".join(
        (
            "# What files say", "A file says what it says.", "", "## A file says what it says", "As at: 30 June 2017",
            "", "**Given**", "| Date | Event | Source | Details | Known |", "|---|---|---|---|---|",
            *(f"| {row} |" for row in rows),
            "", "**Then**", "| Question | Answer |", "|---|---|", "| findings | none |", "",
        )
    )  # fmt: skip
    return read_text(text, PATH).scenarios[0].said


def test_a_row_is_the_statement_of_its_file() -> None:
    (referral,) = said(f"2 March 2017 | Referral received | {MARCH} | source: 2A |")

    source = referral.source
    assert (source.system, source.speaks_for, source.sheet) == ("annex-a", date(2017, 3, 31), "List 2")
    assert len(source.file) == 32
    assert (referral.known_on, referral.known_from) == (date(2017, 3, 31), None)


def test_two_files_of_one_day_say_one_fact_and_two_rows_of_one_file_two() -> None:
    row = "2 March 2017 | Referral received | {} | |"

    assert len({one.fact for one in said(row.format(MARCH), row.format("cin 31 March 2017"))}) == 1
    assert len({one.fact for one in said(row.format(MARCH), row.format(MARCH))}) == 2


def test_what_is_new_in_a_file_the_one_before_lacked() -> None:
    first, again, new = said(
        f"2 March 2017 | Referral received | {MARCH} | |",
        f"2 March 2017 | Referral received | {APRIL} | |",
        f"3 March 2017 | Referral received | {APRIL} | |",
    )

    assert [one.known_from for one in (first, again, new)] == [None, None, date(2017, 4, 1)]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2 March 2017 | Referral received | annexa 31 March 2017 | |", "'annexa' is no file that a row can be of."),
        ("2 March 2017 | Referral received | cin 31/3/2017 | |", "'31/3/2017' is not a day"),
        ("2 April 2017 | Referral received | cin 31 March 2017 | |", "The file speaks for 31 March 2017"),
        ("2 March 2017 | Child registered | cin 31 March 2017 | sex: F |", "The file speaks for 31 March 2017"),
        (
            "2 March 2017 | Referral received | cin 31 March 2017 | | 30 March 2017",
            "before the day that the file speaks",
        ),
        ("2 March 2017 | Hub opened | cin 31 March 2017 | hub: Hub 4 |", "leave Source empty"),
        ('2 March 2017 | Referral received | | source: "nobody" |', "is no code"),
        ("2 March 2017 | Referral received | | not read: Team |", "not read"),
        ("31 March 2017 | Child registered | cin 31 March 2017 | also written: sex |", "does not say which list"),
    ],
)
def test_what_does_not_fit_is_refused(row: str, says: str) -> None:
    with pytest.raises(NotAScenario) as refused:
        said(row)

    assert says in str(refused.value)
