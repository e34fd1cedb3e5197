"""A key decision carries a manager's recorded reasons (local standard).

Asked of each decision that a manager made about a case. The words of the reasons are sealed and no question reads them:
the source says whether they are there, and where it does not, nobody can tell.
"""

from journey.domain.rules.language import Check, Says, on

CHECKS = (
    Check("R16", "rationale", on("ManagementDecisionMade"), (Says("reasons_recorded", yes=("yes",), no=("no",)),)),
)
