"""Sealed and restricted records: refused, left out of lists with a count, read only in a role that is said and kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from journey.store.log import open_log
from tests.cli.running import journey

ADOPTION = {"JOURNEY_ROLE": "adoption"}
BOTH = {"JOURNEY_ROLE": "adoption,restricted"}


@pytest.fixture(scope="module")
def children(sample: str) -> list[str]:
    rows = json.loads(journey("children", "--format", "json", store=sample).stdout)["rows"]
    return [row["child_id"] for row in rows[:3]]


@pytest.fixture(scope="module")
def store(sample: str, children: list[str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample, with one record sealed, one restricted, and one restricted once and no longer."""
    folder = tmp_path_factory.mktemp("withheld")
    for file in Path(sample.removeprefix("sqlite:///")).parent.glob("journey*.db"):
        shutil.copy(file, folder)
    url = f"sqlite:///{folder}/journey.db"
    sealed, restricted, lifted = children
    for words in (
        ("RecordSealed", sealed, "--on", "2025-05-01"),
        ("ProcessingRestricted", restricted, "--on", "2025-05-01"),
        ("ProcessingRestricted", lifted, "--on", "2025-05-01"),
        ("RestrictionLifted", lifted, "--on", "2025-05-02"),
    ):
        done = journey("record", *words, "--purpose", "information rights", store=url, env=BOTH)
        assert done.exit_code == 0, done.stderr
    return url


def last_reading(store: str) -> Any:
    with open_log(store, create=False) as log:
        return list(log.access.entries())[-1]


@pytest.mark.parametrize("command", ["show", "why"])
def test_one_asked_about_is_refused_and_the_try_is_kept(store: str, children: list[str], command: str) -> None:
    for child, why in zip(children[:2], ("sealed", "restricted"), strict=True):
        refused = journey(command, child, "--as-at", "2025-03-31", "--purpose", "case audit", store=store)

        assert (refused.exit_code, refused.stdout) == (15, "")
        assert why in refused.stderr
        entry = last_reading(store)
        assert (entry.purpose, json.loads(entry.children)) == ("[refused] case audit", [f"child:999:{child}"])


def test_one_no_longer_restricted_is_shown(store: str, children: list[str]) -> None:
    assert journey("show", children[2], store=store).exit_code == 0


def test_lists_leave_them_out_and_say_how_many(store: str, children: list[str]) -> None:
    said = journey("children", "--format", "json", store=store)
    found = {row["child_id"] for row in json.loads(said.stdout)["rows"]}

    assert not found & set(children[:2])
    assert children[2] in found
    assert "2 children left out of the lists" in journey("children", store=store).stdout
    entry = last_reading(store)
    assert not {f"child:999:{child}" for child in children[:2]} & set(json.loads(entry.children))


@pytest.mark.parametrize("command", ["quality", "timescales", "drift", "weekly", "handoffs", "rereferrals"])
def test_no_list_names_them(sample: str, store: str, children: list[str], command: str) -> None:
    said = json.loads(journey(command, "--format", "json", store=store).stdout)
    rows = [row for table in said.values() if isinstance(table, list) for row in table]

    assert not {row.get("child_id") for row in rows} & set(children[:2])


def test_figures_still_count_them(sample: str, store: str) -> None:
    before, after = (
        [row["children"] for row in json.loads(journey("caseloads", "--format", "json", store=url).stdout)["rows"]]
        for url in (sample, store)
    )

    assert sum(before) == sum(after)


def test_the_role_reads_with_a_purpose_and_is_marked(store: str, children: list[str]) -> None:
    without = journey("show", children[0], store=store, env=ADOPTION)
    shown = journey("show", children[0], "--purpose", "tracing", store=store, env=ADOPTION)
    other = journey("show", children[1], "--purpose", "tracing", store=store, env=ADOPTION)

    assert (without.exit_code, shown.exit_code, other.exit_code) == (2, 0, 15)
    with open_log(store, create=False) as log:
        *_, marked, refused = log.access.entries()
    assert (marked.purpose, refused.purpose) == ("[sealed] tracing", "[refused] tracing")


def test_an_export_holds_everything_or_is_refused(store: str, tmp_path: Path) -> None:
    out = tmp_path / "events.csv"

    refused = journey("export", "csv", str(out), store=store)

    assert refused.exit_code == 15
    assert "2 records of those asked about are restricted or sealed" in refused.stderr
    assert not out.exists()


def test_an_unknown_role_is_refused(store: str, children: list[str]) -> None:
    assert journey("show", children[0], store=store, env={"JOURNEY_ROLE": "everything"}).exit_code == 2


def test_opened_for_a_time(store: str, children: list[str], tmp_path: Path) -> None:
    for file in Path(store.removeprefix("sqlite:///")).parent.glob("journey*.db"):
        shutil.copy(file, tmp_path)
    url = f"sqlite:///{tmp_path}/journey.db"

    def opened(*until: str) -> int:
        done = journey(
            "record",
            "RecordUnsealed",
            children[0],
            "--on",
            "2025-05-03",
            *until,
            "--purpose",
            "tracing",
            store=url,
            env=BOTH,
        )
        assert done.exit_code == 0, done.stderr
        return journey("show", children[0], store=url).exit_code

    assert opened("until=2025-05-10") == 15
    corrected = journey(
        "correct", children[0], "seal/2025-05-01/1/opened", "until=2999-12-31", "--reason", "longer",
        "--purpose", "tracing", store=url, env=BOTH,
    )  # fmt: skip
    assert corrected.exit_code == 0, corrected.stderr
    assert journey("show", children[0], store=url).exit_code == 0


def test_a_store_can_ask_why(sample: str, children: list[str], tmp_path: Path) -> None:
    for file in Path(sample.removeprefix("sqlite:///")).parent.glob("journey*.db"):
        shutil.copy(file, tmp_path)
    url = f"sqlite:///{tmp_path}/journey.db"
    settings = tmp_path / "settings.toml"
    settings.write_text(
        'la = "999"\ndate = 2025-06-01\n\n[[setting]]\nsetting = "purpose_required"\nfrom = 2025-06-01\nvalue = "on"\n'
    )
    assert journey("show", children[0], store=url).exit_code == 0
    done = journey("import", "organisation", str(settings), store=url)
    assert done.exit_code == 0, done.stderr

    for words in (("show", children[0], "--as-at", "2025-03-31"), ("children",), ("access",)):
        refused = journey(*words, store=url)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "--purpose" in refused.stderr
        assert journey(*words, "--purpose", "case audit", store=url).exit_code == 0
