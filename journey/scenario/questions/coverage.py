"""Questions about what was taken in: which lists, which days they cover, and what can be answered from them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from journey.domain.columns import SourceDeclaration
from journey.projections.coverage.answerable import answerable, every_question
from journey.projections.coverage.holdings import holdings
from journey.projections.coverage.imported import coverage
from journey.scenario.asked import asked
from journey.scenario.cells import in_words
from journey.scenario.given import titles
from journey.scenario.parts import Mistake, nearest
from journey.scenario.rows import Row, column, said
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


@cache
def _declarations() -> Mapping[str, SourceDeclaration]:
    from journey.importers.annex_a import ANNEX_A
    from journey.importers.cin import CIN
    from journey.importers.ssd import SSD
    from journey.importers.ssda903 import SSDA903

    return {one.system: one for one in (ANNEX_A, CIN, SSD, SSDA903)}


def _lists(view: View, _child: str, _about: str) -> list[dict[str, Any]]:
    return view.own("lists taken in", lambda: coverage(view.log, asked(view).at, view.la))


def _list(row: Row) -> str:
    """``annex-a List 3: 2 files, 3 rows, 1 rejected``."""
    of = f"{row['files']} file{'' if row['files'] == 1 else 's'}, {row['rows']} rows"
    return f"{row['source']} {row['list']}: {of}" + (f", {row['rejected']} rejected" if row["rejected"] else "")


def _days(row: Row) -> str:
    return f"{in_words(row['first'])} to {in_words(row['last'])}"


def _row(view: View, name: str) -> dict[str, Any]:
    rows = view.own("answerable", lambda: answerable(view.log, asked(view).at, _declarations(), view.la))
    return next(row for row in rows if row[_called(row["kind"])].replace("_", " ") == name)


def _called(kind: str) -> str:
    """What a question is asked by: an indicator by its title, others by rule and step."""
    return "title" if kind == "indicator" else "name"


def _is_asked(name: str) -> None:
    known = {(title if kind == "indicator" else own).replace("_", " ") for kind, own, title, _ in every_question()}
    if name not in known:
        raise Mistake(f"'{name}' is asked of no source.{nearest(name, known)}")


def _says(field: str, view: View, _child: str, name: str) -> str:
    return said(_row(view, name)[field])


def _reach(view: View, _child: str, name: str) -> str:
    row = _row(view, name)
    return NONE if row["last"] is None else f"{said(row['first'])} to {in_words(row['last'])}"


def _event(title: str) -> str:
    if title not in titles():
        raise Mistake(f"'{title}' is no event.{nearest(title, titles())}")
    return titles()[title].NAME


def _held(view: View, _child: str, title: str) -> str:
    name = _event(title)
    found = [one for la, one in holdings(view.log, asked(view).at, _declarations(), [view.la]) if la == view.la]
    told = [one for one in found if one.event.partition(".")[0] == name]
    return (
        "; ".join(f"{one.carries}{_of_field(one.event)}, {said(one.first)} to {in_words(one.last)}" for one in told)
        or NONE
    )


def _of_field(name: str) -> str:
    field = name.partition(".")[2]
    return f" {said(field)}" if field else ""


QUESTIONS = (
    Question("lists taken in", "Each list of each source: how many files and rows.", "text", column(_lists, _list),
             about="all"),
    Question("days of the lists taken in", "Of each the first and the last day that its files speak for.", "text",
             column(_lists, _days), about="all"),
    Question("lists cover from", "Of each the first day from which its files join up.", "text",
             column(_lists, "covered_from"), about="all"),
    Question("months without a file", "Of each list the months that no file shows.", "text",
             column(_lists, "missing"), about="all"),
    Question("empty in the latest file", "Of each list the events of which no row has a value.", "text",
             column(_lists, "empty"), about="all"),
    Question("can ANYTHING be answered", "answerable, latest only or not answerable.", "text",
             partial(_says, "answer"), about="all", check_about=_is_asked),
    Question("missing for ANYTHING", "What of it no source holds.", "text", partial(_says, "missing"), about="all",
             check_about=_is_asked),
    Question("sources of ANYTHING", "The sources that hold something of it.", "text", partial(_says, "sources"),
             about="all", check_about=_is_asked),
    Question("days held for ANYTHING", "For which all that it needs is held.", "text", _reach, about="all",
             check_about=_is_asked),
    Question("what files hold of EVENT", "What the files hold of it, for which days.", "text", _held, about="all",
             check_about=_event),
)  # fmt: skip
"""Questions of this file."""
