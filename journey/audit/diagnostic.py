"""A diagnostic as its stream tells it: the frame it was opened on, the sample drawn, what was replaced."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from journey.audit.draw import PROBABILITY, Drawn, Method, Plan, Sample, StratumDrawn, weight
from journey.audit.strata import By
from journey.domain.errors import UsageError
from journey.domain.statements import Statement, diagnostic_stream, split_stream
from journey.domain.values import code_of
from journey.projections.standpoint import Standpoint
from journey.store.log import Log


@dataclass(frozen=True, slots=True)
class Replacement:
    """A drawn journey (a stream) that was replaced by the next in rank."""

    replaced: str
    by: Drawn
    reason: str
    on: date


@dataclass(frozen=True)
class Diagnostic:
    """A diagnostic up to the last of its statements, which stands at ``position`` and was made on ``said_on``.

    ``at`` is where its frame stands; ``strata`` are name → definition's fingerprint of those in the frame, ``left_out``
    name → why. ``sample`` is what was drawn first, None before that.
    """

    stream: str
    opened: dict[str, Any]
    opened_on: date
    position: int
    said_on: date
    at: Standpoint
    strata: dict[str, str]
    left_out: dict[str, str]
    excluded: Counter[str]
    counts: Counter[str]
    plan: Plan | None = None
    sample: Sample | None = None
    drawn_on: date | None = None
    replacements: tuple[Replacement, ...] = field(default=())

    @property
    def name(self) -> str:
        """The id that commands call it by."""
        return split_stream(self.stream)[1]

    @property
    def since(self) -> date:
        """The first day of the audit period."""
        since: date = self.opened["period_from"]
        return since

    @property
    def by_chance(self) -> bool:
        """Whether a sample was drawn so that every journey of the frame had a known chance."""
        return self.plan is not None and self.plan.method in PROBABILITY

    @property
    def journeys(self) -> tuple[Drawn, ...]:
        """The journeys to look at: those drawn and not replaced, and the replacements, by stratum as drawn and rank."""
        if self.sample is None:
            return ()
        gone = {one.replaced for one in self.replacements}
        every = (*self.sample.journeys, *(one.by for one in self.replacements))
        order = [one.stratum for one in self.sample.strata]
        return tuple(
            sorted(
                (one for one in every if one.stream not in gone), key=lambda one: (order.index(one.stratum), one.rank)
            )
        )

    def weight(self, one: Drawn) -> float:
        """How many children of the frame a journey stands for."""
        assert self.sample is not None
        return float(weight(one, next(s for s in self.sample.strata if s.stratum == one.stratum)))


def find(log: Log, name: str, upto: int | None = None) -> Diagnostic:
    """A diagnostic by its name. Raises UsageError, with those there are, where there is none."""
    found = fold(log.statements([diagnostic_stream(ident(name))], upto=upto)[diagnostic_stream(ident(name))])
    if found is not None:
        return found
    there = ", ".join(split_stream(one.stream)[1] for one in log.streams("diagnostic", upto=upto))
    raise UsageError(f"There is no diagnostic {name!r}. " + (f"There are: {there}." if there else "Open it first: "
                     "journey diagnostic open NAME --kind diagnostic --purpose TEXT."))  # fmt: skip


def ident(name: str) -> str:
    """The id of a diagnostic's name: its words in small letters with hyphens between.

    Raises UsageError for a name of other than letters, digits, points and hyphens.
    """
    words = "-".join(name.casefold().split())
    if not words or not all(letter.isalnum() or letter in "-._" for letter in words):
        raise UsageError(f"{name!r} cannot be a diagnostic's name: use letters, digits, spaces, hyphens and points.")
    return words


def fold(said: list[Statement]) -> Diagnostic | None:
    """The diagnostic that a stream tells of; None for an empty stream."""
    if not said:
        return None
    found = _opened(said[0])
    for statement in said[1:]:
        found = _with(found, statement)
    return found


def _opened(said: Statement) -> Diagnostic:
    data: dict[str, Any] = dict(said.data)
    strata = [one for one in data.get("strata", ()) if "reason" not in one]
    assert said.occurred_on is not None
    return Diagnostic(
        stream=said.stream,
        opened=data,
        opened_on=said.occurred_on,
        position=said.position,
        said_on=said.known_on,
        at=Standpoint(
            data["as_at"],
            data["known_at"],
            data["frame_position"],
            data["frame_chain"],
            data.get("data_to"),
            code_of(data["inferred"]) == "yes",
        ),
        strata={one["stratum"]: one["definition"] for one in strata},
        left_out={one["stratum"]: one["reason"] for one in data.get("strata", ()) if "reason" in one},
        excluded=Counter({one["reason"]: one["children"] for one in data.get("excluded", ())}),
        counts=Counter({one["stratum"]: one["children"] for one in strata}),
    )


def _with(found: Diagnostic, said: Statement) -> Diagnostic:
    data: dict[str, Any] = dict(said.data)
    more: dict[str, Any] = {"position": said.position, "said_on": said.known_on}
    if said.name == "SampleDrawn":
        plan = Plan(
            cast(Method, code_of(data["method"])),
            data["size"],
            data["seed"],
            data["minimum"],
            cast(By, data["by"]),
            tuple(data.get("marks", ())),
        )
        sample = Sample(
            tuple(StratumDrawn(**one) for one in data["strata"]), tuple(Drawn(**one) for one in data["journeys"])
        )
        more |= {"plan": plan, "sample": sample, "drawn_on": said.occurred_on}
    elif said.name == "SampleReplaced":
        assert said.occurred_on is not None
        one = Replacement(
            data["replaced"], Drawn(**data["replacement"]), code_of(data["reason"]) or "", said.occurred_on
        )
        more["replacements"] = (*found.replacements, one)
    return Diagnostic(**{**vars(found), **more})
