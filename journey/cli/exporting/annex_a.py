"""``journey export annex-a``: Ofsted's child-level lists, as at any day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import click

from journey.cli.exporting.asked import Wanted, exporting
from journey.cli.exporting.pseudonymised import annex_a_told
from journey.cli.exporting.write_out import exports, write_out
from journey.cli.progress import Step
from journey.cli.pseudonymising import disguise
from journey.domain.errors import UsageError
from journey.reports.pseudonyms import NOTICE
from journey.reports.words import counted


@click.command(epilog="Example: journey export annex-a annex_a.xlsx --la 999 --as-at 2025-03-31")
@click.option("--la", required=True, metavar="CODE", help="The authority's three-digit DfE code.")
@exporting
def command(wanted: Wanted, la: str) -> None:
    """Annex A (Ofsted): Lists 1 to 11 as they would have been made on a day, with personal details in clear.

    Without --known-at nothing is in them that became known after the day of --as-at, so that the lists can be taken in
    again as those of that day.
    Each list holds what its scope asks for: six months of contacts and referrals, what was open in them, twelve months
    of adoption. Ages are those of the day; a count is the larger of what the source counted and what the log holds.
    Codes are written with Annex A's own labels. A word in a worker's place ("Duty") is kept of open cases alone: in
    Lists 3 to 5 and of what has ended the worker is then blank.
    In place of family identifiers stand the keyed references of them that are kept. List 11 is blank: nothing is
    recorded of prospective adopters. What is shown to have been going on, but not since when, is in no list.
    """
    from journey.exporters.annex_a.lists import annex_a_rows, made_at
    from journey.exporters.annex_a.workbook import workbook

    if wanted.out.suffix.lower() != ".xlsx":
        raise UsageError(f"{wanted.out}: Annex A is a workbook; give a name that ends in .xlsx.")
    with exports(replace(wanted, known_at=wanted.known_at or wanted.as_at)) as reader:
        log, at = reader.log, reader.standpoint
        children: Sequence[str] = [summary.stream for summary in log.streams("child", la, upto=at.position)]
        if not children:
            raise UsageError(f"There is no child of authority {la} in {log.shown_url}. Check --la.")
        lists: dict[str, list[Any]] = {}

        def pieces(step: Step) -> Iterator[bytes]:
            lists.update(annex_a_rows(log, at, la, step))
            if wanted.pseudonymise is not None:
                lists.update(annex_a_told(lists, disguise(log, wanted.pseudonymise, at.as_at)))
            yield workbook(lists, made_at(log, at), NOTICE if wanted.pseudonymise else "")

        children = write_out(reader, wanted, children, pieces)
    rows = ", ".join(f"{name} {len(of):,}" for name, of in lists.items() if of) or "no list holds any"
    click.echo(
        f"Written to {wanted.out}, readable by you alone, as at {at.as_at:%d/%m/%Y}, from "
        f"{counted(len(children), 'record', 'records')}. Rows: {rows}.",
        err=True,
    )
