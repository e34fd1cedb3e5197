"""Event-sourced case journeys for children's social care.

>>> from journey import open_log
>>> with open_log("journey.db", by="Priya Shah") as log:
...     log.record("ReferralReceived", "1000504", on=date(2025, 5, 1), source="2A")
...     log.show("1000504", known_at=date(2025, 4, 30))

``open_log`` is all there is to import; docs/python.md explains it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journey.recording.journeys import JourneyLog

__version__ = "0.1.0"
__all__ = ["__version__", "open_log"]


def open_log(url: str, *, by: str, purpose: str = "", create: bool = False, keyring: str | None = None) -> JourneyLog:
    """Open a store for a person: a file (``journey.db``), ``sqlite:///path`` or ``postgresql://…``.

    ``by`` is who reads and records, ``purpose`` why; both are kept in the access log. ``create`` makes a store that is
    missing; ``keyring`` is the address of the keys when they are kept elsewhere. Raises UsageError for a missing store
    or a nameless person, NotPermitted for a store that cannot be used, Busy when another command keeps hold of it.
    """
    # What is heavy is loaded here: the command line imports this package for its version alone.
    from journey.cli.may_read import may_read
    from journey.cli.sources import declarations
    from journey.domain.errors import UsageError
    from journey.recording.journeys import JourneyLog
    from journey.store import log

    if not by.strip():
        raise UsageError("Say who reads and records: open_log(url, by='Priya Shah').")
    opened = log.open_log(url, create=create, keyring=keyring)
    return JourneyLog(opened, by.strip(), declarations(), purpose, permit=may_read(opened))
