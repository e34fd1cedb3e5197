"""A diagnostic whose journeys were disposed of since: it counts them, and names them no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from journey.cli.sources import declarations
from journey.recording.journeys import JourneyLog
from journey.store.log import open_log
from tests.cli.diagnostic.auditing import AUDITORS, diagnostic, told
from tests.cli.running import journey

LONG_AFTER = date(2150, 1, 4)
"""A day after the end of every retention."""

COMMANDS = (
    ("diagnostic", "show", "base"), ("diagnostic", "show", "base", "--frame"), ("diagnostic", "verify", "base"),
    ("diagnostic", "assign", "base"), ("diagnostic", "report", "base"), ("diagnostic", "report", "base", "--share"),
    ("access",),
)  # fmt: skip


def test_no_list_of_it_names_one(drawn: str, tmp_path: Path) -> None:
    stay, gone = _one_of_a_large_stratum(drawn)
    replaced = diagnostic("draw", "base", "--replace", gone, "--reason", "same-child", store=drawn)
    assert replaced.exit_code == 0, replaced.stderr
    named = [word for who in AUDITORS for word in ("--auditor", who)]
    assert diagnostic("assign", "base", *named, "--until", "2999-01-01", store=drawn).exit_code == 0
    with open_log(drawn) as opened:
        log = JourneyLog(opened, "Ruth Vale", declarations(), day=LONG_AFTER)
        for child in (stay, gone):
            log.dispose(child, reason="retention ended", authorised_by="Priya Shah")

    for words in COMMANDS:
        for form in ("json", "html"):
            done = journey(*words, "--format", form, store=drawn)
            assert done.exit_code in (0, 1), (words, done.stderr)
            assert not {child for child in (stay, gone) if child in done.stdout + done.stderr}, (words, form)
    assert diagnostic("pack", "base", str(tmp_path / "packs"), "--format", "md", store=drawn).exit_code == 0
    packs = [path.read_text() for path in (tmp_path / "packs").rglob("*.md")]
    assert packs
    assert not any(child in text for child in (stay, gone) for text in packs)
    (row,) = (row for row in told("show", "base", store=drawn)["rows"] if row["stands_for"])
    assert row["stands_for"] == "999:(withheld)"


def _one_of_a_large_stratum(store: str) -> tuple[str, str]:
    """Two journeys of a sample, the second of a stratum that holds more than were drawn."""
    rows = told("show", "base", store=store)["rows"]
    of_a_larger = [row for row in rows if float(row["weight"]) > 1]
    return str(rows[0]["child_id"]), str(of_a_larger[-1]["child_id"])
