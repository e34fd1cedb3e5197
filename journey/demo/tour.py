"""The tour: two bundled extracts imported, a child shown, questions asked, in a fresh folder ``demo``.

    python -m journey.demo.tour

Every command is printed before it is run, so that it can be typed again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SAMPLE = Path(__file__).parent / "sample"
FOLDER = Path("demo")

_OURS = ("journey*.db*", "annex_a_2025_0?.xlsx", "rejects.csv")
"""What an earlier tour leaves behind: all that may be removed."""

_GOOD = (0, 1)
"""Exit codes that are no failure: fine, and findings."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the tour and what to look at in its answer."""

    says: str
    command: str


STEPS = (
    Step(
        "March's extract of Annex A. Every row is counted once.",
        "journey import annex-a annex_a_2025_03.xlsx --la 999 --extract-date 2025-03-31",
    ),
    Step(
        "April's. Rows that aged out of the window are not deletions; two things really changed.",
        "journey import annex-a annex_a_2025_04.xlsx --la 999 --extract-date 2025-04-30",
    ),
    Step(
        "March again: nothing is said twice.",
        "journey import annex-a annex_a_2025_03.xlsx --la 999 --extract-date 2025-03-31",
    ),
    Step("Where things stand with one child, then the journey, one fact a line.", "journey show 1000504"),
    Step(
        "The same child as known at the end of March: the episode of need still began on 18 September.",
        "journey show 1000504 --known-at 2025-03-31",
    ),
    Step(
        "How that date came to be another: every statement, with the file and row it comes from.",
        "journey show 1000504 --history --sources --events-only",
    ),
    Step("Which children are there, and who holds them?", "journey children --status child-protection-plan"),
    Step("What has been imported, and what can be answered from it?", "journey coverage"),
    Step("Is the log what was written to it?", "journey verify"),
)


def main() -> int:
    """Take the tour. Returns the exit code of the command that failed, or 0."""
    try:
        _fresh(FOLDER)
    except FileExistsError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"All people in this sample are invented. The store and the two extracts are in {FOLDER.resolve()}")
    for number, step in enumerate(STEPS, 1):
        print(f"\n{number}. {step.says}\n\n$ {step.command}\n", flush=True)
        code = _run(step.command)
        if code not in _GOOD:
            print(f"\nThe tour stopped: that command ended with exit code {code}.", file=sys.stderr)
            return code
    activate = Path(os.path.relpath(Path(sys.executable).parent, FOLDER.resolve())) / "activate"
    print(f"\nTry them yourself:  cd {FOLDER} && . {activate}  then  journey --help")
    return 0


def _fresh(folder: Path) -> None:
    """Make the folder anew. Raises FileExistsError when it holds anything that no tour made."""
    if folder.exists():
        ours = {path for pattern in _OURS for path in folder.glob(pattern)}
        foreign = sorted(path.name for path in folder.iterdir() if path not in ours)
        if foreign:
            raise FileExistsError(
                f"{folder.resolve()} holds what no tour made ({', '.join(foreign[:3])}): nothing was removed. "
                "Move it away, or start the tour in another folder."
            )
        shutil.rmtree(folder)
    folder.mkdir()
    for extract in SAMPLE.glob("*.xlsx"):
        shutil.copyfile(extract, folder / extract.name)


def _run(command: str) -> int:
    """Run one command of the tour inside its folder, against the store there."""
    environment = {name: value for name, value in os.environ.items() if name != "JOURNEY_STORE"}
    words = [sys.executable, "-m", "journey", *command.split()[1:]]
    return subprocess.run(words, cwd=FOLDER, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
