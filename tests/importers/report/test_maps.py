"""The language of maps: what a good one means, and that every mistake is named with its place."""

from __future__ import annotations

from datetime import date

import pytest

from journey.domain.errors import BadInputFile
from journey.domain.events import event
from journey.importers.report import declaration_of, read_map
from journey.importers.report.map import ReportMap
from journey.importers.report.shipped import find_map, shipped

HEAD = """name = "visits"
title = "Visits"
event = "Child protection visit made"
child = "Child ID"
date = "Visit date"
"""


def mapped(text: str) -> ReportMap:
    return read_map(text, "visits.toml")


def refusal(text: str) -> str:
    with pytest.raises(BadInputFile) as refused:
        mapped(text)
    return str(refused.value)


def test_a_map_is_a_source_of_its_own() -> None:
    of = mapped(HEAD + '[columns]\n"Seen" = "seen"\n')

    source = declaration_of(of)

    assert (source.system, [listing.name for listing in source.listings]) == ("report:visits", ["CPVisitMade"])
    [listing] = source.listings
    assert (listing.main, listing.nature("CPVisitMade", "seen")) == ("CPVisitMade", "fill-in")


def test_the_latest_only_is_another_source_than_every_one() -> None:
    of = mapped(HEAD + 'holds = "latest only"\n')

    [listing] = declaration_of(of).listings

    assert of.system == "report:visits:latest"
    assert (listing.main, listing.scope.by) == (None, "snapshot")


def test_the_columns_of_a_map_are_all_looked_for_in_a_report() -> None:
    of = mapped(
        HEAD
        + 'time = "At"\ncovers = { from = { column = "From" } }\nextract_date = "Run"\n'
        + '[columns]\n"Seen" = { field = "seen", also_called = ["Child seen?"] }\n'
        + '[[skip]]\ncolumn = "Status"\nis = ["Cancelled"]\n'
    )

    assert of.headers == {
        "Child ID": (),
        "Visit date": (),
        "At": (),
        "Status": (),
        "From": (),
        "Run": (),
        "Seen": ("Child seen?",),
    }


@pytest.mark.parametrize("name", shipped())
def test_maps_that_ship_are_known_by_their_names(name: str) -> None:
    of = find_map(name)

    assert of.name == name
    assert all(event(one).TITLE for one in of.events)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = \n", "visits.toml:1: Invalid value"),
        ("x = " + "[" * 100_000, "visits.toml is nested too deep"),
        ("#" * 300_000, "longer than 256 KB"),
        (HEAD.replace("name =", "nme ="), "visits.toml:1: There is no 'name' by which"),
        (HEAD.replace('"visits"', '"My Visits"'), "visits.toml:1: 'My Visits' is no name"),
        (HEAD.replace('"visits"', "7"), "visits.toml:1: 'name' should be text in quotation marks"),
        (HEAD.replace("Child protection visit made", "Child protection vist made"), "visits.toml:3: There is no event"),
        (HEAD.replace("Child protection visit made", "Extract imported"), "visits.toml:3: There is no event"),
        (HEAD.replace("Child protection visit made", "Returned from missing"), 'Give event = "Went missing"'),
        (HEAD.replace('event = "Child protection visit made"\n', ""), "There is no 'event' that a row is about"),
        (HEAD.replace('child = "Child ID"\n', ""), "No column holds the child's id"),
        (HEAD.replace('date = "Visit date"\n', ""), "There is no 'date' that says on which day"),
        (HEAD.replace('"Visit date"', '" "'), "visits.toml:5: 'date' is blank"),
        (HEAD + 'holds = "some"\n', "visits.toml:6: 'holds' cannot be 'some'. There are: every, latest only"),
        (HEAD + 'dat = "Day"\n', "visits.toml:6: 'dat' means nothing here. The nearest: date"),
        (HEAD + 'time = "Child ID"\n', "'Child ID' is named twice"),
        (
            HEAD + '[columns]\n"Seen" = "sen"\n',
            "visits.toml:7: 'Child protection visit made' has no field 'sen'. The nearest: seen",
        ),
        (
            HEAD + '[columns]\n"Seen" = "seen"\n"Child seen" = "seen"\n',
            "visits.toml:8: 'seen' is fed by 'Seen' already",
        ),
        (
            HEAD + '[columns]\n"Seen" = "seen"\n"Seen" = "worker"\n',
            "visits.toml:8: this key or table stands there twice. Take",
        ),
        (HEAD + '[columns]\n"Seen" = "seen"\n[columns]\n', "visits.toml:8: this key or table stands there twice. Take"),
        (HEAD + '[columns]\n"visit DATE" = "seen"\n', "visits.toml:7: The column 'visit DATE' is named twice"),
        (
            HEAD + '[columns]\n"Seen" = { field = "seen", codes = "yesno" }\n',
            "visits.toml:7: There is no code set 'yesno'. The nearest: yes-no",
        ),
        (
            HEAD + '[columns]\n"Seen" = { field = "seen", codes = "sex" }\n',
            "'seen' holds codes of 'yes-no', not of 'sex'",
        ),
        (
            HEAD + '[columns]\n"Seen" = { field = "seen", words = { "Y" = "yess" } }\n',
            "visits.toml:7: 'yess' is no code of 'yes-no'. The nearest: yes",
        ),
        (HEAD + '[columns]\n"By" = { field = "worker", words = { "Y" = "yes" } }\n', "'worker' holds no code"),
        (HEAD + '[columns]\n"Seen" = { field = "seen", kind = "key" }\n', "visits.toml:7: 'kind' cannot be 'key'"),
        (HEAD + '[columns]\n"Seen" = { field = "seen", item = "yes" }\n', "are for lists"),
        (HEAD + '[columns]\n"Seen" = 7\n', "visits.toml:7: 'Seen' should be a table"),
        (
            HEAD + '[columns]\n"DOB" = "child.date_of_brith"\n',
            "A child has no field 'date_of_brith'. The nearest: date_of_birth",
        ),
        (HEAD + "covers = { from = 2025-04-01, to = 2025-03-31 }\n", "visits.toml:6: It covers no day"),
        (HEAD + 'covers = { from = "1 April" }\n', "visits.toml:6: 'from' should be a day such as 2025-03-31"),
        (HEAD + "covers = { to = 2025-03-31 }\n", "Say from which day it covers"),
        (HEAD + 'covers = { months = 3, of = "open" }\n', "give one [[also]] ends = true"),
        (HEAD + "covers = { months = 0 }\n", "'months' should be from 1 to 1200"),
        (
            HEAD + '[[also]]\nevent = "Went missing"\ndate = "D"\nends = 1\n',
            "visits.toml:9: 'ends' should be true or false",
        ),
        (
            HEAD + '[[also]]\nevent = "Returned from missing"\ndate = "D"\n',
            "visits.toml:7: 'Returned from missing' is no part of",
        ),
        (HEAD + '[[skip]]\ncolumn = "Status"\n', "visits.toml:6: Say which rows are left out"),
        (HEAD + '[always]\nseen = "perhaps"\n', "visits.toml:7: 'perhaps' is no code of 'yes-no'"),
        (HEAD + 'other = "Old ID"\n', "'other' is for maps of Records merged alone"),
    ],
)
def test_mistakes_are_named_with_their_place(text: str, says: str) -> None:
    assert says in refusal(text)


def test_a_kind_that_several_events_share_feeds_each_that_has_the_field() -> None:
    of = mapped(
        HEAD.replace('event = "Child protection visit made"\n', "")
        + '[event]\ncolumn = "Kind"\nis = { "CP" = "CPVisitMade", "CIN" = "CINVisitMade" }\n'
        + '[columns]\n"Why" = "not_alone_reason"\n"Seen" = "seen"\n'
    )

    assert of.events == ("CPVisitMade", "CINVisitMade")
    assert [(column.event, column.field) for column in of.columns] == [
        ("CPVisitMade", "not_alone_reason"),
        ("CPVisitMade", "seen"),
        ("CINVisitMade", "seen"),
    ]


def test_days_are_read_from_the_map() -> None:
    of = mapped(HEAD + "covers = { from = 2025-01-01, to = 2025-03-31 }\n")

    assert of.covers is not None
    assert (of.covers.first, of.covers.last, of.covers.of) == (date(2025, 1, 1), date(2025, 3, 31), "started")
