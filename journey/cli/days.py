"""Days on the command line: 2025-03-31, 31/03/2025 or "31 March 2025"."""

from __future__ import annotations

from datetime import date

import click

from journey.domain.words import parse_day as parse_day


class Day(click.ParamType[date]):
    """A click parameter that is a day."""

    name = "day"

    def convert(self, value: date | str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return parse_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


DAY = Day()
