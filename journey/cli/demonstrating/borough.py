"""``journey demo borough``: invented lives from contact to closure, as files or straight into a store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journey.cli.days import DAY
from journey.cli.output import print_text
from journey.cli.progress import progress
from journey.cli.store import store_url
from journey.domain.errors import UsageError
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.demo.borough.borough import Borough

_FIRST, _LAST = date(2006, 4, 1), date(2025, 3, 31)
"""Between them a borough can lie: bank holidays, and years enough before and after, are known."""


@click.command(
    epilog="""
    The figures that the lives are made to give, and what is ours, are in docs/borough.md. Fewer children give smaller
    counts in the same proportions.

    Example: journey demo borough --children 500 --seed 7 borough
    """
)
@click.argument("outdir", required=False, type=click.Path(file_okay=False, path_type=Path), metavar="[OUTDIR]")
@click.option(
    "--from", "first", type=DAY, default="2014-04-01", show_default=True, metavar="D", help="The first day on record."
)
@click.option("--to", "last", type=DAY, default="2018-03-31", show_default=True, metavar="D", help="The last day.")
@click.option(
    "--children",
    type=click.IntRange(1, 10_000_000),
    metavar="N",
    help="How many children. Default: as many as give the published counts, 16000 in four years.",
)
@click.option("--seed", type=click.IntRange(0, 2**31), default=1, show_default=True, metavar="S", help="Which borough.")
@click.option(
    "--into-store", is_flag=True, help="The events straight into the store (--store), which must be empty or new."
)
def command(outdir: Path | None, first: date, last: date, children: int | None, seed: int, into_store: bool) -> None:
    """An invented borough, the same for the same seed: families, workers, hubs, and a record with faults.

    In OUTDIR stands what an authority would have: monthly Annex A workbooks, census and looked-after returns, reports
    of the case system, the organisation file; and with them truth.json (what happened), faults.json (what the record
    gets wrong) and import.txt (the commands that take it all in). Nobody in it exists.
    """
    from journey.demo.borough.borough import Borough

    if outdir is None and not into_store:
        raise UsageError("Name a folder for the files, or write into a store with --into-store.")
    if not _FIRST <= first < last <= _LAST:
        raise UsageError(f"A borough begins on {_FIRST} or later, ends by {_LAST}, and --from comes before --to.")
    borough = Borough(first, last, children or 0, seed)
    if outdir is not None:
        _refuse_used(outdir)
    if into_store:
        _fill(borough)
    if outdir is not None:
        _write(borough, outdir)


def _refuse_used(folder: Path) -> None:
    """A folder that holds anything is somebody's."""
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty. Name a new folder, or empty this one; nothing was written.")


def _fill(borough: Borough) -> None:
    from journey.demo.borough.filling import fill

    with progress("Children") as step:
        events = fill(store_url(), borough, step)
    print_text(f"{_size(borough)}: {counted(events, 'event')} in the store.\n")


def _write(borough: Borough, folder: Path) -> None:
    from journey.demo.files.writing import write_files

    folder.mkdir(parents=True, exist_ok=True)
    with progress("Files") as step:
        commands: Sequence[object] = write_files(
            borough.lives(), borough.children, borough.organisation(), folder, step
        )
    print_text(
        f"{_size(borough)}: files for {counted(len(commands), 'import')} in {folder}; the commands are in "
        f"{folder / 'import.txt'}.\n"
    )


def _size(borough: Borough) -> str:
    return f"Seed {borough.seed}, {counted(borough.children, 'child', 'children')}"
