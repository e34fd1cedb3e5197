"""The journeys behind the sample, wholly known: 81 referrals from April 2024 to March 2025, 27 of them re-referrals."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from journey.projections.effective import Fact
from journey.projections.rereferrals import rate, referrals
from tests.cli.running import SAMPLE
from tests.projections.facts.building import batch, fact

AS_AT = date(2025, 3, 31)


def test_the_share_of_re_referrals_of_the_sample() -> None:
    truth = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
    histories = [[one for referral in child["refs"] for one in _facts(referral)] for child in truth]
    of = batch(*histories, as_at=AS_AT)

    figure = rate(of, referrals(of), date(2024, 4, 1), AS_AT, "referrals-only")

    assert (figure.numerator, figure.denominator, figure.cannot_tell) == (27, 81, 0)
    assert figure.while_open == 0


def _facts(referral: dict[str, Any]) -> list[Fact]:
    """A referral, and the episode of need that it opened unless it ended with no further action."""
    day = date.fromisoformat(referral["date"])
    facts = [fact("ReferralReceived", day, no_further_action="yes" if referral["nfa"] else "no")]
    if not referral["nfa"]:
        facts.append(fact("CINEpisodeOpened", day))
        if referral["close"]:
            facts.append(fact("CaseClosed", date.fromisoformat(referral["close"]), of=day, reason=referral["rc"]))
    return [one for one in facts if one.occurred_on and one.occurred_on <= AS_AT]
