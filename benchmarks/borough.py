"""A made-up borough of any size from a fixed seed: 19 statements a child, 2 % of them corrections, 5 % known late.

Written straight through the bulk path, so that ten million take minutes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from journey.domain.facts import PERSON, fact_key
from journey.domain.statements import Source, Statement, child_stream
from journey.domain.values import Data, code
from journey.store import bulk
from journey.store.hashing import Encoded
from journey.store.log import Log, open_log
from journey.store.placing import encoded
from journey.store.schema import EVENTS_LOCK

LA = "999"
STATEMENTS_A_CHILD = 19
FIRST, LAST = date(2012, 1, 1), date(2025, 3, 31)

_CHILDREN_A_TIME = 2_000
_RECORDED_AT = 1_764_000_000_000_000
_CORRECTED, _LATE = 0.02, 0.05

_SOURCES = [code(one, f"{one} - as the file says it") for one in ("1A", "2A", "3A", "5B", "6")]
_YES_NO = [code("yes", "a) Yes"), code("no", "b) No")]
_NEEDS = [code(f"N{n}", f"N{n} - a category of need") for n in range(1, 9)]
_STATUSES = [code(one, one) for one in ("CIN", "CP", "LAC", "assessment")]


def fill(store: Path, statements: int) -> None:
    """Make a store with so many statements about as many children as that takes."""
    chance = random.Random(statements)
    with open_log(str(store)) as log:
        children = range(1_000_000, 1_000_000 + statements // STATEMENTS_A_CHILD)
        for start in range(0, len(children), _CHILDREN_A_TIME):
            add(log, [s for n in children[start : start + _CHILDREN_A_TIME] for s in _journey(str(n), chance)])


def add(log: Log, statements: list[Statement]) -> None:
    """Append statements by the bulk path, their streams' versions counted on."""
    streams = list(dict.fromkeys(s.stream for s in statements))
    log.keyring.forget()
    log.keyring.ensure(streams)
    versions = {s.stream: s.events for s in log.streams("child")} if any(map(log.has_stream, streams[:1])) else {}
    with log.database.writing(EVENTS_LOCK) as connection:
        bulk.append(connection, bulk.last_place(connection), _encoded(log, statements, versions), _RECORDED_AT)


def a_day_s_work(log: Log, statements: int, children: int) -> list[Statement]:
    """New statements about children who are in the store already, as a day's recording brings them."""
    chance = random.Random(children)
    numbers = chance.sample(range(children), statements)
    source = Source("annex-a", LAST, bytes(32), sheet="List 6")
    return [
        Statement(child_stream(LA, str(1_000_000 + n)), "ChildSeen", fact_key("seen", LAST, 1), LAST, source, {},
                  occurred_on=LAST)
        for n in numbers
    ]  # fmt: skip


def _encoded(log: Log, statements: list[Statement], versions: dict[str, int]) -> Iterator[Encoded]:
    for statement in statements:
        version = versions[statement.stream] = versions.get(statement.stream, 0) + 1
        yield encoded(statement, version, log.keyring)


def _journey(child: str, chance: random.Random) -> Iterator[Statement]:
    """One child's statements: who the child is, then a round of work, again and again, some of it corrected or late."""
    stream = child_stream(LA, child)
    day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days - 800))
    about: Data = {
        "date_of_birth": day - timedelta(days=chance.randrange(6_000)),
        "ethnicity": code("WBRI", "a) WBRI"),
        "sex": code(*chance.choice([("F", "b) Female"), ("M", "a) Male")])),
    }
    yield Statement(stream, "ChildRegistered", PERSON, day, Source("annex-a", day, bytes(32), "", "List 3", 2), about)
    fact = ""
    for number in range(STATEMENTS_A_CHILD - 1):
        day += timedelta(days=chance.randrange(1, 45))
        known = day + timedelta(days=chance.randrange(30, 400) if chance.random() < _LATE else chance.randrange(28))
        source = Source("annex-a", known, bytes(32), "2025-03-31T09:30:00", "List 6", chance.randrange(2, 9_000))
        if fact and chance.random() < _CORRECTED:
            data: Data = {"field": "occurred_on", "value": day - timedelta(days=60), "based_on": number}
            yield Statement(stream, "FactCorrected", fact, known, source, data)
        else:
            name, kind, part = _ROUND[number % len(_ROUND)]
            fact = fact_key(kind, day, 1, part)
            yield Statement(stream, name, fact, known, source, _data(name, chance), occurred_on=day)


_ROUND = (
    ("ContactReceived", "contact", None),
    ("ReferralReceived", "referral", None),
    ("AssessmentStarted", "assessment", None),
    ("AllocationObserved", "allocation", None),
    ("CINEpisodeOpened", "episode", None),
    ("ChildSeen", "seen", None),
    ("CaseStatusObserved", "status", None),
    ("ChildSeen", "seen", None),
    ("AllocationObserved", "allocation", None),
    ("CaseClosed", "episode", "closed"),
)


def _data(name: str, chance: random.Random) -> Data:
    team, worker = f"Hub {chance.randrange(1, 19)}", f"w:{chance.randrange(900):012x}"
    fields: dict[str, Data] = {
        "ContactReceived": {"source": chance.choice(_SOURCES)},
        "ReferralReceived": {"source": chance.choice(_SOURCES), "team": team, "worker": worker},
        "AssessmentStarted": {"child_seen": chance.choice(_YES_NO), "team": team, "worker": worker},
        "AllocationObserved": {"team": team, "worker": worker},
        "CINEpisodeOpened": {"need": chance.choice(_NEEDS)},
        "CaseStatusObserved": {"status": chance.choice(_STATUSES)},
        "CaseClosed": {"reason": code("RC7", "RC7 - Services ceased for any other reason"), "team": team},
    }
    return fields.get(name, {})
