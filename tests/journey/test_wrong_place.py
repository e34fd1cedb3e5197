"""A file of another authority, or of another year, than the command says is refused, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey.domain.errors import BadInputFile
from tests.cli.running import journey
from tests.importers import census, returns

ORGANISATION = 'la = "999"\ndate = 2025-03-31\n\n[[hub]]\nhub = "Hub 1"\nopened = 2016-01-04\n'


def of_authority_999(source: str, folder: Path) -> Path:
    if source == "organisation":
        path = folder / "hubs.toml"
        path.write_text(ORGANISATION, encoding="utf-8")
        return path
    return census.census(folder / "cin.xml", census.child(census.referral("2025-01-06")))


@pytest.mark.parametrize("source", ["cin", "organisation"])
@pytest.mark.parametrize(("la", "code"), [("888", 11), ("999", 0)])
def test_a_file_says_whose_it_is(tmp_path: Path, source: str, la: str, code: int) -> None:
    store = tmp_path / "journey.db"
    path = of_authority_999(source, tmp_path)

    done = journey("import", source, str(path), "--la", la, store=f"sqlite:///{store}")

    assert done.exit_code == code, done.stderr
    assert code == 0 or ("888" in done.stderr and "999" in done.stderr)


@pytest.mark.parametrize(("year", "code"), [("2024", 11), ("2026", 11), ("2025", 0)])
def test_a_return_is_of_the_year_that_its_days_lie_in(tmp_path: Path, year: str, code: int) -> None:
    store = f"sqlite:///{tmp_path}/journey.db"
    row = {"DECOM": "06/05/2024", "DEC": "09/09/2024", "REC": "E4A"}
    [path] = returns.write(tmp_path / "return", {"Episodes": [row]})

    done = journey("import", "ssda903", str(path), "--la", "999", "--year", year, store=store)

    assert done.exit_code == code, done.stderr
    if code:
        assert f"--year {year}" in done.stderr
        assert "2024-25" in done.stderr
        assert journey("children", store=store).exit_code != 0
    else:
        assert journey("children", store=store).exit_code == 0


def test_a_return_in_which_nothing_ended_is_of_no_year_before_it_began(tmp_path: Path) -> None:
    [path] = returns.write(tmp_path, {"Episodes": [{"DECOM": "06/05/2024"}]})

    assert [one.speaks_for.year for one in returns.read_all([path], year=2025)] == [2025]
    with pytest.raises(BadInputFile, match="2023-24, but the days of 'DECOM' are of 2024-25"):
        returns.read_all([path], year=2024)
