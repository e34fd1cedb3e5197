"""An episode of need as it went: referral, assessment, enquiry, plans with their meetings and visits, closure."""

from __future__ import annotations

from datetime import date
from typing import Final

from journey.demo.borough.days import DATES, Months, months_on, working_after
from journey.demo.borough.holding import Holders, manager_on
from journey.demo.borough.lives import (
    Assessment,
    Conference,
    Enquiry,
    Episode,
    Meeting,
    NeedPlan,
    ProtectionPlan,
    Referral,
    StrategyDiscussion,
)
from journey.demo.borough.luck import Luck
from journey.demo.borough.planned import Case
from journey.demo.borough.visiting import Visiting

SOURCES: Final = ((0.28, "6"), (0.17, "2A"), (0.09, "3A"), (0.06, "3B"), (0.05, "3E"), (0.10, "5B"), (0.04, "4"),
                  (0.10, "1A"), (0.03, "1C"), (0.04, "9"), (0.04, "7"))  # fmt: skip
NEEDS: Final = ((0.55, "N1"), (0.07, "N2"), (0.05, "N3"), (0.12, "N4"), (0.14, "N5"), (0.03, "N6"), (0.02, "N8"))
_FACTORS: Final = ("1B", "2B", "3A", "3B", "4A", "4B", "5A", "6A", "7A", "10A", "11A", "14A", "15A", "16A", "17A")
_ABUSE: Final = ((0.45, "NEG"), (0.38, "EMO"), (0.11, "PHY"), (0.06, "SAB"))
_QUORUM: Final = ("social worker", "manager", "police", "health")
_OTHERS: Final = ("education", "referrer", "probation", "housing", "voluntary")
_DECIDED: Final = {"nfa": "no-further-action", "enquiry": "strategy-discussion", "protection": "strategy-discussion"}
_DISCUSSED: Final = 0.05
_PROMPT: Final = 0.6
"""Of decisions that came too late, those that were made in time and waited for a manager."""
_ENDED: Final = ((0.9, "RC7"), (0.03, "RC3"), (0.03, "RC4"), (0.04, "RC5"))


class Helping:
    """Makes the episodes of one child. ``begin`` is the first day of what repeats, which goes on from before it."""

    __slots__ = ("_begin", "_born", "_holders", "_last", "_luck", "_months", "_previous", "_visiting")

    def __init__(self, luck: Luck, holders: Holders, visiting: Visiting, born: int, months: Months, last: int) -> None:
        self._luck, self._holders, self._visiting, self._months = luck, holders, visiting, months
        self._born, self._begin, self._last = born, months.starts[0], last
        self._previous = 0

    def episode(self, case: Case) -> Episode:
        """What happened of a planned case by the last day of the borough."""
        last = self._last
        referral = self._referral(case)
        if case.path == "nfa":
            return Episode(referral)
        enquiries = (self._enquiry(case),) if case.enquiry and case.enquiry <= last else ()
        closed = case.closed <= last
        return Episode(
            referral,
            (self._assessment(case),),
            (self._discussion(case),) if enquiries else self._no_more_than_discussed(case),
            enquiries,
            (self._need_plan(case),) if case.need and case.need <= last else (),
            (self._protection_plan(case),) if case.protection and case.protection <= last else (),
            DATES[case.closed] if closed else None,
            self._closure(case) if closed else "",
        )

    def _until(self, day: int) -> date | None:
        return DATES[day] if day <= self._last else None

    def _closure(self, case: Case) -> str:
        if case.path in ("assessed", "enquiry"):
            return "RC9" if self._luck.random() < 0.3 else "RC8"
        return self._luck.weighed(_ENDED)

    def _referral(self, case: Case) -> Referral:
        luck, last = self._luck, self._last
        source = luck.weighed(SOURCES)
        prompt = case.in_time or bool(case.enquiry) or luck.random() < _PROMPT
        decided = working_after(case.day, luck.within(0, 0 if case.enquiry else 1) if prompt else luck.within(2, 4))
        authorised = max(decided, working_after(case.day, luck.within(0, 1) if case.in_time else luck.within(2, 6)))
        informed = working_after(decided, luck.within(0, 3)) if source != "9" and luck.random() < 0.85 else 0
        unit = self._holders.unit(case.day) if case.path != "nfa" else ""
        return Referral(
            DATES[case.day],
            source,
            case.path == "nfa",
            luck.weighed(NEEDS),
            _DECIDED.get(case.path, "assessment"),
            DATES[min(decided, last)],
            manager_on(0, case.day),
            self._until(authorised),
            manager_on(1, case.day),
            self._until(informed) if informed else None,
            unit,
            self._holders.worker(case.day) if unit else "",
        )

    def _assessment(self, case: Case) -> Assessment:
        luck = self._luck
        started = working_after(case.day, luck.within(0, 1)) if luck.random() < 0.5 else case.day
        late = working_after(case.day, 45)
        helped = case.path in ("need", "protection", "care")
        explained = late - 3 if case.assessed > late and luck.random() < 0.6 else 0
        seen = self._born < case.assessed and luck.random() < 0.97
        outcome = {"need": "child-in-need-plan", "protection": "section-47", "care": "looked-after"}.get(case.path)
        count = luck.within(1, 3)
        factors = sorted({luck.one_of(_FACTORS) for _ in range(count)}) if helped or luck.random() < 0.8 else ["21"]
        return Assessment(
            DATES[min(started, case.assessed, self._last)],
            self._until(case.assessed),
            seen,
            seen and luck.random() < 0.8,
            helped,
            outcome or ("early-help" if luck.random() < 0.3 else "no-further-action"),
            tuple(factors),
            self._until(explained) if explained else None,
            self._holders.unit(case.assessed),
            self._holders.worker(case.assessed),
        )

    def _agencies(self, *, all_of_them: float) -> tuple[str, ...]:
        luck = self._luck
        if luck.random() < all_of_them:
            return (*_QUORUM, luck.one_of(_OTHERS)) if luck.random() < 0.5 else _QUORUM
        left_out = luck.within(1, 3)
        return tuple(one for place, one in enumerate(_QUORUM) if place != left_out)

    def _discussion(self, case: Case) -> StrategyDiscussion:
        cause = max(case.day, case.enquiry - self._luck.within(0, 2))
        manner = "phone" if self._luck.random() < 0.6 else "face-to-face"
        full = 0.7 if DATES[case.enquiry].year < 2016 else 0.88
        return StrategyDiscussion(DATES[case.enquiry], DATES[cause], self._agencies(all_of_them=full), manner, True)

    def _no_more_than_discussed(self, case: Case) -> tuple[StrategyDiscussion, ...]:
        """Some strategy discussions begin no enquiry."""
        day = working_after(case.day, self._luck.within(0, 4))
        if case.path != "assessed" or self._luck.random() > _DISCUSSED or day > self._last:
            return ()
        agencies = self._agencies(all_of_them=0.6)
        return (StrategyDiscussion(DATES[day], DATES[case.day], agencies, "phone", False),)

    def _enquiry(self, case: Case) -> Enquiry:
        luck, day, last = self._luck, case.enquiry, self._last
        due = working_after(day, 15)
        conference = None
        if case.conference and case.conference <= last:
            agencies = self._agencies(all_of_them=0.9)
            shared = working_after(case.conference - 6, luck.within(0, 2)) if luck.random() < 0.8 else 0
            conference = Conference(DATES[case.conference], case.path == "protection", agencies, len(agencies) > 2,
                                    DATES[shared] if shared else None)  # fmt: skip
        concluded = min(case.conference or working_after(day, luck.within(4, 12)), case.closed)
        seen = working_after(day, luck.within(0, 4)) if self._born < day and luck.random() < 0.95 else 0
        outcome = "conference" if case.conference else "no-further-action"
        return Enquiry(
            DATES[day],
            DATES[due],
            self._until(min(seen, concluded)) if seen else None,
            bool(seen) and luck.random() < 0.8,
            not case.conference,
            conference,
            self._until(concluded),
            outcome,
            self._holders.unit(day),
            self._holders.worker(day),
        )

    def _meetings(self, first: int, until: int, soon: int, least: int, most: int) -> tuple[Meeting, ...]:
        """Meetings between two days, the first ``soon`` days after the first of them."""
        found, day = [], working_after(first + soon, 0)
        until = min(until - 1, self._last)
        while day <= until:
            found.append(Meeting(DATES[day], self._agencies(all_of_them=0.75)))
            day = working_after(day + self._luck.within(least, most), 0)
        return tuple(found)

    def _protection_plan(self, case: Case) -> ProtectionPlan:
        luck, begin, end = self._luck, case.protection, case.protection_end
        category = luck.weighed(_ABUSE)
        categories = [(DATES[begin], category)]
        if luck.random() < 0.1 and begin + 100 < min(end, self._last):
            categories.append((DATES[begin + 95], "MUL" if category == "NEG" else "NEG"))
        previous, self._previous = self._previous, self._previous + 1
        soon = 5 + luck.within(0, 9) if luck.random() < 0.88 else 17
        first = months_on(begin, 3) - luck.within(2, 12) if luck.random() < 0.93 else months_on(begin, 3) + 8
        return ProtectionPlan(
            DATES[begin],
            self._until(end),
            tuple(categories),
            previous,
            self._meetings(begin, end, first - begin, 140, 176),
            self._meetings(begin, end, soon, 27, 42),
            self._visiting.protecting(case, self._months),
        )

    def _need_plan(self, case: Case) -> NeedPlan:
        since = max(case.need, self._begin)
        return NeedPlan(
            DATES[case.need],
            self._until(case.need_end),
            self._meetings(since, case.need_end, self._luck.within(4, 18), 35, 88),
            self._visiting.every(since, case.need_end, 17, 34, soon=12),
        )
