"""Auditors at work: journeys given out, packs filled in, grades taken in line by line, moderated, and acted on."""

from __future__ import annotations

import csv
import json
import shutil
import stat
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result

from journey.audit.form import FORM
from tests.cli.running import SAMPLE, journey

AUDITORS = ("Ines Okafor", "Tom Reed", "SW104417")
WORKER = "CIN Worker 7"
"""A worker of the sample's cases."""


def diagnostic(*words: str, store: str) -> Result:
    return journey("diagnostic", *words, store=store)


def told(*words: str, store: str, code: int = 0) -> dict[str, Any]:
    done = diagnostic(*words, "--format", "json", store=store)
    assert done.exit_code == code, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def drawn_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store in which a sample was drawn. Read it, never write to it."""
    folder = tmp_path_factory.mktemp("audit")
    store = f"sqlite:///{folder}/journey.db"
    file = str(SAMPLE / "annex_a_2025_03.xlsx")
    steps = (
        ("import", "annex-a", file, "--la", "999", "--extract-date", "2025-03-31"),
        ("diagnostic", "open", "base", "--kind", "diagnostic", "--purpose", "first weeks"),
        ("diagnostic", "draw", "base", "--size", "20", "--seed", "lottery"),
    )
    for step in steps:
        done = journey(*step, store=store)
        assert done.exit_code == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def assigned_in(drawn_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, its journeys given out. Read it, never write to it."""
    folder = tmp_path_factory.mktemp("assigned") / "store"
    shutil.copytree(drawn_in, folder)
    named = [word for who in AUDITORS for word in ("--auditor", who)]
    done = diagnostic("assign", "base", *named, "--until", "2999-01-01", store=f"sqlite:///{folder}/journey.db")
    assert done.exit_code == 0, done.stderr
    return folder


@pytest.fixture
def drawn(drawn_in: Path, tmp_path: Path) -> str:
    """A copy of the store with a sample."""
    shutil.copytree(drawn_in, tmp_path / "drawn")
    return f"sqlite:///{tmp_path}/drawn/journey.db"


@pytest.fixture
def store(assigned_in: Path, tmp_path: Path) -> str:
    """A copy of the store with journeys given out."""
    shutil.copytree(assigned_in, tmp_path / "store")
    return f"sqlite:///{tmp_path}/store/journey.db"


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


def test_nobody_is_given_a_case_they_had_a_part_in(drawn: str) -> None:
    held = {row["child_id"] for row in told("show", "base", store=drawn)["rows"] if row["lead_worker_name"] == WORKER}

    found = told("assign", "base", "--auditor", WORKER, "--auditor", AUDITORS[0], store=drawn)

    assert held
    mine = {row["child_id"] for row in found["rows"] if row["auditor_name"] == WORKER}
    assert mine
    assert not mine & held
    assert found["meta"]["with_an_auditor_involved"] >= len(held)
    assert found["meta"]["doubled"] == 4  # a fifth of twenty
    assert {row["overall"] for row in found["rows"]} == {row["unsafe"] for row in found["rows"]} == {None}


def test_a_replacement_is_given_out_later_and_the_rest_stays(store: str) -> None:
    before = told("assign", "base", store=store)["rows"]
    gone = next(row["child_id"] for row in before if row["journey"] == "child-in-need/1")
    assert diagnostic("draw", "base", "--replace", gone, "--reason", "other", store=store).exit_code == 0

    after = told("assign", "base", "--auditor", AUDITORS[0], store=store)["rows"]

    new = [row for row in after if row not in before]
    assert len({row["child_id"] for row in new}) == 1
    assert [row for row in before if row["child_id"] != gone] == [row for row in after if row not in new]


def test_a_pack_is_its_owners_alone_says_nothing_beforehand_and_is_in_the_access_log(
    store: str, tmp_path: Path
) -> None:
    folder = tmp_path / "packs"

    done = diagnostic("pack", "base", str(folder), "--purpose", "audit", store=store)

    assert done.exit_code == 0, done.stderr
    files = sorted(folder.iterdir())
    assert len(files) == 20
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    book = openpyxl.load_workbook(files[0])
    forms = [sheet for sheet in book if sheet.title.startswith("Form")]
    assert {sheet.title for sheet in book} > {"Log – the journey", "Log – timescales", "Log – voice of the child"}
    for sheet in forms:
        headings = [cell.value for cell in next(row for row in sheet.iter_rows() if row[0].value == "Diagnostic")]
        below = [row for row in sheet.iter_rows(values_only=True) if row[0] == "base"]
        assert len(below) == len(FORM)
        assert {row[headings.index(name)] for row in below for name in ("Answer", "Rationale")} == {None}
    entry = json.loads(journey("access", "--format", "json", store=store).stdout)["rows"][-1]
    assert (entry["purpose"], entry["children"]) == ("[export] audit", 20)
    assert "--format xlsx" in entry["command"]
    assert diagnostic("pack", "base", str(folder), store=store).exit_code == 2


def test_packs_in_words_keep_the_log_apart_from_the_form(store: str, tmp_path: Path) -> None:
    for name in ("md", "html", "csv"):
        done = diagnostic("pack", "base", str(tmp_path / name), "--auditor", AUDITORS[0], "--format", name, store=store)
        assert done.exit_code == 0, done.stderr
    mine = {row["journey"] for row in told("assign", "base", store=store)["rows"] if row["auditor_name"] == AUDITORS[0]}
    files = list((tmp_path / "md").iterdir())

    assert {path.stem for path in files} == {number.replace("/", "-") for number in mine}
    text = files[0].read_text(encoding="utf-8")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert [line.startswith("## Log") for line in headings[:7]] == [True] * 7
    assert headings[7] == "## Form"
    assert "cannot tell" in text


def test_a_pack_for_outsiders_says_who_the_child_is_to_nobody_and_its_form_comes_back(
    store: str, tmp_path: Path
) -> None:
    key = tmp_path / "pseudonyms.key"
    key.write_bytes(bytes(range(32)))
    key.chmod(0o600)
    for name in ("md", "xlsx"):
        done = diagnostic(
            "pack", "base", str(tmp_path / name), "--format", name, "--pseudonymise", str(key), store=store
        )
        assert done.exit_code == 0, done.stderr
    rows = told("show", "base", store=store)["rows"]
    workers = {row["lead_worker_name"] for row in rows if row["lead_worker_name"]}

    for path in (tmp_path / "md").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "still personal data" in text
        assert not [row["child_id"] for row in rows if row["child_id"] in text]
        assert not [name for name in workers if name in text]
        assert "date of birth" not in text
        assert not [true for true in ("Data to", "**As at", "**Known at", "1 October 2024") if true in text]
    row = one_of(store, rater="first", calibration=False)
    filled(tmp_path / "xlsx" / f"{row['journey'].replace('/', '-')}.xlsx", {"overall": "good"})
    graded = told("grade", "base", str(tmp_path / "xlsx" / f"{row['journey'].replace('/', '-')}.xlsx"), store=store)
    assert graded["meta"]["accepted"] == 1


def filled(path: Path, answers: dict[str, str]) -> None:
    """Fill in the first form of a workbook."""
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    sheet = next(one for one in book if one.title in ("Form", "Form 1"))
    wanted = ("Code", "Answer", "Rationale")
    headings = {cell.value: cell.column for line in sheet.iter_rows() for cell in line if cell.value in wanted}
    for line in sheet.iter_rows():
        code = line[headings["Code"] - 1].value
        if code in answers:
            sheet.cell(line[0].row, headings["Answer"]).value = answers[code]
            sheet.cell(line[0].row, headings["Rationale"]).value = "case notes of May"
    book.save(path)


def test_a_pack_that_was_filled_in_is_graded_from(store: str, tmp_path: Path) -> None:
    row = one_of(store, rater="first", calibration=False)
    assert diagnostic("pack", "base", str(tmp_path / "packs"), store=store).exit_code == 0
    path = tmp_path / "packs" / f"{row['journey'].replace('/', '-')}.xlsx"
    filled(
        path, {"overall": "Requires improvement to be good", "voice": "good", "unsafe": "No", "child-says": "partly"}
    )

    meta = told("grade", "base", str(path), store=store)["meta"]

    assert (meta["rows"], meta["accepted"], meta["refused"]) == (4, 4, 0)
    assert meta["blank"] >= len(FORM) - 4
    assert one_of(store, journey=row["journey"], rater="first")["overall"] == "requires-improvement"
    assert one_of(store, journey=row["journey"], rater="first")["unsafe"] is False


def test_what_cannot_be_taken_is_refused_with_place_and_reason_and_the_rest_is_taken(
    store: str, tmp_path: Path
) -> None:
    row = one_of(store, rater="first", calibration=False, auditor_name=AUDITORS[0])
    other = next(name for name in AUDITORS if name not in {
        line["auditor_name"] or line["auditor"]
        for line in told("assign", "base", store=store)["rows"] if line["journey"] == row["journey"]
    })  # fmt: skip
    mine = {"Diagnostic": "base", "Journey": row["journey"], "Auditor": AUDITORS[0]}
    path = form(
        tmp_path / "grades.csv",
        {**mine, "Answer": "good"},
        {**mine, "Answer": "inadequate"},
        {**mine, "Journey": "1999999", "Answer": "good"},
        {**mine, "Auditor": other, "Answer": "good"},
        {**mine, "Code": "voice", "Answer": "excellent"},
        {**mine, "Code": "plan", "Answer": "good", "Question": "Is the plan any good?"},
        {**mine, "Code": "impact", "Answer": "good", "Rationale": ""},
        {**mine, "Code": "nothing", "Answer": "good"},
        {**mine, "Code": "visits", "Answer": "good", "Day": "31/02/2026"},
        {**mine, "Code": "identity", "Answer": "good", "Diagnostic": "another"},
        {**mine, "Code": "child-says", "Answer": "Partly"},
        {**mine, "Code": "recording", "Answer": "", "Rationale": ""},
    )

    found = told("grade", "base", path, store=store, code=1)

    meta = found["meta"]
    assert (meta["rows"], meta["accepted"], meta["refused"], meta["blank"]) == (11, 2, 9, 1)
    refused = {row["place"]: row["reason"] for row in found["rows"] if row["outcome"] == "refused"}
    expected = {
        3: "never overwritten", 4: "not in the sample", 5: "was not given", 6: "is no grade", 7: "was changed",
        8: "needs its rationale", 9: "no question", 10: "is not a day", 11: "of the diagnostic 'another'",
    }  # fmt: skip
    assert refused.keys() == {f"grades.csv, row {number}" for number in expected}
    for number, words in expected.items():
        assert words in refused[f"grades.csv, row {number}"]
    again = told("grade", "base", path, store=store, code=1)["meta"]
    assert (again["accepted"], again["refused"]) == (0, 11)


def test_a_late_grade_is_refused_unless_its_lateness_is_said_but_a_concern_never_is(drawn: str, tmp_path: Path) -> None:
    assert diagnostic("assign", "base", "--auditor", AUDITORS[0], "--until", "2998-01-01", store=drawn).exit_code == 0
    number = one_of(drawn)["journey"]
    said = ("--journey", number, "--auditor", AUDITORS[0], "--grade", "good", "--rationale", "r")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("journey.cli.diagnostic.grade.today", lambda: date(2998, 1, 2))
        late = diagnostic("grade", "base", *said, "--unsafe", "alone at night", store=drawn)
        taken = diagnostic("grade", "base", *said, "--late", "auditor was ill", store=drawn)

    assert late.exit_code == 1
    assert "Grades were taken up to 01/01/2998" in late.stdout
    assert one_of(drawn, journey=number)["unsafe"] is True
    assert taken.exit_code == 0, taken.stdout
    assert one_of(drawn, journey=number)["overall"] == "good"


def test_a_grade_before_the_sample_or_of_a_replaced_journey_is_refused(store: str) -> None:
    row = one_of(store, rater="first", journey="child-in-need/1")
    said = ("--auditor", row["auditor_name"] or row["auditor"], "--grade", "good", "--rationale", "r", "--journey")
    early = diagnostic("grade", "base", *said, row["journey"], "--on", "2025-04-01", store=store)
    assert diagnostic("draw", "base", "--replace", row["child_id"], "--reason", "other", store=store).exit_code == 0
    replaced = diagnostic("grade", "base", *said, row["child_id"], store=store)

    assert (early.exit_code, replaced.exit_code) == (1, 1)
    assert "before the sample was drawn" in early.stdout
    assert "was replaced" in replaced.stdout


def test_unsafe_is_told_at_once_and_comes_first_even_where_the_line_is_refused(store: str, tmp_path: Path) -> None:
    rows = told("assign", "base", store=store)["rows"]
    row = rows[-1]
    who = row["auditor_name"] or row["auditor"]

    refused = diagnostic(
        "grade", "base", "--journey", row["journey"], "--auditor", "Nobody Known", "--unsafe", "bruises", store=store
    )
    raised = diagnostic("grade", "base", "--journey", row["journey"], "--auditor", who, "--unsafe", "bruises", "--told",
                        "Mara Lund", store=store)  # fmt: skip

    assert (refused.exit_code, raised.exit_code) == (1, 1)
    assert refused.stderr.startswith(f"UNSAFE: {row['journey']}")
    assert "THE LINE WAS REFUSED" in refused.stderr
    assert "Tell whoever is responsible" in refused.stderr
    assert "is said to have been told" in raised.stderr
    assert "bruises" not in raised.stdout
    assert told("assign", "base", store=store)["rows"][0]["journey"] == row["journey"]
    assert told("show", "base", store=store)["rows"][0]["child_id"] == row["child_id"]
    shown = diagnostic("show", "base", store=store).stdout
    assert shown.index("UNSAFE") < shown.index("Purpose")
    assert "somebody was told" in shown
    sample, frame = tmp_path / "sample.json", tmp_path / "frame.csv"
    for words in (("--output", str(sample)), ("--frame", "--output", str(frame))):
        assert diagnostic("show", "base", *words, store=store).exit_code == 0
    assert journey("diagnostic", "verify", "--frame", str(frame), "--sample", str(sample)).exit_code == 0
    no = diagnostic("grade", "base", "--journey", row["journey"], "--auditor", who, "--question", "unsafe", "--answer",
                    "no", store=store)  # fmt: skip
    assert no.exit_code == 1
    assert one_of(store, journey=row["journey"])["unsafe"] is True


def test_a_concern_found_after_somebody_said_no_is_taken(store: str) -> None:
    row = one_of(store, rater="first")
    said = ("--journey", row["journey"], "--auditor", row["auditor_name"] or row["auditor"])
    first = diagnostic("grade", "base", *said, "--question", "unsafe", "--answer", "no", store=store)

    later = diagnostic("grade", "base", *said, "--unsafe", "not seen for weeks", store=store)

    assert first.exit_code == 0, first.stderr
    assert later.exit_code == 1
    assert one_of(store, journey=row["journey"])["unsafe"] is True


def test_a_moderated_grade_stands_beside_the_first(store: str) -> None:
    row = one_of(store, rater="first")
    said = ("--journey", row["journey"], "--auditor", row["auditor_name"] or row["auditor"])
    assert diagnostic("grade", "base", *said, "--grade", "good", "--rationale", "r", store=store).exit_code == 0

    found = told("moderate", "base", row["journey"], "--grade", "inadequate", "--reason", "no visit", store=store)

    assert [(one["grade"], one["moderated"], one["reason"]) for one in found["rows"]] == [
        ("good", "inadequate", "no visit")
    ]
    listed = told("moderate", "base", store=store)
    assert listed["rows"] == found["rows"]
    for words, says in (
        ((row["journey"], "--grade", "superb", "--reason", "r"), "is no grade"),
        ((row["journey"], "--grade", "good", "--reason", " "), "Say why"),
        ((row["journey"], "--question", "voice", "--grade", "good", "--reason", "r"), "There is no grade"),
        (("1999999", "--grade", "good", "--reason", "r"), "not in the sample"),
        ((row["journey"],), "which grade and why"),
    ):
        refused = diagnostic("moderate", "base", *words, store=store)
        assert refused.exit_code == 2
        assert says in refused.stderr


def test_actions_are_open_overdue_or_done_and_the_log_shows_what_happened_since(store: str) -> None:
    row = one_of(store, rater="first")
    for what in ("see the child alone", "hold a core group"):
        done = diagnostic("action", "base", "--what", what, "--owner", "Mara Lund", "--by", "2998-01-01", "--journey",
                          row["journey"], store=store)  # fmt: skip
        assert done.exit_code == 0, done.stderr
    first = told("action", "base", store=store)["rows"][0]
    assert (first["state"], first["owner_name"], first["action"]) == ("open", "Mara Lund", "see the child alone")
    finished = diagnostic("action", "base", "--done", first["fact"], "--notes", "seen at school", store=store)

    later = told("action", "base", "--as-at", "2998-01-02", store=store)

    assert finished.exit_code == 0, finished.stderr
    assert [one["state"] for one in later["rows"]] == ["overdue", "done"]
    assert later["meta"]["counts"] == {"overdue": 1, "open": 0, "done": 1, "given up": 0}
    assert later["since"] == []
    for words, says in (
        (("--what", "x"), "what, who and by when"),
        (("--what", "x", "--owner", "y", "--by", "2020-01-01"), "is past"),
        (("--done", "action/2020-01-01/1", "--notes", "n"), "There is no action"),
        (("--done", first["fact"], "--notes", "n"), "is done since"),
        (("--done", first["fact"]), "Say what was done"),
    ):
        refused = diagnostic("action", "base", *words, store=store)
        assert refused.exit_code == 2
        assert says in refused.stderr


def test_words_are_sealed_in_the_log_and_not_in_the_access_log(store: str) -> None:
    row = one_of(store, rater="first")
    who = row["auditor_name"] or row["auditor"]
    words = "an unlikely turn of phrase"
    diagnostic("grade", "base", "--journey", row["journey"], "--auditor", who, "--grade", "good", "--rationale", words,
               "--unsafe", words, store=store)  # fmt: skip
    diagnostic("moderate", "base", row["journey"], "--grade", "good", "--reason", words, store=store)
    diagnostic("action", "base", "--what", words, "--owner", who, "--by", "2998-01-01", store=store)

    assert told("moderate", "base", store=store)["rows"][0]["rationale"] == words
    folder = Path(store.removeprefix("sqlite:///")).parent
    for file in folder.glob("journey*db*"):
        assert words.encode() not in file.read_bytes(), file.name


@pytest.mark.parametrize(
    ("words", "says", "code"),
    [
        (("assign", "base"), "No journey of base is given out yet", 2),
        (("assign", "base", "--auditor", "A", "--until", "2020-01-01"), "is past", 2),
        (("grade", "base"), "Name the forms", 2),
        (("grade", "base", "--grade", "good"), "Of which journey", 2),
        (("grade", "base", "--journey", "1", "--grade", "good", "--rationale", "r"), "is given out yet", 2),
        (("grade", "base", "nowhere.csv"), "no file", 11),
        (("grade", "base", __file__), "holds no form", 11),
        (("pack", "base", "/dev/null/packs"), "cannot be made", 15),
    ],
)
def test_what_cannot_be_meant_is_refused(drawn_in: Path, words: tuple[str, ...], says: str, code: int) -> None:
    done = diagnostic(*words, store=f"sqlite:///{drawn_in}/journey.db")

    assert says in done.stderr
    assert done.exit_code == code
