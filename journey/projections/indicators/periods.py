"""The periods that figures are asked for: months, or one period of any length."""

from __future__ import annotations

from datetime import date

from journey.domain.calendar import month_end, months_before
from journey.domain.errors import UsageError
from journey.projections.indicators.measure import Period


def periods(month: date | None, first: date | None, last: date | None, trend: int, as_at: date) -> list[Period]:
    """One period, or the last ``trend`` months up to one, the earliest first; a month ends on the as-at day at latest.

    Raises UsageError for a month beside days, a trend of days, and a period that ends before it begins.
    """
    if first or last:
        if month or trend > 1:
            raise UsageError("Ask for --month (with --trend) or for --from and --to, not for both.")
        period = Period(first or (last or as_at).replace(day=1), last or as_at)
        if period.first > period.last:
            raise UsageError(f"The period ends on {period.last}, before it begins on {period.first}: put --from first.")
        return [period]
    latest = (month or as_at).replace(day=1)
    if latest > as_at:
        raise UsageError(
            f"{latest:%Y-%m} begins after the as-at day, {as_at}: ask for an earlier month, or later --as-at."
        )
    begins = [months_before(latest, n) for n in reversed(range(trend))]
    return [Period(begin, min(month_end(begin), as_at)) for begin in begins]
