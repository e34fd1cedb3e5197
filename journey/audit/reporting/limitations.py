"""What a diagnostic may not conclude: each sentence with the rule by which it is printed, none that does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from journey.audit.audited import Audited
from journey.audit.diagnostic import Diagnostic
from journey.audit.raters import OVERLAP
from journey.audit.reporting.standing import counting
from journey.audit.reporting.survey import Survey
from journey.domain.audit_codes import DIAGNOSTIC_KIND
from journey.projections.indicators.suppress import HIDDEN, is_small

SAYS: Final = {
    "changed since": "{what}",
    "not a probability draw": "The journeys are a {method} draw: they say nothing of other children, and no percentage "
    "of all children and no interval is given.",
    "small sample": "{journeys} journeys: small differences between strata, domains or times are not distinguishable "
    "from chance. See what a sample of this size cannot show.",
    "stratum refused": "Nothing is said of {stratum}: {why}. It is not zero; nobody can tell.",
    "left out of the frame": "Children in no frame, and of whom nothing is said: {told}.",
    "families not known": "The family is known of {known} of {size} children: brothers and sisters may both be in "
    "the sample, and intervals may be too narrow.",
    "journeys replaced": "{number} drawn journeys were replaced by the next in rank ({reasons}): those left out may "
    "differ.",
    "one journey of a stratum": "One journey alone was drawn of {strata}: how much journeys of it differ cannot be "
    "told.",
    "response": "{graded} of {journeys} journeys are graded. Those that are not are taken to be like those that are, "
    "and may not be.",
    "low response": "Fewer than four in five journeys are graded: read no share of the grades as one of all children.",
    "few graded twice": "{twice} of {journeys} journeys were given to a second auditor, fewer than {least} per cent: "
    "how far grades depend on who gives them is hardly known.",
    "stratum not graded": "No journey of {strata} is graded: figures of all children leave its children out.",
    "not moderated": "No grade was moderated.",
    "kind of audit": "{kind}: graded by people of the service. Grades of others beside it show no change; compare says "
    "how far kinds of audit differ.",
    "data end early": "The data end on {day}, before the day of the frame.",
    "changes of worker not shown": "Who held a case is shown on one day alone, or never: nobody can tell of handoffs, "
    "workers, gaps between allocations and moves between hubs.",
    "changes of worker from a day on": "Who held a case is shown from {day} on: handoffs, workers and gaps between "
    "allocations are at least so many.",
    "rules without an answer": "No source says what these rules ask: {rules}. They are neither met nor missed.",
    "rules without a case": "Nothing in the frame came under {rules} in the audit period, as far as the sources tell.",
    "local standards": "Local standards, which are never law: {rules}.",
    "timescales of one child": "A child may have several timescales of one rule: the interval goes by children. It is "
    "of the sample; the frame beside it is every child, and has none.",
    "counting of referrals": "Referrals are counted by the rule referrals-only: contacts are none. Figures that "
    "counted contacts as referrals cannot be compared.",
}
"""Rule → the sentence that it prints."""

_SMALL: Final = 100
"""Below so many journeys what a sample cannot show is said."""

_ENOUGH: Final = 80
"""Per cent of the journeys that must be graded before their grades say something of the others."""


class Limitation(NamedTuple):
    """A sentence, and the name of the rule (``SAYS``) by which it is printed."""

    rule: str
    sentence: str


def limitations(survey: Survey, audited: Audited, changed: Sequence[str], *, share: bool = False) -> list[Limitation]:
    """What must be said of a diagnostic, in order. ``changed`` is what differs since it was opened; with ``share``
    small numbers of children are hidden."""
    found = survey.diagnostic
    told = [_say("changed since", what=one) for one in changed]
    return [*told, *_of_draw(found, share), *_of_grades(found, audited, share), *_of_log(survey)]


def _of_draw(found: Diagnostic, share: bool) -> Iterator[Limitation]:
    plan, data, drawn_of = found.plan, found.opened, found.sample.strata if found.sample else ()
    if plan is not None and not found.by_chance:
        yield _say("not a probability draw", method=plan.method)
    if found.by_chance and 0 < len(found.journeys) < _SMALL:
        yield _say("small sample", journeys=len(found.journeys))
    yield from (_say("stratum refused", stratum=name, why=why) for name, why in found.left_out.items())
    if found.excluded:
        told = ", ".join(f"{_number(number, share)} {why}" for why, number in sorted(found.excluded.items()))
        yield _say("left out of the frame", told=told)
    if found.by_chance and data["families_known"] < data["frame_size"]:
        yield _say("families not known", known=_number(data["families_known"], share),
                   size=f"{data['frame_size']:,}")  # fmt: skip
    if found.replacements:
        reasons = ", ".join(sorted({one.reason.replace("-", " ") for one in found.replacements}))
        yield _say("journeys replaced", number=_number(len(found.replacements), share), reasons=reasons)
    alone = [one.stratum for one in drawn_of if one.drawn == 1 < one.families]
    if alone and found.by_chance:
        yield _say("one journey of a stratum", strata=", ".join(alone))


def _of_grades(found: Diagnostic, audited: Audited, share: bool) -> Iterator[Limitation]:
    number = len(found.journeys)
    grades = counting(audited, frozenset(one.stream for one in found.journeys))
    graded, of = len(grades), {one.stratum for one in found.journeys if one.stream in grades}
    if graded < number:
        yield _say("response", graded=_number(graded, share), journeys=number)
    if graded * 100 < number * _ENOUGH:
        yield _say("low response")
    if graded and (lacking := [one.stratum for one in found.sample.strata if one.stratum not in of]
                   if found.sample else []):  # fmt: skip
        yield _say("stratum not graded", strata=", ".join(lacking))
    twice = len({one.journey for one in audited.assignments if one.second and not one.calibration})
    if twice * 100 < number * OVERLAP:
        yield _say("few graded twice", twice=_number(twice, share), journeys=number, least=OVERLAP)
    if graded and not any(one.moderations for one in audited.grades):
        yield _say("not moderated")
    kind = str(found.opened["kind"]["code"])
    if kind in ("manager", "peer", "iro"):
        yield _say("kind of audit", kind=DIAGNOSTIC_KIND.label(kind))


def _of_log(survey: Survey) -> Iterator[Limitation]:
    at = survey.diagnostic.at
    if at.data_to is not None and at.data_to < at.as_at:
        yield _say("data end early", day=_day(at.data_to))
    if survey.observed is None or survey.observed >= at.as_at:
        yield _say("changes of worker not shown")
    elif survey.observed > survey.year:
        yield _say("changes of worker from a day on", day=_day(survey.observed))
    table = survey.timeliness()
    for rule, rows in (
        ("rules without an answer", [row for row in table if not row["of"] and row["cannot_tell"]]),
        ("rules without a case", [row for row in table if row["step"] is None]),
        ("local standards", [row for row in table if "local" in row["authority"].casefold()]),
    ):
        if rows:
            yield _say(rule, rules=", ".join(dict.fromkeys(row["rule"] for row in rows)))
    if any(row["low"] is not None for row in table):
        yield _say("timescales of one child")
    yield _say("counting of referrals")


def _number(number: int, share: bool) -> str:
    return HIDDEN if share and is_small(number) else f"{number:,}"


def _say(rule: str, **told: Any) -> Limitation:
    return Limitation(rule, SAYS[rule].format(**told))


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
