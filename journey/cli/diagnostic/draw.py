"""``journey diagnostic draw``: draw the sample once, by a published seed; or replace a journey by the next in rank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from journey.cli.clock import today
from journey.cli.diagnostic.found import NAME, Found, found
from journey.cli.diagnostic.page import diagnostic_report
from journey.cli.options import PURPOSE, Showing, showing
from journey.cli.session import who
from journey.domain.errors import UsageError

if TYPE_CHECKING:
    from journey.audit.diagnostic import Diagnostic
    from journey.audit.draw import Plan
    from journey.audit.frame import Frame

_METHODS = ("random", "thematic", "risk-based", "consecutive")
_REASONS = (
    "record-not-available", "auditor-involved", "sealed-since", "same-child", "not-in-scope", "family-asked", "other",
)  # fmt: skip


@click.command(epilog="Example: journey diagnostic draw baseline --size 55 --seed 'lottery of 4 June'")
@NAME
@click.option("--size", type=click.IntRange(min=1), default=55, show_default=True, help="How many journeys.")
@click.option(
    "--seed",
    metavar="TEXT",
    help="Published, so that anybody can draw again. Default: the chain of the log at the frame, which nobody chose.",
)
@click.option(
    "--method",
    type=click.Choice(_METHODS),
    default="random",
    show_default=True,
    help="Only of a random draw are intervals given.",
)
@click.option(
    "--by",
    type=click.Choice(("case", "theme")),
    default="case",
    show_default=True,
    help="What the strata of a random draw are.",
)
@click.option(
    "--minimum",
    type=click.IntRange(min=1),
    metavar="N",
    help="At least N of each stratum, the rest in proportion; 1 is as proportional as can be. Default: 5, or what the "
    "size allows.",
)
@click.option("--theme", "themes", multiple=True, metavar="NAME", help="The theme of a thematic draw; may be repeated.")
@click.option("--flag", "flags", multiple=True, metavar="NAME", help="The flag of a risk-based draw; may be repeated.")
@click.option(
    "--replace", metavar="JOURNEY",
    help="Replace a drawn journey, by its number or the child's id, by the next in rank of its stratum.",
)  # fmt: skip
@click.option("--reason", type=click.Choice(_REASONS), help="Why a journey is replaced.")
@showing
@PURPOSE
def command(
    asked: Showing, name: str, replace: str | None, reason: str | None, purpose: str | None, **how: Any
) -> None:
    """Draw the sample of a diagnostic: once, and so that who holds the frame can draw it again.

    The frame is made again from the log as it stood and must be the one that was frozen. Of each family one child can
    be drawn, where a source says who is family.
    """
    if (replace is None) != (reason is None):
        raise UsageError("A journey is replaced with a reason: --replace JOURNEY --reason CODE.")
    with found(asked, name, None, purpose) as page:
        from journey.audit.recording import already_drawn, record_drawn
        from journey.audit.rerun import frame_again

        one, log = page.diagnostic, page.reader.log
        if replace is None and one.sample is not None:
            raise already_drawn(one)
        frame = frame_again(page.question, one)
        _must_be_the_frozen(one, frame)
        if replace is not None and reason is not None:
            drawn = _replaced(page, frame, replace, reason)
        else:
            from journey.audit.draw import draw

            plan = _plan(page, frame, how)
            drawn = record_drawn(log, one, plan, frame, draw(frame, plan), on=today(), by=who())
        page.reader.deliver(
            diagnostic_report(page, drawn, "Journey replaced" if replace else "Sample drawn"),
            [journey.stream for journey in drawn.journeys],
        )


def _must_be_the_frozen(one: Diagnostic, frame: Frame) -> None:
    from journey.audit.rerun import frame_problems

    if problems := list(frame_problems(one, frame)):
        raise UsageError(
            " ".join(problems)
            + " A sample is drawn from the frame that was frozen: draw with that release, or open another "
            "diagnostic."
        )


def _replaced(page: Found, frame: Frame, child: str, reason: str) -> Diagnostic:
    from journey.audit.numbers import journey_named
    from journey.audit.recording import record_replaced
    from journey.projections.cluster import find_stream

    log, one = page.reader.log, page.diagnostic
    stream = journey_named(one, child) or find_stream(log, child)
    return record_replaced(log, one, frame, stream, reason, on=today(), by=who())


def _plan(page: Found, frame: Frame, how: dict[str, Any]) -> Plan:
    """The plan that the options say. Raises UsageError for options that do not go together."""
    from journey.audit.draw import Plan, usual_minimum
    from journey.audit.sources import refuse, told_of
    from journey.audit.strata import THEME, THEMES

    one, method = page.diagnostic, how["method"]
    themes, flags = (tuple(sorted({_word(name) for name in how[key]})) for key in ("themes", "flags"))
    flags = tuple(flag.replace("-", "_") for flag in flags)
    if unknown := [name for name in themes if name not in THEME]:
        raise UsageError(f"There is no theme {unknown[0]}. The themes are {', '.join(THEME)}.")
    if bool(themes) != (method == "thematic"):
        raise UsageError("A thematic draw names its themes: --method thematic --theme NAME.")
    if bool(flags) != (method == "risk-based"):
        raise UsageError("A risk-based draw names its flags: --method risk-based --flag NAME.")
    if lacking := [flag for flag in flags if flag not in one.opened.get("flags", ())]:
        raise UsageError(
            f"The frame does not say who has the flag {lacking[0]}: open a diagnostic with --flag {lacking[0]}."
        )
    untold = told_of(page.question, THEMES, one.since, one.opened.get("la"))
    refuse([theme.name for theme in THEMES] if how["by"] == "theme" else themes, untold)
    minimum = how["minimum"] or usual_minimum(frame, method, how["by"], how["size"])
    return Plan(method, how["size"], how["seed"] or one.at.chain, minimum, how["by"], (*themes, *flags))


def _word(name: str) -> str:
    return name.casefold().replace(" ", "-").replace("_", "-")
