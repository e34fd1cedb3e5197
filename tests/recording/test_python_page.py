"""docs/python.md: the example runs and prints what the page says, and every call and its options are named."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from journey.recording.journeys import JourneyLog
from tests.source_tree import ROOT

TEXT = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
CALLS = ("record", "correct", "retract", "merge", "unmerge", "misfiled", "show")


def test_the_example_prints_what_the_page_says(tmp_path: Path) -> None:
    example = TEXT.split("```python\n")[1].split("```")[0]
    printed = TEXT.split("It prints:\n\n```\n")[1].split("```")[0]

    done = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )

    today = datetime.now(UTC).astimezone(ZoneInfo("Europe/London")).date()
    assert done.stderr == ""
    assert done.stdout == printed.replace("TODAY", f"{today.day} {today:%B %Y}")


@pytest.mark.parametrize("call", CALLS)
def test_every_call_is_on_the_page_with_its_options(call: str) -> None:
    row = re.search(rf"^\| `{call}\(([^)]*)\)`", TEXT, flags=re.MULTILINE)
    assert row is not None
    said = re.findall(r"\w+", row[1])
    taken = [name for name in inspect.signature(getattr(JourneyLog, call)).parameters if name not in ("self", "named")]

    assert [name for name in taken if name not in said] == []


def test_importing_the_package_loads_nothing_heavy() -> None:
    asked = "import sys, journey; print(sorted({'polars', 'sqlalchemy', 'pydantic', 'click'} & set(sys.modules)))"

    assert subprocess.check_output([sys.executable, "-c", asked], cwd=ROOT, text=True).strip() == "[]"
