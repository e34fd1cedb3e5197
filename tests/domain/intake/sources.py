"""Two small invented sources, a log in memory, and builders: a test names only what matters to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

from journey.domain.columns import Column, Listing, Scope, SourceDeclaration
from journey.domain.extract import Claim, Extract, ListRead, Refused, Row
from journey.domain.intake.inventory import FileInventory
from journey.domain.intake.plan import Plan, plan_import
from journey.domain.statements import Source, Statement, child_stream
from journey.domain.values import Data, code, comparable
from journey.projections.effective import Fact, effective_history

LA = "999"
CHILD = Column("Child Unique ID", "key", None, None, "child", blank_ok=False)
BORN = Column("Date of Birth", "person", "ChildRegistered", "date_of_birth", "date")

CONTACTS = Listing(
    name="Contacts",
    title="Contacts",
    main="ContactReceived",
    scope=Scope("start"),
    columns=(
        CHILD,
        BORN,
        Column("Date", "key", "ContactReceived", "occurred_on", "date", blank_ok=False),
        Column("Source", "fixed", "ContactReceived", "source", "code"),
    ),
)
ENQUIRIES = Listing(
    name="Enquiries",
    title="Section 47 enquiries",
    main="Section47Started",
    scope=Scope("start"),
    columns=(
        CHILD,
        Column("Date", "key", "Section47Started", "occurred_on", "date", blank_ok=False),
        Column("Conference", "fill-in", "InitialCPConferenceHeld", "occurred_on", "date"),
        Column("Plan made", "fill-in", "InitialCPConferenceHeld", "plan_made", "code"),
    ),
)
EPISODES = Listing(
    name="Episodes",
    title="Children in need",
    main="CINEpisodeOpened",
    scope=Scope("end"),
    ends=("CaseClosed",),
    columns=(
        CHILD,
        BORN,
        Column("Start", "key", "CINEpisodeOpened", "occurred_on", "date"),
        Column("Need", "fixed", "CINEpisodeOpened", "need", "code"),
        Column("Seen", "latest", "ChildSeen", "occurred_on", "date"),
        Column("Closed", "fill-in", "CaseClosed", "occurred_on", "date"),
        Column("Reason", "fill-in", "CaseClosed", "reason", "code"),
        Column("Status", "current", "CaseStatusObserved", "status", "code"),
        Column("Team", "current", "AllocationObserved", "team", "text"),
        Column("Worker", "current", "AllocationObserved", "worker", "worker"),
    ),
)
CARE = Listing(
    name="Care",
    title="Looked after",
    main="BecameLookedAfter",
    scope=Scope("end"),
    ends=("CeasedLookedAfter",),
    identity=(("PlacementStarted", ("type", "urn")),),
    columns=(
        CHILD,
        Column("Start", "key", "BecameLookedAfter", "occurred_on", "date", blank_ok=False),
        Column("Placed", "current", "PlacementStarted", "occurred_on", "date"),
        Column("Type", "current", "PlacementStarted", "type", "code"),
        Column("Ceased", "fill-in", "CeasedLookedAfter", "occurred_on", "date"),
        Column("Team", "current", "AllocationObserved", "team", "text"),
    ),
)
LISTINGS = (CONTACTS, ENQUIRIES, EPISODES, CARE)
MONTHLY = SourceDeclaration("annex-a", "Monthly lists", LISTINGS)
YEARLY = SourceDeclaration("cin", "Yearly census", LISTINGS)


def n(value: str) -> dict[str, object]:
    """A code that is its own text."""
    return code(value, value)


def contact(child: str, on: date, source: str = "6", number: int = 2, **person: object) -> Row:
    """One contact."""
    return Row(number, child, Claim("ContactReceived", on, {"source": n(source)}), person=dict(person))  # type: ignore[arg-type]


def enquiry(child: str, on: date, conference: date | None = None, plan: str | None = None, number: int = 2) -> Row:
    """One enquiry, perhaps with its conference."""
    held = [Claim("InitialCPConferenceHeld", conference, {"plan_made": n(plan)} if plan else {})] if conference else []
    return Row(number, child, Claim("Section47Started", on), claims=(*held, Claim("StrategyDiscussionHeld", on)))


def episode(
    child: str,
    start: date | None,
    closed: date | None = None,
    *,
    need: str = "N1",
    reason: str | None = None,
    seen: date | None = None,
    status: str | None = None,
    worker: str | None = None,
    number: int = 2,
    unread: Data | None = None,
    **person: object,
) -> Row:
    """One episode of need, with what the list shows of the day."""
    claims = []
    if closed:
        claims.append(Claim("CaseClosed", closed, {"reason": n(reason)} if reason else {}))
    else:
        claims.append(Claim("AllocationObserved", None, {"team": "North", **({"worker": worker} if worker else {})}))
    if seen:
        claims.append(Claim("ChildSeen", seen))
    if status:
        claims.append(Claim("CaseStatusObserved", None, {"status": n(status)}))
    data: Data = {"need": n(need), **({"unread": unread} if unread else {})}
    main = Claim("CINEpisodeOpened", start, data)
    return Row(number, child, main, tuple(claims), person=dict(person), is_open=closed is None)  # type: ignore[arg-type]


def care(child: str, start: date, ceased: date | None = None, *, placed: date | None = None, urn: str = "1") -> Row:
    """One period of care with its current placement."""
    claims = [Claim("CeasedLookedAfter", ceased)] if ceased else []
    if placed:
        claims.append(Claim("PlacementStarted", placed, {"type": n("U4"), "urn": urn}))
    return Row(2, child, Claim("BecameLookedAfter", start), tuple(claims), is_open=ceased is None)


def extract(
    speaks_for: date,
    rows: dict[str, Sequence[Row]],
    *,
    refused: dict[str, Sequence[Refused]] | None = None,
    declaration: SourceDeclaration = MONTHLY,
    lag: int = 0,
) -> Extract:
    """A file: the lists named in ``rows`` are covered, the others are not."""
    refused = refused or {}
    lists = tuple(
        ListRead(
            declaration.by_name[name],
            tuple(replace(row, number=i) for i, row in enumerate(some, start=2)),
            tuple(refused.get(name, ())),
        )
        for name, some in rows.items()
    )
    known_on = date.fromordinal(speaks_for.toordinal() + lag)
    file = sha256(repr((declaration.system, speaks_for, rows, refused)).encode()).digest()
    return Extract(declaration.system, LA, file, (), speaks_for, known_on, lists)


def refusal(child: str | None = None, start: date | None = None) -> Refused:
    """A row that could not be taken."""
    return Refused(99, "Date", "31/02/2025", "is not a date", "correct it", child, start)


class MemoryLog:
    """A log that keeps what it is given, in order."""

    def __init__(self) -> None:
        self.streams: dict[str, list[Statement]] = {}
        self.inventories: dict[str, dict[bytes, FileInventory]] = {}
        self.position = 0

    def append(self, statements: Iterable[Statement]) -> None:
        """Give each statement the next version of its stream and the next position."""
        for statement in statements:
            self.position += 1
            stream = self.streams.setdefault(statement.stream, [])
            stored = statement.at(
                version=len(stream) + 1,
                position=self.position,
                recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
            stream.append(stored)

    def take(self, file: Extract, declaration: SourceDeclaration = MONTHLY, *, strict: bool = False) -> Plan:
        """Import a file."""
        held = self.inventories.setdefault(declaration.system, {})
        plan = plan_import(
            file,
            declaration,
            list(held.values()),
            lambda streams: {s: self.streams.get(s, []) for s in streams},
            lambda _stream, rows: [
                sha256(repr([comparable([vars_of(c) for c in (r.main, *r.claims) if c]), r.person]).encode()).digest()
                for _, r in rows
            ],
            allow_retractions=not strict,
        )
        self.append(plan.statements)
        for inventory in plan.inventories:
            known = held.get(inventory.file.file, FileInventory(inventory.file))
            lists = {**known.lists, **inventory.lists}
            held[inventory.file.file] = FileInventory(inventory.file, lists, inventory.days)
        return plan

    def correct(self, child: str, fact: str, name: str, value: object, on: date, moved_to: str | None = None) -> None:
        """A person corrects a field of a fact, or moves it to another day and so to another key."""
        data = {"field": name, "value": value, **({"moved_to": moved_to} if moved_to else {})}
        self._by_hand(child, "FactCorrected", fact, on, data)  # type: ignore[arg-type]

    def retract(self, child: str, fact: str, on: date) -> None:
        """A person withdraws a fact."""
        self._by_hand(child, "FactRetracted", fact, on, {"reason": "recorded on the wrong child"})

    def _by_hand(self, child: str, name: str, fact: str, on: date, data: Data) -> None:
        self.append([Statement(child_stream(LA, child), name, fact, on, Source("person", on), data, by="A. Person")])

    def facts(self, child: str, as_at: date, known_at: date | None = None) -> list[Fact]:
        """The effective history of a child."""
        return effective_history(self.streams.get(child_stream(LA, child), ()), as_at, known_at or as_at)


def vars_of(claim: Claim) -> dict[str, object]:
    """A claim as a dict."""
    return {"event": claim.event, "on": claim.occurred_on, "at": claim.occurred_time, "data": claim.data}
