"""The documents say what the code says, and name nothing that is not there."""

from __future__ import annotations

import keyword
import re
from collections import Counter
from typing import get_args

import pytest

from docs.generate import PAGES, main, stale
from docs.pages.catalogue import FIELD_TYPES, SERIES, existing, planned, planned_fields
from docs.pages.reference import commands, read_settings, settings
from journey.domain.events.base import Event
from journey.domain.shapes import Series
from journey.domain.values import PERSONAL
from tests.source_tree import ROOT

READ_BY_PEOPLE = (
    "README.md",
    "CHANGELOG.md",
    "docs/decisions.md",
    "docs/maps.md",
    "docs/organisation.md",
    "docs/python.md",
    "benchmarks/README.md",
)


def test_generated_documents_are_what_the_code_says() -> None:
    assert stale() == [], "put right by: make docs"


def test_a_stale_document_is_found(tmp_path, monkeypatch, capsys) -> None:
    for name in PAGES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "docs" / "events.md").write_text("yesterday's", encoding="utf-8")
    monkeypatch.setattr("docs.generate.ROOT", tmp_path)

    assert main(["--check"]) == 1
    assert "docs/events.md" in capsys.readouterr().err
    assert main([]) == 0
    assert main(["--check"]) == 0


def test_planned_events_settle_names_and_keys_that_nothing_else_has() -> None:
    rows = existing() + planned()
    about_the_child = [row for row in rows if row.series != "record"]

    assert _twice(row.name for row in rows) == []
    assert _twice(row.title.casefold() for row in rows) == []
    assert _twice((row.kind, row.part) for row in about_the_child) == []


def test_every_way_that_facts_follow_each_other_is_explained() -> None:
    assert set(SERIES) == set(get_args(Series))
    assert {row.series for row in planned()} <= set(SERIES)


def test_planned_parts_belong_to_something_that_begins() -> None:
    begins = {row.kind for row in existing() + planned() if row.part is None}

    assert [row.name for row in planned() if row.part and row.kind not in begins] == []


@pytest.mark.parametrize("row", planned() + planned_fields(), ids=lambda row: getattr(row, "name", None) or row.event)
def test_planned_rows_are_complete(row) -> None:
    assert row.first
    assert row.source
    for field in row.fields:
        assert field.type in FIELD_TYPES
        assert re.fullmatch(r"[a-z][a-z0-9_]*", field.name)
        assert not keyword.iskeyword(field.name)
        assert not hasattr(Event, field.name), f"{field.name} is taken on every event"
        assert field.type != "code" or field.name not in PERSONAL, f"{field.name} would be sealed"


def test_fields_to_come_are_on_events_that_exist_and_lack_them() -> None:
    fields = {row.name: {field.name for field in row.fields} for row in existing()}

    for row in planned_fields():
        assert row.event in fields, f"{row.event} is no event"
        here = fields[row.event] & {field.name for field in row.fields}
        assert not here, f"{row.event} has {sorted(here)} now: take them out of docs/catalogue_planned/"


def test_every_setting_that_is_read_is_explained_and_no_other() -> None:
    assert sorted(settings()) == read_settings()


@pytest.mark.parametrize("document", READ_BY_PEOPLE)
def test_links_lead_somewhere(document: str) -> None:
    path = ROOT / document
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("document", READ_BY_PEOPLE)
def test_commands_named_in_documents_exist(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    known = {command.strip("`").removeprefix("journey ") for command, _ in commands()}
    first_words = {command.split()[0] for command in known}

    named = set(re.findall(r"(?:`|^ +)journey ([a-z][a-z-]+)", text, flags=re.MULTILINE))

    assert named <= first_words


def test_make_targets_named_in_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))

    for document in (*READ_BY_PEOPLE, "Makefile"):
        named = re.findall(
            r"(?:`|^ +)make ([a-z-]+)", (ROOT / document).read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        assert set(named) <= targets, document


def _twice(values) -> list:
    return [value for value, n in Counter(values).items() if n > 1]
