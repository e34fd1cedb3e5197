"""Made-up journeys from a fixed seed: twenty-five statements a child, as extracts of Annex A would say them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from journey.domain.facts import PERSON, fact_key
from journey.domain.statements import Source, Statement, child_stream, extract_stream
from journey.domain.values import Data, code
from journey.store.log import open_log

LA = "999"
STATEMENTS_A_CHILD = 25

_CHILDREN_A_BATCH = 2_000
_FILE = bytes(32)
_EXTRACT = date(2025, 3, 31)

_KINDS: tuple[tuple[str, str, str | None, Data], ...] = (
    ("ContactReceived", "contact", None, {"source": code("2A", "e) 2A: Schools")}),
    ("ReferralReceived", "referral", None, {"source": code("2A", "e) 2A: Schools"), "team": "Assessment 2"}),
    ("AssessmentStarted", "assessment", None, {"team": "Assessment 2", "worker": "w:0123456789ab"}),
    ("AssessmentAuthorised", "assessment", "authorised", {"support_required": code("yes", "a) Yes")}),
    ("CINEpisodeOpened", "episode", None, {"need": code("N1", "N1 - Abuse or neglect")}),
    ("CaseClosed", "episode", "closed", {"reason": code("RC7", "RC7 - Services ceased for any other reason")}),
    ("ChildSeen", "seen", None, {}),
    ("AllocationObserved", "allocation", None, {"team": "Safeguarding 1", "worker": "w:ba9876543210"}),
)


def fill(store: Path, events: int) -> str:
    """Make a store with so many events and return the id of a child in its middle. One event says what was imported."""
    children = range(1_000_000, 1_000_000 + events // STATEMENTS_A_CHILD)
    chance = random.Random(events)
    with open_log(f"sqlite:///{store}") as log, log.writing() as writer:
        for start in range(0, len(children), _CHILDREN_A_BATCH):
            batch = children[start : start + _CHILDREN_A_BATCH]
            writer.append([statement for child in batch for statement in journey_of(str(child), chance)])
        writer.append([_imported()])
    return str(children[len(children) // 2])


def journey_of(child: str, chance: random.Random) -> Iterator[Statement]:
    """One child's statements: who the child is, then things that happened, in the order of their days."""
    stream = child_stream(LA, child)
    source = Source("annex-a", _EXTRACT, _FILE, sheet="List 6", row=2)
    born = date(2010, 1, 1) + timedelta(days=chance.randrange(4_000))
    about: Data = {"date_of_birth": born, "ethnicity": code("WBRI", "a) WBRI"), "sex": code("F", "b) Female")}
    yield Statement(stream, "ChildRegistered", PERSON, _EXTRACT, source, about)
    day = date(2023, 9, 1)
    for number in range(STATEMENTS_A_CHILD - 1):
        name, kind, part, data = _KINDS[number % len(_KINDS)]
        day += timedelta(days=chance.randrange(1, 30))
        yield Statement(stream, name, fact_key(kind, day, 1, part), _EXTRACT, source, data, occurred_on=day)


def _imported() -> Statement:
    lists: list[dict[str, object]] = [{"list": "List 6", "window_from": date(2024, 9, 30), "rows": 1, "rejected": 0}]
    data: Data = {"files": [_FILE.hex()], "lists": lists}
    source = Source("annex-a", _EXTRACT, _FILE)
    fact = fact_key("extract", _EXTRACT)
    return Statement(extract_stream(LA), "ExtractImported", fact, _EXTRACT, source, data, occurred_on=_EXTRACT)
