"""What one source lists does not vouch for what another alone says is open."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import journey
from tests.importers import census
from tests.importers.building import annex_a, headers
from tests.journey.commands import APRIL, asked, imported

CHILD, OTHER = census.CHILD, "1000014"
STARTED, SEEN = date(2025, 2, 3), date(2025, 4, 22)


def protected(path: Path, *children: str) -> Path:
    """A List 7 of children on a plan since February, of whom only the other was visited since."""
    rows: list[dict[str, Any]] = [
        {
            headers("List 7")[0]: int(child),
            "Child Protection Plan Start Date": STARTED,
            "Initial Category of Abuse": "NEG",
            "Date of the Last Statutory Visit": SEEN if child == OTHER else None,
            "Was the Child Seen Alone?": "Y" if child == OTHER else None,
        }
        for child in children
    ]
    return annex_a(path, "List 7", *rows)


@pytest.mark.parametrize(("listed", "state"), [((OTHER,), "cannot tell"), ((OTHER, CHILD), "overdue")])
@pytest.mark.parametrize("census_first", [True, False])
def test_a_plan_that_the_census_alone_has_is_not_overdue_by_a_list_without_it(
    tmp_path: Path, listed: tuple[str, ...], state: str, census_first: bool
) -> None:
    store = f"sqlite:///{tmp_path}/journey.db"
    child = census.child(census.referral(date(2025, 1, 6), census.plan(STARTED)))
    xml = census.census(tmp_path / "cin.xml", child)

    def take_in_census() -> None:
        done = journey("import", "cin", str(xml), store=store)
        assert done.exit_code == 0, done.stderr

    if census_first:
        take_in_census()
    imported(store, protected(tmp_path / "april.xlsx", *listed), APRIL)
    if not census_first:
        take_in_census()

    rows = asked(store, "timescales")["rows"]
    assert {row["state"] for row in rows if row["child_id"] == CHILD and row["rule"] == "C10"} == {state}
