"""The dataset's extracts may come in any order, and again: real stores, real files (design, rule 2)."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from journey.domain.extract import Extract
from journey.domain.values import comparable
from journey.importers.ssd import SSD, read_ssd
from journey.projections.effective import effective_history
from journey.store.importing import import_extract
from journey.store.log import open_log
from tests.importers.building import refer
from tests.importers.test_ssd import table

DAYS = (date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31))
_one = st.sampled_from
_STARTS = ("2024-10-07", "2024-10-08", "2024-11-04")
_ENDS = ("", "1900-01-01", "2025-01-10", "2025-01-20")

_CHILDREN = _one(("0070", "71"))
_referral = st.fixed_dictionaries(
    {
        "cine_referral_id": _one(("R1", "R2", "R3")),
        "cine_person_id": _CHILDREN,
        "cine_referral_date": _one(_STARTS),
        "cine_referral_nfa": _one(("Y", "N", "")),
        "cine_close_date": _one(_ENDS),
        "cine_close_reason": _one(("RC7", "")),
    }
)
_assessment = st.fixed_dictionaries(
    {
        "cina_assessment_id": _one(("A1", "A2")),
        "cina_referral_id": _one(("R1", "R2", "R9", "")),
        "cina_person_id": _CHILDREN,
        "cina_assessment_start_date": _one((*_STARTS, "")),
        "cina_assessment_auth_date": _one(_ENDS),
    }
)
_visit = st.fixed_dictionaries(
    {
        "cppv_cp_visit_id": _one(("V1", "V2")),
        "cppv_person_id": _CHILDREN,
        "cppv_cp_visit_date": _one(_STARTS),
        "cppv_cp_visit_seen_alone": _one(("Y", "N", "")),
    }
)
_tables = st.fixed_dictionaries(
    {
        "ssd_cin_episodes": st.lists(_referral, min_size=1, max_size=3, unique_by=lambda row: row["cine_referral_id"]),
        "ssd_cin_assessments": st.lists(_assessment, max_size=2, unique_by=lambda row: row["cina_assessment_id"]),
        "ssd_cp_visits": st.lists(_visit, max_size=2, unique_by=lambda row: row["cppv_cp_visit_id"]),
    }
)
Tables = dict[str, list[dict[str, str]]]


def extract(folder: Path, day: date, tables: Tables) -> Extract:
    """What three tables say as at a day; a month in which nothing changed is a file of its own all the same."""
    paths = [table(folder, name, *rows) for name, rows in tables.items()]
    read = read_ssd(paths, la="999", extract_date=day, refer=refer)
    return replace(read, file=hashlib.sha256(read.file + day.isoformat().encode()).digest())


def answers(files: Sequence[Extract], folder: Path) -> dict[Any, Any]:
    """The effective history of every child at every pair of days, after importing files in this order."""
    with open_log(f"sqlite:///{folder / 'journey.db'}") as log:
        for file in files:
            import_extract(log, file, SSD, allow_retractions=True)
        again = [import_extract(log, file, SSD, allow_retractions=True) for file in files]
        assert {one.events for one in again} == {0}
        said = {s.stream: log.statements([s.stream])[s.stream] for s in log.streams("child")}
    return {
        (stream, as_at, known_at): [
            (f.key, f.event, f.occurred_on, comparable(f.data), f.state, f.known_on, f.known_from)
            for f in effective_history(statements, as_at, known_at)
        ]
        for stream, statements in said.items()
        for as_at in DAYS
        for known_at in DAYS
    }


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.tuples(_tables, _tables, _tables), st.permutations(range(3)))
def test_any_order_of_arrival_ends_the_same(months: tuple[Tables, ...], order: list[int]) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        files = [extract(Path(one), day, tables) for day, tables in zip(DAYS, months, strict=True)]

        assert answers(files, Path(one)) == answers([files[n] for n in order], Path(other))
