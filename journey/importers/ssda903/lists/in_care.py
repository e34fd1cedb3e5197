"""What happens while a child is looked after: reviews, missing episodes, workers, deprivation of liberty."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Listing
from journey.importers.ssda903.lists.common import BEGAN_IN_YEAR, BORN, CHILD, OPEN_IN_YEAR, code, day
from journey.importers.ssda903.lists.episodes import EPISODES

REVIEW: Final = "LACReviewHeld"
MISSING: Final = "WentMissing"
WORKER: Final = "WorkerAllocated"
LIBERTY: Final = "DeprivationOfLibertyStarted"

REVIEWS: Final = Listing(
    name="Reviews",
    title="Looked-after reviews",
    main=REVIEW,
    scope=BEGAN_IN_YEAR,
    columns=(
        CHILD,
        BORN,
        day("REVIEW", "key", REVIEW, blank_ok=False),
        code("REVIEW_CODE", REVIEW, "participation", "review-participation", blank_ok=False),
    ),
    of_those_in=EPISODES.name,
)

MISSING_EPISODES: Final = Listing(
    name="Missing",
    title="Episodes missing or away from placement",
    main=MISSING,
    scope=OPEN_IN_YEAR,
    columns=(
        CHILD,
        BORN,
        code("MISSING", MISSING, "type", "missing", blank_ok=False),
        day("MIS_START", "key", MISSING, blank_ok=False),
        day("MIS_END", "fill-in", "ReturnedFromMissing"),
    ),
    ends=("ReturnedFromMissing",),
    of_those_in=EPISODES.name,
)

SW_EPISODES: Final = Listing(
    name="SWEpisodes",
    title="Social workers",
    main=WORKER,
    scope=OPEN_IN_YEAR,
    columns=(
        CHILD,
        BORN,
        Column("SW_ID", "fixed", WORKER, "worker", "worker", blank_ok=False),
        day("SW_DECOM", "key", WORKER, blank_ok=False),
        day("SW_DEC", "fill-in", "WorkerEnded"),
        code("SW_REASON", WORKER, "reason", "worker-reason"),
    ),
    ends=("WorkerEnded",),
    of_some=(WORKER, "WorkerEnded"),
    of_those_in=EPISODES.name,
)

DOLO: Final = Listing(
    name="DoLo",
    title="Deprivation of liberty orders",
    main=LIBERTY,
    scope=OPEN_IN_YEAR,
    columns=(
        CHILD,
        BORN,
        day("DOLO_START", "key", LIBERTY, blank_ok=False),
        day("DOLO_END", "fill-in", "DeprivationOfLibertyEnded"),
    ),
    ends=("DeprivationOfLibertyEnded",),
    of_those_in=EPISODES.name,
)
