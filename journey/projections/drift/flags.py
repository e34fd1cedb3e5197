"""Drift: flags for a person to check. None of them is a judgement, and most limits are local standards.

Each flag is a rule of ``timescales.toml``, which holds its sentence, limit, authority and reference. What no source
says raises no flag; nothing is measured beyond the data. A flag of another rule (a timescale, L09) follows that rule.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Final

import polars as pl

from journey.domain.timescales import timescale
from journey.projections.batch import Batch
from journey.projections.drift.activity import allocation_gap, revolving_door, transfer_limbo
from journey.projections.drift.delay import delays, static_over_reviews, without_permanence
from journey.projections.drift.inactivity import inactivity
from journey.projections.drift.lasting import FLAG_COLUMNS, no_flags
from journey.projections.drift.open_cases import of_open_cases
from journey.projections.drift.plans import (
    actions_overdue,
    assessments_without_cause,
    long_plans,
    permanence_drift,
    static_plans,
)
from journey.projections.drift.recording import recording_drift

FLAGS: Final = (
    "delay",
    "inactivity",
    "static_plan",
    "long_plan",
    "long_episode",
    "actions_overdue",
    "allocation_gap",
    "transfer_limbo",
    "permanence_drift",
    "revolving_door",
    "assessment_delay_without_cause",
    "recording_drift",
)
"""Every flag that can be raised, in the order of the rules."""


def drift(batch: Batch, held: pl.DataFrame, wanted: AbstractSet[str] = frozenset(FLAGS)) -> pl.DataFrame:
    """The flags wanted: ``FLAG_COLUMNS``, and ``limit`` and ``authority`` of the step, by child, flag and since.

    ``held`` is ``holders.holders`` of the same batch. Only children with something open are flagged, except for what
    is itself unfinished (actions, transfers, proceedings).
    """
    raised = [raise_them(batch, held) for flags, raise_them in _RAISED if not wanted.isdisjoint(flags)]
    found = pl.concat([no_flags(), *raised]).filter(pl.col("flag").is_in(list(wanted)))
    return _with_limits(found, batch).sort("child", "flag", "since", "step")


_RAISED: Final[tuple[tuple[tuple[str, ...], Callable[[Batch, pl.DataFrame], pl.DataFrame]], ...]] = (
    (("delay",), lambda batch, held: delays(of_open_cases(batch, held))),
    (("inactivity",), inactivity),
    (("static_plan",), lambda batch, _: pl.concat([static_plans(batch), static_over_reviews(batch)])),
    (("long_plan", "long_episode"), long_plans),
    (("actions_overdue",), lambda batch, _: actions_overdue(batch)),
    (("allocation_gap",), allocation_gap),
    (("transfer_limbo",), lambda batch, _: transfer_limbo(batch)),
    (("permanence_drift",), lambda batch, _: pl.concat([permanence_drift(batch), without_permanence(batch)])),
    (("revolving_door",), lambda batch, held: revolving_door(of_open_cases(batch, held)).select(*FLAG_COLUMNS)),
    (("assessment_delay_without_cause",), lambda batch, _: assessments_without_cause(batch)),
    (("recording_drift",), lambda batch, held: recording_drift(of_open_cases(batch, held), held)),
)
"""Which flags come of what; each is worked out only where one of its flags is wanted."""


def _with_limits(found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Add the limit as it reads, and whose it is: statute, guidance or a local standard."""
    rules = {"long_plan": ("long_plan", "C12", "R10", "L15", "L16"), "long_episode": ("R10",),
             "assessment_delay_without_cause": ("R05",)}  # fmt: skip
    told = []
    for flag, step in found.select("flag", "step").unique().rows():
        for name in rules.get(flag, (flag,)):
            for known in timescale(name, batch.as_at).steps:
                if known.name == step:
                    told.append((flag, step, str(known.limit) if known.limit else None, known.label))
    schema = {"flag": pl.String(), "step": pl.String(), "limit": pl.String(), "authority": pl.String()}
    return found.join(pl.DataFrame(told, schema, orient="row"), on=["flag", "step"], how="left")
