"""``journey demo recovery``: what the files of a borough give back of what really happened in it."""

from __future__ import annotations

from pathlib import Path

import click

from journey.cli.options import Reading, reading
from journey.cli.progress import progress
from journey.cli.session import session
from journey.reports.table import Field, LeadLine, Report, Row

_EXAMPLES = 5
"""How many things that were not so are named."""

_COLUMNS = (
    Field("stage", "Stage", width=20),
    Field("title", "What happened", width=36),
    Field("happened", "Happened", "count", help="From the first day of the borough to its last."),
    Field("recovered", "Recovered", "count", help="In the store, on the right day, from whatever source."),
    Field("lost", "Lost", "count", help="What no file says, or not on which day."),
    Field("planted", "Planted", "count", help="Of these, what a planted fault hides: not recorded by the last file."),
    Field("annex_a", "Annex A", "count", help="On the right day in Annex A."),
    Field("cin_census", "CIN census", "count", help="On the right day in the census."),
    Field("ssda903", "SSDA903", "count", help="On the right day in the 903 return."),
    Field("reports", "Reports", "count", help="On the right day in a report of the case system."),
    Field("wrong", "Wrong", "count", help="In the store on a day, or with a code, that never was."),
    Field("why", "Why the rest is lost", width=60),
)
_GUIDE = (
    "The store beside truth.json, event by event: what really happened against what the borough's own files say of it.",
    "A fact counts as recovered where it stands in the end on its day; what was wrong and put right since is right.",
    "What a file shows to be so on its own day (status, allocated worker, category) is no event and not compared.",
)


@click.command(epilog="Example: journey demo recovery borough")
@click.argument("outdir", type=click.Path(file_okay=False, path_type=Path))
@reading
def command(asked: Reading, outdir: Path) -> int:
    """What the store has of a borough whose files were imported, beside what happened; OUTDIR is the borough's folder.

    Import all that import.txt names first. One row a kind of event: how many happened, how many each source gives back
    on the right day, how many are lost and why, and how many are wrong, which ends with exit code 1.
    """
    from journey.demo.files.truth import read_about, read_truth
    from journey.demo.recovery.compare import compare
    from journey.demo.recovery.rows import rows, wrong

    about = read_about(outdir)
    with session(asked) as reader:
        with progress("Comparing") as step:
            found = compare(reader.log, reader.standpoint, about, read_truth(outdir), step)
        told: list[Row] = list(rows(found))
        amiss = wrong(found)
        notes = tuple(f"Not so: {example}." for example in amiss[:_EXAMPLES])
        lead = (
            LeadLine("Children", about.children, f"{found.unknown:,} of them in no file"),
            LeadLine("Wrong", len(amiss), "on a day, or with a code, that never was"),
        )
        report = Report(
            "What the files give back", _COLUMNS, told, reader.meta(), "Event by event", lead, notes, _GUIDE
        )
        reader.deliver(report, found.streams)
    return int(bool(amiss))
