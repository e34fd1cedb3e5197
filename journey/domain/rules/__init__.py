"""The rules of practice, one small file each, found by file name: ``r05_assessment.py`` declares R05.

A file declares ``TIMESCALES``, which run against time, ``CHECKS``, which ask one thing of one event or case, or
``MEANS``, which are taken over many children. Its docstring is the sentence an auditor reads. Its numbers stand in
``timescales.toml``, by rule and step. Adding a file is all it takes to add a rule; a check that no coded field answers
has a function in ``journey.projections.checks``, a mean one in ``journey.projections.indicators.means``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import cleandoc
from pkgutil import iter_modules

from journey.domain.errors import UsageError
from journey.domain.rules.language import Check, Clock, Ladder, Mean, Span
from journey.domain.rules.spans import NOT_RESPONSIBLE

_FILE = re.compile(r"([a-z]\d\d)_\w+")


@dataclass(frozen=True, slots=True)
class Declared:
    """A rule as its file declares it: id, the file's docstring, and the timescales, checks and means it is made of."""

    id: str
    says: str
    timescales: tuple[Clock | Ladder, ...]
    checks: tuple[Check, ...]
    means: tuple[Mean, ...] = ()


def events_of(timescale: Clock | Ladder) -> tuple[str, ...]:
    """The stored names of all events that a timescale looks at, sorted."""
    if isinstance(timescale, Clock):
        asked = [timescale.starts, *timescale.stops, *timescale.ends]
        asked += [timescale.counted_from] if timescale.counted_from else []
    else:
        asked = [timescale.stops, *(state.on for state in timescale.states)]
        span: Span | None = timescale.span
        while span:
            asked += [span.opens, *([span.closes] if span.closes else [])]
            span = span.within
    return tuple(sorted({name for on in asked for name in on.events} | set(NOT_RESPONSIBLE.events)))


@cache
def every_rule() -> dict[str, Declared]:
    """Every rule that has a file, by its id, in order. Raises ValueError for a file that declares another rule."""
    found: dict[str, Declared] = {}
    for name in sorted(module.name for module in iter_modules(__path__)):
        if match := _FILE.fullmatch(name):
            module = import_module(f"{__name__}.{name}")
            rule = match[1].upper()
            timescales, checks = tuple(getattr(module, "TIMESCALES", ())), tuple(getattr(module, "CHECKS", ()))
            means = tuple(getattr(module, "MEANS", ()))
            if rule in found or {one.rule for one in (*timescales, *checks, *means)} != {rule}:
                raise ValueError(f"{name}.py must declare {rule}, and no other file may")
            found[rule] = Declared(rule, cleandoc(module.__doc__ or ""), timescales, checks, means)
    return found


@cache
def declared() -> dict[str, Declared]:
    """The rules with timescales by their ids, in order."""
    return {rule.id: rule for rule in every_rule().values() if rule.timescales}


@cache
def checked() -> dict[str, Declared]:
    """The rules with checks by their ids, in order."""
    return {rule.id: rule for rule in every_rule().values() if rule.checks}


def rule(rule_id: str) -> Declared:
    """A rule with timescales by its id, in any case. Raises UsageError for one that no file declares."""
    found = declared().get(rule_id.upper())
    if found is None:
        raise UsageError(f"There is no timescale {rule_id!r}. There are: {', '.join(declared())}.")
    return found


def checks_of(rule_id: str) -> tuple[Check, ...]:
    """The checks of a rule by its id, in any case. Raises UsageError for a rule without any."""
    found = checked().get(rule_id.upper())
    if found is None:
        raise UsageError(f"{rule_id!r} is no rule with checks. Those are: {', '.join(checked())}.")
    return found.checks
