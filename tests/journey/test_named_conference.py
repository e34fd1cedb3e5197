"""The conference that a source has in the row of an enquiry is its first one, whatever days the source covers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.running import journey
from tests.importers import census
from tests.journey.commands import asked

ENQUIRY, DUE = date(2024, 1, 25), date(2024, 2, 15)


@pytest.mark.parametrize(("held", "state"), [(date(2024, 2, 16), "late"), (DUE, "met")])
def test_a_conference_before_the_census_year_is_told_by_its_enquiry(tmp_path: Path, held: date, state: str) -> None:
    store = f"sqlite:///{tmp_path}/journey.db"
    of = census.referral(date(2024, 1, 15), census.enquiry(ENQUIRY, held))
    done = journey("import", "cin", str(census.census(tmp_path / "cin.xml", census.child(of))), store=store)
    assert done.exit_code == 0, done.stderr

    [row] = [row for row in asked(store, "timescales")["rows"] if row["rule"] == "C05"]

    assert (row["due"], row["stopped_on"], row["state"]) == (DUE.isoformat(), held.isoformat(), state)
    assert state in str(asked(store, "why", census.CHILD, "C05")["rows"])


def test_an_enquiry_without_a_conference_before_the_census_year_cannot_be_told(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/journey.db"
    of = census.referral(date(2024, 1, 15), census.enquiry(ENQUIRY))
    done = journey("import", "cin", str(census.census(tmp_path / "cin.xml", census.child(of))), store=store)
    assert done.exit_code == 0, done.stderr

    assert [row["state"] for row in asked(store, "timescales")["rows"] if row["rule"] == "C05"] == ["cannot tell"]
