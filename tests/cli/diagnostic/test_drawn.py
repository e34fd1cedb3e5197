"""The benchmark diagnostic: opened, drawn, replaced, shown again years later, proved by somebody without the store."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.diagnostic.auditing import DRAW, OPEN, diagnostic, imported, told
from tests.cli.running import journey


@pytest.fixture
def handed_over(drawn: str, tmp_path: Path) -> tuple[Path, Path]:
    """What an outsider gets: the frame and the sample."""
    frame, sample = tmp_path / "frame.csv", tmp_path / "sample.json"
    assert diagnostic("show", "base", "--frame", "--output", str(frame), store=drawn).exit_code == 0
    assert diagnostic("show", "base", "--output", str(sample), store=drawn).exit_code == 0
    return frame, sample


def test_it_says_what_it_is_drawn_from_and_how(drawn: str) -> None:
    meta = told("show", "base", store=drawn)["meta"]

    assert (meta["diagnostic"], meta["kind"], meta["purpose"]) == ("base", "diagnostic", "first three weeks")
    assert (meta["from"], meta["to"], meta["as_at"]) == ("2024-10-01", "2025-03-31", "2025-03-31")
    assert (meta["method"], meta["seed"], meta["size"]) == ("random", "lottery", 20)
    assert meta["frame_size"] == sum(meta["counts"].values())
    assert set(meta["left_out"]) == {"sen", "care-leaver"}


def test_every_row_says_who_holds_the_child_and_what_it_stands_for(drawn: str) -> None:
    found = told("show", "base", store=drawn)

    assert len(found["rows"]) == 20
    assert {"child_id", "stratum", "rank", "weight", "lead_worker", "team", "hub", "case_status", "plan"} <= set(
        found["rows"][0]
    )
    for stratum in found["meta"]["strata"]:
        own = [row for row in found["rows"] if row["stratum"] == stratum["stratum"]]
        if stratum["children"] != "refused":
            assert sum(row["weight"] for row in own) == pytest.approx(stratum["children"], abs=1e-3)


def test_the_frame_can_be_hashed_by_anybody(drawn: str, handed_over: tuple[Path, Path]) -> None:
    with handed_over[0].open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]

    by_hand = hashlib.sha256("".join("\t".join(row) + "\n" for row in rows).encode()).hexdigest()

    assert by_hand == told("show", "base", store=drawn)["meta"]["frame_hash"]


def test_years_later_it_is_the_same_byte_for_byte(drawn: str) -> None:
    before = {name: diagnostic("show", "base", "--format", name, store=drawn).stdout_bytes for name in ("json", "csv")}
    frame = diagnostic("show", "base", "--frame", "--format", "csv", store=drawn).stdout_bytes
    child = json.loads(before["json"])["rows"][0]["child_id"]
    other = json.loads(before["json"])["rows"][1]["child_id"]

    imported(store=drawn, month="04", day="30")
    merged = journey("merge", child, other, "--reason", "one child", store=drawn)
    recorded = journey("record", "CINPlanStarted", other, "--on", "2025-01-06", store=drawn)

    assert (merged.exit_code, recorded.exit_code) == (0, 0), merged.stderr + recorded.stderr
    for name, content in before.items():
        assert diagnostic("show", "base", "--format", name, store=drawn).stdout_bytes == content
    assert diagnostic("show", "base", "--frame", "--format", "csv", store=drawn).stdout_bytes == frame
    assert diagnostic("verify", "base", store=drawn).exit_code == 0


def test_a_frame_is_never_opened_twice_nor_a_sample_drawn_twice(drawn: str) -> None:
    again, redrawn = diagnostic(*OPEN, store=drawn), diagnostic(*DRAW, store=drawn)

    assert (again.exit_code, redrawn.exit_code) == (2, 2)
    assert "a frame is never changed" in again.stderr
    assert "a sample is drawn once" in redrawn.stderr


def test_the_same_seed_frame_and_strata_draw_the_same_in_another_store(drawn: str, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path}/other.db"
    imported(other, "03", "31")
    for step in (OPEN, DRAW):
        assert diagnostic(*step, store=other).exit_code == 0

    one, two = (told("show", "base", store=store) for store in (drawn, other))

    # Families are told by references under a key of each store; the sample names none.
    assert one["meta"]["frame_hash"] == two["meta"]["frame_hash"]
    assert [row["child_id"] for row in one["rows"]] == [row["child_id"] for row in two["rows"]]


def test_a_replacement_is_the_next_in_rank_with_its_reason(drawn: str, tmp_path: Path) -> None:
    before = told("show", "base", store=drawn)["rows"]
    gone = next(row for row in before if row["stratum"] == "child-in-need")
    drawn_of_it = sum(row["stratum"] == "child-in-need" for row in before)

    replaced = diagnostic("draw", "base", "--replace", gone["child_id"], "--reason", "auditor-involved", store=drawn)

    assert replaced.exit_code == 0, replaced.stderr
    rows = told("show", "base", store=drawn)["rows"]
    out = next(row for row in rows if row["child_id"] == gone["child_id"])
    put_in = next(row for row in rows if row["stands_for"])
    assert (out["reason"], out["replaced_by"]) == ("auditor-involved", f"999:{put_in['child_id']}")
    assert (put_in["rank"], put_in["stratum"]) == (drawn_of_it + 1, "child-in-need")
    assert diagnostic("verify", "base", store=drawn).exit_code == 0
    again = diagnostic("draw", "base", "--replace", put_in["child_id"], "--reason", "other", store=drawn)
    assert again.exit_code == 0, again.stderr
    sample, frame = tmp_path / "sample.json", tmp_path / "frame.csv"
    for words in (("--output", str(sample)), ("--frame", "--output", str(frame))):
        assert diagnostic("show", "base", *words, store=drawn).exit_code == 0
    assert journey("diagnostic", "verify", "--frame", str(frame), "--sample", str(sample)).exit_code == 0
    twice = diagnostic("draw", "base", "--replace", gone["child_id"], "--reason", "other", store=drawn)
    assert twice.exit_code == 2
    assert "is not in the sample" in twice.stderr


def test_an_outsider_proves_it_without_the_store(handed_over: tuple[Path, Path]) -> None:
    frame, sample = handed_over

    assert journey("diagnostic", "verify", "--frame", str(frame), "--sample", str(sample)).exit_code == 0


def test_a_journey_picked_by_hand_is_found(handed_over: tuple[Path, Path]) -> None:
    frame, sample = handed_over
    content = json.loads(sample.read_text(encoding="utf-8"))
    drawn = {row["child_id"] for row in content["rows"]}
    with frame.open(encoding="utf-8", newline="") as file:
        other = next(row["child_id"] for row in csv.DictReader(file) if row["child_id"] not in drawn)
    gone = content["rows"][-1]["child_id"]
    content["rows"][-1]["child_id"] = other
    sample.write_text(json.dumps(content), encoding="utf-8")

    done = journey("diagnostic", "verify", "--frame", str(frame), "--sample", str(sample), "--format", "json")

    assert done.exit_code == 1
    assert [row["problem"] for row in json.loads(done.stdout)["rows"]] == [
        f"999:{other} is in the sample, and frame and seed do not draw it.",
        f"999:{gone} is drawn by frame and seed, and is not in the sample.",
    ]


def test_a_frame_that_was_changed_is_found(handed_over: tuple[Path, Path]) -> None:
    frame, sample = handed_over
    lines = frame.read_text(encoding="utf-8").splitlines(keepends=True)
    frame.write_text("".join(lines[:-1]), encoding="utf-8")

    done = journey("diagnostic", "verify", "--frame", str(frame), "--sample", str(sample))

    assert done.exit_code == 1
    assert "not the one drawn from" in done.stdout


@pytest.mark.parametrize(("wrong", "says"), [("frame", "is not a sample"), ("sample", "there is no column")])
def test_another_file_is_refused(handed_over: tuple[Path, Path], tmp_path: Path, wrong: str, says: str) -> None:
    frame, sample = handed_over
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    files = (frame, other) if wrong == "frame" else (other, sample)

    done = journey("diagnostic", "verify", "--frame", str(files[0]), "--sample", str(files[1]))

    assert done.exit_code == 11
    assert says in done.stderr


def test_a_stratum_that_no_source_tells_of_is_refused_by_name(sample: str) -> None:
    done = diagnostic("open", "sen", "--kind", "dip", "--purpose", "sen", "--stratum", "sen", store=sample)

    assert done.exit_code == 2
    assert done.stderr.startswith("sen: no source was ever imported that holds")


def test_a_small_sample_takes_fewer_of_each_stratum_unless_told(drawn: str) -> None:
    assert diagnostic("open", "small", "--kind", "dip", "--purpose", "p", store=drawn).exit_code == 0

    told_so = diagnostic("draw", "small", "--size", "8", "--minimum", "5", store=drawn)
    assert told_so.exit_code == 2
    assert "too few for at least 5" in told_so.stderr
    assert diagnostic("draw", "small", "--size", "8", store=drawn).exit_code == 0
    assert told("show", "small", store=drawn)["meta"]["minimum"] == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("open", "x", "--kind", "dip"), "--purpose"),
        (("open", "a/b", "--kind", "dip", "--purpose", "p"), "cannot be a diagnostic's name"),
        (("open", "x", "--kind", "dip", "--purpose", "p", "--stratum", "nowhere"), "There is no stratum nowhere"),
        (("open", "x", "--kind", "dip", "--purpose", "p", "--flag", "nothing"), "There is no flag nothing"),
        (("open", "x", "--kind", "dip", "--purpose", "p", "--from", "2026-01-01"), "must begin before it ends"),
        (("show", "nowhere"), "There is no diagnostic 'nowhere'. There are: base."),
        (("draw", "base", "--replace", "1"), "--reason"),
        (("verify",), "Name a diagnostic"),
    ],
)
def test_what_cannot_be_meant_is_refused(drawn_in: Path, words: tuple[str, ...], says: str) -> None:
    done = diagnostic(*words, store=f"sqlite:///{drawn_in}/journey.db")

    assert done.exit_code == 2
    assert says in done.stderr


def test_purposive_draws_are_named_and_have_no_weights(drawn: str) -> None:
    for name, how in (
        ("latest", ("--method", "consecutive")),
        ("idle", ("--method", "risk-based", "--flag", "delay")),
    ):
        opened = diagnostic("open", name, "--kind", "dip", "--purpose", "p", "--flag", "delay", store=drawn)
        assert opened.exit_code == 0, opened.stderr
        done = diagnostic("draw", name, "--size", "3", *how, store=drawn)
        assert done.exit_code == 0, done.stderr
        assert "no interval is given" in " ".join(done.stdout.split())
        assert {row["weight"] for row in told("show", name, store=drawn)["rows"]} == {None}
    wrong = diagnostic("draw", "latest", "--method", "thematic", store=drawn)
    assert wrong.exit_code == 2
