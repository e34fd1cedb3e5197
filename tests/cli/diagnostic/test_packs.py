"""Journeys given out, and packs: what the log shows, and a form that comes back filled in."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path
from typing import Any

import openpyxl

from journey.audit.form import FORM
from tests.cli.diagnostic.auditing import AUDITORS, diagnostic, filled, form, one_of, told
from tests.cli.running import journey

WORKER = "CIN Worker 7"
"""A worker of the sample's cases."""
MINE = ("--auditor", AUDITORS[0])


def lines_of(sheet: Any) -> list[dict[str, Any]]:
    """The lines of a form in a workbook, by their headings."""
    headings, *below = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, line, strict=True)) for line in below]


def test_nobody_is_given_a_case_they_had_a_part_in(drawn: str) -> None:
    held = {row["child_id"] for row in told("show", "base", store=drawn)["rows"] if row["lead_worker_name"] == WORKER}

    found = told("assign", "base", "--auditor", WORKER, "--auditor", AUDITORS[0], store=drawn)

    assert held
    mine = {row["child_id"] for row in found["rows"] if row["auditor_name"] == WORKER}
    assert mine
    assert not mine & held
    assert found["meta"]["with_an_auditor_involved"] >= len(held)
    assert found["meta"]["doubled"] == 4  # a fifth of twenty
    assert {row["overall"] for row in found["rows"]} == {row["unsafe"] for row in found["rows"]} == {None}


def test_a_replacement_is_given_out_later_and_the_rest_stays(store: str) -> None:
    before = told("assign", "base", store=store)["rows"]
    gone = next(row["child_id"] for row in before if row["journey"] == "child-in-need/1")
    assert diagnostic("draw", "base", "--replace", gone, "--reason", "other", store=store).exit_code == 0

    after = told("assign", "base", "--auditor", AUDITORS[0], store=store)["rows"]

    new = [row for row in after if row not in before]
    assert len({row["child_id"] for row in new}) == 1
    assert [row for row in before if row["child_id"] != gone] == [row for row in after if row not in new]


def test_a_pack_is_its_owners_alone_says_nothing_beforehand_offers_answers_and_is_in_the_access_log(
    store: str, tmp_path: Path
) -> None:
    folder = tmp_path / "packs"

    done = diagnostic("pack", "base", str(folder), "--purpose", "audit", store=store)

    assert done.exit_code == 0, done.stderr
    files = sorted(folder.glob("*/*"))
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())} == {0o700}
    book = openpyxl.load_workbook(files[0])
    assert {sheet.title for sheet in book} > {"Log – the journey", "Log – timescales", "Log – voice of the child"}
    offered = {str(one.sqref): one.formula1 for one in book["Form"].data_validations.dataValidation}
    column = {cell.value: cell.column_letter for cell in book["Form"][1]}["Answer"]
    for number, one in enumerate(FORM, 2):
        assert offered.get(f"{column}{number}") == (f'"{",".join(one.answers)}"' if one.answers else None), one.code
    below = lines_of(book["Form"])
    assert [line["Code"] for line in below] == [one.code for one in FORM]
    assert {line[name] for line in below for name in ("Answer", "Rationale")} == {None}
    entry = json.loads(journey("access", "--format", "json", store=store).stdout)["rows"][-1]
    assert (entry["purpose"], entry["children"]) == ("[export] audit", 20)
    assert "--format xlsx" in entry["command"]
    assert diagnostic("pack", "base", str(folder), store=store).exit_code == 2


def test_every_auditor_has_files_of_their_own_and_no_form_is_for_two(store: str, tmp_path: Path) -> None:
    done = diagnostic("pack", "base", str(tmp_path / "packs"), "--format", "csv", store=store)

    assert done.exit_code == 0, done.stderr
    rows = told("assign", "base", store=store)["rows"]
    given = {(row["auditor_number"].replace(" ", "-"), row["journey"].replace("/", "-")): row for row in rows}
    files = {(path.parent.name, path.stem): path for path in (tmp_path / "packs").glob("*/*.csv")}
    assert files.keys() == given.keys()
    assert len({journey for _, journey in files}) == 20 < len(files)
    for place, path in files.items():
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.DictReader(file))
        assert len(lines) == len(FORM)
        assert {line["auditor"] for line in lines} == {given[place]["auditor_name"] or given[place]["auditor"]}


def test_a_line_of_two_forms_of_one_name_is_placed_by_its_folder(store: str, tmp_path: Path) -> None:
    paths = [tmp_path / folder / "sen-1.csv" for folder in ("auditor-1", "auditor-2")]
    for path in paths:
        path.parent.mkdir()
        form(path, {"Journey": "child-in-need/1", "Auditor": AUDITORS[0], "Answer": "superb"})

    found = told("grade", "base", *map(str, paths), store=store, code=1)

    assert [line["place"] for line in found["rows"]] == ["auditor-1/sen-1.csv, row 2", "auditor-2/sen-1.csv, row 2"]


def test_packs_in_words_keep_the_log_apart_from_the_form(store: str, tmp_path: Path) -> None:
    for name in ("md", "html", "csv"):
        done = diagnostic("pack", "base", str(tmp_path / name), *MINE, "--format", name, store=store)
        assert done.exit_code == 0, done.stderr
    mine = {row["journey"] for row in told("assign", "base", store=store)["rows"] if row["auditor_name"] == AUDITORS[0]}
    files = list((tmp_path / "md").iterdir())

    assert {path.stem for path in files} == {number.replace("/", "-") for number in mine}
    text = files[0].read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert [line.startswith("## Log") for line in headings[:7]] == [True] * 7
    assert headings[7] == "## Form"
    assert "cannot tell" in text


def test_a_pack_that_was_filled_in_is_graded_from(store: str, tmp_path: Path) -> None:
    row = one_of(store, rater="first", calibration=False, auditor_name=AUDITORS[0])
    assert diagnostic("pack", "base", str(tmp_path / "packs"), *MINE, store=store).exit_code == 0
    path = tmp_path / "packs" / f"{row['journey'].replace('/', '-')}.xlsx"
    filled(
        path, {"overall": "Requires improvement to be good", "voice": "good", "unsafe": "No", "child-says": "partly"}
    )

    meta = told("grade", "base", str(path), store=store)["meta"]

    assert (meta["rows"], meta["accepted"], meta["refused"]) == (4, 4, 0)
    assert meta["blank"] >= len(FORM) - 4
    assert one_of(store, journey=row["journey"], rater="first")["overall"] == "requires-improvement"
    assert one_of(store, journey=row["journey"], rater="first")["unsafe"] is False
