"""A diagnostic of twenty-four children in need or looked after, all of them drawn, for tests of what is made of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from journey.audit.audited import Audited, audited
from journey.audit.diagnostic import Diagnostic, find
from journey.audit.draw import Plan, draw
from journey.audit.frame_rows import frame_of
from journey.audit.recording import Opening, record_drawn, record_opened
from journey.domain.statements import Statement
from journey.store.log import Log
from tests.audit.stores import DAY, SINCE, asked, said, write

TODAY = date(2025, 5, 6)
STRATA = ("looked-after", "child-in-need")


def children() -> list[Statement]:
    """Twenty in need and four looked after."""
    needy = [said(f"{number:03}", "CINEpisodeOpened", date(2025, 2, 3)) for number in range(20)]
    cared = [said(f"{number:03}", "BecameLookedAfter", date(2025, 2, 3)) for number in range(20, 24)]
    return [*needy, *cared]


def drawn(log: Log, name: str = "d", kind: str = "diagnostic", **plan: Any) -> Diagnostic:
    """A diagnostic with its sample: of every child, where ``plan`` says nothing else."""
    question = asked(log)
    frame = frame_of(question, SINCE, STRATA)
    opening = Opening(name, name.upper(), kind, "to learn", SINCE, DAY, question.at, STRATA, {})
    found = record_opened(log, opening, frame, on=TODAY, by="a person")
    how = Plan(**{"method": "random", "size": 24, "seed": "a seed", "minimum": 2, **plan})
    return record_drawn(log, found, how, frame, draw(frame, how), on=TODAY, by="a person")


def with_said(log: Log, name: str, *said_too: Statement) -> tuple[Diagnostic, Audited]:
    """The diagnostic after auditors said something."""
    write(log, *said_too)
    found = find(log, name)
    return found, audited(log, found)
