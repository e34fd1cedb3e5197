"""Lists 1 to 3: contacts, early help assessments, referrals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from journey.demo.files.annex_a.view import View
from journey.demo.files.said import DAY, Said, day_by, shown_since
from journey.domain.calendar import months_before

_REFERRAL: Final = "ReferralReceived"


def contacts(view: View) -> Iterator[Said]:
    """List 1: contacts of the last six months."""
    for one in view.child.contacts:
        if view.first <= one.day <= view.last:
            yield {("ContactReceived", DAY): one.day, ("ContactReceived", "source"): one.source}


def early_help(view: View) -> Iterator[Said]:
    """List 2: assessments open at any time in the last six months."""
    for one in view.child.early_help:
        if one.started <= view.last and shown_since(one.completed, view.first, view.last):
            yield {
                ("EarlyHelpAssessmentStarted", DAY): one.started,
                ("EarlyHelpAssessmentCompleted", DAY): day_by(one.completed, view.last),
                ("EarlyHelpAssessmentStarted", "organisation"): one.organisation,
            }


def referrals(view: View) -> Iterator[Said]:
    """List 3: referrals of the last six months. What was decided later still shows as further action."""
    days = [episode.referral.day for episode in view.child.episodes]
    for episode in view.child.episodes:
        one = episode.referral
        if view.first <= one.day <= view.last:
            since = months_before(one.day, 12)
            yield {
                (_REFERRAL, DAY): one.day,
                (_REFERRAL, "source"): one.source,
                (_REFERRAL, "no_further_action"): one.nfa if one.decided_on <= view.last else "unknown",
                (_REFERRAL, "asserted_referrals_12m"): sum(since <= day < one.day for day in days),
                (_REFERRAL, "team"): one.team,
                (_REFERRAL, "worker"): one.worker,
            }
