"""``journey checkpoint``: sign how the store stands, for keeping elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from journey.cli.output import check_output, print_text, write_file
from journey.cli.store import store_url
from journey.domain.errors import StoreDamaged, UsageError

USE = "Look after the store"


@click.command(epilog="Example: journey checkpoint --key signing.pem --output checkpoint-2026-11-21.json")
@click.option(
    "--key", type=click.Path(path_type=Path), metavar="FILE", help="The key to sign with; never in the store."
)
@click.option(
    "--new-key",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Make a key in this file, and print its public part.",
)
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to this new file instead of the screen."
)
def command(key: Path | None, new_key: Path | None, output: Path | None) -> None:
    """Sign how the store stands, in a file to be kept where nobody who can write to the store can reach it.

    What is changed behind the store's back afterwards, up to the position signed, is then evident to: journey verify
    --checkpoint FILE. What comes after the last checkpoint kept elsewhere is not covered. A store that does not verify
    is not signed.
    """
    if (key is None) == (new_key is None):
        raise UsageError("Say --key FILE to sign, or --new-key FILE to make a key first.")
    if new_key is not None:
        _make(new_key)
    if key is not None:
        _sign(key, output)


def _make(path: Path) -> None:
    from journey.store.signing import new_key

    print_text(f"{new_key(path).hex()}\n")
    click.echo(
        f"The key is in {path}: keep it away from the store. Above is its public part, for verify --public-key: write "
        "it down where nobody can change it.",
        err=True,
    )


def _sign(path: Path, output: Path | None) -> None:
    from journey.store.checkpoint import sign
    from journey.store.log import open_log
    from journey.store.signing import read_key
    from journey.store.verify_store import verify_store

    if output is not None:
        check_output(output)
        if output.exists():
            raise UsageError(f"{output} is there already: an earlier checkpoint is worth keeping. Name another file.")
    key = read_key(path)
    with open_log(store_url(), create=False) as log:
        verified = verify_store(log)
        if verified.problems:
            position, problem = verified.problems[0]
            raise StoreDamaged(f"Nothing was signed: position {position}: {problem}. See: journey verify")
        text = sign(
            key,
            store=log.store_id,
            log=verified.log,
            root=verified.root,
            access=verified.access,
            made_at=log.clock(),
        ).text()
    if output is None:
        print_text(text)
    else:
        write_file(output, text.encode())
        click.echo(f"Written to {output}. Keep it elsewhere.", err=True)
