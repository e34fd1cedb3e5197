"""Grades taken in line by line, told at once where a child may be unsafe, moderated, and acted on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.diagnostic.auditing import AUDITORS, diagnostic, form, one_of, told, written
from tests.cli.running import journey


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


def test_every_column_of_a_form_of_csv_counts_its_day_too(store: str, tmp_path: Path) -> None:
    mine = ("--auditor", AUDITORS[0], "--format", "csv")
    assert diagnostic("pack", "base", str(tmp_path), *mine, store=store).exit_code == 0
    early = written(next(tmp_path.iterdir()), {"overall": "Good"}, "01/04/2025")

    (line,) = told("grade", "base", early, store=store, code=1)["rows"]

    assert (line["outcome"], line["auditor"]) == ("refused", AUDITORS[0])
    assert "01/04/2025 is before the sample was drawn" in line["reason"]


def test_a_late_grade_is_refused_unless_its_lateness_is_said_but_a_concern_never_is(drawn: str, tmp_path: Path) -> None:
    assert diagnostic("assign", "base", "--auditor", AUDITORS[0], "--until", "2998-01-01", store=drawn).exit_code == 0
    number = one_of(drawn)["journey"]
    said = ("--journey", number, "--auditor", AUDITORS[0], "--grade", "good", "--rationale", "r")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("journey.cli.diagnostic.grade.today", lambda: date(2998, 1, 2))
        late = diagnostic("grade", "base", *said, "--unsafe", "alone at night", store=drawn)
        path = form(tmp_path / "late.csv", {"Journey": number, "Auditor": AUDITORS[0], "Answer": "good"})
        (line,) = told("grade", "base", path, store=drawn, code=1)["rows"]
        taken = diagnostic("grade", "base", *said, "--late", "auditor was ill", store=drawn)

    assert late.exit_code == 1
    assert "Grades were taken up to 01/01/2998" in late.stdout
    assert (line["place"], line["outcome"]) == ("late.csv, row 2", "refused")
    assert "Grades were taken up to 01/01/2998" in line["reason"]
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


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (("seal", "{child}", "--on", "2025-03-31", "--authorised-by", "a judge"), "sealed"),
        (("record", "ProcessingRestricted", "{child}", "--on", "2025-03-31", "reasons=asked"), "restricted"),
    ],
)
def test_a_record_that_was_closed_to_readers_since_is_refused_with_its_reason_but_a_concern_never_is(
    store: str, step: tuple[str, ...], why: str
) -> None:
    row = one_of(store, rater="first", journey="child-in-need/1")
    said = ("--journey", row["journey"], "--auditor", row["auditor_name"] or row["auditor"])
    graded = ("--grade", "good", "--rationale", "r")
    closed = journey(*(word.format(child=row["child_id"]) for word in step), store=store)
    assert closed.exit_code == 0, closed.stderr

    refused = told("grade", "base", *said, *graded, "--unsafe", "alone at night", store=store, code=1)
    moderated = diagnostic("moderate", "base", row["journey"], "--grade", "good", "--reason", "r", store=store)
    acted = diagnostic("action", "base", "--what", "w", "--owner", "o", "--by", "2998-01-01", "--journey",
                       row["journey"], store=store)  # fmt: skip

    by_question = {line["question"]: line for line in refused["rows"]}
    assert by_question["overall"]["outcome"] == "refused"
    assert f"{why} since the draw" in by_question["overall"]["reason"]
    assert "--replace child-in-need/1 --reason sealed-since" in by_question["overall"]["reason"]
    assert by_question["unsafe"]["outcome"] == "accepted"
    assert row["child_id"] not in str(refused)
    assert (moderated.exit_code, acted.exit_code) == (15, 15)
    assert f"is {why}" in moderated.stderr
    replaced = diagnostic("draw", "base", "--replace", row["journey"], "--reason", "sealed-since", store=store)
    assert replaced.exit_code == 0, replaced.stderr
    assert row["child_id"] not in replaced.stdout


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


def test_what_the_log_shows_after_an_action_was_set_is_listed_with_it(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, other = (one_of(store, journey=f"child-in-need/{number}") for number in (1, 2))
    monkeypatch.setattr("journey.cli.diagnostic.action.today", lambda: date(2025, 4, 10))
    for one in (row, other):
        said = ("--what", "visit", "--owner", "Mara Lund", "--by", "2025-05-01", "--journey", one["journey"])
        done = diagnostic("action", "base", *said, store=store)
        assert done.exit_code == 0, done.stderr
    for day in ("2025-04-10", "2025-04-16"):  # what happened on the day itself was before or after: nobody can tell
        done = journey("record", "CINVisitMade", row["child_id"], "--on", day, store=store)
        assert done.exit_code == 0, done.stderr

    found = told("action", "base", "--as-at", "2025-05-02", store=store)
    page = diagnostic("action", "base", "--as-at", "2025-05-02", store=store).stdout

    assert [(one["child_id"], one["event"], one["occurred_on"]) for one in found["since"]] == [
        (row["child_id"], "CINVisitMade", "2025-04-16")
    ]
    assert found["meta"]["counts"]["overdue"] == 2
    assert "Of action/2025-04-10/2 the log shows nothing since." in page


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
