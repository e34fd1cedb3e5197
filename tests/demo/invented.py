"""A few invented lives, made by hand, that between them have something for every column of every file."""

from __future__ import annotations

from datetime import date, time

from msgspec.structs import replace

from journey.demo.borough.lives import (
    Adoption,
    Allocation,
    Assessment,
    CarePeriod,
    CareReview,
    Challenge,
    Child,
    Complaint,
    Conference,
    Contact,
    Decision,
    EarlyHelp,
    Enquiry,
    Episode,
    Fault,
    HealthYear,
    HubMeeting,
    Leaver,
    LegalStatus,
    LivesIn,
    Meeting,
    Missing,
    NeedPlan,
    Placement,
    ProtectionPlan,
    Referral,
    SpecialNeeds,
    StrategyDiscussion,
    Supervision,
    Visit,
)
from journey.demo.borough.organisation import (
    Change,
    Hub,
    Organisation,
    Post,
    Setting,
    Vacancy,
    WeeklyMeeting,
)
from journey.demo.borough.passed_on import FamilyTold, Handover, StepDown, StepUp, Transfer, Views

FIRST, LAST = date(2015, 4, 1), date(2017, 3, 31)
WORKER, SECOND, MANAGER = "Priya Shah", "Sam Birch", "Grace Lowe"

ORGANISATION = Organisation(
    la="999",
    first=FIRST,
    last=LAST,
    hubs=(
        Hub("Hub 4", "Early Intervention", "Early Intervention", "2015-04-01"),
        Hub("Hub 5", "Early Intervention", "Early Intervention", "2015-09", "2016-11-30", without=("clinician",)),
    ),
    changes=(Change("merged", ("Hub 5",), ("Hub 4",), "2016-11-30"),),
    posts=(
        Post(WORKER, "Hub 4", "social worker", date(2015, 4, 1), None, "permanent", True, 100),
        Post(SECOND, "Hub 5", "social worker", date(2015, 10, 1), date(2016, 11, 30), "agency", True, 60, "moved"),
        Post(MANAGER, "Hub 4", "consultant", date(2015, 4, 1), None, "permanent", True, 100),
    ),
    vacancies=(Vacancy("Hub 4", "clinician", date(2015, 6, 1), date(2016, 1, 4)),),
    meetings=(WeeklyMeeting("Hub 4", date(2016, 9, 6), True, 3), WeeklyMeeting("Hub 4", date(2016, 9, 13), False, 0)),
    settings=(Setting("allocated_worker", "lead worker", date(2015, 4, 1)),),
)


def _referral(day: date, *, nfa: bool = False, decided: date | None = None) -> Referral:
    decided = decided or day
    decision = "no-further-action" if nfa else "assessment"
    return Referral(
        day, "2A", nfa, "N1", decision, decided, WORKER, decided, MANAGER, decided, "Hub 4", WORKER
    )  # fmt: skip


def _assessment(started: date, done: date | None) -> Assessment:
    return Assessment(
        started, done, True, True, True, "child-in-need-plan", ("3B", "18C"), None, "Hub 4", WORKER
    )  # fmt: skip


def _visit(day: date, alone: str = "yes", *, seen: bool = True) -> Visit:
    return Visit(day, seen, alone, "", WORKER)


def _child(number: int, **parts: object) -> Child:
    plain = Child(
        id=str(5_000_000 + number), number=number, family=f"F{number}", sex="F", ethnicity="WBRI",
        born=date(2006, 5, 14), unborn=False, disabilities=(), upn=f"A{number:012}", asylum_seeking=False, sen_id="",
    )  # fmt: skip
    return replace(plain, **parts)


HELD = (
    Allocation(date(2015, 5, 5), date(2016, 2, 10), "lead worker", WORKER, "Hub 4", "FCONTA"),
    Allocation(date(2016, 2, 10), None, "lead worker", SECOND, "Hub 5", "LEFTRL"),
)

PROTECTED = _child(
    1,
    contacts=(Contact(date(2015, 5, 4), "2A", "referral", date(2015, 5, 5), WORKER),),
    early_help=(EarlyHelp(date(2014, 11, 3), date(2015, 1, 20), "Elm House"),),
    episodes=(
        Episode(
            _referral(date(2015, 5, 5)),
            (_assessment(date(2015, 5, 6), date(2015, 6, 24)),),
            (StrategyDiscussion(date(2015, 6, 26), date(2015, 6, 25), ("police", "social worker"), "phone", True),),
            (
                Enquiry(
                    date(2015, 6, 26), date(2015, 7, 17), date(2015, 6, 29), True, False,
                    Conference(date(2015, 7, 16), True, ("police", "health"), True, date(2015, 7, 13)),
                    date(2015, 7, 10), "conference", "Hub 4", WORKER,
                ),
            ),
            (NeedPlan(date(2015, 6, 24), date(2015, 7, 16), (), (_visit(date(2015, 7, 6)),)),),
            (
                ProtectionPlan(
                    date(2015, 7, 16), date(2016, 9, 20), ((date(2015, 7, 16), "NEG"), (date(2015, 10, 9), "EMO")), 0,
                    (Meeting(date(2015, 10, 9), ("police",)), Meeting(date(2016, 4, 6), ("health",))), (),
                    tuple(_visit(day) for day in (date(2015, 7, 24), date(2015, 8, 6), date(2016, 9, 2))),
                ),
            ),
            date(2016, 10, 3), "RC7",
        ),
    ),
    allocations=(replace(HELD[0]), replace(HELD[1], ended=date(2016, 10, 3))),
    supervisions=(Supervision(date(2015, 9, 1), WORKER, MANAGER, True),),
    decisions=(Decision(date(2015, 9, 2), MANAGER),),
    hub_meetings=(HubMeeting(date(2016, 9, 6), "Hub 4", 2, ("police", "health")),),
    challenges=(Challenge(date(2016, 4, 7), "conference chair", "informal", date(2016, 4, 21), "accepted", True),),
    complaints=(
        Complaint(
            date(2015, 8, 3), "parent", "delay", date(2015, 8, 14), "not-upheld", date(2015, 8, 24), date(2015, 9, 1),
            date(2015, 10, 6), "partly-upheld", date(2015, 10, 20), date(2015, 11, 17), date(2015, 11, 23),
            date(2015, 12, 10), "upheld",
        ),
    ),
    views=(Views(date(2015, 5, 20), "child", "face-to-face", True), Views(date(2015, 6, 1), "parent", "phone", False)),
    handovers=(Handover(date(2016, 2, 10), "face-to-face", WORKER, SECOND, True, date(2016, 2, 12), True),),
    transfers=(
        Transfer(date(2016, 1, 18), "Hub 4", "Hub 6", "capacity", False, True, MANAGER, date(2016, 1, 20), None, ""),
        Transfer(date(2016, 2, 1), "Hub 4", "Hub 5", "transfer-point", True, False, MANAGER, None, date(2016, 2, 10),
                 SECOND),
    ),
    steps_up=(StepUp(date(2015, 7, 16), "child-in-need", "child-protection", MANAGER),),
    steps_down=(
        StepDown(date(2016, 9, 20), "child-in-need", "early-help", "Elm House", "Ruth Vale", date(2016, 9, 16),
                 date(2016, 9, 30), True),
    ),
    families_told=(FamilyTold(date(2016, 9, 28), "Elm House", date(2016, 10, 3), "face-to-face", ("parent", "child")),),
    faults=(
        Fault("late", "cp-visit", date(2015, 8, 6), date(2015, 9, 21)),
        Fault("wrong-day", "referral", date(2015, 5, 5), date(2015, 5, 5), date(2015, 7, 8), recorded="2015-05-03"),
    ),
)  # fmt: skip

IN_CARE = _child(
    2,
    born=date(2009, 1, 9),
    disabilities=("LD", "AUT"),
    sen_id="4711",
    episodes=(Episode(_referral(date(2015, 10, 12)), (_assessment(date(2015, 10, 13), date(2015, 12, 1)),)),),
    care=(
        CarePeriod(
            date(2015, 11, 2), None, "", "N1", "SL1 1AA",
            (
                Placement(date(2015, 11, 2), date(2016, 5, 9), "U6", "PR1", "in", "Northmoor", "SL1 2BB", "SC1", False,
                          2, date(2015, 11, 2), "CARPL"),
                Placement(date(2016, 5, 9), None, "U4", "PR4", "out", "Marlow Bank", "SL9 9ZZ", "SC2", False, 14,
                          date(2016, 5, 9), ""),
            ),
            (
                LegalStatus(date(2015, 11, 2), date(2016, 2, 1), "V2"),
                LegalStatus(date(2016, 2, 1), date(2016, 5, 9), "C1"),
                LegalStatus(date(2016, 5, 9), None, "E1"),
            ),
            (CareReview(date(2015, 11, 27), "PN1"), CareReview(date(2016, 2, 22), "PN2")),
            (_visit(date(2015, 11, 6)), _visit(date(2015, 12, 11), "no")),
            "Omar Reed", date(2015, 11, 4), (date(2016, 2, 20),), date(2015, 11, 10), (date(2015, 11, 24),),
            (date(2016, 1, 8),), date(2015, 11, 12), (), ((date(2016, 2, 22), "adoption"),),
            (date(2015, 11, 30), None), (HealthYear(date(2017, 3, 31), 11, "", True, True, True, False, False),),
            Adoption(date(2016, 3, 15), date(2016, 5, 9), date(2017, 2, 7), None, None),
        ),
    ),
    missing=(
        Missing(date(2016, 6, 3), time(21, 15), "M", date(2016, 6, 4), time(7, 40), date(2016, 6, 4), True,
                date(2016, 6, 6), time(16, 0), "Elm House"),
    ),
    allocations=(Allocation(date(2015, 10, 12), None, "lead worker", WORKER, "Hub 4", "FCONTA"),),
    sen=SpecialNeeds(date(2016, 1, 11), "parent", date(2016, 2, 15), True, None, date(2016, 5, 23), False,
                     ((date(2017, 3, 1), "maintain"),)),
)  # fmt: skip

LEAVER = _child(
    3,
    born=date(1998, 8, 20),
    sex="M",
    leaver=Leaver(
        date(2015, 4, 10), None, "Ruth Vale",
        ((date(2015, 4, 10), "relevant"), (date(2016, 8, 20), "former-relevant")),
        date(2015, 5, 1), date(2015, 6, 1), (date(2015, 11, 20), date(2016, 5, 11)), (date(2015, 9, 8),),
        (_visit(date(2015, 9, 8), ""),), (LivesIn(date(2015, 4, 10), "K", "suitable"),), ((date(2015, 4, 10), "F2"),),
        ((date(2015, 4, 10), "YES"),),
    ),
    allocations=(Allocation(date(2015, 4, 10), None, "lead worker", "Ruth Vale", "Hub 4", ""),),
)  # fmt: skip

REFERRED = _child(
    4,
    born=date(2016, 3, 3),
    contacts=(
        Contact(date(2015, 12, 7), "6", "referral", date(2015, 12, 8), WORKER),
        Contact(date(2016, 8, 1), "3A", "no-further-action", date(2016, 8, 2), WORKER),
    ),
    episodes=(
        Episode(_referral(date(2015, 12, 8), nfa=True)),
        Episode(_referral(date(2016, 7, 28), nfa=True, decided=date(2016, 8, 2))),
    ),
    faults=(
        Fault("duplicate", "referral", date(2015, 12, 8), date(2015, 12, 20), date(2016, 2, 3), recorded="2015-12-18"),
        Fault("duplicate-record", "contact", date(2016, 8, 1), date(2016, 8, 1), date(2016, 10, 4), recorded="5900004"),
    ),
)

UNBORN = _child(
    5,
    born=date(2016, 4, 20),
    contacts=(Contact(date(2016, 2, 1), "3D", "referral", date(2016, 2, 1), WORKER),),
    episodes=(
        Episode(
            _referral(date(2016, 2, 1)),
            (_assessment(date(2016, 2, 2), date(2016, 3, 10)),),
            closed_on=date(2016, 3, 31),
            closure="RC8",
        ),
    ),
    allocations=(Allocation(date(2016, 2, 1), date(2016, 3, 31), "lead worker", WORKER, "Hub 4", "FCONTA"),),
)
"""Of whom the census of 31 March tells before the birth, and Annex A after it."""

CHILDREN = (PROTECTED, IN_CARE, LEAVER, REFERRED, UNBORN)
