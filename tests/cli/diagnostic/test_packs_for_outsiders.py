"""Packs with pseudonyms: no child, worker, auditor or true day in any of them, and their forms come back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from journey.cli.pseudonymising import disguise
from journey.reports.pseudonyms import Pseudonyms
from journey.store.log import open_log
from tests.cli.diagnostic.auditing import AUDITORS, diagnostic, filled, one_of, told
from tests.cli.disguises import assert_tells_nobody, names

_DAY = re.compile(r"(?<!\d)(\d{1,2} (?:[A-Z][a-z]+) \d{4}|\d{4}-\d{2}-\d{2}|\d{2}/\d{2}/\d{4})(?!\d)")


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("key") / "pseudonyms.key"
    path.write_bytes(bytes(range(32)))
    path.chmod(0o600)
    return path


@pytest.fixture
def known(store: str, key: Path) -> Iterator[Pseudonyms]:
    with open_log(store, create=False) as log:
        yield disguise(log, key, None).pseudonyms


def days_in(text: str) -> set[date]:
    """Every day in a text, however it is written."""
    found = set()
    for written in _DAY.findall(text):
        form = "%Y-%m-%d" if "-" in written else "%d/%m/%Y" if "/" in written else "%d %B %Y"
        found.add(datetime.strptime(written, form).date())  # noqa: DTZ007 - a day has no zone
    return found


def test_a_pack_says_who_the_child_and_the_auditor_are_to_nobody(
    store: str, key: Path, known: Pseudonyms, tmp_path: Path
) -> None:
    plain, outside = tmp_path / "plain", tmp_path / "outside"
    mine = ("--auditor", AUDITORS[0], "--format", "md")
    assert diagnostic("pack", "base", str(plain), *mine, store=store).exit_code == 0
    done = diagnostic("pack", "base", str(outside), *mine, "--pseudonymise", str(key), store=store)
    rows = {f"{row['stratum']}-{row['rank']}": row for row in told("show", "base", store=store)["rows"]}

    assert done.exit_code == 0, done.stderr
    assert AUDITORS[0] in names(known)
    assert_tells_nobody(done.stdout, known)
    files = list(outside.iterdir())
    assert files
    for path in files:
        text, true = path.read_text("utf-8"), (plain / path.name).read_text("utf-8")
        assert "still personal data" in text
        assert_tells_nobody(text, known)
        with pytest.raises(AssertionError):
            assert_tells_nobody(true, known)
        assert "date of birth" not in text
        stream = f"child:{rows[path.stem]['la']}:{rows[path.stem]['child_id']}"
        moved = {day + known.shift(stream) for day in days_in(true)}
        assert days_in(text) <= moved
        assert days_in(text)


def test_its_form_names_the_auditor_by_number_and_comes_back(store: str, key: Path, tmp_path: Path) -> None:
    row = one_of(store, rater="first", calibration=False, auditor_name=AUDITORS[0])

    mine = ("--auditor", row["auditor_number"], "--pseudonymise", str(key))
    done = diagnostic("pack", "base", str(tmp_path), *mine, store=store)

    assert done.exit_code == 0, done.stderr
    path = tmp_path / f"{row['journey'].replace('/', '-')}.xlsx"
    cells = {cell for line in openpyxl.load_workbook(path)["Form"].iter_rows(values_only=True) for cell in line}
    assert row["auditor_number"] in cells
    assert not cells & set(AUDITORS)
    filled(path, {"overall": "good"})
    assert told("grade", "base", str(path), store=store)["meta"]["accepted"] == 1
    assert one_of(store, journey=row["journey"], auditor_name=AUDITORS[0])["overall"] == "good"


def test_nor_does_what_opening_a_diagnostic_says(store: str, key: Path, known: Pseudonyms) -> None:
    words = ("open", "again", "--kind", "dip", "--purpose", f"what {AUDITORS[0]} asked", "--pseudonymise", str(key))

    done = diagnostic(*words, "--format", "json", store=store)

    assert done.exit_code == 0, done.stderr
    assert_tells_nobody(done.stdout + done.stderr, known)
