"""Logs in which anything may happen to a few children, in a few days, said by a few sources."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st

from journey.domain.events import event
from journey.domain.facts import PERSON, fact_key
from journey.domain.statements import Source, Statement, child_stream
from journey.domain.values import Data, code

LA = "999"
FIRST = date(2025, 3, 1)
CHILDREN = ("1000", "1001", "1002", "1003")
MERGES = (("1000", "1001"), ("1001", "1002"))
"""Survivor and absorbed: a chain, so that a merge into a merged record happens, and a cycle does not."""

DAYS = st.integers(0, 5).map(lambda n: FIRST + timedelta(days=n))
KNOWN = st.integers(3, 9).map(lambda n: FIRST + timedelta(days=n))
CODES = st.sampled_from([code("a", "a) A"), code("b", "b) B"), code(None, "nobody knows")])
TEAMS = st.sampled_from(["Hub 4", "Hub 5"])
UNREAD = st.dictionaries(
    st.sampled_from(["Team", "Source"]), st.just({"written": "??", "problem": "is in no list"}), max_size=2
)
WRITTEN = st.lists(st.sampled_from(["sex: b) Female (List 3)", "ethnicity: x (List 4, List 6)"]), max_size=2)

FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "ReferralReceived": {
        "source": CODES, "team": TEAMS, "asserted_referrals_12m": st.integers(0, 2), "unread": UNREAD,
    },
    "AssessmentStarted": {"team": TEAMS, "worker": TEAMS},
    "AssessmentAuthorised": {"support_required": CODES},
    "CINEpisodeOpened": {"need": CODES},
    "CaseClosed": {"reason": CODES, "team": TEAMS},
    "ChildSeen": {},
    "CPVisitMade": {"seen_alone": CODES},
    "AllocationObserved": {"team": TEAMS, "worker": TEAMS, "no_worker": TEAMS},
    "PlacementStarted": {"type": CODES, "authority": TEAMS, "postcode": TEAMS},
    "PlacementEnded": {"reason": CODES},
    "AdoptionDecisionMade": {"entered_care_on": DAYS},
    "StrategyDiscussionHeld": {"attending": st.lists(CODES, max_size=2)},
    "ChildRegistered": {
        "date_of_birth": DAYS, "expected_birth_date": DAYS, "ethnicity": CODES, "sex": CODES, "also_written": WRITTEN,
    },
}  # fmt: skip
"""Events of every series, with a field of every kind and personal ones among them."""

SOURCES = st.builds(
    lambda system, day, made: Source(
        system, day, b"" if system == "person" else bytes([made]) * 32, str(made), f"List {made}"
    ),
    st.sampled_from(["annex-a", "annex-a", "cin", "report:visits", "report:visits:latest", "person"]),
    KNOWN,
    st.integers(1, 3),
)


_ORDINALS = st.sampled_from([1, 1, 1, 2])


@st.composite
def keys(draw: st.DrawFn, name: str) -> str:
    """A fact key of an event, out of few."""
    cls = event(name)
    if cls.KIND == PERSON:
        return PERSON
    return fact_key(cls.KIND, FIRST + timedelta(days=draw(st.integers(0, 1))), draw(_ORDINALS), cls.PART)


@st.composite
def said(draw: st.DrawFn, names: list[str]) -> Statement:
    """A statement of any role about a fact of one of some events."""
    name = draw(st.sampled_from(names))
    fact = draw(keys(name))
    role = draw(st.sampled_from(["say"] * 6 + ["progress", "correct", "move", "retract", "reinstate", "withdraw"]))
    known_on = draw(KNOWN)
    data, stored = draw(_data(name, role)), _NAMES.get(role, name)
    happened = role == "say" and fact != PERSON
    day = (date.fromisoformat(fact.split("/")[1]) if draw(st.booleans()) else draw(DAYS)) if happened else None
    if role == "move" and draw(st.booleans()) and fact != PERSON:
        data["moved_to"] = fact_key(event(name).KIND, data["value"] or draw(DAYS), draw(_ORDINALS))  # type: ignore[arg-type]
    return Statement(
        stream=child_stream(LA, draw(st.sampled_from(CHILDREN))),
        name=stored,
        fact=fact,
        known_on=known_on,
        known_from=draw(st.none() | st.just(known_on - timedelta(days=draw(st.integers(0, 3))))),
        source=draw(SOURCES),
        data=data,
        occurred_on=day,
        occurred_time=draw(st.none() | st.sampled_from([time(0, 0), time(14, 30)]))
        if happened or role == "move"
        else None,
        precision=draw(st.sampled_from(["exact", "exact", "interval", "inferred"])) if happened else "exact",
        occurred_from=draw(st.none() | DAYS) if happened else None,
    )


_NAMES = {
    "progress": "FactProgressed",
    "correct": "FactCorrected",
    "move": "FactCorrected",
    "retract": "FactRetracted",
    "reinstate": "FactReinstated",
    "withdraw": "FactRetracted",
}


@st.composite
def _data(draw: st.DrawFn, name: str, role: str) -> Data:
    fields = FIELDS[name]
    if role == "say":
        return draw(st.fixed_dictionaries({}, optional=fields))
    if role == "progress":
        optional = {field: st.none() | values for field, values in fields.items()}
        return {"fields": draw(st.fixed_dictionaries({}, optional=optional))}
    if role == "correct":
        field = draw(st.sampled_from([*sorted(fields), "nonesuch"]))
        return {"field": field, "value": draw(st.none() | fields.get(field, TEAMS))}
    if role == "move":
        return {"field": "occurred_on", "value": draw(DAYS | st.none())}
    return {"statement": draw(st.integers(1, 6))} if role == "withdraw" else {}


@st.composite
def merges(draw: st.DrawFn) -> list[Statement]:
    """Two records merged, or unmerged, said on both streams."""
    pair = [child_stream(LA, child) for child in draw(st.sampled_from(MERGES))]
    name, known_on = draw(st.sampled_from(["RecordsMerged", "RecordsMerged", "RecordsUnmerged"])), draw(KNOWN)
    return [
        Statement(stream, name, "record", known_on, Source("person", known_on),
                  {"survivor": pair[0], "absorbed": pair[1]})
        for stream in pair
    ]  # fmt: skip


@st.composite
def logs(draw: st.DrawFn) -> list[list[Statement]]:
    """What was written in each of a few transactions: much about few facts."""
    together = draw(st.sampled_from(_TOGETHER))
    names = sorted({*together, draw(st.sampled_from(sorted(FIELDS)))})
    written = draw(st.lists(st.lists(said(names), min_size=4, max_size=14), min_size=2, max_size=3))
    merged = draw(st.lists(st.tuples(st.integers(0, 2), merges()), max_size=3))
    for number, statements in merged:
        written[number % len(written)].extend(statements)
    return written


_TOGETHER = (
    ("AssessmentStarted", "AssessmentAuthorised"),
    ("CINEpisodeOpened", "CaseClosed"),
    ("AllocationObserved",),
    ("ChildSeen",),
    ("CPVisitMade", "PlacementStarted"),
    ("PlacementStarted", "PlacementEnded"),
    ("ChildRegistered", "ReferralReceived"),
)
