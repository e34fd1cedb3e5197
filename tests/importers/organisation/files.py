"""Organisation files for tests, written to a folder and imported into a store on disk."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

from journey.domain.statements import Statement, organisation_stream
from journey.projections.effective import Fact, effective_history
from journey.store.log import open_log
from tests.cli.running import journey

HEAD = 'la = "999"\ndate = {date}\n'


def write(folder: Path, text: str, *, date: str = "2018-01-31", name: str = "hubs.toml") -> Path:
    """A TOML file with its head."""
    path = folder / name
    path.write_text(HEAD.format(date=date) + dedent(text), encoding="utf-8")
    return path


def take_in(url: str, path: Path, *more: str) -> dict[str, Any]:
    """Import a file; the meta of the report."""
    done = journey("import", "organisation", str(path), *more, "--format", "json", store=url)
    assert done.exit_code == 0, done.stderr
    meta: dict[str, Any] = json.loads(done.stdout)["meta"]
    return meta


def refused(url: str, path: Path, *more: str) -> str:
    """What is said of a file that is refused."""
    done = journey("import", "organisation", str(path), *more, store=url)
    assert done.exit_code == 11, done.stdout + done.stderr
    return done.stderr


def statements(url: str) -> list[Statement]:
    """All that stands on the organisation's stream, but names."""
    stream = organisation_stream("999")
    with open_log(url) as log:
        return [s for s in log.statements([stream])[stream] if s.name != "WorkerNamed"]


def history(url: str) -> dict[str, Fact]:
    """The effective history of the organisation, by fact key."""
    from datetime import date

    said = statements(url)
    return {fact.key: fact for fact in effective_history(said, date.max, date.max, 10**9) if fact.stands}
