"""Every kind of mistake in a scenario file, with the line it is found on and the sentence that says what is wrong."""

from __future__ import annotations

import pytest

from journey.scenario.parts import NotAScenario
from journey.scenario.read import read_text
from tests.scenarios.example import ASKED, GOOD, PATH, WORKER, row

MISTAKES = [
    # what is written instead of what → the line, the sentence
    ("# Referrals\n", "Referrals\n", 1, "The file begins with its question: a line that begins with #."),
    (
        "A referral is a request for services.\n",
        "\n",
        1,
        "The question has no definition: write a sentence or two under it.",
    ),
    (
        "A referral is a request for services.\n",
        "### Referral\n",
        2,
        "Under the question stand sentences that define it, then the first test (##).",
    ),
    (
        "## A referral is on record\n",
        "## Referral\n",
        4,
        "The title of a test is a whole sentence that says what must be so.",
    ),
    (
        "As at: 30 June 2017\n",
        "\n",
        4,
        "The test does not say as at which day it asks: As at: 30 June 2017.",
    ),
    ("As at: 30 June 2017", "As at: 31 June 2017", 5, "'31 June 2017' is not a day of the calendar."),
    ("As at: 30 June 2017", "As at: 30/6/2017", 5, "'30/6/2017' is not a day: write it like 2 March 2017."),
    ("As at: 30 June 2017", "As at: 30 Jume 2017", 5, "'Jume' is no month. The nearest: June."),
    ("As at:", "As af:", 5, "'As af' is no setting of a test. The nearest: As at."),
    (
        "As at: 30 June 2017\n",
        "As at: 30 June 2017\nAs at: 1 July 2017\n",
        6,
        "The test says 'As at' twice.",
    ),
    (
        "As at: 30 June 2017\n",
        "As at: 30 June 2017\nComplete to: 1 July 2017\n",
        6,
        "What is complete ends on the day that is asked about, at the latest.",
    ),
    (
        "As at: 30 June 2017\n",
        "As at: 30 June 2017\nComplete from: 2 June 2017\nComplete to: 1 June 2017\n",
        6,
        "What is complete begins before it ends.",
    ),
    (
        "As at: 30 June 2017\n",
        "As at: 30 June 2017\nThe worker was on leave\n",
        6,
        "Only settings and tables stand in a test; explanations go under # or in Because.",
    ),
    ("**Given**", "**Givem**", 7, "'Givem' is no part of a test. The nearest: Given."),
    ("**Given**", "**When**", 4, "The test has no table **Given**."),
    ("**Then**", "### Then", 13, "Only # (the question) and ## (a test) are headings here."),
    (
        "| Who        |",
        "| Worker     |",
        8,
        "'Worker' is no column of this table. The columns are Date, Child, Event, Who, Known, Source, Details.",
    ),
    ("| Date         |", "| Dates        |", 8, "'Dates' is no column of this table. The nearest: Date."),
    ("| Known        |", "| Who          |", 8, "The column 'Who' stands there twice."),
    ("| Answer       |", "| Child        |", 14, "The column 'Child' stands there twice."),
    (
        "|--------------|-------|-------------------|------------|--------------|------------|\n",
        "",
        9,
        "Under the headings stands a line of dashes for each column: |---|---|---|---|---|---|.",
    ),
    (WORKER, WORKER.removesuffix(" hub: Hub 4 |"), 11, "The row has 5 cells, the table 6 columns."),
    (WORKER, WORKER.removesuffix(" |"), 11, "A row of a table begins and ends with a bar: |."),
    (
        "Referral received |  ",
        "Refferal received |  ",
        10,
        "'Refferal received' is no event. The nearest: Referral received.",
    ),
    (WORKER, row(""), 11, "The row names no event."),
    ("| 2 March 2017 | Ada", "| 2 Marhc 2017 | Ada", 10, "'Marhc' is no month. The nearest: March."),
    (WORKER, row("Child seen", date="4 March 2017 at 25:00"), 11, "'25:00' is not a time: write it like 14:30."),
    (
        "| 3 March 2017 | source",
        "| 1 March 2017 | source",
        10,
        "'1 March 2017' lies before the day it happened: nothing is known before it happens.",
    ),
    (WORKER, row("Child seen", child=""), 11, "'Child seen' is about a child: say which."),
    (WORKER, row("Child seen", child="child:1"), 11, "'child:1' is no name of a child: leave out ':' and '/'."),
    (
        WORKER,
        row("Hub opened", "hub: Hub 4"),
        11,
        "'Hub opened' is not about one child: leave Child empty.",
    ),
    (WORKER, row("Child seen", who="Priya Shah"), 11, "'Child seen' names nobody: leave Who empty."),
    (
        WORKER,
        row("Child seen", "alone"),
        11,
        "'alone' is not a detail: write field: value, with a semicolon between two.",
    ),
    (WORKER, row("Child seen", "seen alone: yes; seen alone: no"), 11, "'seen alone' is said twice."),
    ("source: 2A |", "sauce: 2A |", 10, "'Referral received' has no detail 'sauce'. The nearest: source."),
    (
        WORKER,
        row("Child protection plan ended"),
        11,
        (
            "Nothing that 'Child protection plan ended' could belong to began on or before 4 March 2017 and still "
            "lacks it: a row that begins it is missing, or 'of: DAY' should say on which day it began."
        ),
    ),
    (
        WORKER,
        row("Placement plan made", "type: U1"),
        11,
        "'Placement plan made' has no details, so 'type' cannot be said of it.",
    ),
    (
        "source: 2A |",
        "source: 2Q |",
        10,
        (
            "'2Q' is no code of 'Source of contact or referral'. Its codes: 1A, 1B, 1C, 1D, "
            "2A, 2B, 3A, 3B, 3C, 3D, 3E, 3F and more (docs/codes.md)."
        ),
    ),
    (
        "source: 2A |",
        "source: Polise |",
        10,
        "'Polise' is no code of 'Source of contact or referral'. The nearest: Police.",
    ),
    (
        WORKER,
        row("Placement started", "distance miles: far"),
        11,
        "'far' is not a whole number, which distance miles must be.",
    ),
    (WORKER, row("Child seen", "not before: 5 March 2017"), 11, "'not before' names a day before the Date of the row."),
    (WORKER, row("Worker allocated", "worker: Amir Khan", "Priya Shah"), 11, "'worker' is said by Who already."),
    (
        WORKER,
        row("Referral decision made", "of: 5 February 2017"),
        11,
        (
            "Nothing that 'Referral decision made' could belong to began on 5 February 2017 and still lacks it: a row "
            "that begins it is missing, or 'of: DAY' should say on which day it began."
        ),
    ),
    (
        WORKER,
        row("Fact corrected", "source: 6"),
        11,
        "'Fact corrected' does not say of what: what: Referral received, 2 March 2017.",
    ),
    (
        WORKER,
        row("Fact corrected", "what: Referral recieved, 2 March 2017; source: 6"),
        11,
        "Nothing called 'Referral recieved' was recorded before this row. The nearest: Referral received.",
    ),
    (
        WORKER,
        row("Fact corrected", "what: Referral received, 3 March 2017; source: 6"),
        11,
        "No 'Referral received' of 3 March 2017 was recorded before this row; there is one of 2 March 2017.",
    ),
    (
        WORKER,
        row("Fact corrected", "what: Referral received; source: 6"),
        11,
        "'Referral received' does not say of which day: write Referral received, 2 March 2017.",
    ),
    (
        WORKER,
        row("Fact corrected", "what: Referral received, 2 March 2017"),
        11,
        "'Fact corrected' does not say what it is now: add field: value, or day: DAY.",
    ),
    (
        WORKER,
        row("Fact retracted", "what: Referral received, 2 March 2017; source: 6"),
        11,
        "'Fact retracted' has no detail 'source'. It has: what, reason.",
    ),
    (
        WORKER,
        row("Records merged", "survivor: Ada", child=""),
        11,
        "'Records merged' does not say which record is the absorbed.",
    ),
    (
        WORKER,
        row("Records merged", "survivor: Ada; absorbed: Bea", child=""),
        11,
        "Nothing was recorded about 'Bea' before this row.",
    ),
    (
        WORKER,
        row("Records merged", "survivor: Ada; absorbed: Ada", child=""),
        11,
        "A record cannot be merged with itself.",
    ),
    (
        "days of Referral received |",
        "dyas of Referral received |",
        16,
        "'dyas of Referral received' is no question. The nearest: days of Referral received.",
    ),
    (
        "days of Referral received |",
        "R05 |",
        16,
        (
            "'R05' is not asked as a whole. It has several steps, each of which is asked by itself: "
            "R05 from referral, R05 from start."
        ),
    ),
    (
        "days of Referral received |",
        "states of R05 |",
        16,
        (
            "'R05' is not asked as a whole. It has several steps, each of which is asked by itself: "
            "R05 from referral, R05 from start."
        ),
    ),
    (
        "days of Referral received |",
        "days of Refferal received |",
        16,
        "'Refferal received' is no event. The nearest: Referral received.",
    ),
    ("days of Referral received |", "                          |", 16, "The row asks no question."),
    (
        ASKED,
        "| | what day is ten working days after 2 March 2017 | 16 March 2017 | |",
        16,
        "'ten working days' is no length of time: write it like 10 working days, 6 months or 72 hours.",
    ),
    (ASKED, "| | last 2 months up to 2 March 2017 | none | |", 16, "This is asked of working days, not of months."),
    (ASKED, "| Ada | Easter of 2017 | none | |", 16, "'Easter of 2017' is about no child: leave Child empty."),
    (ASKED, "| | Easter of next year | none | |", 16, "'next year' is no year: write it like 2017."),
    (
        ASKED,
        "| Ada | detail of Referral received | 2A | |",
        16,
        "'Referral received' does not say which detail: write detail of Referral received: FIELD.",
    ),
    (
        "| 2 March 2017 | as",
        "|              | as",
        16,
        "The row expects no answer: write one; 'none' and 'not known' are answers.",
    ),
    ("| 2 March 2017 | as", "| 2.3.2017     | as", 16, "'2.3.2017' is not a day: write it like 2 March 2017."),
    (
        ASKED,
        "| Ada | events | two | |",
        16,
        "The answer to 'events' is a whole number, not 'two'.",
    ),
    (
        ASKED,
        "| Ada | R01 | overdu | |",
        16,
        "'overdu' is no state of a timescale. The nearest: overdue.",
    ),
    (
        ASKED,
        "| Ada | case open | maybe | |",
        16,
        "The answer to 'case open' is yes or no, not 'maybe'.",
    ),
    (
        ASKED,
        "| Ada | states of R99 | met | |",
        16,
        "'R99' is no rule. The nearest: R09.",
    ),
    (
        ASKED,
        "| Ada | caseload of Priya Shah | 1 | |",
        16,
        "'caseload of Priya Shah' is about all children: leave Child empty.",
    ),
    ("| Ada   | days", "| Adda  | days", 16, "No row of **Given** is about 'Adda'. The nearest: Ada."),
]


@pytest.mark.parametrize(("instead_of", "written", "number", "says"), MISTAKES, ids=[m[3][:60] for m in MISTAKES])
def test_a_mistake_is_found_on_its_line(instead_of: str, written: str, number: int, says: str) -> None:
    assert instead_of in GOOD
    text = GOOD.replace(instead_of, written, 1)

    with pytest.raises(NotAScenario) as raised:
        read_text(text, PATH)

    line = text.splitlines()[number - 1].strip()
    assert f"referrals.md:{number}: {says}\n    {line}" in str(raised.value)
