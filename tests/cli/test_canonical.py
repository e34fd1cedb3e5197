"""The canonical command: what was asked with every default filled in, and nothing that differs by place or person."""

from __future__ import annotations

from datetime import date

import click

from journey.cli.canonical import canonical
from journey.cli.main import cli
from journey.cli.show import command as show


def context(*arguments: str) -> click.Context:
    above = cli.make_context("journey", ["show", "x"])
    return show.make_context("show", list(arguments), parent=above)


RESOLVED = {"as_at": date(2025, 3, 31), "known_at": date(2025, 4, 30), "position": 12, "format_name": "json"}


def test_defaults_are_filled_in() -> None:
    said = canonical(context("1000504"), RESOLVED)

    assert said == "journey show 1000504 --as-at 2025-03-31 --known-at 2025-04-30 --position 12 --format json"


def test_the_options_given_are_kept_in_one_order() -> None:
    one = canonical(context("--sources", "--last", "3", "1000504"), RESOLVED)
    other = canonical(context("1000504", "--last", "3", "--sources"), RESOLVED)

    assert one == other
    assert one.startswith("journey show 1000504 --last 3 --sources ")


def test_neither_output_nor_purpose_nor_store_is_named() -> None:
    said = canonical(
        context("1", "--output", "list.csv", "--purpose", "audit", "--store", "postgresql://anna:secret@host/db"),
        RESOLVED,
    )

    assert said == canonical(context("1"), RESOLVED)


def test_what_a_shell_would_take_apart_is_quoted() -> None:
    assert "'a b; rm'" in canonical(context("a b; rm"), RESOLVED)
