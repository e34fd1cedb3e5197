"""A looked-after child is visited within a week of each placement's start, then every six weeks for its first year.

After the first year every three months where the placement is meant to last to 18, else every six weeks. A placement
with parents is visited weekly until the first review and at least every six weeks after it: every four on an interim
care order; on a full care order within a week, then every six weeks. A change of placement begins the ladder anew;
which interval counts is settled when it starts. Whether a foster carer is temporarily approved is not recorded.
"""

from journey.domain.rules.language import Ladder, Rung, State, on
from journey.domain.rules.spans import PLACEMENT

_PARENTS = ("type", ("P1",))
_INTERIM = ("status", ("C1",))
_CARE_ORDER = ("status", ("C2",))
_NOT_REVIEWED = ("reviewed", ("no",))

TIMESCALES = (
    Ladder(
        "L07",
        PLACEMENT,
        on("LACVisitMade"),
        (
            Rung("interim_first", where=(_PARENTS, _INTERIM, _NOT_REVIEWED)),
            Rung("interim_later", where=(_PARENTS, _INTERIM)),
            Rung("care_order_first", 0, where=(_PARENTS, _CARE_ORDER)),
            Rung("care_order_later", where=(_PARENTS, _CARE_ORDER)),
            Rung("parent_first", where=(_PARENTS, _NOT_REVIEWED)),
            Rung("parent_later", where=(_PARENTS,)),
            Rung("first", 0),
            Rung("first_year", younger_than="year"),
            Rung("later_to_18", where=(("intended_to_18", ("yes",)),)),
            Rung("later"),
        ),
        states=(State("status", on("LegalStatusChanged"), "status"), State("reviewed", on("LACReviewHeld"))),
    ),
)
