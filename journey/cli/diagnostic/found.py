"""A diagnostic that a command is about: found by its name, and asked about where its frame stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

from journey.cli.cache import cache_folder, told
from journey.cli.canonical import canonical
from journey.cli.machine import processes
from journey.cli.options import Reading, Showing
from journey.cli.session import Session, session
from journey.cli.sources import declarations

if TYPE_CHECKING:
    from journey.audit.diagnostic import Diagnostic
    from journey.projections.questions import Asked

NAME = click.argument("name", metavar="NAME")
SEALED: Final = "(sealed)"


@dataclass(frozen=True)
class Found:
    """A diagnostic, the store asked where its frame stands, and the reading that is recorded."""

    diagnostic: Diagnostic
    question: Asked
    reader: Session

    def meta(self, diagnostic: Diagnostic | None = None, **more: Any) -> dict[str, Any]:
        """What makes a report about the diagnostic again: it stands at the last statement about it."""
        one = diagnostic or self.diagnostic
        opened, log = one.opened, self.reader.log
        plan = one.plan
        return {
            "store": log.store_id,
            "position": one.position,
            "chain": log.chain_at(one.position).hex(),
            "as_at": one.at.as_at,
            "known_at": one.at.known_at,
            "data_to": one.at.data_to,
            "rule_version": opened["rule_version"],
            "command": self.reader.command,
            "diagnostic": one.name,
            "kind": opened["kind"]["code"],
            "purpose": opened["purpose"],
            "from": opened["period_from"],
            "to": opened["period_to"],
            "frame_position": one.at.position,
            "frame_chain": one.at.chain,
            "frame_hash": opened["frame_hash"],
            "frame_size": opened["frame_size"],
            "release": opened["release"],
            "excluded": dict(sorted(one.excluded.items())),
            "left_out": one.left_out,
            "counts": {name: one.counts[name] for name in one.strata},
            "method": plan.method if plan else None,
            "seed": plan.seed if plan else None,
            "size": plan.size if plan else None,
            "minimum": plan.minimum if plan else None,
            "by": plan.by if plan else None,
            "marks": list(plan.marks) if plan else [],
            **more,
        }


@contextmanager
def found(
    showing: Showing,
    name: str,
    position: int | None = None,
    purpose: str | None = None,
    sealed: Collection[str] = (),
    **resolved: Any,
) -> Iterator[Found]:
    """Open the store and find a diagnostic, as it stood at a position of the log.

    ``resolved`` are options by name with what they came to. The words of the options in ``sealed`` stand sealed in the
    log, and not in the command that is kept. Raises ``UsageError``, with the names there are, where there is none.
    """
    asked = Reading(showing.format, showing.output, None, None, position, purpose)
    with session(asked) as reader:
        from dataclasses import replace

        from journey.audit.diagnostic import find
        from journey.projections.questions import Asked

        diagnostic = find(reader.log, name, reader.standpoint.position)
        ctx = click.get_current_context()
        said = dict.fromkeys((option for option in sealed if ctx.params.get(option)), SEALED)
        command = canonical(ctx, {"position": diagnostic.position, "format_name": showing.format, **resolved, **said})
        question = Asked(reader.log, diagnostic.at, declarations(), cache_folder(reader.log), processes(), told)
        here = replace(reader, standpoint=replace(diagnostic.at, position=diagnostic.position), command=command)
        yield Found(diagnostic, question, here)
