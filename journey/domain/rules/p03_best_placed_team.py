"""The fewest moves, balanced with the best-placed team: a move between hubs carries its reason.

A move with a recorded reason is justified on the record, one without is not, and both are moves. A reason that is only
called "other" is one where its words are on record. A looked-after child moves at the second review by the local model:
an earlier move is shown as early, not as a failing. Of a transfer that was neither refused nor taken on yet nobody can
tell whether it will be.
"""

from journey.domain.rules.language import ANY, Check, Says, on

_AGREED = on("HubTransferAgreed")
_REASONS = ("transfer-point", "specialist-knowledge", "address", "siblings", "capacity")

CHECKS = (
    Check("P03", "reason", _AGREED, (Says("reason", yes=_REASONS), Says("reasons_recorded", yes=("yes",), no=("no",)))),
    Check("P03", "alternatives", _AGREED, (Says("alternatives_considered", yes=("yes",), no=("no",)),)),
    Check(
        "P03",
        "accepted",
        _AGREED,
        (Says(event="HubTransferRefused", no=ANY), Says(event="HubTransferred", yes=ANY)),
        needs=("HubTransferRefused", "HubTransferred"),
    ),
    Check("P03", "second_review", _AGREED, needs=("BecameLookedAfter", "LACReviewHeld")),
)
