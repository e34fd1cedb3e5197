"""Questions about re-referrals."""

from __future__ import annotations

from typing import Any

import polars as pl

from journey.projections.batch import EPOCH, date_of
from journey.projections.rereferrals import COUNTING_RULES, CountingRule, period, rate, referrals, together
from journey.scenario.cells import in_words
from journey.scenario.parts import Mistake
from journey.scenario.rows import said
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


def _all(view: View, counting_rule: CountingRule = "referrals-only") -> pl.DataFrame:
    return view.once(f"referrals {counting_rule}", lambda: referrals(view.batch, counting_rule))


def _last(view: View, child: str, counting_rule: CountingRule = "referrals-only") -> dict[str, Any]:
    own = _all(view, counting_rule).filter(pl.col("child") == view.index(child))
    return own.row(-1, named=True) if len(own) else {}


def _answer(view: View, child: str, _about: str) -> str:
    return str(_last(view, child).get("answer", NONE))


def _by_contacts(view: View, child: str, _about: str) -> str:
    return str(_last(view, child, "contacts-as-referrals").get("answer", NONE))


def _previous(view: View, child: str, _about: str) -> str:
    day = _last(view, child).get("previous_day")
    return NONE if day is None else in_words(date_of(day))


def _outcome(view: View, child: str, _about: str) -> str:
    return str(_last(view, child).get("previous_outcome") or NONE)


def _after_closure(view: View, child: str, _about: str) -> str:
    return "no" if _last(view, child).get("closed_day") is None else "yes"


def _while_open(view: View, child: str, _about: str) -> str:
    return "yes" if _last(view, child).get("while_open") else "no"


def _counted(view: View, _child: str, _about: str) -> str:
    return str(len(_all(view).filter(~pl.col("while_open"))))


def _repeats(view: View, _child: str, _about: str) -> str:
    return str((_all(view)["answer"] == "yes").sum())


def _rate(view: View, _child: str, rule: str) -> str:
    """``1 of 2, 1 cannot tell; 1 while open, 1 after closure, known from 1 January 2017``."""
    chosen = next(one for one in COUNTING_RULES if one.replace("-", " ") == rule)
    first, last = period(None, None, view.as_at)
    found = together([rate(view.batch, _all(view, chosen), first, last, chosen)])
    unsure = f", {found.cannot_tell} cannot tell" if found.cannot_tell else ""
    beside = f"{found.while_open} while open, {found.returned_after_closure} after closure"
    since = "" if found.covered_from == EPOCH else f", all known from {said(found.covered_from)}"
    return f"{found.numerator} of {found.denominator}{unsure}; {beside}{since}"


def _is_rule(rule: str) -> None:
    if rule.replace(" ", "-") not in COUNTING_RULES:
        raise Mistake(f"Referrals are counted as {' or '.join(one.replace('-', ' ') for one in COUNTING_RULES)}.")


QUESTIONS = (
    Question("re-referral", "Whether the last referral is a re-referral.", "yes or no", _answer, twins=True),
    Question(
        "re-referral when contacts count",
        "The same under the counting rule of 2017, by which every contact is a referral.",
        "yes or no",
        _by_contacts,
        twins=True,
    ),
    Question("previous referral", "The day of the referral within the twelve months before.", "day", _previous),
    Question("previous outcome", "What the previous referral had led to.", "text", _outcome),
    Question(
        "return after closure",
        "Whether a case had been closed within the twelve months before the last referral.",
        "yes or no",
        _after_closure,
        twins=True,
    ),
    Question(
        "referral while open", "Whether the case was open at the last referral.", "yes or no", _while_open, twins=True
    ),
    Question("re-referrals of the year counted as GROUP", "Among the referrals of the twelve months.", "text", _rate,
             about="all", check_about=_is_rule),
    Question("referrals", "Referrals of all children that count.", "count", _counted, about="all"),
    Question("re-referrals", "Re-referrals among them.", "count", _repeats, about="all", twins=True),
)  # fmt: skip
"""Questions of this file."""
