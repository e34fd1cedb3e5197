"""Sealed and restricted records: refused, left out of lists with a count, read only in a role that is said and kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from journey.cli.withholding import Withholding
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
    assert json.loads(said.stdout)["meta"]["withheld"] == 2
    entry = last_reading(store)
    assert not {f"child:999:{child}" for child in children[:2]} & set(json.loads(entry.children))


@pytest.mark.parametrize("command", ["quality", "timescales", "drift", "weekly", "handoffs", "rereferrals"])
def test_no_list_names_them(sample: str, store: str, children: list[str], command: str) -> None:
    said = json.loads(journey(command, "--format", "json", store=store).stdout)
    rows = [row for table in said.values() if isinstance(table, list) for row in table]

    assert not {row.get("child_id") for row in rows} & set(children[:2])


@pytest.mark.parametrize("command", ["quality", "drift", "weekly", "handoffs"])
def test_what_a_list_counts_is_what_it_shows(sample: str, tmp_path: Path, command: str) -> None:
    for file in Path(sample.removeprefix("sqlite:///")).parent.glob("journey*.db"):
        shutil.copy(file, tmp_path)
    url = f"sqlite:///{tmp_path}/journey.db"
    whole = json.loads(journey(command, "--format", "json", store=sample).stdout)
    child = whole["rows"][0]["child_id"]
    hidden = sum(row["child_id"] == child for row in whole["rows"])
    words = ("record", "ProcessingRestricted", child, "--on", "2025-05-01", "--purpose", "information rights")
    assert journey(*words, store=url, env=BOTH).exit_code == 0

    shown = json.loads(journey(command, "--as-at", whole["meta"]["as_at"], "--format", "json", store=url).stdout)

    assert hidden
    assert shown["meta"]["withheld"] == 1
    assert len(shown["rows"]) == len(whole["rows"]) - hidden
    counted = sum(shown["meta"]["counts"].values())
    assert counted == len([row for row in shown["rows"] if row.get("change") != "cleared"])


def test_a_caption_counts_what_is_shown(store: str, sample: str) -> None:
    everyone = len(json.loads(journey("children", "--format", "json", store=sample).stdout)["rows"])

    assert f"{everyone - 2:,} of {everyone - 2:,} children" in journey("children", store=store).stdout


def test_no_wrong_id_leads_to_them(store: str, children: list[str]) -> None:
    for child in children:
        wrong = journey("show", f"{child}9", store=store)

        assert wrong.exit_code != 0
        assert not any(f" {one}{after}" in wrong.stderr for one in children for after in ",.")


def test_the_pupil_number_of_two_children_does_not_name_the_one_withheld() -> None:
    rights = Withholding({"child:999:1000504": "sealed", "child:999:77": "restricted"}, frozenset({"restricted"}))

    assert rights.unnamed("also under 1000504, since") == "also under (withheld), since"
    assert rights.unnamed("also that of 77") == "also that of 77"
    assert rights.unnamed("stood under 11000504 before") == "stood under 11000504 before"


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

    record = ("record", "ChildSeen", children[0], "--on", "2025-06-02")
    refused = journey(*record, store=url)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--purpose" in refused.stderr
    assert journey(*record, "--purpose", "visit", store=url).exit_code == 0
