"""Tables that are read together, or into several lists, end the same in any order of arrival (design, rule 2)."""

from __future__ import annotations

import tempfile
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from tests.journey.test_ssd_laws import DAYS, Tables, answers, extract

_one = st.sampled_from
_CHILD = _one(("0070", "71"))
_START = _one(("2024-10-07", "2024-10-08", "2024-11-04"))
_END = _one(("", "2025-01-10", "2025-01-20"))
_ID = _one(("1", "2"))


def _rows(**columns: st.SearchStrategy[str]) -> st.SearchStrategy[list[dict[str, str]]]:
    return st.lists(st.fixed_dictionaries(columns), max_size=3)


_tables = st.fixed_dictionaries(
    {
        "ssd_cla_episodes": _rows(
            clae_cla_id=_ID,
            clae_cla_placement_id=_ID,
            clae_person_id=_CHILD,
            clae_cla_episode_start_date=_START,
            clae_cla_episode_ceased_date=_END,
            clae_cla_episode_ceased_reason=_one(("X1", "E8")),
        ),
        "ssd_legal_status": _rows(
            lega_person_id=_CHILD,
            lega_legal_status=_one(("V3", "C2")),
            lega_legal_status_start_date=_START,
            lega_legal_status_end_date=_END,
        ),
        "ssd_cla_placement": _rows(
            clap_cla_placement_id=_ID, clap_person_id=_CHILD, clap_cla_placement_start_date=_START
        ),
        "ssd_cla_health": _rows(
            clah_person_id=_CHILD,
            clah_health_check_type=_one(("Dental", "Health", "Eyes")),
            clah_health_check_date=_START,
        ),
        "ssd_disability": _rows(disa_person_id=_CHILD, disa_disability_code=_one(("AUT", "VIS", "?"))),
        "ssd_linked_identifiers": _rows(
            link_person_id=_CHILD,
            link_identifier_type=_one(("UPN", "NHS Number", "YOT Number")),
            link_identifier_value=_one(("A1", "B2")),
            link_valid_to_date=_END,
        ),
        "ssd_cin_assessments": _rows(
            cina_assessment_id=_ID,
            cina_person_id=_CHILD,
            cina_assessment_start_date=_START,
            cina_assessment_auth_date=_END,
        ),
        "ssd_assessment_factors": _rows(cinf_assessment_id=_ID, cinf_assessment_factors_json=_one(("1A", "3B"))),
    }
)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.tuples(_tables, _tables, _tables), st.permutations(range(3)))
def test_any_order_of_arrival_ends_the_same(months: tuple[Tables, ...], order: list[int]) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        files = [extract(Path(one), day, tables) for day, tables in zip(DAYS, months, strict=True)]

        assert answers(files, Path(one)) == answers([files[n] for n in order], Path(other))
