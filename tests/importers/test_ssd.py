"""The Standard Safeguarding Dataset: tables known by their columns, rows belonging to each other by their ids."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journey.domain.errors import BadInputFile
from journey.domain.events import event
from journey.domain.extract import Extract, ListRead, Row
from journey.importers.ssd import SSD, read_ssd
from journey.importers.ssd.columns import IDS, NAMED_BY
from journey.store.log import open_log
from tests.cli.running import journey
from tests.importers.building import claim, data, refer

DAY = date(2025, 3, 31)
REFERRAL = {"cine_referral_id": "R1", "cine_person_id": "0070", "cine_referral_date": "2025-01-06"}
ASSESSMENT = {"cina_assessment_id": "A1", "cina_referral_id": "R1", "cina_person_id": "0070",
              "cina_assessment_start_date": "2025-01-08"}  # fmt: skip


def table(folder: Path, name: str, *rows: Mapping[str, Any], bom: bool = True) -> Path:
    """A table as a case system writes it: every declared column, those not named blank."""
    headers = list(dict.fromkeys([c.header for c in SSD.by_name[name].columns] + [h for row in rows for h in row]))
    lines = [headers, *([str(row.get(header, "")) for header in headers] for row in rows)]
    path = folder / f"{name}.csv"
    path.write_text("\r\n".join(",".join(line) for line in lines), encoding="utf-8-sig" if bom else "utf-8")
    return path


def other(folder: Path, name: str, *rows: Mapping[str, Any]) -> Path:
    headers = list(rows[0])
    path = folder / f"{name}.csv"
    path.write_text("\n".join(",".join(line) for line in [headers, *(map(str, row.values()) for row in rows)]))
    return path


def read(*paths: Path) -> Extract:
    return read_ssd(paths, la="999", extract_date=DAY, refer=refer)


def the(extract: Extract, name: str) -> ListRead:
    return next(item for item in extract.lists if item.listing.name == name)


def one(extract: Extract, name: str) -> Row:
    listed = the(extract, name)
    assert not listed.refused, listed.refused
    return listed.rows[0]


@pytest.mark.parametrize("listing", SSD.listings, ids=lambda listing: listing.name)
def test_every_column_goes_where_there_is_a_field(listing: Any) -> None:
    for column in listing.columns:
        if column.event and column.field not in (None, "occurred_on"):
            kind = event(column.event)
            assert column.field in kind.model_fields
            assert kind.code_sets().get(column.field, column.codes) in (column.codes, "yes-no", "nfa")


def test_a_table_is_known_by_its_columns_and_not_by_its_name(tmp_path: Path) -> None:
    path = table(tmp_path, "ssd_cin_episodes", REFERRAL).rename(tmp_path / "export (3).csv")

    row = one(read(path), "ssd_cin_episodes")

    assert (row.child, row.main.occurred_on) == ("0070", date(2025, 1, 6))  # type: ignore[union-attr]


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Child Unique ID,Date of referral\n1,02/01/2025\n", encoding="utf-8")

    with pytest.raises(BadInputFile, match=r"list\.csv is no table of the Standard Safeguarding Dataset"):
        read(path)


def test_two_files_of_one_table_are_refused(tmp_path: Path) -> None:
    again = table(tmp_path, "ssd_cin_episodes", REFERRAL).rename(tmp_path / "again.csv")

    with pytest.raises(BadInputFile, match="are both ssd_cin_episodes"):
        read(again, table(tmp_path, "ssd_cin_episodes", REFERRAL))


@pytest.mark.parametrize("nothing", ["1900-01-01", "1900-01-01 00:00:00.000", "01/01/1900", "NULL", "", " "])
def test_what_stands_for_no_date_is_none(tmp_path: Path, nothing: str) -> None:
    row = one(read(table(tmp_path, "ssd_cin_episodes", {**REFERRAL, "cine_close_date": nothing})), "ssd_cin_episodes")

    assert row.is_open
    assert row.main is not None
    assert "unread" not in row.main.data


def test_rows_belong_to_each_other_by_id_and_never_by_day(tmp_path: Path) -> None:
    second = {**REFERRAL, "cine_referral_id": "R2", "cine_referral_date": "2025-01-07"}
    extract = read(
        table(tmp_path, "ssd_cin_assessments", ASSESSMENT), table(tmp_path, "ssd_cin_episodes", second, REFERRAL)
    )

    referrals = {row.number: row.main for row in the(extract, "ssd_cin_episodes").rows}
    named = referrals[one(extract, "ssd_cin_assessments").within or 0]
    assert named is not None
    assert named.occurred_on == date(2025, 1, 6)


def test_an_id_that_leads_nowhere_is_remarked_upon(tmp_path: Path) -> None:
    lost = {**ASSESSMENT, "cina_referral_id": "R9"}
    extract = read(table(tmp_path, "ssd_cin_episodes", REFERRAL), table(tmp_path, "ssd_cin_assessments", lost))

    assert _says_nothing_of_its_referral(one(extract, "ssd_cin_assessments"))
    assert "ssd_cin_assessments: 1 rows name a row of ssd_cin_episodes that is not there" in "\n".join(extract.notes)


def test_a_row_of_another_child_is_not_taken_for_its_own(tmp_path: Path) -> None:
    stranger = {**ASSESSMENT, "cina_person_id": "0071"}
    extract = read(table(tmp_path, "ssd_cin_episodes", REFERRAL), table(tmp_path, "ssd_cin_assessments", stranger))

    assert _says_nothing_of_its_referral(one(extract, "ssd_cin_assessments"))


def _says_nothing_of_its_referral(row: Row) -> bool:
    return row.within is None and ("AssessmentStarted", "referral") in row.silent


def test_a_row_without_an_id_says_that_it_belongs_to_none(tmp_path: Path) -> None:
    alone = {**ASSESSMENT, "cina_referral_id": ""}
    extract = read(table(tmp_path, "ssd_cin_episodes", REFERRAL), table(tmp_path, "ssd_cin_assessments", alone))

    row = one(extract, "ssd_cin_assessments")
    assert row.within is None
    assert ("AssessmentStarted", "referral") not in row.silent


def test_a_review_finds_its_child_by_its_plan(tmp_path: Path) -> None:
    plan = {"cppl_cp_plan_id": "P1", "cppl_person_id": "0070", "cppl_cp_plan_start_date": "2025-01-20"}
    review = other(tmp_path, "reviews", {"cppr_cp_review_id": "V1", "cppr_cp_plan_id": "P1",
                                         "cppr_cp_review_date": "2025-03-20"})  # fmt: skip
    row = one(read(table(tmp_path, "ssd_cp_plans", plan), review), "ssd_cp_reviews")

    assert row.child == "0070"
    assert row.within == 2


def test_a_meeting_that_is_due_has_not_happened(tmp_path: Path) -> None:
    due = {"icpc_icpc_id": "C1", "icpc_person_id": "0070", "icpc_icpc_date": "1900-01-01"}
    listed = the(read(table(tmp_path, "ssd_initial_cp_conference", due)), "ssd_initial_cp_conference")

    assert (len(listed.rows), len(listed.refused), listed.not_child) == (0, 0, 1)


def test_a_period_of_care_is_one_however_many_episodes_it_has(tmp_path: Path) -> None:
    def episode(number: int, start: str, end: str, why: str, period: str = "L1") -> dict[str, str]:
        return {"clae_cla_episode_id": f"E{number}", "clae_cla_id": period, "clae_person_id": "0070",
                "clae_cla_episode_start_date": start, "clae_cla_episode_ceased_date": end,
                "clae_cla_episode_ceased_reason": why}  # fmt: skip

    listed = the(
        read(
            table(
                tmp_path,
                "ssd_cla_episodes",
                episode(2, "2024-08-01", "2024-11-05", "E4A Returned home"),
                episode(1, "2024-06-03", "2024-08-01", "X1"),
                episode(3, "2025-01-10", "2025-02-01", "X1", "L2"),
                episode(4, "2025-02-01", "1900-01-01", "", "L2"),
            )
        ),
        "ssd_cla_episodes",
    )

    began = {row.main.occurred_on: row for row in listed.rows if row.main}
    ceased = claim(began[date(2024, 6, 3)], "CeasedLookedAfter")
    assert ceased is not None
    assert ceased.occurred_on == date(2024, 11, 5)
    assert ceased.data["reason"]["code"] == "E4A"  # type: ignore[index,call-overload]
    assert began[date(2025, 1, 10)].is_open
    assert listed.read == 4


def test_only_the_allocated_worker_holds_the_case_and_goes_by_number(tmp_path: Path) -> None:
    def with_role(role: str, who: str) -> dict[str, str]:
        return {"invo_involvements_id": who, "invo_person_id": "0070", "invo_professional_id": who,
                "invo_professional_role_id": role, "invo_involvement_start_date": "2025-01-06",
                "invo_professional_team": "T1"}  # fmt: skip

    extract = read(
        table(tmp_path, "ssd_involvements", with_role("ALLOCATED CASE WORKER", "7"), with_role("SCHOOL NURSE", "8")),
        other(tmp_path, "p", {"prof_professional_id": "7", "prof_social_worker_registration_no": "SW1234"}),
        other(tmp_path, "d", {"dept_team_id": "T1", "dept_team_name": "Assessment North"}),
    )

    listed = the(extract, "ssd_involvements")
    assert listed.not_child == 1
    assert data(listed.rows[0], "WorkerAllocated") == {"worker": "SW1234", "team": "Assessment North"}


def test_a_care_leaver_is_shown_as_on_the_day(tmp_path: Path) -> None:
    shown = {"clea_person_id": "0070", "clea_care_leaver_eligibility": "Former Relevant",
             "clea_care_leaver_in_touch": "YES", "clea_care_leaver_latest_contact": "2025-03-03",
             "clea_care_leaver_accommodation": "U", "clea_care_leaver_accom_suitable": "1900-01-01",
             "clea_pathway_plan_review_date": "1900-01-01"}  # fmt: skip
    row = one(read(table(tmp_path, "ssd_care_leavers", shown)), "ssd_care_leavers")

    told = data(row, "CareLeaverStatusObserved")
    assert [told[name]["code"] for name in ("in_touch", "accommodation")] == ["YES", "U"]
    assert claim(row, "CareLeaverContact") is not None
    assert claim(row, "PathwayPlanReviewed") is None


def test_a_transfer_in_conference_is_told_as_one(tmp_path: Path) -> None:
    held = {"icpc_icpc_id": "C1", "icpc_person_id": "0070", "icpc_icpc_date": "2025-03-03",
            "icpc_icpc_transfer_in": "Y", "icpc_icpc_outcome_cp_flag": "N"}  # fmt: skip
    row = one(read(table(tmp_path, "ssd_initial_cp_conference", held)), "ssd_initial_cp_conference")

    told = data(row, "InitialCPConferenceHeld")
    assert (told["transfer_in"]["code"], told["plan_made"]["code"]) == ("yes", "no")


def test_a_row_without_its_day_is_handed_back(tmp_path: Path) -> None:
    listed = the(read(table(tmp_path, "ssd_cin_episodes", {**REFERRAL, "cine_referral_date": ""})), "ssd_cin_episodes")

    assert [(row.child, row.column, row.problem) for row in listed.refused] == [
        ("0070", "cine_referral_date", "is blank")
    ]


@pytest.mark.parametrize("name", sorted(NAMED_BY))
def test_what_names_another_is_declared(name: str) -> None:
    header, of = NAMED_BY[name]

    assert header in {column.header for column in SSD.by_name[name].columns}
    assert IDS[of] in {column.header for column in SSD.by_name[of].columns}


def imported(store: str, day: str, paths: Sequence[Path]) -> dict[str, Any]:
    names = [str(path) for path in paths]
    options = ("--la", "999", "--extract-date", day, "--format", "json", "--rejects", str(paths[0].parent / "r.csv"))
    done = journey("import", "ssd", *names, *options, store=store)
    assert done.exit_code == 0, done.stderr
    meta: dict[str, Any] = json.loads(done.stdout)["meta"]
    return meta


def test_the_command_takes_tables_in_once_and_sees_what_changed(sqlite_url: str, tmp_path: Path) -> None:
    first = [table(tmp_path, "ssd_cin_episodes", REFERRAL), table(tmp_path, "ssd_cin_assessments", ASSESSMENT)]
    assert imported(sqlite_url, "2025-01-31", first)["new"] == 2
    assert imported(sqlite_url, "2025-01-31", first)["already_imported"]

    authorised = {**ASSESSMENT, "cina_assessment_auth_date": "2025-02-20"}
    later = [first[0], table(tmp_path, "ssd_cin_assessments", authorised)]
    account = imported(sqlite_url, "2025-02-28", later)

    assert (account["progressed"], account["unchanged"], account["new"]) == (1, 1, 0)
    with open_log(sqlite_url, create=False) as log:
        said = log.statements(["child:999:0070"])["child:999:0070"]
    started = next(s for s in said if s.name == "AssessmentStarted")
    assert started.data["referral"] == "referral/2025-01-06/1"
    assert next(s for s in said if s.name == "AssessmentAuthorised").occurred_on == date(2025, 2, 20)


def test_a_row_that_the_next_extract_lacks_is_retracted(sqlite_url: str, tmp_path: Path) -> None:
    rows = [{**REFERRAL, "cine_referral_id": f"R{n}", "cine_person_id": f"00{n}"} for n in range(10, 20)]
    imported(sqlite_url, "2025-01-31", [table(tmp_path, "ssd_cin_episodes", *rows)])

    account = imported(sqlite_url, "2025-02-28", [table(tmp_path, "ssd_cin_episodes", *rows[1:])])

    assert (account["retracted"], account["unchanged"]) == (1, 9)


def test_the_questions_are_answered_from_the_tables(sqlite_url: str, tmp_path: Path) -> None:
    again = {**REFERRAL, "cine_referral_id": "R0", "cine_referral_date": "2024-06-03", "cine_close_date": "2024-08-01"}
    imported(sqlite_url, "2025-03-31", [table(tmp_path, "ssd_cin_episodes", REFERRAL, again)])

    done = journey("rereferrals", "--as-at", "2025-03-31", "--format", "json", store=sqlite_url)

    answer = json.loads(done.stdout)
    assert [row["child_id"] for row in answer["rows"]] == ["0070"]
    assert answer["meta"]["cannot_tell"] == 0


def test_a_row_with_more_values_than_headers_is_set_aside(tmp_path: Path) -> None:
    path = table(tmp_path, "ssd_cin_episodes", REFERRAL, {**REFERRAL, "cine_referral_id": "R2"})
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([*lines[:2], f"{lines[2]},slipped"]), encoding="utf-8")

    found = the(read(path), "ssd_cin_episodes")

    assert [row.number for row in found.rows] == [2]
    assert [(row.number, row.child, row.problem) for row in found.refused] == [
        (3, "0070", "stands in a row with more values than headers")
    ]


def test_columns_that_are_not_read_are_named(tmp_path: Path) -> None:
    extract = read(table(tmp_path, "ssd_cin_episodes", {**REFERRAL, "cine_local_note": "x"}))

    assert "ssd_cin_episodes.csv: 'cine_local_note' is not read." in extract.notes
