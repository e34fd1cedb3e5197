"""Pre-proceedings."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Listing
from journey.importers.ssd.tables.common import WENT_ON, child, code, day, link

_STARTED: Final = "PreProceedingsStarted"
_ENDED: Final = "PreProceedingsEnded"

PRE_PROCEEDINGS: Final = Listing(
    name="ssd_pre_proceedings",
    title="Pre-proceedings",
    main=_STARTED,
    scope=WENT_ON,
    columns=(
        child("prep_person_id"),
        link("prep_table_id"),
        day("prep_pre_pro_decision_date", "key", _STARTED),
        Column("prep_pre_pro_letter_date", "fill-in", _STARTED, "letter_sent_on", "date"),
        Column("prep_initial_pre_pro_meeting_date", "fill-in", _STARTED, "first_meeting_on", "date"),
        day("prep_agree_stepdown_issue_date", "fill-in", _ENDED),
        code("prep_pre_pro_outcome", _ENDED, "outcome", "pre-proceedings-outcome", "fill-in"),
    ),
    ends=(_ENDED,),
)
