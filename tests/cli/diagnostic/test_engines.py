"""One diagnostic from its frame to its report, on SQLite and PostgreSQL: the same journeys, grades and figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cli.diagnostic.auditing import AUDITORS, OPEN, diagnostic, imported, told, written

ALIKE = (
    "method", "grades", "shares", "questions", "agreement", "moderation", "answers", "limitations", "power",
    "timeliness", "seen", "voice", "measures", "stages", "drift", "themes", "quality", "coverage",
)  # fmt: skip
"""Tables in which no worker stands: their references rest on a key of each store."""

ANSWERS = ({"overall": "Good", "unsafe": "No"}, {"overall": "Inadequate", "unsafe": "No", "child-says": "Partly"})


def audited(store: str, folder: Path) -> dict[str, Any]:
    """Take a diagnostic from its frame to its report; that, and its sample."""
    imported(store, "03", "31")
    named = [word for who in AUDITORS for word in ("--auditor", who)]
    for step in (OPEN, ("draw", "base", "--size", "10", "--seed", "s"), ("assign", "base", *named),
                 ("pack", "base", str(folder), "--format", "csv")):  # fmt: skip
        done = diagnostic(*step, store=store)
        assert done.exit_code == 0, (step, done.stderr)
    forms = []
    for row in told("assign", "base", store=store)["rows"]:
        path = folder / row["auditor_number"].replace(" ", "-") / f"{row['journey'].replace('/', '-')}.csv"
        forms.append(written(path, ANSWERS[(int(row["journey"][-1]) + (row["rater"] == "second")) % 2]))
    taken = told("grade", "base", *forms, store=store)["meta"]
    assert (taken["refused"], taken["blank"] > taken["accepted"] > 2 * len(forms)) == (0, True)
    for step in (
        ("moderate", "base", "child-in-need/1", "--grade", "outstanding", "--reason", "seen otherwise"),
        ("action", "base", "--what", "visit", "--owner", "Mara Lund", "--by", "2998-01-01"),
        ("draw", "base", "--replace", "child-in-need/2", "--reason", "record-not-available"),
        ("verify", "base"),
    ):
        done = diagnostic(*step, store=store)
        assert done.exit_code == 0, (step, done.stderr)
    return {"sample": told("show", "base", store=store)["rows"], **told("report", "base", store=store)}


def test_both_engines_tell_the_same(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    one, other = audited(sqlite_url, tmp_path / "sqlite"), audited(postgres_url, tmp_path / "postgresql")

    assert {name for name in ALIKE if one[name] != other[name]} == set()
    assert one["meta"]["frame_hash"] == other["meta"]["frame_hash"]
    here, there = (
        [(row["child_id"], row["rank"], row["in_sample"]) for row in each["sample"]] for each in (one, other)
    )
    assert here == there
    assert one["grades"][-1]["graded"] == 9  # one of ten was replaced, and its grade no longer counts
    assert [row["moderated"] for row in one["moderation"]] == [1]
