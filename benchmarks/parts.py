"""The parts of an import: comparing and writing, which go on in turns, told apart by the processor's time."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import process_time
from typing import Any
from unittest.mock import patch

from journey.domain.columns import SourceDeclaration
from journey.domain.extract import Extract
from journey.domain.intake.plan import plan_import
from journey.domain.statements import Statement
from journey.store import importing
from journey.store.log import Log


@contextmanager
def collected_as_by_the_command() -> Iterator[None]:
    """The command looks for garbage less often than Python would (``cli.main``); so does what is measured inside."""
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Clock:
    """The processor's seconds that passed inside the calls that it times."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def timed(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """A call that is timed; what it answers and raises is unchanged."""

        def timing(*args: Any, **kwargs: Any) -> Any:
            started = process_time()
            try:
                return call(*args, **kwargs)
            finally:
                self.seconds += process_time() - started

        return timing


def compared_and_written(log: Log, extract: Extract, declaration: SourceDeclaration) -> tuple[Any, dict[str, float]]:
    """Import an extract: its account, and the seconds of its two parts.

    Writing is making the keys of new children, encoding, sealing, hashing and storing statements, the inventories that
    the next import reads, and the commit. All else is comparing: reading what the source said before, the
    fingerprints of rows, what each file says of each child, and what is newly said.
    """
    writing = Clock()
    planned_at = 0.0

    def planned(*args: Any, hand_over: Callable[[Sequence[Statement]], None], **kwargs: Any) -> Any:
        nonlocal planned_at
        plan = plan_import(*args, hand_over=writing.timed(hand_over), **kwargs)
        planned_at = process_time()
        return plan

    ensure = writing.timed(log.keyring.ensure)
    with patch.object(importing, "plan_import", planned), patch.object(log.keyring, "ensure", ensure):
        started = process_time()
        done = importing.import_extract(log, extract, declaration)
        whole = process_time() - started
        after = started + whole - planned_at if planned_at else 0.0
    return done, {"compare": whole - writing.seconds - after, "write": writing.seconds + after}
