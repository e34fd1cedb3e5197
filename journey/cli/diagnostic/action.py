"""``journey diagnostic action``: what is to be done, by whom, by when; what became of it; what the log shows since."""

from __future__ import annotations

from collections import Counter
from datetime import date

import click

from journey.cli.clock import today
from journey.cli.days import DAY
from journey.cli.diagnostic.acted import COLUMNS, GUIDE, SINCE, STATES, action_rows, silent, since_rows
from journey.cli.diagnostic.assigned import unsafe_lead
from journey.cli.diagnostic.found import NAME, Found, found
from journey.cli.options import PURPOSE, Showing, showing
from journey.cli.session import who
from journey.domain.errors import UsageError
from journey.reports.table import Report, Section
from journey.reports.words import counted


@click.command(
    epilog="Example: journey diagnostic action baseline --journey child-in-need/3 --what 'visit and see alone' "
    "--owner 'Priya Shah' --by 2026-12-04"
)
@NAME
@click.option("--what", metavar="TEXT", help="What is to be done. Kept sealed.")
@click.option("--owner", metavar="WHO", help="Who does it: name or registration number.")
@click.option("--by", "due_on", type=DAY, metavar="D", help="By when.")
@click.option("--journey", metavar="NUMBER", help="The journey it is about: its number or the child's id.")
@click.option("--question", metavar="CODE", help="The question of the form that it answers to.")
@click.option("--done", metavar="ACTION", help="Say what became of an action, by its name: action/2026-11-21/1.")
@click.option("--given-up", is_flag=True, help="With --done: it was given up.")
@click.option("--notes", metavar="TEXT", help="With --done: what was done and how it can be seen. Kept sealed.")
@click.option(
    "--as-at", type=DAY, metavar="D", help="Overdue on this day, and what the log shows by it. Default: today."
)
@showing
@PURPOSE
def command(
    asked: Showing,
    name: str,
    what: str | None,
    owner: str | None,
    due_on: date | None,
    journey: str | None,
    question: str | None,
    done: str | None,
    given_up: bool,
    notes: str | None,
    as_at: date | None,
    purpose: str | None,
) -> None:
    """Set an action, say what became of one, or list them: overdue ones first.

    For every action about a journey it is listed what the log shows to have happened since it was set.
    """
    setting = [one is not None for one in (what, owner, due_on)]
    if any(setting) != all(setting) or (any(setting) and done is not None):
        raise UsageError("An action says what, who and by when: --what TEXT --owner WHO --by D.")
    if done is None and (given_up or notes is not None):
        raise UsageError("Of which action? --done ACTION.")
    if not any(setting) and (journey is not None or question is not None):
        raise UsageError("What is to be done about it? --what TEXT --owner WHO --by D.")
    day = as_at or today()
    with found(asked, name, purpose=purpose, sealed=("what", "notes"), as_at=day) as page:
        from journey.audit.acting import ToDo, record_action, record_done
        from journey.audit.audited import audited
        from journey.audit.diagnostic import find

        one, log = page.diagnostic, page.reader.log
        if what is not None and owner is not None and due_on is not None:
            todo = ToDo(what, owner, due_on, _stream(page, journey), question)
            record_action(log, one, todo, on=today(), by=who())
        if done is not None:
            outcome = "given-up" if given_up else "done"
            record_done(log, one, done, outcome, notes or "", on=today(), by=who())
        one = find(log, one.name)
        made = audited(log, one)
        rows = action_rows(page, one, made, day)
        since = list(since_rows(page, rows, day))
        counts = Counter(str(row["state"]) for row in rows)
        report = Report(
            title=f"Actions: {one.name}",
            columns=COLUMNS,
            rows=rows,
            meta={**page.meta(one, counts={state: counts[state] for state in STATES}), "on": day},
            caption=counted(len(rows), "action"),
            lead=tuple(unsafe_lead(one, made)),
            notes=(
                "In all: " + ", ".join(f"{counts[state]:,} {state}" for state in STATES) + ".",
                *silent(rows, since),
            ),
            guide=GUIDE,
            sections=(Section("since", "What the log shows since", SINCE, since),),
        )
        page.reader.deliver(report, [str(row["stream"]) for row in rows if row["stream"]])


def _stream(page: Found, journey: str | None) -> str | None:
    """The journey that is meant. Raises UsageError where it is not in the sample, NotPermitted where it is not for this
    reader."""
    from journey.audit.numbers import journey_named

    if journey is None:
        return None
    one = page.diagnostic
    stream = journey_named(one, journey)
    if stream is None:
        raise UsageError(f"{journey} is not in the sample: see journey diagnostic show {one.name}.")
    page.reader.must_be_for(stream)
    return stream
