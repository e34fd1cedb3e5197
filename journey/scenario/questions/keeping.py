"""Questions about how long a record is kept, and from when that counts."""

from __future__ import annotations

from functools import partial
from typing import Any

import polars as pl

from journey.domain.events import event
from journey.projections.batch import date_of
from journey.projections.record.retention import facts_behind, retention
from journey.scenario.cells import in_words
from journey.scenario.rows import said
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


def _kept(view: View, child: str) -> dict[str, Any]:
    found = view.once("retention", lambda: retention(view.batch))
    return found.filter(pl.col("child") == view.index(child)).row(0, named=True)


def _text(name: str, view: View, child: str, _about: str) -> str:
    return said(_kept(view, child)[name])


def _day(name: str, view: View, child: str, _about: str) -> str:
    day = _kept(view, child)[name]
    return NONE if day is None else in_words(date_of(day))


def _behind(view: View, child: str, _about: str) -> str:
    found = view.once("retention", lambda: retention(view.batch))
    facts = facts_behind(view.batch, found)
    titles = {fact.key: fact.event for fact in view.facts(child)}
    return said([event(titles[facts[position]]).TITLE for position in _kept(view, child)["positions"]])


QUESTIONS = (
    Question("keeping", "keep, due, on hold or cannot tell.", "text", partial(_text, "state")),
    Question("kept as", "The class of record that keeps longest.", "text", partial(_text, "retention_class")),
    Question("kept from", "What its years count from.", "text", partial(_text, "counted_from")),
    Question("years kept", "How many years it is kept.", "text", partial(_text, "years")),
    Question("kept until", "The last day on which it is kept.", "day", partial(_day, "keep_until")),
    Question("on hold since", "Since when a hold keeps it.", "day", partial(_day, "held_since")),
    Question("events that keep", "The events behind it.", "text", _behind),
)
"""Questions of this file."""
