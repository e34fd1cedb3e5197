"""Whether whoever records by hand may read the records that a command is about: as in the commands that read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.cli.withholding import withholding

if TYPE_CHECKING:
    from journey.recording.journeys import Permit
    from journey.store.log import Log


def may_read(log: Log) -> Permit:
    """What a ``JourneyLog`` asks before it writes or shows. Raises UsageError where a purpose must be said."""

    def ask(streams: Sequence[str], purpose: str) -> tuple[str, str | None]:
        rights = withholding(log)
        if refusal := rights.refusal(streams):
            return f"[refused] {purpose}".strip(), refusal
        return rights.purpose(streams, purpose), None

    return ask
