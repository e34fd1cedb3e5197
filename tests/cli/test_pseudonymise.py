"""Pseudonyms on everything that leaves: no true id, name or day of a child in any answer of any command."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
import openpyxl
import pytest

from journey.cli.main import cli
from journey.cli.pseudonymising import disguise
from journey.reports.pseudonyms import Pseudonyms
from journey.store.log import open_log
from tests.cli.disguises import assert_tells_nobody, names
from tests.cli.running import journey

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
CHILD = "1000154"
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "show": (CHILD, "--history"),
    "why": (CHILD,),
    "indicators": ("--month", "2025-04", "--by", "worker"),
    "rereferrals": ("--all",),
    "caseloads": ("--by", "lead_worker"),
}


def offering(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command with --pseudonymise, of the whole command line."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from offering(found, (*path, name))
        elif found and any("--pseudonymise" in one.opts for one in found.params):
            yield (*path, name)


OFFERING = sorted(offering(cli))
ELSEWHERE = {("diagnostic", "open"), ("diagnostic", "pack")}
"""Those tried in ``tests/cli/diagnostic/test_packs_for_outsiders.py``."""
FILES = ("export", "publish")
"""Commands that write files: tried below, and in ``tests/journey/test_publish.py``."""
INVENTED = "demo"
"""Its commands ask a borough of invented children beside its own truth."""
LISTS = [path for path in OFFERING if path[0] not in (*FILES, INVENTED) and path not in ELSEWHERE]


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("key") / "pseudonyms.key"
    path.write_bytes(bytes(range(32)))
    path.chmod(0o600)
    return path


@pytest.fixture(scope="module")
def known(sample: str, key: Path) -> Pseudonyms:
    with open_log(sample, create=False) as log:
        return disguise(log, key, None).pseudonyms


def test_the_sample_has_something_to_hide(sample: str, known: Pseudonyms) -> None:
    plain = journey("show", CHILD, store=sample).stdout

    assert names(known)
    with pytest.raises(AssertionError):
        assert_tells_nobody(plain, known)


@pytest.mark.parametrize("path", LISTS, ids=" ".join)
def test_no_command_tells_an_id_a_name_or_a_day(
    sample: str, key: Path, known: Pseudonyms, path: tuple[str, ...]
) -> None:
    words = (*path, *ARGUMENTS.get(path[0], ()), "--format", "json")
    plain = journey(*words, store=sample)
    told = journey(*words, "--pseudonymise", str(key), store=sample)

    assert told.exit_code == plain.exit_code, told.stderr
    assert_tells_nobody(told.stdout + told.stderr, known)
    before, after = json.loads(plain.stdout), json.loads(told.stdout)
    assert "still personal data" in after["meta"]["pseudonymised"]
    for table in (name for name, rows in before.items() if isinstance(rows, list)):
        assert len(after[table]) == len(before[table])
        true = days_by_child(before[table], known)
        for row in after[table]:
            if child := row.get("child_id"):
                assert set(_ISO.findall(json.dumps(row))) <= true[child], (path, row)


def days_by_child(rows: list[dict[str, Any]], known: Pseudonyms) -> dict[str, set[str]]:
    """Pseudonym → every day in the child's rows, moved."""
    found: dict[str, set[str]] = {}
    for row in (row for row in rows if row.get("child_id")):
        stream = known.children[row["child_id"]]
        days = {date.fromisoformat(day) for day in _ISO.findall(json.dumps(row))}
        assert known.shift(stream).days % 7 == 0 != known.shift(stream).days
        found.setdefault(known.child(stream), set()).update(str(day + known.shift(stream)) for day in days)
    return found


@pytest.mark.parametrize("form", ["table", "md", "html", "csv"])
def test_every_format_says_what_it_is(sample: str, key: Path, known: Pseudonyms, form: str) -> None:
    told = journey("show", CHILD, "--format", form, "--pseudonymise", str(key), store=sample)

    assert told.exit_code == 0, told.stderr
    assert "still personal data" in told.stdout.replace("_", " ")
    assert_tells_nobody(told.stdout + told.stderr, known)


def test_birth_dates_become_ages_and_free_text_is_withheld(sample: str, key: Path) -> None:
    rows = json.loads(
        journey("show", CHILD, "--format", "json", "--pseudonymise", str(key), store=sample).stdout
    )["rows"]  # fmt: skip
    person = next(row["data"] for row in rows if row["event"] == "ChildRegistered")

    assert "date_of_birth" not in person
    assert person["age"] == 14
    assert person["ethnicity"]["code"] == "B"
    assert {row["data"]["postcode"] for row in rows if "postcode" in row["data"]} == {"withheld"}
    assert all(row["known_on"] is None and not row["sources"] for row in rows)


def test_timescales_are_those_of_the_true_days(sample: str, key: Path) -> None:
    def counts(*more: str) -> Any:
        return json.loads(journey("timescales", "--format", "json", *more, store=sample).stdout)["meta"]["counts"]

    assert counts("--pseudonymise", str(key)) == counts()


def test_two_answers_match_under_one_key_and_not_under_another(sample: str, key: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.key"
    other.write_bytes(bytes(range(1, 33)))
    other.chmod(0o600)

    def children(file: Path) -> set[str]:
        said = journey("children", "--format", "csv", "--pseudonymise", str(file), store=sample).stdout
        return {row["child_id"] for row in csv.DictReader(io.StringIO(said))}

    shown = json.loads(journey("show", CHILD, "--format", "json", "--pseudonymise", str(key), store=sample).stdout)
    assert {row["child_id"] for row in shown["rows"]} < children(key)
    assert children(key) == children(key)
    assert not children(key) & children(other)


def test_exports_tell_nobody(sample: str, key: Path, known: Pseudonyms, tmp_path: Path) -> None:
    out, book = tmp_path / "events.csv", tmp_path / "annex_a.xlsx"
    for words in (("csv", str(out)), ("annex-a", str(book), "--la", "999")):
        done = journey("export", *words, "--pseudonymise", str(key), store=sample)
        assert done.exit_code == 0, done.stderr

    assert_tells_nobody(out.read_text("utf-8"), known)
    assert "still personal data" in out.read_text("utf-8")
    with open_log(sample, create=False) as log:
        of = known.children[CHILD]
        true = {s.occurred_on for s in log.statements([of])[of] if s.occurred_on}
    rows = [row for row in csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))) if known.child(of) in row["stream"]]
    assert {date.fromisoformat(row["occurred_on"]) - known.shift(of) for row in rows if row["occurred_on"]} == true
    sheets = openpyxl.load_workbook(book)
    cells = [str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "still personal data" in cells[0]
    assert_tells_nobody("\n".join(cells), known)
    assert not [cell for cell in cells if re.fullmatch(r"E\d+ \d[A-Z]{2}", cell)]


def test_a_key_that_others_can_read_is_missing_or_short_is_refused(sample: str, tmp_path: Path) -> None:
    key = tmp_path / "k"
    codes = [journey("children", "--pseudonymise", str(key), store=sample).exit_code]
    key.write_bytes(b"short")
    key.chmod(0o600)
    codes.append(journey("children", "--pseudonymise", str(key), store=sample).exit_code)
    key.chmod(0o644)
    codes.append(journey("children", "--pseudonymise", str(key), store=sample).exit_code)

    assert codes == [2, 11, 15]
    personal = journey(
        "export", "csv", str(tmp_path / "o.csv"), "--personal", "--purpose", "x", "--pseudonymise", str(key)
    )
    assert personal.exit_code == 2


def test_words_lose_what_tells_and_keep_the_rest() -> None:
    known = Pseudonyms(bytes(32), {"17": "child:1:17", "child:1:17": "child:1:17"}, {"w:0123456789ab": "Priya Shah"})
    moved = date(2025, 3, 31) + known.shift("17")

    assert known.text("Child 17, held by PRIYA SHAH (w:0123456789ab).", None) == (
        f"Child {known.child('17')}, held by {known.worker('priya shah')} ({known.worker('w:0123456789ab')})."
    )
    assert known.worker("Priya  Shah") == known.worker("w:0123456789ab")
    assert known.text("on 31/03/2025, that is 2025-03-31", "17") == f"on {moved:%d/%m/%Y}, that is {moved}"
    assert known.text("31 March 2025", "17") == f"{moved.day} {moved:%B %Y}"
    assert known.text("31/02/2025", "17") == "withheld"
    assert known.text("31/03/2025", None) == "31/03/2025"
    assert timedelta() != known.shift("17")
