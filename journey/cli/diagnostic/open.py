"""``journey diagnostic open``: settle what a sample will be drawn from, before anybody knows who will be in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import click

from journey.cli.asking import asking
from journey.cli.clock import today
from journey.cli.days import DAY
from journey.cli.diagnostic.found import NAME, Found
from journey.cli.diagnostic.page import diagnostic_report
from journey.cli.options import Reading, reading
from journey.cli.session import who
from journey.domain.errors import UsageError

_MONTHS = 6
_KINDS = ("diagnostic", "monthly", "dip", "peer", "manager", "iro")


@click.command(epilog="Example: journey diagnostic open baseline --kind diagnostic --purpose 'first three weeks'")
@NAME
@click.option("--kind", type=click.Choice(_KINDS), required=True, help="What kind of audit it is.")
@click.option("--from", "since", type=DAY, metavar="D", help="First day of the audit period. Default: six months back.")
@click.option("--to", "until", type=DAY, metavar="D", help="Last day of the audit period. Default: the as-at day.")
@click.option(
    "--stratum",
    "strata",
    multiple=True,
    metavar="NAME",
    help="Only this stratum; may be repeated. Default: every one of which a source tells.",
)
@click.option("--without", multiple=True, metavar="NAME", help="Leave this stratum out; may be repeated.")
@click.option(
    "--flag",
    "flags",
    multiple=True,
    metavar="NAME",
    help="Mark who has this flag of drift, for a risk-based draw; may be repeated.",
)
@click.option("--la", metavar="CODE", help="Only this authority.")
@reading
def command(asked: Reading, name: str, kind: str, since: date | None, until: date | None, **more: Any) -> None:
    """Open a diagnostic: freeze the frame that its sample is drawn from, with what was known when.

    The frame holds the journeys that were open on the as-at day, or were last within the audit period. It is written
    down with its hash, the position of the log and the rules, and never changes. A stratum of which no source tells is
    refused by name. --purpose is needed.
    """
    from journey.audit.diagnostic import ident

    called = ident(name)
    purpose = (asked.purpose or "").strip()
    if not purpose:
        raise UsageError("Say what the diagnostic is for, with --purpose TEXT: it stands on every report of it.")
    if asked.as_at is None and until is not None:
        asked = replace(asked, as_at=until)
    with asking(asked) as (reader, question):
        from journey.audit.diagnostic import find
        from journey.audit.frame_rows import frame_of
        from journey.audit.recording import Opening, record_opened
        from journey.audit.sources import refuse, told_of
        from journey.audit.strata import STRATA, STRATUM
        from journey.domain.calendar.periods import earliest_within_months

        at = reader.standpoint
        end = until or at.as_at
        begin = since or earliest_within_months(end, _MONTHS)
        if not begin <= end <= at.as_at:
            raise UsageError(
                f"The audit period {begin:%d/%m/%Y} to {end:%d/%m/%Y} must begin before it ends, and end by the day of "
                f"the frame, {at.as_at:%d/%m/%Y}: say --from, --to or --as-at."
            )
        wanted = _known(more["strata"], STRATUM) or tuple(STRATUM)
        wanted = tuple(one for one in wanted if one not in _known(more["without"], STRATUM))
        untold = told_of(question, [one for one in STRATA if one.name in wanted], begin, more["la"])
        refuse(more["strata"], untold)
        used = tuple(one.name for one in STRATA if one.name in wanted and one.name not in untold)
        if not used:
            raise UsageError(f"No stratum is left: {'; '.join(f'{one}: {why}' for one, why in untold.items())}.")
        flags = _flags(more["flags"])
        frame = frame_of(question, begin, used, la=more["la"], flags=flags)
        opening = Opening(called, name.strip(), kind, purpose, begin, end, at, used, untold, flags, more["la"])
        record_opened(reader.log, opening, frame, on=today(), by=who())
        opened = find(reader.log, called)
        page = Found(opened, question, reader)
        reader.deliver(diagnostic_report(page, opened, "Diagnostic opened"), [one.stream for one in frame.journeys])


def _known(names: tuple[str, ...], known: Any) -> tuple[str, ...]:
    """Names of strata, as they are written. Raises UsageError, with those there are, for another."""
    found = tuple(name.casefold().replace(" ", "-").replace("_", "-") for name in names)
    for name in found:
        if name not in known:
            raise UsageError(f"There is no stratum {name}. The strata are {', '.join(known)}.")
    return found


def _flags(names: tuple[str, ...]) -> tuple[str, ...]:
    from journey.projections.drift.flags import FLAGS

    found = tuple(sorted({name.casefold().replace(" ", "_").replace("-", "_") for name in names}))
    if unknown := [name for name in found if name not in FLAGS]:
        raise UsageError(f"There is no flag {unknown[0]}. The flags are {', '.join(FLAGS)}.")
    return found
