"""``journey diagnostic assign``: who grades which journey, at random, nobody who had a part in the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from journey.cli.clock import today
from journey.cli.days import DAY
from journey.cli.diagnostic.assigned import ASSIGNED, assigned, unsafe_lead
from journey.cli.diagnostic.found import NAME, Found, found
from journey.cli.options import PURPOSE, Showing, showing
from journey.cli.session import who
from journey.domain.errors import UsageError
from journey.reports.table import Report
from journey.reports.words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journey.audit.audited import Audited
    from journey.audit.diagnostic import Diagnostic

_GUIDE = (
    (
        "Whoever stands on the log as a worker of the case, in whatever role and whenever, or recorded it by hand, had "
        "a part in it. The log knows names as they were written: somebody written otherwise is not recognised."
    ),
    (
        "Journeys that two auditors grade on their own are those from which agreement is told; calibration journeys "
        "are talked over and do not count among them."
    ),
)


@click.command(
    epilog="Example: journey diagnostic assign baseline --auditor 'Ines Okafor' --auditor SW104417 --until 2026-12-11"
)
@NAME
@click.option("--auditor", "auditors", multiple=True, metavar="WHO", help="Name or registration number; repeatable.")
@click.option("--seed", metavar="TEXT", help="Of the random order. Default: the seed of the draw.")
@click.option(
    "--overlap",
    type=click.IntRange(0, 100),
    default=20,
    show_default=True,
    metavar="PERCENT",
    help="Journeys that two auditors grade on their own; below 20 little can be said of agreement.",
)
@click.option(
    "--calibration",
    type=click.IntRange(min=0),
    metavar="N",
    help="Journeys that all auditors grade first, to be of one mind. Default: a tenth of the sample, six at most.",
)
@click.option("--until", type=DAY, metavar="D", help="The last day on which grades are taken. Default: any day.")
@showing
@PURPOSE
def command(
    asked: Showing,
    name: str,
    auditors: tuple[str, ...],
    seed: str | None,
    overlap: int,
    calibration: int | None,
    until: date | None,
    purpose: str | None,
) -> None:
    """Give the journeys to auditors at random, to none who had a part in the case.

    Journeys that were given out stay where they are: a second time only replacements are. Without --auditor it says
    who grades what.
    """
    with found(asked, name, None, purpose) as page:
        from journey.audit.audited import audited
        from journey.audit.diagnostic import find

        one, part = page.diagnostic, None
        if auditors:
            part = _assign(page, auditors, seed, overlap, calibration, until)
            one = find(page.reader.log, one.name)
        made = audited(page.reader.log, one)
        if not made.assignments:
            raise UsageError(f"No journey of {one.name} is given out yet: name who grades with --auditor.")
        rows = assigned(page, one, made)
        report = Report(
            title=f"Who grades what: {one.name}",
            columns=ASSIGNED,
            rows=rows,
            meta=page.meta(one, **_counts(made, part)),
            caption=counted(len(rows), "journey to grade", "journeys to grade"),
            lead=tuple(unsafe_lead(one, made)),
            notes=tuple(_notes(one, made, part)),
            guide=_GUIDE,
        )
        page.reader.deliver(report, [drawn.stream for drawn in one.journeys])


def _assign(
    page: Found, auditors: tuple[str, ...], seed: str | None, overlap: int, calibration: int | None, until: date | None
) -> Mapping[str, frozenset[str]]:
    from journey.audit.assigning import Assigning, record_assigned
    from journey.audit.raters import usual_calibration

    one = page.diagnostic
    if until is not None and until < today():
        raise UsageError(f"--until {until:%d/%m/%Y} is past: no grade could be taken.")
    number = usual_calibration(len(one.journeys)) if calibration is None else calibration
    by_seed = seed or (one.plan.seed if one.plan else "")
    how = Assigning(tuple(dict.fromkeys(auditors)), by_seed, overlap, number, until)
    return record_assigned(page.reader.log, one, how, on=today(), by=who())


def _counts(made: Audited, part: Mapping[str, frozenset[str]] | None) -> dict[str, object]:
    """Journeys given out, graded by two on their own, for calibration, and those with an auditor left out."""
    from journey.audit.raters import doubled

    return {
        "assigned": len({given.journey for given in made.assignments}),
        "doubled": len(set(doubled(made.assignments))),
        "calibration": len({given.journey for given in made.assignments if given.calibration}),
        "with_an_auditor_involved": None if part is None else sum(map(bool, part.values())),
    }


def _notes(one: Diagnostic, made: Audited, part: Mapping[str, frozenset[str]] | None) -> Iterator[str]:
    from journey.audit.raters import OVERLAP, doubled

    given = {assignment.journey for assignment in made.assignments}
    twice = len(set(doubled(made.assignments)))
    yield f"{twice:,} of {counted(len(one.journeys), 'journey')} are graded by two auditors on their own."
    if twice * 100 < OVERLAP * len(one.journeys):
        yield f"That is fewer than {OVERLAP} in a hundred: what is said of agreement will rest on little."
    if part is not None and (out := sum(map(bool, part.values()))):
        yield f"Of {counted(out, 'journey')} an auditor was left out, who had a part in the case."
    if missing := [drawn for drawn in one.journeys if drawn.stream not in given]:
        yield f"Not given out yet: {counted(len(missing), 'replacement')} in the sample. Say --auditor again."
