"""The children in need census of a year, element by element as the DfE's schema of that year has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

from journey.demo.borough.lives import Assessment, Child, Enquiry, Episode, NeedPlan, ProtectionPlan
from journey.demo.files.said import day_by, shown_since
from journey.importers.cin.codes import IN_FORCE
from journey.importers.cin.row_readers import NO_DISABILITY

_PLANS_SINCE: Final = 2022
"""The first collection with child in need plans."""
_SEX_SINCE: Final = 2025
_GENDER: Final = {"M": "1", "F": "2", "U": "0", "N": "9"}
"""GenderCurrent, as collections before the code of sex had it."""
_BEFORE: Final = {"18B": "18A", "18C": "18A", "19B": "19A", "19C": "19A"}
"""What stood for a factor before it was cut in two."""

_Parts = Iterable[str]


@dataclass(frozen=True, slots=True)
class Census:
    """The census of the year that ends with ``last``, made on ``made``. ``la`` is the authority's code."""

    la: str
    last: date
    made: date

    @property
    def first(self) -> date:
        return date(self.last.year - 1, 4, 1)

    @property
    def year(self) -> int:
        return self.last.year

    def head(self) -> str:
        """What stands before the first child."""
        collection = _inside("CollectionDetails", [
            _text("Collection", "CIN"), _text("Year", str(self.year)), _text("ReferenceDate", self.last)])  # fmt: skip
        source = _inside("Source", [
            _text("SourceLevel", "L"), _text("LEA", self.la), _text("SoftwareCode", "Invented borough"),
            _text("Release", "1"), _text("SerialNo", "001"), _text("DateTime", f"{self.made}T09:00:00")])  # fmt: skip
        header = _inside("Header", [collection, source])
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n{header}\n<Children>\n'

    def tail(self) -> str:
        """What stands after the last child."""
        return "</Children>\n</Message>\n"

    def child(self, child: Child) -> str:
        """A child with the episodes of the year, as recorded; blank for one who had none."""
        details = [self._details(episode) for episode in child.episodes if self._shows(episode)]
        if not details:
            return ""
        return _inside("Child", [self._identifiers(child), _characteristics(child), *details]) + "\n"

    def _shows(self, episode: Episode) -> bool:
        """Whether the year holds an episode: open in it, or referred in it with no further action."""
        day = episode.referral.day
        return day <= self.last and (
            day >= self.first if self._is_nfa(episode) else shown_since(episode.closed_on, self.first, self.last)
        )

    def _is_nfa(self, episode: Episode) -> bool:
        return episode.referral.nfa and episode.referral.decided_on <= self.made

    def _identifiers(self, child: Child) -> str:
        born = not child.unborn and child.born <= self.last
        sex = child.sex if born else "U"
        return _inside("ChildIdentifiers", [
            _text("LAchildID", child.id),
            _text("UPN", child.upn) if child.upn else _text("UPNunknown", "UN1"),
            _text("PersonBirthDate" if born else "ExpectedPersonBirthDate", child.born),
            _text("Sex", sex) if self.year >= _SEX_SINCE else _text("GenderCurrent", _GENDER[sex]),
        ])  # fmt: skip

    def _details(self, episode: Episode) -> str:
        one, nfa = episode.referral, self._is_nfa(episode)
        assessments = (done for done in episode.assessments if self._is_in_year(done.started, done.authorised_on))
        closed = None if nfa else day_by(episode.closed_on, self.last)
        return _inside("CINdetails", [
            _text("CINreferralDate", one.day),
            _text("ReferralSource", one.source),
            _text("PrimaryNeedCode", one.need),
            *_ended("CINclosureDate", closed),
            *([_text("ReasonForClosure", episode.closure)] if closed else ()),
            *map(self._assessment, assessments),
            *(self._need_plan(plan) for plan in episode.need_plans if self._is_planned(plan)),
            *(self._enquiry(done) for done in episode.enquiries if self.first <= done.started <= self.last),
            _text("ReferralNFA", _flag(nfa)),
            *(self._plan(plan) for plan in episode.protection_plans if self._is_in_year(plan.started, plan.ended)),
        ])  # fmt: skip

    def _is_in_year(self, started: date, ended: date | None) -> bool:
        return started <= self.last and shown_since(ended, self.first, self.last)

    def _is_planned(self, plan: NeedPlan) -> bool:
        return self.year >= _PLANS_SINCE and self._is_in_year(plan.started, plan.ended)

    def _assessment(self, one: Assessment) -> str:
        done = day_by(one.authorised_on, self.last)
        factors = [self._factor(factor) for factor in one.factors] if done else []
        held = [_text("AssessmentFactors", factor) for factor in dict.fromkeys(factors) if factor]
        return _inside("Assessments", [
            _text("AssessmentActualStartDate", one.started),
            *_ended("AssessmentAuthorisationDate", done),
            *([_inside("FactorsIdentifiedAtAssessment", held)] if held else ()),
        ])  # fmt: skip

    def _factor(self, factor: str) -> str:
        """A factor in the codes of the year; blank for one that it had no code for."""
        first, last = IN_FORCE.get(("factors", factor), (self.year, None))
        return factor if first <= self.year <= (last or self.year) else _BEFORE.get(factor, "")

    def _need_plan(self, plan: NeedPlan) -> str:
        ended = day_by(plan.ended, self.last)
        return _inside("CINPlanDates", [_text("CINPlanStartDate", plan.started), *_ended("CINPlanEndDate", ended)])

    def _enquiry(self, one: Enquiry) -> str:
        held = day_by(one.conference.day, self.last) if one.conference else None
        # It has no day of its own, so that a system gives what it knows when the file is made.
        unnecessary = one.conference_unnecessary and day_by(one.concluded_on, self.made) is not None
        return _inside("Section47", [
            _text("S47ActualStartDate", one.started),
            _text("InitialCPCtarget", one.conference_due),
            *_ended("DateOfInitialCPC", held),
            _text("ICPCnotRequired", _flag(unnecessary)),
        ])  # fmt: skip

    def _plan(self, plan: ProtectionPlan) -> str:
        ended = day_by(plan.ended, self.last)
        latest = [category for day, category in plan.categories if day <= (ended or self.last)][-1]
        reviews = [_text("CPPreviewDate", one.day) for one in plan.reviews if self.first <= one.day <= self.last]
        return _inside("ChildProtectionPlans", [
            _text("CPPstartDate", plan.started),
            *_ended("CPPendDate", ended),
            _text("InitialCategoryOfAbuse", plan.categories[0][1]),
            _text("LatestCategoryOfAbuse", latest),
            _text("NumberOfPreviousCPP", str(plan.previous)),
            *([_inside("Reviews", reviews)] if reviews else ()),
        ])  # fmt: skip


def _characteristics(child: Child) -> str:
    disabilities = [_text("Disability", one) for one in child.disabilities or (NO_DISABILITY,)]
    return _inside("ChildCharacteristics", [_text("Ethnicity", child.ethnicity), _inside("Disabilities", disabilities)])


def _ended(tag: str, day: date | None) -> Iterator[str]:
    if day is not None:
        yield _text(tag, day)


def _text(tag: str, value: str | date) -> str:
    return f"<{tag}>{escape(str(value))}</{tag}>"


def _flag(value: bool) -> str:
    """Yes or no in figures, as the schema of every year has them."""
    return str(int(value))


def _inside(tag: str, parts: _Parts) -> str:
    return f"<{tag}>{''.join(parts)}</{tag}>"
