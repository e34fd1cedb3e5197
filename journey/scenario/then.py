"""A row of a Then table: a question and the answer that is expected."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from journey.scenario.files.shown import file_and_list
from journey.scenario.parts import Expected, Mistake, nearest
from journey.scenario.tables import Row
from journey.scenario.words import find_question

THEN = ("Child", "Question", "Answer", "Because")
"""The columns of a Then table; ``Because`` is for people."""

THEN_NEEDED = ("Question", "Answer")


def read_expected(row: Row, children: tuple[str, ...], files: Collection[str] = ()) -> Expected:
    """What a row asks and expects; ``files`` are the names of those that the test shows. Raises Mistake."""
    asked, answer, child = row.cell("Question"), row.cell("Answer"), row.cell("Child")
    if not asked:
        raise Mistake("The row asks no question.")
    question, about = find_question(asked)
    if question.is_about_a_file:
        file_and_list(about, files)
    if not answer:
        raise Mistake("The row expects no answer: write one; 'none' and 'not known' are answers.")
    question.check(answer)
    if question.about != "child":
        if child:
            about = "all children" if question.about == "all" else "no child"
            raise Mistake(f"'{asked}' is about {about}: leave Child empty.")
        return Expected(row.line, asked, None, answer)
    if not children:
        raise Mistake(f"'{asked}' is about a child, and no row of **Given** is, nor of a file.")
    if child and child not in children:
        raise Mistake(f"No row of **Given** is about '{child}'.{nearest(child, children)}")
    if not child and len(children) > 1:
        raise Mistake(f"'{asked}' is about one child, and the test has {len(children)}: add a column Child.")
    return Expected(row.line, asked, child or children[0], answer)


def asks_of_nobody(then: Sequence[Expected]) -> bool:
    """Whether every question is one that is asked about no child and no store."""
    return bool(then) and all(find_question(one.question)[0].about == "nobody" for one in then)
