"""``journey import organisation``: hubs, posts, teams and settings over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from journey.cli.clock import today
from journey.cli.importing.asked import Asked, importing
from journey.cli.importing.take_in import Refers, take_in
from journey.domain.errors import BadInputFile, UsageError

if TYPE_CHECKING:
    from journey.domain.extract import Extract


@click.command(epilog="Example: journey import organisation hubs.toml --la 999 --dry-run")
@importing(
    files_needed=False,
    la_help="The authority's three-digit DfE code; not needed where the file says it.",
    date_help="The day the file speaks for; not needed where the file says it.",
)
@click.option(
    "--whole", is_flag=True, help="The file leaves nothing out: what it lacks and the one before had is withdrawn."
)
@click.option("--example", metavar="NAME", help="Print an example file: slough-2015-2017, from published documents.")
def command(asked: Asked, whole: bool, example: str | None) -> None:
    """Hubs, group managers, posts, teams and settings over time: a TOML or CSV file that people keep.

    Days are written as exactly as they are known: 2017-01 for a month, "not after 2017-03-31", "not before …". The file
    is compared with those before and after it: import it again whenever it changes. What it lacks is withdrawn only
    where it says that it is whole. Nothing is taken in from a file with a mistake: each is named with its line.
    """
    if example is not None:
        from journey.importers.organisation.examples import text_of

        click.echo(text_of(example), nl=False)
        return
    if len(asked.files) != 1:
        raise UsageError("Name one file: journey import organisation FILE. Each is imported by itself.")
    from journey.importers.organisation import ORGANISATION, read_organisation

    (path,) = asked.files

    def read(refers: Refers) -> Sequence[Extract]:
        extract = read_organisation(path, la=asked.la, extract_date=asked.extract_date, whole=whole, refers=refers)
        if extract.speaks_for > today():
            raise BadInputFile(f"{path.name} speaks for {extract.speaks_for:%d/%m/%Y}, which lies in the future.")
        return [extract]

    take_in(asked, ORGANISATION, read)
