"""What really happened to one child of the invented borough, and where the record says otherwise.

Codes are those of ``journey.domain.codes`` and ``practice_codes``, as plain text. Workers stand by the name that files
show, hubs and teams by the name that is used on the day. Lists are in the order of their days. ``None`` as an end:
still so on the last day of the borough. What is planned for a day after that has not happened and is not here.
"""

from __future__ import annotations

from datetime import date, time

from msgspec import Struct

from journey.demo.borough.passed_on import FamilyTold, Handover, StepDown, StepUp, Transfer, Views
from journey.demo.borough.planted import Fault as Fault
from journey.demo.borough.planted import Leaf as Leaf


class Contact(Leaf, frozen=True):
    """Somebody contacted the service about the child. ``outcome`` is a code of ``contact-outcome``."""

    day: date
    source: str
    outcome: str
    decided_on: date
    decided_by: str


class Referral(Leaf, frozen=True):
    """A referral with the decision on it. ``nfa``: no further action, and so no episode of need.

    ``authorised_on`` is None where no manager authorised the decision, ``informed_on`` where nobody told the referrer.
    """

    day: date
    source: str
    nfa: bool
    need: str
    decision: str
    decided_on: date
    decided_by: str
    authorised_on: date | None
    authorised_by: str
    informed_on: date | None
    team: str
    worker: str


class Assessment(Leaf, frozen=True):
    """A child and family assessment. ``authorised_on`` is None while it is open."""

    started: date
    authorised_on: date | None
    seen: bool
    seen_alone: bool
    support_required: bool
    outcome: str
    factors: tuple[str, ...]
    delay_explained_on: date | None
    team: str
    worker: str


class StrategyDiscussion(Leaf, frozen=True):
    """A strategy discussion with the agencies (codes of ``agency``) that took part."""

    day: date
    cause_on: date
    agencies: tuple[str, ...]
    manner: str
    initiates_enquiry: bool


class Conference(Leaf, frozen=True):
    """An initial child protection conference."""

    day: date
    plan_made: bool
    agencies: tuple[str, ...]
    quorate: bool
    report_shared_on: date | None


class Enquiry(Struct, frozen=True):
    """A section 47 enquiry, begun with its strategy discussion. ``conference`` is None where none was held by then."""

    started: date
    conference_due: date
    seen_on: date | None
    seen_alone: bool
    conference_unnecessary: bool
    conference: Conference | None
    concluded_on: date | None
    outcome: str
    team: str
    worker: str


class Visit(Leaf, frozen=True):
    """A visit that took place. ``alone``: a code of ``seen-alone``; ``reason``: of ``not-alone-reason``, or blank."""

    day: date
    seen: bool
    alone: str
    reason: str
    worker: str


class Meeting(Leaf, frozen=True):
    """A core group, review conference or review in need, with the agencies that took part."""

    day: date
    agencies: tuple[str, ...]


class ProtectionPlan(Struct, frozen=True):
    """A child protection plan. ``categories``: the category of abuse and from which day, the first with the plan."""

    started: date
    ended: date | None
    categories: tuple[tuple[date, str], ...]
    previous: int
    reviews: tuple[Meeting, ...]
    core_groups: tuple[Meeting, ...]
    visits: tuple[Visit, ...]


class NeedPlan(Struct, frozen=True):
    """A child in need plan."""

    started: date
    ended: date | None
    reviews: tuple[Meeting, ...]
    visits: tuple[Visit, ...]


class Episode(Struct, frozen=True):
    """A referral that was taken on, and all that followed from it until the case closed."""

    referral: Referral
    assessments: tuple[Assessment, ...] = ()
    discussions: tuple[StrategyDiscussion, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    need_plans: tuple[NeedPlan, ...] = ()
    protection_plans: tuple[ProtectionPlan, ...] = ()
    closed_on: date | None = None
    closure: str = ""
    """A code of ``closure``; blank while it is open, and of a referral with no further action."""


class Placement(Leaf, frozen=True):
    """A placement. ``reason`` says why it ended, as a code of ``placement-change``, where a move followed."""

    started: date
    ended: date | None
    type: str
    provider: str
    location: str
    authority: str
    postcode: str
    urn: str
    same_carer: bool
    miles: int
    plan_on: date | None
    reason: str


class LegalStatus(Leaf, frozen=True):
    """A legal status during care."""

    started: date
    ended: date | None
    status: str


class CareReview(Leaf, frozen=True):
    """A looked-after review; ``participation`` is a code PN0 to PN7."""

    day: date
    participation: str


class HealthYear(Leaf, frozen=True):
    """What the return of 31 March says of a child looked after for a year then."""

    day: date
    sdq_score: int | None
    sdq_reason: str
    immunised: bool
    dental: bool
    assessed: bool
    convicted: bool
    substance_misuse: bool


class Adoption(Leaf, frozen=True):
    """The way to an adoption; a day that has not come is None."""

    decided_on: date
    placement_order_on: date | None
    matched_on: date | None
    placed_on: date | None
    order_on: date | None


class CarePeriod(Struct, frozen=True):
    """A period of being looked after. ``permanence``: the plan (code of ``permanence``) and from which day."""

    started: date
    ended: date | None
    ceased: str
    need: str
    home_postcode: str
    placements: tuple[Placement, ...]
    legal: tuple[LegalStatus, ...]
    reviews: tuple[CareReview, ...]
    visits: tuple[Visit, ...]
    reviewing_officer: str
    officer_appointed_on: date | None
    officer_contacts: tuple[date, ...]
    care_plan_on: date | None
    health_assessments: tuple[date, ...]
    dental_checks: tuple[date, ...]
    education_plan_on: date | None
    education_reviews: tuple[date, ...]
    permanence: tuple[tuple[date, str], ...]
    proceedings: tuple[date, date | None] | None
    health_years: tuple[HealthYear, ...]
    adoption: Adoption | None = None


class Missing(Leaf, frozen=True):
    """An episode of being missing (``type`` M) or away (A), with the return interview; blank times are not known."""

    day: date
    left_at: time | None
    type: str
    returned_on: date | None
    returned_at: time | None
    offered_on: date | None
    accepted: bool
    held_on: date | None
    held_at: time | None
    held_by: str


class LivesIn(Leaf, frozen=True):
    """Accommodation of a care leaver from a day (codes of ``accommodation`` and ``suitability``)."""

    day: date
    type: str
    suitability: str


class Leaver(Struct, frozen=True):
    """Leaving care. ``eligibility``, ``activity``, ``in_touch``: the code and from which day."""

    since: date
    until: date | None
    adviser: str
    eligibility: tuple[tuple[date, str], ...]
    needs_assessed_on: date | None
    plan_on: date | None
    reviews: tuple[date, ...]
    contacts: tuple[date, ...]
    visits: tuple[Visit, ...]
    accommodation: tuple[LivesIn, ...]
    activity: tuple[tuple[date, str], ...]
    in_touch: tuple[tuple[date, str], ...]


class Allocation(Leaf, frozen=True):
    """Who held the case in a role (code of ``worker-role``). ``worker`` is blank where nobody held it.

    ``reason`` is why this one began, a code SW_REASON of SSDA903; ``unit`` is the hub, or the team before hubs.
    """

    started: date
    ended: date | None
    role: str
    worker: str
    unit: str
    reason: str


class EarlyHelp(Leaf, frozen=True):
    """An early help assessment."""

    started: date
    completed: date | None
    organisation: str


class SpecialNeeds(Struct, frozen=True):
    """A request for an education, health and care plan and what came of it; ``reviews`` with their outcome."""

    requested_on: date
    by: str
    decided_on: date | None
    assess: bool
    refused_on: date | None
    issued_on: date | None
    exception: bool
    reviews: tuple[tuple[date, str], ...]


class Supervision(Leaf, frozen=True):
    """Case supervision about the child."""

    day: date
    worker: str
    supervisor: str
    reflective: bool


class Decision(Leaf, frozen=True):
    """A decision of a manager about the child."""

    day: date
    manager: str


class HubMeeting(Leaf, frozen=True):
    """The weekly hub meeting discussed the child."""

    day: date
    hub: str
    actions: int
    agencies: tuple[str, ...]


class Challenge(Leaf, frozen=True):
    """A reviewing officer or conference chair (code of ``challenge-role``) challenged how the case is handled."""

    day: date
    by: str
    stage: str
    resolved_on: date | None
    outcome: str
    changed: bool


class Complaint(Leaf, frozen=True):
    """A complaint and how far it went; a stage that was not reached is None."""

    day: date
    by: str
    about: str
    answered_on: date | None
    outcome: str
    stage_2_on: date | None = None
    statement_on: date | None = None
    stage_2_answered_on: date | None = None
    stage_2_outcome: str = ""
    stage_3_on: date | None = None
    panel_on: date | None = None
    panel_reported_on: date | None = None
    panel_answered_on: date | None = None
    panel_outcome: str = ""


class Child(Struct, frozen=True):
    """One child and its life with the service, in order of days within each part."""

    id: str
    number: int
    family: str
    sex: str
    ethnicity: str
    born: date
    """Of a child not born yet by the last day: the day on which birth is expected."""
    unborn: bool
    disabilities: tuple[str, ...]
    upn: str
    asylum_seeking: bool
    sen_id: str
    """The id of the SEN system; blank where it does not know the child."""
    contacts: tuple[Contact, ...] = ()
    early_help: tuple[EarlyHelp, ...] = ()
    episodes: tuple[Episode, ...] = ()
    care: tuple[CarePeriod, ...] = ()
    missing: tuple[Missing, ...] = ()
    leaver: Leaver | None = None
    allocations: tuple[Allocation, ...] = ()
    sen: SpecialNeeds | None = None
    supervisions: tuple[Supervision, ...] = ()
    decisions: tuple[Decision, ...] = ()
    hub_meetings: tuple[HubMeeting, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    views: tuple[Views, ...] = ()
    handovers: tuple[Handover, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    steps_up: tuple[StepUp, ...] = ()
    steps_down: tuple[StepDown, ...] = ()
    families_told: tuple[FamilyTold, ...] = ()
    faults: tuple[Fault, ...] = ()
