"""An organisation file taken in: once, again, corrected, whole or not, and in any order."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from os import utime
from pathlib import Path

import pytest

from journey.importers.organisation.examples import text_of
from tests.importers.organisation.files import history, statements, take_in, write

TWO_HUBS = """
    [[hub]]
    hub = "Hub 4"
    title = "Early Intervention"
    opened = "2017-01"

    [[hub]]
    hub = "Hub 17"
    opened = 2016-11-07
    closed = 2017-10-02

    [[merged]]
    from = ["Hub 17"]
    into = "Hub 4"
    date = "not after 2017-03-31"
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/journey.db"


def test_days_are_kept_as_exactly_as_they_are_known(url: str, tmp_path: Path) -> None:
    meta = take_in(url, write(tmp_path, TWO_HUBS))

    found = history(url)
    month, exact = found["hub/2017-01-31/1"], found["hub/2016-11-07/1"]
    merged = found["hub-merger/2017-03-31/1"]
    assert (meta["rows"], meta["new"], meta["events"], meta["children"]) == (3, 3, 15, 0)
    assert (month.precision, month.occurred_from) == ("interval", date(2017, 1, 1))
    assert (exact.precision, exact.occurred_from) == ("exact", None)
    assert (merged.precision, merged.occurred_from) == ("interval", None)
    assert found["hub/2016-11-07/1/closed"].occurred_on == date(2017, 10, 2)


def test_the_same_file_again_writes_nothing(url: str, tmp_path: Path) -> None:
    path = write(tmp_path, TWO_HUBS)
    take_in(url, path)
    before = statements(url)

    again = take_in(url, path)

    assert again["already_imported"]
    assert again["unchanged"] == again["rows"] == 3
    assert statements(url) == before


def test_a_dry_run_counts_and_writes_nothing(url: str, tmp_path: Path) -> None:
    meta = take_in(url, write(tmp_path, TWO_HUBS), "--dry-run")

    assert meta["new"] == 3
    assert statements(url) == []


def test_a_changed_file_corrects(url: str, tmp_path: Path) -> None:
    take_in(url, write(tmp_path, TWO_HUBS))
    text = TWO_HUBS.replace('"Early Intervention"', '"Early Help"').replace("2017-10-02", "2017-10-09")

    meta = take_in(url, write(tmp_path, text, date="2018-02-28"))

    found = history(url)
    assert (meta["corrected"], meta["unchanged"], meta["retracted"]) == (2, 1, 0)
    assert found["hub/2017-01-31/1"].data["title"] == "Early Help"
    assert found["hub/2016-11-07/1/closed"].occurred_on == date(2017, 10, 9)


def test_a_file_put_right_under_the_same_day_corrects(url: str, tmp_path: Path) -> None:
    for minute, title in enumerate(("Early Hlep", "Early help", "Help", "Early Help")):
        path = write(tmp_path, TWO_HUBS.replace("Early Intervention", title))
        utime(path, (1_600_000_000 + 60 * minute,) * 2)
        take_in(url, path)

        assert history(url)["hub/2017-01-31/1"].data["title"] == title


def test_a_day_known_more_exactly_is_a_correction_of_the_same_fact(url: str, tmp_path: Path) -> None:
    take_in(url, write(tmp_path, TWO_HUBS))
    text = TWO_HUBS.replace('"2017-01"', "2017-01-09").replace('"not after 2017-03-31"', '"2017-03"')

    meta = take_in(url, write(tmp_path, text, date="2018-02-28"))

    found = history(url)
    hub, merged = found["hub/2017-01-09/1"], found["hub-merger/2017-03-31/1"]
    assert (meta["new"], meta["corrected"]) == (0, 2)
    assert "hub/2017-01-31/1" not in found
    assert (hub.occurred_on, hub.precision) == (date(2017, 1, 9), "exact")
    assert (merged.precision, merged.occurred_from) == ("interval", date(2017, 3, 1))


def test_another_hub_of_the_same_day_is_no_correction(url: str, tmp_path: Path) -> None:
    take_in(url, write(tmp_path, TWO_HUBS))
    other = '[[hub]]\nhub = "Hub 5"\nopened = "2017-01"\n'

    meta = take_in(url, write(tmp_path, other, date="2018-02-28"))

    assert (meta["new"], meta["corrected"], meta["retracted"], meta["aged_out"]) == (1, 0, 0, 0)
    assert {fact.data.get("hub") for fact in history(url).values() if fact.event == "HubOpened"} == {
        "Hub 4", "Hub 5", "Hub 17",
    }  # fmt: skip


def test_what_a_file_lacks_stays_unless_it_says_that_it_is_whole(url: str, tmp_path: Path) -> None:
    take_in(url, write(tmp_path, TWO_HUBS))
    without_the_merger = TWO_HUBS[: TWO_HUBS.index("[[merged]]")]

    partial = take_in(url, write(tmp_path, without_the_merger, date="2018-02-28"))
    assert partial["retracted"] == 0
    assert "hub-merger/2017-03-31/1" in history(url)

    whole = take_in(url, write(tmp_path, without_the_merger, date="2018-03-31"), "--whole", "--allow-retractions")
    assert whole["retracted"] == 1
    assert "hub-merger/2017-03-31/1" not in history(url)


def test_not_before_bounds_a_day_once_and_says_nothing_new_later(url: str, tmp_path: Path) -> None:
    text = '[[merged]]\nfrom = ["First Contact"]\ninto = "Hub 1"\ndate = "not before 2017-03-31"\n'
    take_in(url, write(tmp_path, text))

    meta = take_in(url, write(tmp_path, text + "# looked through again\n", date="2018-06-30"))

    (merged,) = history(url).values()
    assert meta["unchanged"] == 1
    assert (merged.occurred_from, merged.occurred_on) == (date(2017, 3, 31), date(2018, 1, 31))


FILES = (
    ("2018-01-31", True, TWO_HUBS),
    ("2018-02-28", False, TWO_HUBS.replace('"2017-01"', "2017-01-09")),
    ("2018-03-31", True, TWO_HUBS[: TWO_HUBS.index("[[merged]]")].replace("Early Intervention", "Help")),
)


@pytest.mark.parametrize("order", list(permutations(range(len(FILES)))))
def test_files_in_any_order_give_one_history(tmp_path: Path, order: tuple[int, ...]) -> None:
    histories = []
    for n, files in enumerate(([FILES[i] for i in order], FILES)):
        url = f"sqlite:///{tmp_path}/{n}.db"
        for day, whole, text in files:
            more = ("--whole",) if whole else ()
            take_in(url, write(tmp_path, text, date=day), *more, "--allow-retractions")
        histories.append(
            {key: (f.data, f.occurred_on, f.precision, f.occurred_from) for key, f in history(url).items()}
        )

    assert histories[0] == histories[1]
    assert histories[0]["hub/2017-01-31/1"][0]["title"] == "Help"


def test_the_example_is_taken_in_with_its_unknowns(url: str, tmp_path: Path) -> None:
    path = tmp_path / "example.toml"
    path.write_text(text_of("slough-2015-2017").replace('"871"', '"999"'), encoding="utf-8")

    meta = take_in(url, path)

    hubs = {fact.data["hub"]: fact for fact in history(url).values() if fact.event == "HubOpened"}
    split = next(f for f in history(url).values() if f.data.get("hub") == "Hub 2" and f.event == "HubDisaggregated")
    assert meta["new"] == meta["rows"]
    assert not {"Hub 9", "Hub 10", "Hub 11", "Hub 12"} & set(hubs)
    assert "into_hubs" not in split.data
    assert (split.occurred_from, split.occurred_on) == (date(2016, 12, 1), date(2016, 12, 31))
    assert all(fact.data["document"] for fact in history(url).values() if fact.event != "HubClosed")


def test_a_table_of_a_csv_file_says_the_same(tmp_path: Path) -> None:
    csv = tmp_path / "hubs.csv"
    csv.write_text(
        "table,hub,title,opened,closed,from,into,date\n"
        "hub,Hub 4,Early Intervention,2017-01,,,,\n"
        "hub,Hub 17,,2016-11-07,02/10/2017,,,\n"
        "merged,,,,,Hub 17,Hub 4,not after 2017-03-31\n",
        encoding="utf-8",
    )
    one, other = f"sqlite:///{tmp_path}/1.db", f"sqlite:///{tmp_path}/2.db"

    take_in(one, csv, "--la", "999", "--extract-date", "2018-01-31")
    take_in(other, write(tmp_path, TWO_HUBS))

    assert {k: (f.data, f.occurred_on) for k, f in history(one).items()} == {
        k: (f.data, f.occurred_on) for k, f in history(other).items()
    }
