"""``journey show --invent`` on the sample: a scenario in Markdown, recorded as an export."""

from __future__ import annotations

import re

import pytest

from journey.scenario.cells import read_day
from journey.scenario.invent.page import HEADING
from journey.store.log import open_log
from tests.cli.running import journey


def test_the_command_prints_it_and_the_access_log_calls_it_an_export(sample: str) -> None:
    done = journey("show", "1000056", "--format", "md", "--invent", "--purpose", "training", store=sample)

    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith(f"# {HEADING}\n")
    assert "1000056" not in done.stdout
    born = re.search(r"date of birth: (.*?)[;|]", done.stdout)
    assert born
    assert read_day(born[1].strip()).day == 1
    with open_log(sample) as log:
        last = list(log.access.entries())[-1]
    assert last.purpose == "[export] training"
    assert "--invent" in last.command


@pytest.mark.parametrize(
    ("options", "says"),
    [(("--format", "json"), "say --format md"), (("--format", "md", "--history"), "leave out the options")],
)
def test_it_is_refused_in_another_form(sample: str, options: tuple[str, ...], says: str) -> None:
    done = journey("show", "1000056", "--invent", *options, store=sample)

    assert done.exit_code == 2
    assert says in " ".join(done.stderr.split())
