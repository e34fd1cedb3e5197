"""``journey dispose``: the end of a record, once its time is over."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from journey.cli.cache import cache_folder, told
from journey.cli.canonical import canonical
from journey.cli.clock import today
from journey.cli.exported import EXPORTS, exported
from journey.cli.machine import processes
from journey.cli.may_read import may_read
from journey.cli.options import PURPOSE, Showing, showing
from journey.cli.progress import progress
from journey.cli.publishing.copies import Copies, written_again
from journey.cli.session import check_purpose, who
from journey.cli.showing import check, content_of, show
from journey.cli.store import store_url
from journey.reports.table import Field, LeadLine, Report, Row, Section
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.domain.statements import Statement
    from journey.recording.journeys import Permit
    from journey.store.log import Log

USE = "Look after the store"

_EVENTS = (Field("event", "Event", "id", 30), Field("number", "How many", "count"))
_GUIDE = (
    "The statements stay in the log, where their chain needs them; what was sealed in them nobody can read any more.",
    "Dates and codes stay in clear there. No command shows them; figures go on counting the child.",
    "What was exported or printed cannot be recalled: whoever has it must destroy it, and any backup of the keys.",
)
_PATIENCE = 20
"""Half seconds to wait for other commands that read the journal."""


@click.command(epilog='Example: journey dispose 1000504 --reason "retention ended" --authorised-by "Priya Shah"')
@click.argument("child")
@click.option("--reason", required=True, metavar="TEXT", help="Why; stays in clear on the certificate: name nobody.")
@click.option("--authorised-by", required=True, metavar="NAME", help="On whose authority.")
@PURPOSE
@showing
def command(asked: Showing, child: str, reason: str, authorised_by: str, purpose: str | None) -> None:
    """Dispose of a child's record: destroy its key, make journal and published tables again, leave a certificate.

    Refused before the day that journey retention gives, under a hold, and where nobody can tell. It cannot be undone.
    The certificate goes to --output, as Markdown, JSON or any other format. A command that was stopped is finished by
    the next one; given again it prints the certificate.
    """
    check(asked)

    from journey.cli.sources import declarations
    from journey.projections.cluster import cluster_of, find_stream
    from journey.recording.journeys import JourneyLog
    from journey.store.log import open_log

    ctx = click.get_current_context()
    line = canonical(ctx, {"format_name": asked.format, "reason": "(on the certificate)"})
    with open_log(store_url(ctx), create=False) as log:
        check_purpose(log, purpose)
        recording = JourneyLog(log, who(), declarations(), purpose or reason, line, today(), permit=_may_dispose(log))
        recording.dispose(child, reason=reason, authorised_by=authorised_by)
        journal, copies = _journal_made_again(log), written_again(log)
        copies.tell()
        cluster = cluster_of(log, find_stream(log, child), today(), log.position())
        report = _certificate(log, cluster.survivor, cluster.statements, journal, copies, line)
        show(content_of(report, asked), report, asked)


def _may_dispose(log: Log) -> Permit:
    """As for every recording; a record that is disposed of already may be named again, for its certificate."""

    def ask(streams: Sequence[str], purpose: str) -> tuple[str, str | None]:
        return (purpose, None) if log.disposed().issuperset(streams) else may_read(log)(streams, purpose)

    return ask


def _journal_made_again(log: Log) -> str:
    """Make the journal again, where there is one, and wait for those who still read the one before."""
    from journey.projections.journal import rebuild, remove_old
    from journey.projections.journal.folder import folder_of

    cache = cache_folder(log)
    if not folder_of(log, cache).is_dir():
        return "there is none"
    with progress("Making the journal") as step:
        rebuild(log, cache, say=told, progress=step, processes=processes()).close()
    for _ in range(_PATIENCE):
        if remove_old(log, cache):
            return "made again"
        time.sleep(0.5)
    return "made again; another command still reads the one before: journey rebuild once it has ended"


def _certificate(
    log: Log, survivor: str, statements: dict[str, list[Statement]], journal: str, copies: Copies, line: str
) -> Report:
    from journey.domain.statements import split_stream
    from journey.projections.names import worker_names

    said = [one for of in statements.values() for one in of]
    last = max((one for one in said if one.name == "RecordDisposed"), key=lambda one: one.position)
    events = Counter(one.name for one in said if one.name != "RecordDisposed")
    _, la, ident = split_stream(survivor)
    reference = str(last.data.get("authorised_by"))
    certificate: dict[str, Any] = {
        "child_id": ident,
        "la": la,
        "records": len(statements),
        "events": events.total(),
        "retention_class": last.data.get("rule"),
        "keep_until": last.data.get("keep_until"),
        "disposed_on": last.occurred_on,
        "disposed_by": last.by,
        "authorised_by": worker_names(log).get(reference, reference),
        "reason": last.data.get("reason"),
        "position": last.position,
        "chain": log.chain_at(last.position).hex(),
        "keys": "destroyed",
        "journal": journal,
        "published": _published(copies),
    }
    exports: list[Row] = list(exported(log, frozenset(statements), last.position, copies.out_of_reach.values()))
    counts: list[Row] = [{"event": name, "number": number} for name, number in sorted(events.items())]
    return Report(
        title="Certificate of disposal",
        caption="Exports that cannot be recalled",
        columns=EXPORTS,
        rows=exports,
        meta={"store": log.store_id, "command": line, **certificate},
        lead=tuple(LeadLine(_words(name), value) for name, value in certificate.items()),
        sections=(Section("events", "What the record held", _EVENTS, counts),),
        guide=_GUIDE,
    )


def _published(copies: Copies) -> str:
    told = ((len(copies.again), "written again"), (len(copies.out_of_reach), "out of reach"))
    return (
        ", ".join(f"{counted(number, 'copy', 'copies')} {what}" for number, what in told if number) or "there are none"
    )


def _words(name: str) -> str:
    return {"child_id": "Child", "la": "Authority"}.get(name, name.replace("_", " ").capitalize())
