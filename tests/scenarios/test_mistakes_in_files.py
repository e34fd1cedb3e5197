"""Every kind of mistake in the files that a test shows, with its line and the sentence that says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey.scenario.parts import NotAScenario
from journey.scenario.read import read_text
from journey.scenario.run import run_file

PATH = Path("files.md")
GOOD = """\
# Files
What two files say.

## A referral is said by a file
As at: 30 June 2017

**annex-a 31 March 2017, List 3**
| Child | Date of referral | Referral Source |
|-------|------------------|-----------------|
| Ada   | 2 March 2017     | 2A              |

**cin 31 March 2017, made 5 July 2017, CINdetails**
| Child | CINreferralDate | ReferralSource |
|-------|-----------------|----------------|
| Ada   | 2 March 2017    | 2A             |

**cin 31 March 2017, made 5 July 2017, Assessments**
| Child | Inside       | AssessmentActualStartDate |
|-------|--------------|---------------------------|
| Ada   | 2 March 2017 | 3 March 2017              |

**Then**
| Child | Question                          | Answer |
|-------|-----------------------------------|--------|
|       | outcomes in annex-a 31 March 2017 | new 1  |
"""
LIST_3 = "**annex-a 31 March 2017, List 3**"
MADE = "**cin 31 March 2017, made 5 July 2017, Assessments**"
ADA = "| Ada   | 2 March 2017     | 2A              |"

MISTAKES = [
    # what is written instead of what → the line, the sentence
    (
        LIST_3,
        "**annex-b 31 March 2017, List 3**",
        7,
        "'annex-b' is no file that a test can show. The nearest: annex-a.",
    ),
    (
        LIST_3,
        "**report vists 31 March 2017**",
        7,
        "'report vists' is no file that a test can show. The nearest: report visits.",
    ),
    (LIST_3, "**annex-a 31/3/2017, List 3**", 7, "'31/3/2017' is not a day: write it like 2 March 2017."),
    (
        LIST_3,
        "**annex-a 31 March 2017, List 13**",
        7,
        "'List 13' is no list of that file. The nearest: List 1, List 3, List 10.",
    ),
    (
        LIST_3,
        "**annex-a 31 March 2017, without Lisst 3**",
        7,
        "'Lisst 3' is no list of that file. The nearest: List 3.",
    ),
    (
        LIST_3,
        "**annex-a 31 March 2017, List 3, List 4**",
        7,
        "One heading names one list: 'List 4' has a heading of its own.",
    ),
    (LIST_3, "**annex-a 31 March 2017, made 5 July 2017, List 3**", 7, "Of annex-a nothing is said by 'made'."),
    (
        LIST_3,
        "**annex-a 31 March 2017, List 3, without List 3**",
        7,
        "The file is said to be without List 3, and shows it.",
    ),
    (
        LIST_3,
        "**annex-a 31 March 2017**",
        7,
        "The heading does not name the list that the table shows: annex-a 31 March 2017, LIST.",
    ),
    (
        LIST_3,
        f"{LIST_3}\n\n{LIST_3}",
        9,
        "The file has two tables of List 3.",
    ),
    (
        LIST_3,
        f"**annex-a 30 April 2017, again**\n\n{LIST_3}",
        7,
        "Nothing of that name was taken in before: a file is shown once, and then again.",
    ),
    (
        LIST_3,
        "**annex-a 31 March 2017, again, List 3**",
        7,
        "A file that is taken in again is the same file: no list of it stands there twice.",
    ),
    (
        MADE,
        "**cin 31 March 2017, made 5 March 2017, Assessments**",
        17,
        "A file is made on the day that it speaks for, or later.",
    ),
    (
        "Date of referral |",
        "Date of refferal |",
        8,
        "'Date of refferal' is no column of that list. The nearest: Date of referral.",
    ),
    (
        "Date of referral |",
        "Allocated        |",
        8,
        "Several columns begin with 'Allocated': Allocated Team, Allocated Worker.",
    ),
    ("Referral Source |", "Date of referral|", 8, "The column 'Date of referral' stands there twice."),
    (
        "|-------|------------------|-----------------|\n",
        "",
        9,
        "Under the headings stands a line of dashes for each column: |---|---|---|.",
    ),
    (ADA, "| Ada | 2 March 2017 |", 10, "The row has 2 cells, the table 3 columns."),
    (
        ADA,
        "| Ada | 31/02/2017 | 2A |",
        10,
        "'31/02/2017' is not a day: write it like 2 March 2017. What is no day stands between quotation marks.",
    ),
    (
        ADA,
        "| Ada | 2 March 2017 | a neighbour |",
        10,
        (
            "'a neighbour' is in no code set of 'Referral Source' (docs/codes.md). Where the file has it all the same, "
            "put it between quotation marks."
        ),
    ),
    (
        "| Ada   | 2 March 2017 | 3",
        "| Ada   | 3 March 2017 | 3",
        20,
        "The file has no row of 3 March 2017 that could hold it.",
    ),
    (
        "| Ada   | 2 March 2017 | 3",
        "| Ben   |              | 3",
        20,
        "Say inside which row it stands, by the day of that: a column Inside.",
    ),
    (
        "outcomes in annex-a 31 March 2017 |",
        "outcomes in annex-a 31 March 2018 |",
        25,
        "'annex-a 31 March 2018' is no file that the test shows. The nearest: annex-a 31 March 2017.",
    ),
    (
        LIST_3,
        (
            "**Given**\n| Date | Child | Event | Source |\n|---|---|---|---|\n"
            f"| 2 March 2017 | Ada | Child seen | annex-a 31 March 2017, List 6 |\n\n{LIST_3}"
        ),
        10,
        "The test shows annex-a as files: say there what it holds.",
    ),
]


def test_the_file_without_mistakes_runs() -> None:
    assert [outcome.right for outcome in run_file(read_text(GOOD, PATH))] == [True]


@pytest.mark.parametrize(("instead_of", "written", "number", "says"), MISTAKES, ids=[m[3][:60] for m in MISTAKES])
def test_a_mistake_is_found_on_its_line(instead_of: str, written: str, number: int, says: str) -> None:
    assert instead_of in GOOD
    text = GOOD.replace(instead_of, written, 1)

    with pytest.raises(NotAScenario) as raised:
        read_text(text, PATH)

    line = text.splitlines()[number - 1].strip()
    assert f"files.md:{number}: {says}\n    {line}" in str(raised.value)


def test_files_stand_before_what_is_asked() -> None:
    with pytest.raises(NotAScenario, match=r"files.md:27: Files stand before \*\*Then\*\*\."):
        read_text(f"{GOOD}\n{LIST_3}\n", PATH)


def test_the_row_around_a_row_need_not_be_named_where_the_child_has_one() -> None:
    text = GOOD.replace("| Ada   | 2 March 2017 | 3", "| Ada   |              | 3")

    assert read_text(text, PATH).scenarios[0].files == read_text(GOOD, PATH).scenarios[0].files


def test_a_file_that_is_refused_makes_no_answer_right() -> None:
    census = "**cin 31 March 2017, ChildCharacteristics**\n| Child | Ethnicity |\n|---|---|\n| Ada | WBRI |\n\n"
    text = GOOD[: GOOD.index("**cin")] + census + GOOD[GOOD.index("**Then**") :]

    (outcome,) = run_file(read_text(text, PATH))

    assert not outcome.right
    assert outcome.answer.startswith("cin 31 March 2017 was not taken in: cin.xml holds no <CINdetails>")
