"""Questions about a child's page: where things stand, how many referrals there were, and the lines of the journey."""

from __future__ import annotations

from functools import partial
from typing import Any

from journey.projections.record.subject_access import disclosed
from journey.projections.standing.header import referrals_held
from journey.projections.standing.journey import Journey, journey_of
from journey.projections.standing.standing import where_things_stand
from journey.scenario.asked import asked
from journey.scenario.cells import in_words
from journey.scenario.rows import Row, column, said
from journey.scenario.view import View
from journey.scenario.words import NONE, NOT_KNOWN, Question


def _now(view: View, child: str) -> dict[str, Any]:
    def made() -> dict[str, Any]:
        return where_things_stand(view.facts(child), view.as_at, view.structure, view.la)

    return view.own(f"now {view.survivors[child]}", made)


def _field(name: str, view: View, child: str, _about: str) -> str:
    return _known(_now(view, child)[name])


def _known(value: Any) -> str:
    """A value of the page; one that no source of the child's says is not known."""
    return NOT_KNOWN if isinstance(value, dict) and "code" not in value else said(value)


def _others(view: View, child: str, _about: str) -> str:
    return "; ".join(f"{one['plan']} {_known(one['since'])}" for one in _now(view, child)["other_plans"]) or NONE


def _risks(view: View, child: str, _about: str) -> str:
    found = _now(view, child)["recorded_risks"]
    return "; ".join(f"{one['kind']}: {said(one['risk'])}, {in_words(one['on'])}" for one in found) or NONE


def _not_exact(view: View, child: str, _about: str) -> str:
    found = _now(view, child)["not_exact"]
    return (
        "; ".join(f"{said(name)}, {how['precision']} from {said(how['occurred_from'])}" for name, how in found.items())
        or NONE
    )


def _sources(view: View, child: str, _about: str) -> str:
    return "; ".join(f"{one['system']} {in_words(one['speaks_for'])}" for one in _now(view, child)["sources"]) or NONE


def _referrals(view: View, child: str, _about: str) -> str:
    held = referrals_held(view.one_child(child))
    sure = "" if held["referrals_complete"] else ", not of all days"
    return f"{_known(held['referrals_12m'])}{sure}"


def _journey(view: View, child: str, *, history: bool) -> Journey:
    own = f"{view.la}:{child}"
    return view.own(f"journey {own} {history}", lambda: journey_of(view.log, own, asked(view).at, {}, history=history))


def _lines(view: View, child: str, _about: str, *, history: bool = False) -> list[dict[str, Any]]:
    return _journey(view, child, history=history).rows


_history = partial(_lines, history=True)


def _line(row: Row) -> str:
    day = in_words(row["occurred_on"]) if row["occurred_on"] else NONE
    since = f" from {in_words(row['occurred_from'])}" if row["occurred_from"] else ""
    time = f" at {said(row['occurred_time'])}" if row["occurred_time"] else ""
    return f"{row['title']} {day}{time}{since}"


def _withheld(view: View, child: str, _about: str) -> str:
    found = disclosed(_lines(view, child, "")).redactions
    return "; ".join(f"{said(one['event'])}, {said(one['field'])}: {one['code']}" for one in found) or NONE


def _given(view: View, child: str, _about: str) -> str:
    return "; ".join(said(row["title"]) for row in disclosed(_lines(view, child, "")).rows) or NONE


def _merged(view: View, child: str, _about: str) -> str:
    return "; ".join(_journey(view, child, history=False).merged) or NONE


_FIELDS = (
    ("plan since", "plan_since", "Since when the child is on the plan that the page says."),
    ("status since", "since", "Since when the case has the status that the page says."),
    ("worker on the page", "lead_worker", "The lead worker whom the page names; unallocated is an answer."),
    ("team on the page", "team", "The team that the page names."),
    ("hub on the page", "hub", "The hub that the page names."),
    ("plan on the page", "plan", "The plan that the page names."),
    ("held since on the page", "held_since", "Since when that worker has held the case."),
    ("family", "family", "The reference of the family."),
    ("first day on record", "first", "The day of the first event."),
    ("last day on record", "last", "The day of the last event."),
    ("statements on record", "events", "How many statements there are about the child."),
    ("remarks on record", "findings", "How many of them call for a look."),
)

_of_one = partial(Question, alone=True)

QUESTIONS = (
    *(Question(name, says, "text", partial(_field, field)) for name, field, says in _FIELDS),
    _of_one("records merged into it", "The other records that are of the child.", "text", _merged),
    _of_one("other plans", "The plans beside the one that counts first, and since when.", "text", _others),
    _of_one("recorded risks", "Risks on record, by day.", "text", _risks),
    _of_one("days not exact on the page", "Of which days since when only an interval is known.", "text", _not_exact),
    _of_one("sources of the page", "Each source with the last day that it speaks for.", "text", _sources),
    _of_one("referrals in twelve months", "Days with a referral, and whether all days are held.", "text", _referrals),
    _of_one("journey", "The lines of the journey, in their order.", "text", column(_lines, _line)),
    _of_one("states of the journey", "Of each line whether it is effective, corrected or may be.", "text",
             column(_lines, "state")),
    _of_one("history", "Every statement, in the order of recording.", "text", column(_history, _line)),
    _of_one("states of the history", "Of each statement whether it counts still.", "text", column(_history, "state")),
    _of_one("withheld from the child", "What is withheld when the child asks for the record, and on what ground.",
             "text", _withheld),
    _of_one("given to the child", "The lines that are given.", "text", _given),
)  # fmt: skip
"""Questions of this file."""
