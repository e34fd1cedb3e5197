"""Children are listened to: they take part in reviews, their views are in the assessment, and something comes of them.

A child under four is not asked about taking part; one recorded as under four who was older cannot be told. Views that
were recorded without a word on what came of them were recorded, and nobody can tell whether they were acted on. A child
not yet born is not asked about. Whether children are seen alone is C11.
"""

from journey.domain.rules.language import Check, Says, on

CHECKS = (
    Check("P05", "took_part", on("LACReviewHeld"), needs=("LACReviewHeld.participation",)),
    Check("P05", "views", on("AssessmentAuthorised"), needs=("ViewsRecorded.whose",)),
    Check("P05", "acted_on", on("ViewsRecorded"), (Says("acted_on", yes=("yes",), no=("no",)),)),
)
