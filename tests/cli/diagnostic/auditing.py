"""Auditors at work in tests: commands of a diagnostic, forms written and filled in."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
from click.testing import Result

from journey.audit.form import FORM
from tests.cli.running import SAMPLE, journey

OPEN = ("open", "Base", "--kind", "diagnostic", "--purpose", "first three weeks")
DRAW = ("draw", "base", "--size", "20", "--seed", "lottery")
AUDITORS = ("Ines Okafor", "Tom Reed", "SW104417")


def diagnostic(*words: str, store: str) -> Result:
    return journey("diagnostic", *words, store=store)


def told(*words: str, store: str, code: int = 0) -> dict[str, Any]:
    done = diagnostic(*words, "--format", "json", store=store)
    assert done.exit_code == code, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def imported(store: str, month: str, day: str) -> None:
    """Import one of the two extracts of the sample."""
    file = str(SAMPLE / f"annex_a_2025_{month}.xlsx")
    done = journey("import", "annex-a", file, "--la", "999", "--extract-date", f"2025-{month}-{day}", store=store)
    assert done.exit_code == 0, done.stderr


def one_of(store: str, **wanted: Any) -> dict[str, Any]:
    """A row of who grades what."""
    rows = told("assign", "base", store=store)["rows"]
    found: dict[str, Any] = next(row for row in rows if all(row[key] == value for key, value in wanted.items()))
    return found


def form(path: Path, *lines: dict[str, str]) -> str:
    """A form as CSV: of each question its own wording where none is said."""
    wording = {one.code: one.wording for one in FORM}
    out = StringIO()
    titles = ("Diagnostic", "Journey", "Auditor", "Code", "Question", "Answer", "Rationale", "Day")
    writer = csv.DictWriter(out, titles)
    writer.writeheader()
    for line in lines:
        code = line.get("Code", "overall")
        usual = {"Code": code, "Question": wording.get(code, ""), "Rationale": "seen in the file"}
        writer.writerow({**usual, **line})
    path.write_text(out.getvalue(), encoding="utf-8")
    return str(path)


def filled(path: Path, answers: dict[str, str]) -> None:
    """Fill in the form of a workbook."""
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    sheet = book["Form"]
    wanted = ("Code", "Answer", "Rationale")
    headings = {cell.value: cell.column for line in sheet.iter_rows() for cell in line if cell.value in wanted}
    for line in sheet.iter_rows():
        code = line[headings["Code"] - 1].value
        if code in answers:
            sheet.cell(line[0].row, headings["Answer"]).value = answers[code]
            sheet.cell(line[0].row, headings["Rationale"]).value = "case notes of May"
    book.save(path)


def written(path: Path, answers: dict[str, str], day: str = "") -> str:
    """Fill in a form made by ``pack`` as CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    for line in lines:
        if line["code"] in answers:
            line |= {"answer": answers[line["code"]], "rationale": "as the file shows", "graded_on": day}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return str(path)
