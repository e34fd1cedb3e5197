"""What is wrong with an organisation file: every mistake at once, each with its line and the nearest known word."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey.store.log import is_there
from tests.importers.organisation.files import refused, write


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/journey.db"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('[[hubs]]\nhub = "Hub 4"\n', 3, "'hubs' means nothing here. The nearest: hub"),
        ('[[hub]]\nhub = "Hub 4"\nopend = 2017-01-09\n', 5, "'opend' means nothing in [[hub]]. The nearest: opened"),
        ('[[hub]]\nhub = "Hub 4"\n', 3, "There is no 'opened' in [[hub]]"),
        ('[[hub]]\nhub = "Hub 4"\nopened = "2017-13"\n', 5, "'opened' is 2017-13, which is no day, month or year"),
        ('[[hub]]\nhub = "Hub 4"\nopened = "soon"\n', 5, "'opened' is soon, which is no day, month or year"),
        ('[[hub]]\nhub = "Hub 4"\nopened = 2018-02-01\n', 5, "lies after 31/01/2018, for which the file speaks"),
        ('[[hub]]\nhub = "Hub 4"\nopened = 2017-01-09\nclosed = 2016-01-09\n', 6, "'closed' lies before it began"),
        ('[[hub]]\nhub = "Hub 4"\nopened = 2017-01-09\nunit = "hob"\n', 6, "The nearest: hub"),
        ('[[post]]\nworker = "Duty"\nstarted = 2017-01-09\n', 4, "is a word for no worker"),
        ('[[post]]\nworker = "Priya Shah"\nstarted = 2017-01-09\nfte = 37\n', 6, "is no share of full time"),
        ('[[post]]\nworker = "Priya Shah"\nstarted = 2017-01-09\nrole = "sociel worker"\n', 6, "social worker"),
        ('[[post]]\nworker = "Priya Shah"\nstarted = 2017-01-09\nreason = "retired"\n', 3, "no 'ended'"),
        ('[[setting]]\nsetting = "alocated_worker"\nvalue = "x"\nfrom = 2017\n', 4, "The nearest: allocated_worker"),
        ('[[setting]]\nsetting = "allocated_worker"\nvalue = "x"\nfrom = "2017"\n', 5, "nothing that allocated_worker"),
        (
            '[[setting]]\nsetting = "transfer_points"\nvalue = ["CP plan startd"]\nfrom = "2017"\n',
            5,
            "names no event",
        ),
        (
            '[[team]]\nteam = "North"\nhub = "4"\nfrom = "2017"\n[[team]]\nteam = "North"\nhub = "5"\nfrom = 2017\n',
            7,
            "said on line 3 already",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(url: str, tmp_path: Path, text: str, line: int, says: str) -> None:
    said = refused(url, write(tmp_path, text))

    assert f"hubs.toml:{line}: " in said
    assert says in said
    assert not is_there(url)


def test_all_mistakes_are_named_at_once(url: str, tmp_path: Path) -> None:
    said = refused(url, write(tmp_path, '[[hub]]\nhub = "Hub 4"\nopened = "soon"\n[[team]]\nteam = "North"\n'))

    assert said.count("hubs.toml:") == 3


def test_a_csv_row_of_no_table_is_named_with_its_line(url: str, tmp_path: Path) -> None:
    path = tmp_path / "hubs.csv"
    path.write_text("table,hub,opened\nhubb,Hub 4,2017-01\n", encoding="utf-8")

    said = refused(url, path, "--la", "999", "--extract-date", "2018-01-31")

    assert "hubs.csv:2: There is no table 'hubb'. The nearest: hub" in said


def test_a_file_says_whose_it_is_and_of_which_day(url: str, tmp_path: Path) -> None:
    path = tmp_path / "hubs.toml"
    path.write_text('[[hub]]\nhub = "Hub 4"\nopened = "2017"\n', encoding="utf-8")

    assert "give --la" in refused(url, path, "--extract-date", "2018-01-31")
    assert "give --extract-date" in refused(url, path, "--la", "999")
    assert "not 998" in refused(url, write(tmp_path, ""), "--la", "998")
    assert "Leave --extract-date out" in refused(url, write(tmp_path, ""), "--extract-date", "2018-01-30")
