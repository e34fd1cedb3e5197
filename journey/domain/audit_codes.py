"""Code sets of the diagnostic: kinds of audit, how journeys are drawn, why one is replaced, the form and its grades.

The questions of the form are the labels of ``AUDIT_QUESTION``: a code keeps its question for ever, and a question that
is put otherwise gets another code. Which of them are graded, and in what order they are put: ``journey.audit.form``.
"""

from __future__ import annotations

from typing import Final

from journey.domain.codes import code_set

DIAGNOSTIC_KIND: Final = code_set(
    "diagnostic-kind",
    "Kind of audit",
    {
        "diagnostic": "Benchmark diagnostic",
        "monthly": "Monthly case audit",
        "dip": "Dip sample",
        "peer": "Peer audit",
        "manager": "Manager's audit",
        "iro": "Independent reviewing officer's audit",
    },
)

DRAW_METHOD: Final = code_set(
    "draw-method",
    "How journeys are drawn",
    {
        "random": "Stratified random",
        "thematic": "Thematic",
        "risk-based": "Risk-based",
        "consecutive": "Consecutive",
    },
)

REPLACEMENT_REASON: Final = code_set(
    "replacement-reason",
    "Why a drawn journey was replaced",
    {
        "record-not-available": "The record could not be made available",
        "auditor-involved": "Every auditor had been involved in the case",
        "sealed-since": "The record was sealed or restricted after the draw",
        "same-child": "The record turned out to be of a child already drawn",
        "not-in-scope": "The case turned out to be another authority's, or not a case",
        "family-asked": "The family asked not to be looked at",
        "other": "Another reason",
    },
)

AUDIT_GRADE: Final = code_set(
    "audit-grade",
    "Grade",
    {
        "outstanding": "Outstanding",
        "good": "Good",
        "requires-improvement": "Requires improvement to be good",
        "inadequate": "Inadequate",
    },
)
"""Best first. Until 2018 the third was called "requires improvement"."""

AUDIT_ANSWER: Final = code_set(
    "audit-answer",
    "Answer to a question of the form",
    {
        "yes": "Yes",
        "partly": "Partly",
        "no": "No",
        "not-applicable": "Does not apply",
        "cannot-tell": "Cannot tell",
    },
)

AUDIT_QUESTION: Final = code_set(
    "audit-question",
    "Question of the audit form",
    {
        "threshold": "Thresholds and decisions",
        "assessment": "Assessment",
        "plan": "Plan",
        "visits": "Visits and direct work",
        "working-together": "Working together, reviews and challenge",
        "management": "Supervision and management oversight",
        "identity": "Identity and diversity",
        "continuity": "Continuity: drift, delay and changes of worker",
        "voice": "Voice of the child",
        "impact": "Impact",
        "recording": "Recording",
        "overall": "Overall: a judgement of the journey, not the mean of the grades above",
        "details-right": "Are the details above right: age, legal status, ethnicity, language, disability, who is in "
        "the family, whom the child lives with?",
        "other-authorities": "Is it known whether other authorities have worked with the family?",
        "threshold-right": "Was the threshold right, and the decision made in time?",
        "history-used": "Was earlier history weighed when contacts and referrals were decided?",
        "assessment-evidence": "Do the conclusions of the assessments follow from the evidence?",
        "assessment-agencies": "Did other agencies contribute to the assessments?",
        "assessment-views": "Are the child's and the family's views in the assessments?",
        "assessment-signed": "Did a manager consider the assessments and sign them off?",
        "plan-smart": "Are the plan's actions specific, with an owner and a day, and about outcomes?",
        "plan-contingency": "Does the plan say what happens if it does not work?",
        "visits-purpose": "Did visits have a purpose, and move the plan on?",
        "meetings-attended": "Did the right agencies come to core groups, conferences and reviews?",
        "effective-challenge": "Did the chair or independent reviewing officer challenge where it was needed?",
        "supervision-reflective": "Is supervision as frequent as it should be, and reflective?",
        "supervision-followed": "Were the actions of supervision followed through?",
        "decision-rationale": "Are management decisions on record with their reasons?",
        "identity-understood": "Are identity, culture, language, faith and disability understood and acted on?",
        "delay-explained": "Where there was drift or delay: is it on record why, and was it right for the child?",
        "transfer-summary": "Where the case changed hands: was there a summary, and a handover face to face?",
        "missing-return": "Where the child was missing: was a return interview offered, and acted on?",
        "child-says": "Does the record say what the child says, in the child's own words?",
        "child-changed": "Did what the child says change what was done?",
        "difference-made": "Is it clear what difference was made for the child?",
        "chronology": "Is there a chronology, and is it current?",
        "genogram": "Is there a genogram, and is it current?",
        "recording-current": "Is the recording up to date?",
        "talked-to-worker": "Did you talk to the worker?",
        "talked-to-family": "Did you talk to the child or the family?",
        "strengths": "What was done well?",
        "unsafe": "Is there an immediate concern for the child's safety?",
        "told": "Where there is such a concern: whom did you tell, today?",
    },
)

ACTION_OUTCOME: Final = code_set("action-outcome", "What became of an action", {"done": "Done", "given-up": "Given up"})

AUDIT_CODE_SETS: Final = (
    DIAGNOSTIC_KIND, DRAW_METHOD, REPLACEMENT_REASON, AUDIT_GRADE, AUDIT_ANSWER, AUDIT_QUESTION, ACTION_OUTCOME,
)  # fmt: skip
