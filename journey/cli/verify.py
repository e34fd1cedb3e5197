"""``journey verify``: is the store still what was written to it?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journey.cli.canonical import canonical
from journey.cli.options import Showing, showing
from journey.cli.showing import check, content_of, show
from journey.cli.store import store_url
from journey.domain.errors import StoreDamaged, UsageError
from journey.reports.table import Field, LeadLine, Report, Row

if TYPE_CHECKING:
    from journey.store.checkpoint import Checkpoint

USE = "Look after the store"

_COLUMNS = (
    Field(
        "position", "Position", "count", help="The first position that is not what was written; 0 for the whole store."
    ),
    Field("problem", "Problem", "text", 60, "What does not hold there."),
)
_GUIDE = (
    "Every hash of the log and of the access log is computed again, and the triggers are compared with those made.",
    "Whoever can write to the database could compute the whole chain again.",
    "What was changed is evident up to the last checkpoint that is kept elsewhere: journey checkpoint.",
)


@click.command(epilog="Example: journey verify --checkpoint checkpoint-2026-11-21.json")
@click.option(
    "--checkpoint",
    "checkpoints",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Compare with this checkpoint as well; any number of them, also as FILE FILE …",
)
@click.option(
    "--public-key",
    "public_keys",
    multiple=True,
    metavar="TEXT",
    help="Only checkpoints signed by the key with this public part count. Without it, compare the keys shown yourself.",
)
@click.argument("more", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@showing
def command(asked: Showing, checkpoints: tuple[Path, ...], public_keys: tuple[str, ...], more: tuple[Path, ...]) -> int:
    """Recompute every hash of the store, and name the first position that is not what was written."""
    check(asked)
    trusted = [_public_key(text) for text in public_keys]

    from journey.store.checkpoint import read
    from journey.store.log import open_log
    from journey.store.verify_store import verify_store

    ctx = click.get_current_context()
    signed = {str(path): read(path) for path in (*checkpoints, *more)}
    with open_log(store_url(ctx), create=False) as log:
        verified = verify_store(log, signed, trusted)
        disposed = log.disposed()
        rows: list[Row] = [{"position": at, "problem": _unnamed(what, disposed)} for at, what in verified.problems]
        log_to, chain = verified.log.position, verified.log.chain.hex()
        report = Report(
            title="The store does not verify" if rows else "The store verifies",
            caption="Problems",
            columns=_COLUMNS,
            rows=rows,
            lead=(
                LeadLine("Log", f"verified to position {log_to:,}", f"chain {chain}"),
                LeadLine("Access log", f"verified to entry {verified.access.position:,}"),
                *_lead(signed, trusted),
            ),
            meta={
                "store": log.store_id,
                "position": log_to,
                "verified_to": log_to,
                "chain": chain,
                "root": verified.root.hex(),
                "access_verified_to": verified.access.position,
                "checkpoints": [_row(name, checkpoint) for name, checkpoint in signed.items()],
                "command": canonical(ctx, {"format_name": asked.format}),
            },
            guide=_GUIDE,
        )
        show(content_of(report, asked), report, asked)
    return StoreDamaged.exit_code if rows else 0


def _unnamed(problem: str, disposed: Collection[str]) -> str:
    """A problem, which names a stream by its id, without that of a record that was disposed of."""
    return next((problem.replace(one, "(disposed of)") for one in disposed if f"{one} " in problem), problem)


def _public_key(text: str) -> str:
    try:
        if len(bytes.fromhex(text)) == 32:
            return text.lower()
    except ValueError:
        pass
    raise UsageError(f"{text!r} is not the public part of a key: 64 digits and letters a to f, as --new-key printed.")


def _lead(signed: Mapping[str, Checkpoint], trusted: Sequence[str]) -> Iterator[LeadLine]:
    if not signed:
        yield LeadLine("Checkpoints", "none compared: a chain computed again as a whole would not be noticed")
    for name, checkpoint in signed.items():
        key = "a key you gave" if checkpoint.key in trusted else f"key {checkpoint.key}: is it yours?"
        yield LeadLine(
            "Checkpoint", f"{name}, position {checkpoint.position:,}, {checkpoint.made_at}", f"signed by {key}"
        )


def _row(name: str, checkpoint: Checkpoint) -> Row:
    return {"file": name, "position": checkpoint.position, "made_at": checkpoint.made_at, "key": checkpoint.key}
