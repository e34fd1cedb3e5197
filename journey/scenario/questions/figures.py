"""Questions about figures: by group, over months, as known earlier, with their intervals, and hidden when shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from journey.projections.indicators import indicators
from journey.projections.indicators.asking import Wanted, figures_of
from journey.projections.indicators.groups import GROUPS, Grouping
from journey.projections.indicators.measure import Indicator, Period
from journey.projections.indicators.moved import Compared, compared
from journey.projections.indicators.periods import periods
from journey.projections.indicators.suppress import HIDDEN, suppressed
from journey.scenario.asked import asked, known_on
from journey.scenario.cells import in_words, read_day
from journey.scenario.parts import Mistake, nearest
from journey.scenario.rows import said
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


def _indicator(title: str) -> Indicator:
    titles = {one.title: one for one in indicators().values()}
    if title not in titles:
        raise Mistake(f"'{title}' is no indicator.{nearest(title, titles)}")
    return titles[title]


def _and_group(about: str) -> tuple[Indicator, Grouping]:
    group, title = about.split("; ")
    if group not in GROUPS:
        raise Mistake(f"Figures are not told apart by '{group}', but by {', '.join(GROUPS)}.")
    return _indicator(title), Grouping(group)


def _and_number(about: str) -> tuple[Indicator, int]:
    number, title = about.split("; ")
    if not number.isdecimal() or number == "0":
        raise Mistake(f"'{number}' is no number of months: write it in figures.")
    return _indicator(title), int(number)


def _and_hub(about: str) -> tuple[Indicator, Grouping]:
    hub, title = about.split("; ")
    return _indicator(title), Grouping(hub=hub)


def _and_day(about: str) -> tuple[Indicator, date]:
    title, day = about.split("; ")
    return _indicator(title), read_day(day)


def _month(view: View) -> Period:
    (one,) = periods(None, None, None, 1, view.as_at)
    return one


def _rows(view: View, one: Indicator, of: Sequence[Period], grouping: Grouping) -> list[dict[str, Any]]:
    found = figures_of(asked(view), Wanted([one], of, grouping=grouping))
    return [row for rows in found for row in rows]


def _figure(row: Mapping[str, Any]) -> str:
    """``1 of 2``; ``1``; beside it what cannot be told, and that no source covers it; ``hidden``."""
    if row["numerator"] == HIDDEN:
        return "hidden"
    of = "" if row["denominator"] is None else f" of {said(row['denominator'])}"
    unsure = f", {row['cannot_tell']} cannot tell" if row["cannot_tell"] else ""
    return f"{said(row['numerator'])}{of}{unsure}" + ("" if row["covered"] else ", not covered")


def _by_group(view: View, _child: str, about: str) -> str:
    one, grouping = _and_group(about)
    rows = _rows(view, one, [_month(view)], grouping)
    return "; ".join(f"{row['group_name']} {_figure(row)}" for row in rows) or NONE


def _shared(view: View, _child: str, about: str) -> str:
    one, grouping = _and_group(about)
    rows = suppressed(_rows(view, one, [_month(view)], grouping))
    return "; ".join(f"{row['group_name']} {_figure(row)}{_share(row)}" for row in rows) or NONE


def _share(row: Mapping[str, Any]) -> str:
    value = row["value"]
    return f", {100 * value:.0f} per cent" if isinstance(value, float) else ""


def _over(view: View, _child: str, about: str) -> str:
    one, number = _and_number(about)
    of = periods(None, None, None, number, view.as_at)
    rows = _rows(view, one, of, Grouping())
    return "; ".join(f"from {in_words(one.first)} {_figure(row)}" for one, row in zip(of, rows, strict=True))


def _in_hub(view: View, _child: str, about: str) -> str:
    one, grouping = _and_hub(about)
    return "; ".join(map(_figure, _rows(view, one, [_month(view)], grouping)))


def _interval(view: View, _child: str, about: str) -> str:
    (row,) = _rows(view, _indicator(about), [_month(view)], Grouping())
    return ", ".join(said(row[name]) for name in ("value", "low", "high"))


def _compared(view: View, about: str) -> Compared:
    one, day = _and_day(about)
    wanted = Wanted([one], [_month(view)])
    return view.own(f"moved {about}", lambda: compared(known_on(view, day), asked(view), wanted))


def _moved(view: View, _child: str, about: str) -> str:
    (rows,) = _compared(view, about).rows
    return ", ".join(f"{row['standpoint']} {_figure(row)}" for row in rows)


def _what_moved(view: View, _child: str, about: str) -> str:
    return "; ".join(_cause(row) for row in _compared(view, about).moved) or NONE


def _cause(row: Mapping[str, Any]) -> str:
    about = f" of {row['event_title']} {in_words(row['on'])}" if row["event_title"] and row["on"] else ""
    moved = row["fields"] if row["what"] == "corrected" else ()
    fields = "".join(f", {said(f['field'])} {said(f['was'])} is now {said(f['now'])}" for f in moved)
    return f"{row['was']} is now {row['now']}: {row['what']}{about}{fields}"


QUESTIONS = (
    Question("figures by GROUP of INDICATOR", f"The figure told apart by {', '.join(GROUPS)}.", "text", _by_group,
             about="all", check_about=_and_group),
    Question("shared figures by GROUP of INDICATOR", "With small numbers hidden, and percentages.", "text", _shared,
             about="all", check_about=_and_group),
    Question("figures over NUMBER months of INDICATOR", "Those of so many months up to the day.", "text", _over,
             about="all", check_about=_and_number),
    Question("figure for HUB of INDICATOR", "The figure of the children whom a hub holds.", "text", _in_hub,
             about="all", check_about=_and_hub),
    Question("value and interval of INDICATOR", "The value, the lowest and the highest.", "text", _interval,
             about="all", check_about=_indicator),
    Question("figure of INDICATOR as known on DAY and now", "The figure on both days.", "text", _moved,
             about="all", check_about=_and_day),
    Question("what moved INDICATOR since DAY", "What was said since of the children whose answer is another.", "text",
             _what_moved, about="all", check_about=_and_day),
)  # fmt: skip
"""Questions of this file."""
