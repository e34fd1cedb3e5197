"""The report of a diagnostic and the comparison of two: what stands in them, what is shared, the same in five years."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from journey.audit.diagnostic import find
from journey.cli.diagnostic.report_first import first
from journey.domain import timescales
from journey.domain.errors import UsageError
from journey.domain.statements import Statement
from journey.projections.timescales import answers as timescale_answers
from journey.reports.table import Report
from journey.store.log import open_log
from tests.audit.graded import assigned, audit, concern, graded, moderated
from tests.cli.diagnostic.auditing import diagnostic, imported, told
from tests.cli.running import SAMPLE, journey

ONE, TWO = "w:aaaaaaaaaaaa", "w:bbbbbbbbbbbb"
GRADES = ("good", "requires-improvement", "good", "inadequate", "outstanding", "requires-improvement")


def opened(store: str, name: str, kind: str = "diagnostic", size: int = 30) -> None:
    for words in (
        ("open", name, "--kind", kind, "--purpose", "to learn"),
        ("draw", name, "--size", str(size), "--seed", name),
    ):
        done = diagnostic(*words, store=store)
        assert done.exit_code == 0, done.stderr


def judged(store: str, name: str, shift: int = 0) -> list[str]:
    """Grades of every journey of a sample, some of them twice, one moderated, and a child who may be unsafe."""
    with open_log(store) as log:
        streams = [one.stream for one in find(log, name).journeys]
        given = [(one, ONE, "first") for one in streams] + [(one, TWO, "second") for one in streams[:12]]
        grades = [(one, ONE, GRADES[(place + shift) % 6]) for place, one in enumerate(streams)]
        grades += [(one, TWO, GRADES[(place + place % 2) % 6]) for place, one in enumerate(streams[:12])]
        said: list[Statement] = [
            *assigned(name, given), *graded(name, grades), moderated(name, 1, streams[0], ONE, "inadequate"),
            concern(name, streams[7], ONE),
            audit(name, "QuestionAnswered", "audit-answer/2025-05-20/1", journey=streams[0], auditor=ONE,
                  question="child-says", answer="no"),
        ]  # fmt: skip
        with log.writing() as writer:
            writer.append(said)
    return streams


@pytest.fixture(scope="module")
def judged_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with one file and a diagnostic that was graded. Read it, never write to it."""
    folder = tmp_path_factory.mktemp("report")
    store = f"sqlite:///{folder}/journey.db"
    imported(store, "03", "31")
    opened(store, "baseline")
    judged(store, "baseline")
    return folder


@pytest.fixture(scope="module")
def report(judged_in: Path) -> dict[str, Any]:
    """The report of it."""
    return told("report", "baseline", store=f"sqlite:///{judged_in}/journey.db")


@pytest.fixture
def store(judged_in: Path, tmp_path: Path) -> str:
    """A copy of that store."""
    shutil.copytree(judged_in, tmp_path / "store")
    return f"sqlite:///{tmp_path}/store/journey.db"


def test_it_holds_all_that_a_diagnostic_reports(report: dict[str, Any]) -> None:
    assert {
        "method", "grades", "shares", "questions", "agreement", "moderation", "answers", "limitations", "power",
        "timeliness", "seen", "voice", "measures", "stages", "drift", "themes", "quality", "coverage", "published",
        "actions", "journeys",
    } <= set(report)  # fmt: skip
    assert {row["rule"] for row in report["timeliness"]} == {
        "R01", "R05", "C02", "C05", "C08", "C09", "C10", "L06", "L07", "L13", "K02",
    }  # fmt: skip


def test_of_every_journey_it_is_told_how_it_went(report: dict[str, Any]) -> None:
    assert [row["measure"] for row in report["measures"]] == [
        "stages", "again", "referrals", "rereferrals", "rereferrals_cannot_tell", "handoffs", "workers", "gaps",
        "gap_days", "hub_moves", "drift",
    ]  # fmt: skip
    lasting = [row for row in report["stages"] if row["ended"]]
    assert lasting
    assert all(row["median_days"] is not None for row in lasting)
    assert {"outstanding", "good", "requires_improvement", "inadequate", "low", "high"} <= set(report["grades"][0])


def test_a_child_who_may_be_unsafe_comes_first_with_who_holds_the_case(report: dict[str, Any]) -> None:
    first, *others = report["rows"]

    assert (first["unsafe"], first["told"]) == (True, None)
    assert {"child_id", "lead_worker", "team", "hub", "case_status", "plan"} <= set(first)
    assert {row["grade"] for row in others} == {"inadequate"}
    assert not any(row["unsafe"] for row in others)


def test_numbers_stand_with_every_share_and_none_of_fewer_than_ten(report: dict[str, Any]) -> None:
    for row in report["timeliness"] + report["seen"] + report["quality"]:
        assert row["found"] <= row["of"]
        assert (row["share"] is None) or row["of"] >= 10
        assert (row["frame_share"] is None) or row["frame_of"] >= 10
    total = report["grades"][-1]
    assert total["graded"] == sum(row["graded"] for row in report["grades"][:-1]) == 30
    assert total["low"] < total["share"] < total["high"]


def test_what_no_source_says_is_never_in_time(report: dict[str, Any]) -> None:
    decision = next(row for row in report["timeliness"] if row["rule"] == "R01")
    themes = {row["theme"]: row for row in report["themes"]}
    measures = {row["measure"]: row for row in report["measures"]}

    assert (decision["of"], decision["share"]) == (0, None)
    assert decision["cannot_tell"] > 0
    assert (themes["domestic-abuse"]["of"], themes["domestic-abuse"]["not_recorded"]) == (0, 30)
    assert measures["handoffs"]["median"] is None  # one file shows nobody's change


def test_a_page_has_pictures_with_words_for_them(judged_in: Path) -> None:
    page = diagnostic("report", "baseline", "--format", "html", store=f"sqlite:///{judged_in}/journey.db").stdout

    assert page.count('<svg role="img"') == page.count("<desc") >= 3
    assert "<script" not in page


def test_csv_holds_the_table_that_is_named(judged_in: Path) -> None:
    done = diagnostic(
        "report", "baseline", "--table", "grades", "--format", "csv", store=f"sqlite:///{judged_in}/journey.db"
    )

    lines = done.stdout.splitlines()
    assert lines[0] == (
        "stratum,journeys,graded,outstanding,good,requires_improvement,inadequate,good_or_better,share,low,high"
    )
    assert lines[-1].startswith("all,30,30,")
    share, low, high = map(float, lines[-1].split(",")[-3:])
    assert low < share < high


def test_for_sharing_no_child_is_named_and_no_number_is_small(judged_in: Path, report: dict[str, Any]) -> None:
    address = f"sqlite:///{judged_in}/journey.db"
    done = diagnostic("report", "baseline", "--share", "--format", "json", store=address)

    assert not [row["child_id"] for row in report["journeys"] if row["child_id"] in done.stdout]
    assert "as the file shows" not in done.stdout
    shared = json.loads(done.stdout)
    assert not {"actions", "journeys", "first"} & set(shared)
    not_of_children = {"median_days", "ninth_decile_days", "median_with_open", "median", "files", "missing"}
    for name, rows in shared.items():
        small = [(key, row) for row in rows if isinstance(rows, list) for key, value in row.items()
                 if type(value) is int and 0 < value < 6 and key not in not_of_children]  # fmt: skip
        assert small == [], name
    assert not [row["sentence"] for row in shared["limitations"] if re.search(r"\b[1-5] of \d", row["sentence"])]
    assert {row["raters"] for row in shared["agreement"]} == {"c"}
    assert (shared["meta"]["counts"], shared["meta"]["excluded"]) == (None, None)
    for row in shared["themes"]:
        assert (row["otherwise"] == "c") == (row["not_recorded"] == "c")


SHOWN = (
    ("report", "baseline", "--format", "json"), ("report", "baseline", "--format", "html"),
    ("show", "baseline", "--format", "json"), ("show", "baseline", "--frame", "--format", "csv"),
)  # fmt: skip
"""What a diagnostic shows: the report, the sample and the frame."""


def shown(store: str) -> dict[tuple[str, ...], bytes]:
    return {words: diagnostic(*words, store=store).stdout_bytes for words in SHOWN}


def assessed(store: str, children: list[str]) -> tuple[str, str, str]:
    """The first of some children who was assessed and referred, and what the log calls the two."""
    for child in children:
        rows = json.loads(journey("show", child, "--format", "json", store=store).stdout)["rows"]
        facts = {row["event"]: row["fact"] for row in rows}
        if {"AssessmentStarted", "ReferralReceived"} <= facts.keys():
            return child, facts["AssessmentStarted"], facts["ReferralReceived"]
    raise AssertionError("nobody was assessed")


def test_in_five_years_it_is_the_same_byte_for_byte(store: str, tmp_path: Path) -> None:
    before = shown(store)
    rows = json.loads(before[SHOWN[0]])["journeys"]
    one, other, *others = (row["child_id"] for row in rows if row["stratum"] == "child-in-need")
    child, assessment, referral = assessed(store, others)
    hubs = str(tmp_path / "hubs.toml")
    example = journey("import", "organisation", "--example", "slough-2015-2017").stdout
    Path(hubs).write_text(example.replace("871", "999"), encoding="utf-8")

    imported(store, "04", "30")
    steps = (
        ("import", "cin", str(SAMPLE / "cin_2025.xml")),  # late: it speaks for a day before April's extract
        ("import", "organisation", hubs),
        ("correct", child, assessment, "occurred_on=2025-01-20", "--reason", "typed wrongly"),
        ("retract", child, referral, "--reason", "another child's"),
        ("merge", one, other, "--reason", "one child"),
        ("record", "CINPlanStarted", other, "--on", "2025-01-06"),
    )
    for step in steps:
        done = journey(*step, store=store)
        assert done.exit_code == 0, (step, done.stdout, done.stderr)

    after = shown(store)
    assert [words for words in SHOWN if after[words] != before[words]] == []
    assert diagnostic("verify", "baseline", store=store).exit_code == 0


def test_a_sample_drawn_years_after_the_frame_was_frozen_is_the_same(judged_in: Path, store: str) -> None:
    first = f"sqlite:///{judged_in}/journey.db"
    drawn = told("show", "baseline", store=first)
    shutil.copytree(judged_in, Path(store.removeprefix("sqlite:///")).parents[1] / "another")
    later = f"sqlite:///{Path(store.removeprefix('sqlite:///')).parents[1]}/another/journey.db"
    words = ("open", "again", "--kind", "diagnostic", "--purpose", "to learn")
    for address in (store, later):
        assert diagnostic(*words, store=address).exit_code == 0
    imported(later, "04", "30")

    for address in (store, later):
        done = diagnostic("draw", "again", "--size", "30", store=address)
        assert done.exit_code == 0, done.stderr

    at_once, years_later = (told("show", "again", store=address) for address in (store, later))
    assert at_once["rows"] == years_later["rows"]
    assert at_once["meta"]["frame_hash"] == years_later["meta"]["frame_hash"] == drawn["meta"]["frame_hash"]


def test_what_auditors_say_later_is_not_in_it_as_it_stood(store: str, report: dict[str, Any]) -> None:
    position = report["meta"]["position"]
    with open_log(store) as log, log.writing() as writer:
        stream = find(log, "baseline").journeys[3].stream
        writer.append([replace(concern("baseline", stream, TWO), fact="audit-concern/2025-05-20/2")])

    now = told("report", "baseline", store=store)
    then = told("report", "baseline", "--position", str(position), store=store)

    assert sum(row["unsafe"] for row in now["rows"]) == 2
    assert then == report


@pytest.fixture
def other_rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A release in which the assessment is due after forty days, and which counts nothing else otherwise."""
    text = timescales._table()
    begin = text.index("[[R05.from_referral]]")
    changed = text[:begin] + text[begin:].replace("45 working days", "40 working days", 1)
    remembered = (timescales.rules, timescales.rule_version, timescales.rule_versions, timescale_answers.step_for)
    monkeypatch.setattr(timescales, "_table", lambda: changed)
    for one in remembered:
        one.cache_clear()
    yield
    monkeypatch.undo()
    for one in remembered:
        one.cache_clear()


@pytest.mark.usefixtures("other_rules")
def test_a_newer_release_names_the_rules_that_changed(judged_in: Path, report: dict[str, Any]) -> None:
    now = told("report", "baseline", store=f"sqlite:///{judged_in}/journey.db")

    assert "Rules that changed: R05." in now["meta"]["changed"]
    assert now["limitations"][: len(now["meta"]["changed"])] == [
        {"rule": "changed since", "sentence": sentence} for sentence in now["meta"]["changed"]
    ]
    assert now["meta"]["rule_version"] != now["meta"]["rule_version_opened"] == report["meta"]["rule_version"]
    assert report["meta"]["changed"] == []


def test_baseline_and_follow_up(store: str) -> None:
    imported(store, "04", "30")
    opened(store, "later")
    judged(store, "later", shift=2)

    found = told("compare", "baseline", "later", "--how", "independent", store=store)

    overall = next(row for row in found["rows"] if row["question"] == "overall")
    assert (overall["before_of"], overall["after_of"]) == (30, 30)
    assert overall["low"] < overall["difference"] < overall["high"]
    assert overall["verdict"] == "not distinguishable from chance"
    assert found["power"][0]["value"] == pytest.approx(0.17, abs=0.01)
    assert {row["rule"] for row in found["timeliness"]} >= {"R05", "C09"}
    later = told("report", "later", "--baseline", "baseline", store=store)
    assert later["timelier"] == found["timeliness"]
    assert later["change"] == found["rows"]  # with these seeds fewer than half are in both samples
    reversed_ = diagnostic("compare", "later", "baseline", store=store)
    assert reversed_.exit_code == 2
    assert "name the baseline first: journey diagnostic compare baseline later" in reversed_.stderr
    assert journey("record", "CINPlanStarted", "1000252", "--on", "2025-01-06", store=store).exit_code == 0
    assert told("compare", "baseline", "later", "--how", "independent", store=store) == found


def test_two_kinds_of_audit_show_how_they_differ(store: str) -> None:
    opened(store, "managers", kind="manager", size=77)
    judged(store, "managers", shift=4)

    found = told("compare", "baseline", "managers", store=store)

    assert "verdict" not in found["rows"][0]
    assert found["rows"][0]["journeys"] == 30
    assert isinstance(found["rows"][0]["mean_difference"], float)
    shared = told("compare", "managers", "baseline", "--share", store=store)["rows"][0]
    assert not [value for value in shared.values() if type(value) is int and 0 < value < 6]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("compare", "baseline", "baseline"), "not with itself"),
        (("report", "baseline", "--table", "nothing"), "There is no table nothing"),
        (("compare", "baseline", "nowhere"), "There is no diagnostic 'nowhere'"),
        (("report", "nowhere"), "There is no diagnostic 'nowhere'"),
        (("report", "baseline", "--published", "nowhere"), "There is no file nowhere"),
    ],
)
def test_what_cannot_be_meant_is_refused(judged_in: Path, words: tuple[str, ...], says: str) -> None:
    done = diagnostic(*words, store=f"sqlite:///{judged_in}/journey.db")

    assert done.exit_code == 2
    assert says in done.stderr


def test_a_report_needs_a_sample_and_a_table_a_name(store: str) -> None:
    assert diagnostic("open", "new", "--kind", "dip", "--purpose", "p", store=store).exit_code == 0

    for words in (("report", "new"), ("compare", "baseline", "new")):
        done = diagnostic(*words, store=store)
        assert (done.exit_code, "No sample of new is drawn yet" in done.stderr) == (2, True)
    with pytest.raises(UsageError, match="There is no table nothing"):
        first(Report("A report", (), [], {}), "nothing")
