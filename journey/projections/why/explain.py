"""Why: the events and the sentence behind an answer about one child."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import polars as pl

from journey.domain.errors import UsageError
from journey.domain.rules import checked, declared, every_rule
from journey.domain.shapes import shape
from journey.domain.statements import split_stream
from journey.domain.timescale_blocks import Step
from journey.domain.timescales import rules
from journey.projections.batch import Batch
from journey.projections.check_answers import check_answers
from journey.projections.checks import checks
from journey.projections.children_rows import held_rows, rows_of_children, with_holders
from journey.projections.cluster import cluster_of, find_stream
from journey.projections.drift.flags import FLAGS, drift
from journey.projections.effective import Fact
from journey.projections.holding.handoffs import KINDS, handoffs
from journey.projections.holding.holders import holders
from journey.projections.indicators import indicators
from journey.projections.names import worker_names
from journey.projections.one_child.asked import OneAsked
from journey.projections.quality.names import FINDINGS
from journey.projections.questions import Asked
from journey.projections.timescales.answers import Answer, Wanted, add_answers, step_for
from journey.projections.why.figures import NOW, Over, figure_rows
from journey.projections.why.findings import NAMES as FINDINGS_CALLED
from journey.projections.why.findings import QUALITY, finding_rows
from journey.projections.why.holding import CASELOADS, NOT_SEEN, holding_rows, unseen_rows

CANNOT_TELL: Final = "cannot tell"
_LATE = ("late", "overdue")
_HANDOFFS = "handoffs"
_CALLED = (
    {"rereferrals": "R03", "handoff": _HANDOFFS, "unallocated": CASELOADS, "nothing purposeful": "inactivity"}
    | {"data to put right": QUALITY}
    | dict.fromkeys(KINDS, _HANDOFFS)
    | FINDINGS_CALLED
)
"""Questions that have another name too."""
_LIMITS_OF = {"long_plan": ("long_plan", "C12", "R10", "L15", "L16"), "long_episode": ("R10",),
              "assessment_delay_without_cause": ("assessment_delay_without_cause", "R05")}  # fmt: skip
"""Flags whose limit is another rule's."""


@dataclass(frozen=True)
class Explained:
    """A child, and one row per answer.

    ``child_id, la, stream, question, title, step, answer, detail, sentence, authority, reference``, the days of the
    answer (as ``timescales``, ``drift``, ``referrals`` and ``handoffs`` name them), who holds the case, ``because``
    (day, its precision, event and fact key of each event behind it), ``events`` (the keys) and ``positions``.
    ``untold`` is how many timescales cannot be told, by rule, of a child about whom everything was asked, and
    ``untold_checks`` how many answers of checks. ``records`` are the streams that were read.
    """

    child: str
    stream: str
    rows: list[dict[str, Any]]
    untold: dict[str, int] = field(default_factory=dict)
    untold_checks: dict[str, int] = field(default_factory=dict)
    records: tuple[str, ...] = ()


def questions() -> tuple[str, ...]:
    """What can be asked about a child: rules by id, flags, handoffs, who holds the case, findings, indicators."""
    return (*_of_children(), *FLAGS, _HANDOFFS, CASELOADS, NOT_SEEN, QUALITY, *FINDINGS, *indicators())


def _of_children() -> list[str]:
    """The rules that say something of one child; a mean alone is of many."""
    return [rule.id for rule in every_rule().values() if rule.timescales or rule.checks]


def explain(
    asked: Asked, child: str, question: str | None = None, states: Sequence[str] = (), over: Over = NOW
) -> Explained:
    """The answers to one question, or all that is late, overdue or flagged, with how much cannot be told.

    ``states`` asks for the timescales in these states, and for nothing else; ``over`` is the period that an indicator
    is asked over. Raises UnknownChild, and UsageError for a
    question that nobody can answer.
    """
    named = None if question is None else question_named(question)
    cluster = cluster_of(asked.log, find_stream(asked.log, child), asked.at.known_at, asked.at.position)
    one = OneAsked.of(asked, cluster)
    (batch,) = one.batches()
    rows: list[dict[str, Any]] = []
    held = holders(batch, asked.structure)
    untold: Counter[str] = Counter()
    unanswered: Counter[str] = Counter()
    if named is None or named in declared():
        wanted = Wanted((named,) if named else (), states or (() if named else (*_LATE, CANNOT_TELL)))
        found = list(_timescales(asked, batch, held, wanted))
        if named is None and not states:
            untold.update(row["rule"] for row in found if row["state"] == CANNOT_TELL)
            found = [row for row in found if row["state"] != CANNOT_TELL]
        rows += found
    if not states:
        rows += _others(one, batch, held, named, over)
        if named is None:
            unanswered.update(checks(batch, checked()).filter(answer=CANNOT_TELL)["rule"])
    by_position = {statement.position: fact for fact in one.facts for statement in fact.said}
    for row in rows:
        row["because"] = list(_because(row["positions"], by_position))
        row["events"] = [one["fact"] for one in row["because"]]
    ident, records = split_stream(cluster.survivor)[2], tuple(sorted(cluster.statements))
    return Explained(
        ident, cluster.survivor, rows, dict(sorted(untold.items())), dict(sorted(unanswered.items())), records
    )


def _others(one: OneAsked, batch: Batch, held: pl.DataFrame, named: str | None, over: Over) -> Iterator[dict[str, Any]]:
    """The answers to one question, or all flags, in which no state of a timescale is asked for."""
    names = worker_names(one.log)
    if named is None or named in FLAGS:
        yield from (row for row in _flags(one, batch, held) if named in (None, row["question"]))
    elif named in checked():
        yield from _checks(one, batch, held, named)
    elif named == _HANDOFFS:
        yield from _handoffs(one, batch, held)
    elif named == CASELOADS:
        yield from holding_rows(held, names)
    elif named == NOT_SEEN:
        yield from unseen_rows(batch, held, names)
    elif named == QUALITY or named in FINDINGS:
        yield from with_holders(finding_rows(one, named), held_rows(held, names))
    elif named in indicators():
        yield from figure_rows(one, named, over, held_rows(held, names)[one.cluster.survivor])


def question_named(question: str) -> str:
    """The question as it is called, from its id, its title or its words. Raises UsageError with the nearest."""
    titles = {rules()[name].title.casefold(): name for name in (*_of_children(), *FLAGS) if name in rules()}
    folded = question.strip().casefold()
    titles |= {one.title.casefold(): name for name, one in indicators().items()}
    known = titles | _CALLED | {name.casefold(): name for name in questions()}
    for text in (folded, folded.replace(" ", "_").replace("-", "_"), folded.replace("-", "").replace(" ", "")):
        if text in known:
            return known[text]
    near = difflib.get_close_matches(folded, known, n=3) or ("R05", "rereferrals", "handoffs", "quality")
    raise UsageError(f"Nothing here answers {question!r}. The nearest are {', '.join(near)}.")


def _timescales(asked: Asked, batch: Batch, held: pl.DataFrame, wanted: Wanted) -> Iterator[dict[str, Any]]:
    answer = Answer()
    add_answers(answer, batch, held, wanted, asked.settings, worker_names(asked.log))
    for row in answer.rows:
        yield {**row, "question": row["rule"], "answer": row["state"], "detail": row["reason"]}


def _flags(asked: Asked, batch: Batch, held: pl.DataFrame) -> Iterator[dict[str, Any]]:
    for row in rows_of_children(drift(batch, held), held, worker_names(asked.log), days=("since",)):
        flag = row["flag"]
        block = next(
            (
                step_for(rule, row["step"], asked.at.as_at)
                for rule in _LIMITS_OF.get(flag, (flag,))
                if any(step.name == row["step"] for step in rules()[rule].steps)
            ),
            None,
        )
        title = rules()[flag].title if flag in rules() else flag.replace("_", " ").capitalize()
        yield {**row, "question": flag, "title": title, "answer": "flagged", **_of(block)}


def _checks(asked: Asked, batch: Batch, held: pl.DataFrame, rule: str) -> Iterator[dict[str, Any]]:
    for row in check_answers(batch, held, rule, worker_names(asked.log)):
        yield {**row, "question": rule}


def _handoffs(asked: Asked, batch: Batch, held: pl.DataFrame) -> Iterator[dict[str, Any]]:
    found = handoffs(batch, asked.structure)
    for row in rows_of_children(found.drop("key"), held, worker_names(asked.log), days=("day", "from_on")):
        kind = row["kind"]
        about = {"question": _HANDOFFS, "title": rules()["handoff"].title, "step": kind, "detail": None}
        yield {**row, **about, "answer": kind, **_of(step_for("handoff", kind, row["day"]))}


def _of(block: Step | None) -> dict[str, str | None]:
    """What an auditor reads of a block of ``timescales.toml``."""
    if block is None:
        return {"sentence": None, "authority": None, "reference": None}
    return {"sentence": block.sentence, "authority": block.label, "reference": block.reference}


def _because(positions: Sequence[int], by_position: Mapping[int, Fact]) -> Iterator[dict[str, Any]]:
    """The facts behind an answer, in time order."""
    facts = {by_position[position].key: by_position[position] for position in positions if position in by_position}
    for fact in sorted(facts.values(), key=lambda fact: (str(fact.occurred_on or ""), fact.key)):
        yield {
            "on": fact.occurred_on,
            "event": shape(fact.event).title,
            "fact": fact.key,
            "precision": fact.precision,
        }
