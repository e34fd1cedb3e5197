"""Every report of the borough: each map that ships has one to read, and so has each of the borough's own."""

from __future__ import annotations

from typing import Final

from journey.demo.files.reports import beside, casework, own, passed_on
from journey.demo.files.reports.report import Report

REPORTS: Final = (
    Report("referral_decisions", ("referral-decisions",), casework.referral_decisions),
    Report("strategy_discussions", ("strategy-discussions",), casework.strategy_discussions),
    Report("need_plans", ("need-plans",), casework.need_plans),
    Report("visits", ("visits",), casework.visits),
    Report("reviews", ("reviews",), casework.reviews),
    Report("supervision", ("supervision",), casework.supervision),
    Report("management_decisions", ("management-decisions",), casework.management_decisions),
    Report("hub_meetings", ("hub-meetings",), casework.hub_meetings),
    Report("allocation_history", ("allocation-history",), casework.allocation_history),
    Report("missing_episodes", ("missing-episodes",), beside.missing_episodes, "all"),
    Report("challenges", ("challenges",), beside.challenges, "all"),
    Report("complaints", ("complaints", "complaints-stage-2", "complaints-stage-3"), beside.complaints, "all"),
    Report("ehc_plans", ("ehc-plans",), beside.ehc_plans, "all"),
    Report("ehc_reviews", ("ehc-reviews",), beside.ehc_reviews, "all"),
    Report("family_links", ("family-links",), beside.family_links, "all", covers=False),
    Report("duplicate_records", ("duplicate-records",), beside.duplicate_records, covers=False),
    Report("sen_links", ("sen-links",), beside.sen_links, "all", covers=False),
    Report("contact_decisions", ("contact_decisions.toml",), own.contact_decisions),
    Report("assessments", ("assessments.toml",), own.assessments),
    Report("enquiries", ("enquiries.toml",), own.enquiries),
    Report("meetings", ("meetings.toml",), own.meetings),
    Report("milestones", ("milestones.toml",), own.milestones),
    Report("care_proceedings", ("care_proceedings.toml",), own.care_proceedings, "all"),
    Report("leavers_homes", ("leavers_homes.toml",), own.leavers_homes, "all"),
    Report("views", ("views.toml",), passed_on.views),
    Report("handovers", ("handovers.toml",), passed_on.handovers),
    Report("hub_transfers", ("hub_transfers.toml",), passed_on.hub_transfers),
    Report("steps_up", ("steps_up.toml",), passed_on.steps_up),
    Report("steps_down", ("steps_down.toml",), passed_on.steps_down),
    Report("families_told", ("families_told.toml",), passed_on.families_told),
)
