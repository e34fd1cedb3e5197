"""``journey timescales``: what is due, met, late and overdue, by the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from journey.cli.asking import CHILD, Whose, asking, streams, whose, with_holder
from journey.cli.options import Reading, reading
from journey.reports.table import Field, Report, Section
from journey.reports.words import counted

USE = "Ask about many children"
STATES = ("met", "late", "pending", "overdue", "not applicable", "cannot tell")

_TIMES = (
    Field("started_on", "Counted from", "date", 18, "The day the timescale started."),
    Field("due", "Due", "date", 18, "The last day that is in time."),
    Field("stopped_on", "Done", "date", 18, "The day of the event that stopped it."),
    Field("state", "State", "text", 14, "met, late, pending, overdue, not applicable or cannot tell."),
    Field("days_over", "Days over", "count", help="Days after the due day, up to the event or the day asked for."),
)
_RULE = Field("rule", "Rule", "id", 6)
_TITLE = Field("title", "What is due", "text", 30)
_STEP = Field("step", "Step", "text", 16, "Which of the rule's limits counted.")
_COLUMNS = (
    Field("la", "Authority", "id", 10),
    CHILD,
    _RULE,
    _TITLE,
    _STEP,
    Field("sentence", "The rule", "text", 60, "What must happen, by when, counted from what."),
    Field("authority", "Set by", "text", 14, "Statute, guidance, or a local standard, which is never law."),
    *_TIMES,
    Field("ended_on", "Ended", "date", 18, "The day it ended lawfully: left care, came of age, plan ended …"),
    Field("reason", "Why it cannot be told", "text", 40),
    Field("events", "Events", "details", 40, "The facts it rests on, by their keys: see journey show."),
)
_PAGE = (CHILD, _RULE, _TITLE, _STEP, *_TIMES)
_BY_RULE = (_RULE, _TITLE, _STEP, *(Field(state.replace(" ", "_"), state.capitalize(), "count") for state in STATES))
_GUIDE = (
    "One line a running of a rule: started by an event, due on a day, stopped by an event.",
    "Nothing is overdue beyond the data: where a source does not cover the day, the state is 'cannot tell'.",
    "The counts by state and by rule are of all timescales of the rules asked for, whatever else was asked.",
    "Local standards are labelled as such; they are not law.",
)


@click.command(epilog="Example: journey timescales C09 L06 --state overdue --format csv")
@click.argument("rules", nargs=-1, metavar="[RULE]...")
@click.option("--state", "states", type=click.Choice(STATES), multiple=True, help="Only this state; may be repeated.")
@click.option(
    "--due-within",
    type=click.IntRange(min=0),
    metavar="N",
    help="Only what is pending and due on the day asked for or in the N days after it.",
)
@reading
@whose
def command(asked: Reading, of: Whose, rules: tuple[str, ...], states: tuple[str, ...], due_within: int | None) -> None:
    """What is due, met, late and overdue: every running of every rule, or of the rules named (R05, C09 …).

    The counts by state are of all runnings of the rules asked for, before --state and the other filters.
    """
    from journey.projections.timescales.answers import Wanted, timescale_answers

    with asking(asked) as (reader, question):
        answer = timescale_answers(question, Wanted(rules, states, due_within))
        rows = reader.listed(filter(of.wants, answer.rows))
        report = Report(
            title="Timescales",
            caption=f"{len(rows):,} of {counted(sum(answer.counts.values()), 'timescale')}",
            columns=with_holder(_COLUMNS, rows),
            page=with_holder(_PAGE, rows),
            rows=rows,
            meta=reader.meta(counts=answer.counts),
            notes=tuple(_notes(answer.counts)),
            guide=_GUIDE,
            sections=(Section("by_rule", "By rule, of all timescales asked for", _BY_RULE, list(answer.by_rule())),),
        )
        reader.deliver(report, streams(rows))


def _notes(counts: Mapping[str, int]) -> Iterator[str]:
    yield "In all: " + ", ".join(f"{counts[state]:,} {state}" for state in STATES) + "."
