"""``journey why``: the events and the sentence behind an answer about one child."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from journey.cli.asking import asking, with_holder
from journey.cli.days import DAY
from journey.cli.options import Reading, reading
from journey.cli.timescales import STATES
from journey.reports.table import Field, Report, Row
from journey.reports.words import counted, day, words

if TYPE_CHECKING:
    from journey.projections.why.explain import Explained

USE = "Look at one child"


def _because(row: Row) -> str:
    return "; ".join(_event(one) for one in row["because"])


def _event(one: Row) -> str:
    """An event with its day; marked where no source gives the day."""
    inferred = " (inferred)" if one["precision"] == "inferred" else ""
    return f"{one['event']}, {day(one['on'])}{inferred}" if one["on"] else str(one["event"])


_DAYS = (
    ("day", "on"),
    ("since", "since"),
    ("started_on", "from"),
    ("due", "due"),
    ("stopped_on", "done"),
    ("ended_on", "ended"),
)


def _days(row: Row) -> str:
    said = [f"{label} {day(row[name])}" for name, label in _DAYS if row.get(name)]
    if row.get("from_on"):  # only shown to have been on some day of an interval
        said[0] = f"between {day(row['from_on'])} and {day(row['day'])}"
    over = [f"{counted(row['days_over'], 'day')} over"] if row.get("days_over") else []
    return ", ".join([*said, *over, *([words(row["detail"])] if row["detail"] else [])])


_PAGE = (
    Field("question", "Question", "id", 12, "The rule, flag, finding or indicator."),
    Field("answer", "Answer", "text", 14),
    Field("sentence", "The sentence", "text", 44, "What the rule asks, with the limit in force when it started."),
    Field("detail", "Days", "text", 30, "From when, due, done; or why it cannot be told.", _days),
    Field("because", "Because", "details", 40, "The events behind the answer.", _because),
)
_COLUMNS = (
    Field("child_id", "Child", "id"),
    _PAGE[0],
    Field("title", "What it is", "text", 30),
    Field("step", "Step", "text", 16),
    *_PAGE[1:],
    Field("authority", "Set by", "text", 14, "Statute, guidance, or a local standard, which is never law."),
    Field("reference", "Where it stands", "text", 40),
    Field("events", "Events", "details", 40, "The facts by their keys: see journey show."),
)
_GUIDE = (
    "One line an answer: what was asked, what the rule says, and the events it rests on.",
    "Flags are for a person to check; they judge nobody.",
)


@click.command(epilog="Example: journey why 1000504 R05")
@click.argument("child")
@click.argument("question", required=False)
@click.option(
    "--state",
    "states",
    type=click.Choice(STATES),
    multiple=True,
    help="Only timescales in this state; repeatable.",
)
@click.option("--from", "first", type=DAY, metavar="D", help="Of an indicator: its period from this day on.")
@click.option("--to", "last", type=DAY, metavar="D", help="Of an indicator: the last day of its period.")
@click.option(
    "--counting-rule",
    type=click.Choice(("referrals-only", "contacts-as-referrals")),
    default="referrals-only",
    show_default=True,
    help="Of an indicator: whether contacts count as referrals.",
)
@reading
def command(
    asked: Reading,
    child: str,
    question: str | None,
    states: tuple[str, ...],
    first: date | None,
    last: date | None,
    counting_rule: Any,
) -> None:
    """The events and the sentence behind an answer; without a question, all that is late, overdue or flagged.

    CHILD is the id as the case system shows it. QUESTION is what another command says of a child: a rule (R05), a flag
    of journey drift, a finding of journey quality, an indicator (over the month of the as-at day, or --from and --to),
    rereferrals, handoffs, caseloads (who holds the case), not seen, or quality (every finding).
    """
    from journey.projections.quality.names import OF_TWO
    from journey.projections.why.explain import explain
    from journey.projections.why.figures import Over

    with asking(asked) as (reader, everyone):
        found = explain(everyone, child, question, states, Over(first, last, counting_rule))
        rights = reader.rights
        rows: list[Row] = [
            {**row, "detail": rights.unnamed(row["detail"])} if row["question"] in OF_TWO else row for row in found.rows
        ]
        report = Report(
            title=f"Child {found.child}",
            caption=_caption(question, states),
            columns=with_holder(_COLUMNS, rows),
            page=_PAGE,
            rows=rows,
            meta=reader.meta(cannot_tell=found.untold, cannot_tell_checks=found.untold_checks),
            notes=tuple(_notes(found, question, states)),
            guide=_GUIDE,
        )
        reader.deliver_one(report, found.stream, found.records)


def _caption(question: str | None, states: tuple[str, ...]) -> str:
    of = f": {', '.join(states)}" if states else ""
    return f"Why: {words(question)}{of}" if question else ", ".join(states).capitalize() or "Late, overdue or flagged"


def _notes(found: Explained, question: str | None, states: tuple[str, ...]) -> Iterator[str]:
    """That there is nothing, never as an all-clear: with what cannot be told, and the command that lists it."""
    if not found.rows:
        yield _nothing(found, question, states)
    if found.untold:
        yield (
            f"{counted(sum(found.untold.values()), 'timescale')} cannot be told: {_by_rule(found.untold)}. "
            f'Which, and why: journey why {found.child} --state "cannot tell"'
        )
    if found.untold_checks:
        first = next(iter(found.untold_checks))
        yield (
            f"{counted(sum(found.untold_checks.values()), 'answer')} to other rules cannot be told: "
            f"{_by_rule(found.untold_checks)}. Which, and why: journey why {found.child} {first}"
        )


def _by_rule(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{rule} {count:,}" for rule, count in counts.items())


def _nothing(found: Explained, question: str | None, states: tuple[str, ...]) -> str:
    if states:
        return f"No timescale of this child is {' or '.join(states)}."
    if question:
        return f"Nothing of this child is asked by {question}."
    known = "is known to be" if found.untold or found.untold_checks else "is"
    return f"Nothing {known} late, overdue or flagged."
