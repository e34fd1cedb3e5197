"""The column Source: what a file says, and not a person. ``annex-a 31 March 2024, List 3``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from journey.domain.statements import PERSON_SYSTEM, Source, Statement
from journey.scenario.cells import read_day
from journey.scenario.parts import Mistake, Step, nearest

FILES = ("annex-a", "cin", "ssd", "ssda903")
"""The files that a row can be of."""


def read_source(text: str) -> Source | None:
    """The file that a cell names: its format, the day it speaks for and, after a comma, the list. None for a person.

    Raises Mistake.
    """
    if not text:
        return None
    named, _, sheet = text.partition(",")
    system, _, day = named.strip().partition(" ")
    if system not in FILES:
        hint = nearest(system, FILES) or f" The files are {', '.join(FILES)}."
        raise Mistake(f"'{system}' is no file that a row can be of.{hint} Write it like annex-a 31 March 2024, List 3.")
    speaks_for = read_day(day.strip())
    fingerprint = hashlib.sha256(f"{system} {speaks_for}".encode()).digest()
    return Source(system, speaks_for, fingerprint, sheet=sheet.strip())


def source_of(step: Step) -> Source:
    """Who says a row: its file, or the person who recorded it."""
    return step.source or Source(PERSON_SYSTEM, step.known)


def with_known_from(said: Statement, steps: Iterable[Step], others: Sequence[Statement]) -> Statement:
    """A file's statement with the day from which it may have been known: the one after the file before, that lacked it.

    ``steps`` are all rows of the test, ``others`` all that their rows say of what happened.
    """
    files = {step.source for step in steps if step.source and step.source.system == said.source.system}
    before = [file.speaks_for for file in files if file.speaks_for < said.source.speaks_for]
    had = any(
        (one.stream, one.fact) == (said.stream, said.fact)
        and one.source.system == said.source.system
        and one.source.speaks_for < said.source.speaks_for
        for one in others
    )
    if said.source.system == PERSON_SYSTEM or not before or had:
        return said
    return replace(said, known_from=max(before) + timedelta(days=1))
