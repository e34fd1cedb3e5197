"""Journeys given out, and packs: what the log shows, and a form that comes back filled in."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import openpyxl

from journey.audit.form import FORM
from tests.cli.diagnostic.auditing import AUDITORS, diagnostic, filled, one_of, told
from tests.cli.running import journey

WORKER = "CIN Worker 7"
"""A worker of the sample's cases."""
MINE = ("--auditor", AUDITORS[0])


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


def test_a_pack_is_its_owners_alone_says_nothing_beforehand_and_is_in_the_access_log(
    store: str, tmp_path: Path
) -> None:
    folder = tmp_path / "packs"

    done = diagnostic("pack", "base", str(folder), "--purpose", "audit", store=store)

    assert done.exit_code == 0, done.stderr
    files = sorted(folder.iterdir())
    assert len(files) == 20
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    book = openpyxl.load_workbook(files[0])
    forms = [sheet for sheet in book if sheet.title.startswith("Form")]
    assert {sheet.title for sheet in book} > {"Log – the journey", "Log – timescales", "Log – voice of the child"}
    for sheet in forms:
        headings = [cell.value for cell in next(row for row in sheet.iter_rows() if row[0].value == "Diagnostic")]
        below = [row for row in sheet.iter_rows(values_only=True) if row[0] == "base"]
        assert len(below) == len(FORM)
        assert {row[headings.index(name)] for row in below for name in ("Answer", "Rationale")} == {None}
    entry = json.loads(journey("access", "--format", "json", store=store).stdout)["rows"][-1]
    assert (entry["purpose"], entry["children"]) == ("[export] audit", 20)
    assert "--format xlsx" in entry["command"]
    assert diagnostic("pack", "base", str(folder), store=store).exit_code == 2


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


def test_a_pack_for_outsiders_says_who_the_child_is_to_nobody_and_its_form_comes_back(
    store: str, tmp_path: Path
) -> None:
    key = tmp_path / "pseudonyms.key"
    key.write_bytes(bytes(range(32)))
    key.chmod(0o600)
    for name in ("md", "xlsx"):
        done = diagnostic(
            "pack", "base", str(tmp_path / name), *MINE, "--format", name, "--pseudonymise", str(key), store=store
        )
        assert done.exit_code == 0, done.stderr
    rows = told("show", "base", store=store)["rows"]
    workers = {row["lead_worker_name"] for row in rows if row["lead_worker_name"]}

    for path in (tmp_path / "md").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "still personal data" in text
        assert not [row["child_id"] for row in rows if row["child_id"] in text]
        assert not [name for name in workers if name in text]
        assert "date of birth" not in text
        assert not [true for true in ("Data to", "**As at", "**Known at", "1 October 2024") if true in text]
    row = one_of(store, rater="first", calibration=False, auditor_name=AUDITORS[0])
    filled(tmp_path / "xlsx" / f"{row['journey'].replace('/', '-')}.xlsx", {"overall": "good"})
    graded = told("grade", "base", str(tmp_path / "xlsx" / f"{row['journey'].replace('/', '-')}.xlsx"), store=store)
    assert graded["meta"]["accepted"] == 1


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
