"""A child's own record, as it is given: all about the child, nothing about others, each redaction with its ground."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from journey.domain.disclosure import adoption_kinds, ground_of
from journey.domain.statements import child_stream
from journey.domain.values import code
from journey.store.log import open_log
from tests.cli.running import journey
from tests.store.builders import registered, said, write

CHILD = "1000007"
WHY = ("--purpose", "request of 3 March")
CARE, LEFT = date(2020, 3, 2), date(2022, 9, 1)
SECRETS = ("f:0123456789ab", "QX9 4ZZ", "uncle Tobias", "cousin Wren", "matching", "E11", "2022-05-05", "5 May 2022")
"""What must be in no answer: a family, a carer's home, words about others, and that there was an adoption."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('sar')}/journey.db"
    stream = child_stream("999", CHILD)

    def fact(name: str, key: str, on: date | None, **data: Any) -> Any:
        return said(stream, name=name, fact=key, occurred_on=on, data=data)

    with open_log(url) as log:
        write(
            log,
            registered(stream, date_of_birth=date(2015, 5, 6), family="f:0123456789ab"),
            fact("ReferralReceived", "referral/2020-03-02/1", CARE, source=code(None, "uncle Tobias rang")),
            fact("BecameLookedAfter", "care/2020-03-02/1", CARE),
            fact("PlacementStarted", "placement/2020-03-02/1", CARE, postcode="QX9 4ZZ", urn="555"),
            fact("MatchedForAdoption", "adoption-match/2022-05-05/1", date(2022, 5, 5)),
            fact("CeasedLookedAfter", "care/2020-03-02/1/ended", LEFT, reason=code("E11", "E11 - Adopted")),
            fact(
                "FactCorrected",
                "placement/2020-03-02/1",
                None,
                field="postcode",
                value="QX9 4ZZ",
                old="QX9 4ZZ",
                notes="cousin Wren said so",
            ),
        )
    return url


@pytest.mark.parametrize("ending", ["md", "html", "xlsx", "json"])
def test_all_about_the_child_and_nothing_about_others(store: str, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"answer.{ending}"

    done = journey("export", "subject-access", CHILD, str(out), *WHY, store=store)

    assert done.exit_code == 0, done.stderr
    text = in_words(out)
    assert not [secret for secret in SECRETS if secret in text]
    assert "6 May 2015" in text or "2015-05-06" in text
    assert "DPA 2018, Sch 2 para 16" in text
    assert "DPA 2018, Sch 4" in text
    assert oct(out.stat().st_mode)[-3:] == "600"


def in_words(path: Path) -> str:
    if path.suffix != ".xlsx":
        return path.read_text("utf-8")
    sheets = openpyxl.load_workbook(path)
    return "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)


def test_each_redaction_is_listed_and_kept_and_the_log_is_as_it_was(store: str, tmp_path: Path) -> None:
    out = tmp_path / "answer.json"
    journey("export", "subject-access", CHILD, str(out), *WHY, store=store)

    answer = json.loads(out.read_text())
    redactions = [(row["field"], row["code"]) for row in answer["redactions"]]
    assert sorted(redactions) == [
        ("family", "another person"),
        ("notes", "words"),
        ("old", "another person"),
        ("postcode", "another person"),
        ("reason", "adoption"),
        ("source", "words"),
        ("the whole statement", "adoption"),
        ("value", "another person"),
    ]
    assert all(row["sources"] for row in answer["rows"])
    with open_log(store) as log:
        entry = list(log.access.entries())[-1]
        assert entry.purpose == "[subject access; withheld: adoption 2, another person 4, words 2] request of 3 March"
        assert json.loads(entry.children) == [child_stream("999", CHILD)]
        kept = log.statements([child_stream("999", CHILD)])[child_stream("999", CHILD)]
        assert kept[3].data["postcode"] == "QX9 4ZZ"


def test_what_is_refused(store: str, tmp_path: Path) -> None:
    key = tmp_path / "key"

    for words in (
        (CHILD, str(tmp_path / "answer.csv"), *WHY),
        (CHILD, str(tmp_path / "answer.md")),
        (CHILD, str(tmp_path / "answer.md"), *WHY, "--pseudonymise", str(key)),
        ("1000008", str(tmp_path / "answer.md"), *WHY),
    ):
        assert journey("export", "subject-access", *words, store=store).exit_code == 2, words
    assert not list(tmp_path.iterdir())


def test_grounds() -> None:
    assert ground_of("source", code("2A", "2A - Schools")) is None
    assert ground_of("date_of_birth", date(2015, 5, 6)) is None
    assert ground_of("worker", "SW1234") is None
    assert ground_of("type", code("A5", "A5")) == "adoption"
    assert ground_of("type", code("U6", "U6")) is None
    assert "adoption-match" in adoption_kinds()
