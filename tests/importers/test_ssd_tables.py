"""The dataset's tables on adoption, factors, health, disability, numbers elsewhere, court and care plans."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journey.domain.events import event
from journey.domain.values import PERSONAL, code_of
from journey.importers.ssd import SSD
from journey.importers.ssd.written import check, factors, number, ticked
from journey.store.log import open_log
from tests.cli.running import journey
from tests.importers.building import claim, data, every_claim
from tests.importers.test_ssd import ASSESSMENT, REFERRAL, imported, one, other, read, the
from tests.importers.test_ssd import table as written


def table(folder: Path, name: str, *rows: Mapping[str, Any]) -> Path:
    """A table with commas and quotation marks in its cells, as JSON has them."""
    headers = list(dict.fromkeys(column.header for column in SSD.by_name[name].columns))
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8-sig") as file:
        lines = csv.DictWriter(file, headers)
        lines.writeheader()
        lines.writerows(rows)
    return folder / f"{name}.csv"


DECISION = {"perm_table_id": "T1", "perm_person_id": "0070", "perm_adm_decision_date": "2024-06-03"}


def test_a_child_for_adoption_has_its_steps(tmp_path: Path) -> None:
    steps = {
        "perm_placement_order_date": "2024-07-01", "perm_matched_date": "2024-09-02", "perm_adopted_by_carer_flag": "N",
        "perm_number_of_adopters": "2", "perm_placed_for_adoption_date": "2024-10-01",
        "perm_permanence_order_date": "2025-03-03", "perm_permanence_order_type": "Adoption",
    }  # fmt: skip
    row = one(read(table(tmp_path, "ssd_permanence", {**DECISION, **steps})), "ssd_permanence")

    assert {c.event: c.occurred_on for c in every_claim(row)} == {
        "AdoptionDecisionMade": date(2024, 6, 3),
        "PlacementOrderMade": date(2024, 7, 1),
        "MatchedForAdoption": date(2024, 9, 2),
        "PlacedForAdoption": date(2024, 10, 1),
        "AdoptionOrderGranted": date(2025, 3, 3),
    }
    assert data(row, "MatchedForAdoption")["adopters"] == 2
    assert not row.is_open


def test_an_order_that_is_no_adoption_is_none(tmp_path: Path) -> None:
    order = {"perm_permanence_order_date": "2025-03-03", "perm_permanence_order_type": "Special Guardianship"}
    guardian = {"perm_table_id": "T2", "perm_person_id": "0071", **order}
    listed = the(read(table(tmp_path, "ssd_permanence", {**DECISION, **order}, guardian)), "ssd_permanence")

    assert (len(listed.rows), listed.refused, listed.not_child) == (1, (), 1)
    assert claim(listed.rows[0], "AdoptionOrderGranted") is None


@pytest.mark.parametrize(
    "days", [{"perm_placement_order_date": "2024-07-01"}, {"perm_permanence_order_type": "Adoption"}]
)
def test_an_adoption_without_its_decision_is_handed_back(tmp_path: Path, days: dict[str, str]) -> None:
    undecided = {**DECISION, "perm_adm_decision_date": "1900-01-01", **days}
    listed = the(read(table(tmp_path, "ssd_permanence", undecided)), "ssd_permanence")

    assert [row.column for row in listed.refused] == ["perm_adm_decision_date"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ('["1A", "3B"]', ["1A", "3B"]),
        ('{"1A": "Yes", "2B": "No", "3B": "Y", "4A": ""}', ["1A", "3B"]),
        ("1A", ["1A"]),
        ("[]", []),
        ("{", ["{"]),
        ("", []),
    ],
)
def test_lists_are_read_out_of_their_json(text: str, marks: list[str]) -> None:
    assert ticked(text) == marks


def test_factors_stand_with_the_assessment_that_they_name(tmp_path: Path) -> None:
    assessment = {**ASSESSMENT, "cina_assessment_auth_date": "2025-02-20"}
    found = [
        {"cinf_table_id": "F1", "cinf_assessment_id": "A1", "cinf_assessment_factors_json": '["3B", "1A"]'},
        {"cinf_table_id": "F2", "cinf_assessment_id": "A9", "cinf_assessment_factors_json": '["1A"]'},
    ]
    extract = read(
        table(tmp_path, "ssd_cin_assessments", assessment), other_json(tmp_path, "ssd_assessment_factors", found)
    )

    told = data(one(extract, "ssd_cin_assessments"), "AssessmentAuthorised")
    assert [code_of(factor) for factor in told["factors"]] == ["1A", "3B"]
    listed = the(extract, "ssd_assessment_factors")
    assert [(row.number, row.child, every_claim(row)) for row in listed.rows] == [(2, "0070", [])]
    assert [row.number for row in listed.refused] == [3]
    assert factors('["1A"]', '["1A", "2B"]') == "1A;2B"


def other_json(folder: Path, name: str, rows: list[dict[str, str]]) -> Path:
    """A table with the columns that its rows name, and no others."""
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        lines = csv.DictWriter(file, list(rows[0]))
        lines.writeheader()
        lines.writerows(rows)
    return folder / f"{name}.csv"


def test_factors_of_an_assessment_that_goes_on_are_kept_as_written(tmp_path: Path) -> None:
    found = [{"cinf_table_id": "F1", "cinf_assessment_id": "A1", "cinf_assessment_factors_json": '["3B"]'}]
    extract = read(
        table(tmp_path, "ssd_cin_assessments", ASSESSMENT), other_json(tmp_path, "ssd_assessment_factors", found)
    )

    started = data(one(extract, "ssd_cin_assessments"), "AssessmentStarted")
    assert "no date to go with it" in started["unread"]["cinf_assessment_factors_json"]["problem"]


@pytest.mark.parametrize(
    ("type_", "status", "kind"),
    [
        ("Health Assessment", "", "health"),
        ("HEALTH", "Completed", "health"),
        ("Dental Check", "", "dental"),
        ("Dental Health", "Attended", "dental"),
        ("Dental Check", "Refused", ""),
        ("Health Assessment", "Did not attend", ""),
        ("Optician", "", ""),
        ("", "", ""),
    ],
)
def test_what_a_health_check_is(type_: str, status: str, kind: str) -> None:
    assert check(type_, status) == kind


def test_dental_checks_stand_in_a_list_of_their_own_and_count_once(tmp_path: Path) -> None:
    def done(number: int, type_: str) -> dict[str, str]:
        return {"clah_health_check_id": f"H{number}", "clah_person_id": "0070", "clah_health_check_type": type_,
                "clah_health_check_date": f"2025-01-0{number}"}  # fmt: skip

    path = table(tmp_path, "ssd_cla_health", done(6, "Health Assessment"), done(7, "Dental Check"), done(8, "Optician"))
    extract = read(path)

    listed, dental = the(extract, "ssd_cla_health"), the(extract, "ssd_cla_health: dental")
    assert [(row.main.event if row.main else None) for row in listed.rows] == ["HealthAssessmentDone", None]
    assert [(row.number, row.main.event, row.main.occurred_on) for row in dental.rows if row.main] == [
        (3, "DentalCheckDone", date(2025, 1, 7))
    ]
    assert (listed.read, listed.not_child) == (3, 1)


def codes_in(listed: Any) -> list[str | None]:
    return [code_of(item) for item in listed]


def test_all_disabilities_of_a_child_are_one_list_whatever_the_order(tmp_path: Path) -> None:
    def with_code(child: str, code: str) -> dict[str, str]:
        return {"disa_table_id": code, "disa_person_id": child, "disa_disability_code": code}

    rows = [with_code("0070", "VIS"), with_code("0071", "NONE"), with_code("0070", "AUT"), with_code("0070", "VIS")]
    listed = the(read(table(tmp_path, "ssd_disability", *rows)), "ssd_disability")
    turned = the(read(table(tmp_path, "ssd_disability", *rows[::-1])), "ssd_disability")

    for found in (listed, turned):
        said = {row.child: codes_in(row.person["disabilities"]) for row in found.rows if row.person}
        assert said == {"0070": ["AUT", "VIS"], "0071": ["NONE"]}
        assert found.read == 4


@pytest.mark.parametrize(
    ("type_", "ended", "field"),
    [
        ("Unique Pupil Number", False, "upn"),
        ("Unique Pupil Number", True, "former_upn"),
        ("Former Unique Pupil Number", False, "former_upn"),
        ("'NHS Number'", False, "nhs_number"),
        ("NHS Number", True, ""),
        ("YOT Number", False, ""),
        ("", False, ""),
    ],
)
def test_which_number_is_kept(type_: str, ended: bool, field: str) -> None:
    assert number(type_, ended) == field
    assert not field or field in PERSONAL


def test_numbers_stand_under_their_kind(tmp_path: Path) -> None:
    def known(type_: str, value: str, until: str = "") -> dict[str, str]:
        return {"link_table_id": value, "link_person_id": "0070", "link_identifier_type": type_,
                "link_identifier_value": value, "link_valid_to_date": until}  # fmt: skip

    path = table(
        tmp_path,
        "ssd_linked_identifiers",
        known("Unique Pupil Number", "A123456789012"),
        known("Unique Pupil Number", "B123456789012", "2024-01-01"),
        known("NHS Number", "9990000018"),
        known("Court Case Number", "C1"),
    )
    listed = the(read(path), "ssd_linked_identifiers")

    assert [dict(row.person) for row in listed.rows] == [
        {"upn": "A123456789012"}, {"former_upn": "B123456789012"}, {"nhs_number": "9990000018"}
    ]  # fmt: skip
    assert (listed.read, listed.not_child) == (4, 1)


def test_pre_proceedings_end_with_their_outcome(tmp_path: Path) -> None:
    begun = {"prep_table_id": "P1", "prep_person_id": "0070", "prep_pre_pro_decision_date": "2024-06-03",
             "prep_pre_pro_letter_date": "2024-06-10", "prep_initial_pre_pro_meeting_date": "2024-06-20",
             "prep_agree_stepdown_issue_date": "2024-12-02",
             "prep_pre_pro_outcome": "Decision to Issue Care Proceedings"}  # fmt: skip
    row = one(read(table(tmp_path, "ssd_pre_proceedings", begun)), "ssd_pre_proceedings")

    told = data(row, "PreProceedingsStarted")
    assert (told["letter_sent_on"], told["first_meeting_on"]) == (date(2024, 6, 10), date(2024, 6, 20))
    assert code_of(data(row, "PreProceedingsEnded")["outcome"]) == "court"


@pytest.mark.parametrize(
    ("plans", "end", "code"),
    [
        ({"ADOPTION": "Y", "OTHERPLN": ""}, "", "adoption"),
        ({"RETURN6M": "Y"}, "", "return-to-family"),
        ({"ADOPTION": "Y", "LTFOST18": "Y"}, "", None),
        ({"ADOPTION": "Y"}, "2025-01-01", "no claim"),
        ({"ADOPTION": ""}, "", "no claim"),
    ],
)
def test_a_care_plan_shows_the_plan_of_the_day(
    tmp_path: Path, plans: dict[str, str], end: str, code: str | None
) -> None:
    made = {"lacp_table_id": "C1", "lacp_person_id": "0070", "lacp_cla_care_plan_start_date": "2024-06-03",
            "lacp_cla_care_plan_end_date": end, "lacp_cla_care_plan_json": json.dumps(plans)}  # fmt: skip
    row = one(read(table(tmp_path, "ssd_cla_care_plan", made)), "ssd_cla_care_plan")

    assert row.main is not None
    assert row.main.event == "CarePlanMade"
    shown = claim(row, "PermanencePlanObserved")
    assert (code_of(shown.data["plan"]) if shown else "no claim") == code


def test_immunisations_are_as_on_the_day(tmp_path: Path) -> None:
    row = one(
        read(other(tmp_path, "i", {"clai_person_id": "0070", "clai_immunisations_status": "Y",
                                   "clai_immunisations_status_date": "2025-01-05"})),
        "ssd_cla_immunisations",
    )  # fmt: skip

    assert code_of(data(row, "HealthOutcomesObserved")["immunisations"]) == "yes"


def test_the_command_counts_every_row_once_and_seals_the_numbers(sqlite_url: str, tmp_path: Path) -> None:
    paths = [
        written(tmp_path, "ssd_cin_episodes", REFERRAL),
        table(tmp_path, "ssd_cin_assessments", {**ASSESSMENT, "cina_assessment_auth_date": "2025-02-20"}),
        other_json(tmp_path, "ssd_assessment_factors", [
            {"cinf_table_id": "F1", "cinf_assessment_id": "A1", "cinf_assessment_factors_json": '["3B"]'}]),
        table(tmp_path, "ssd_linked_identifiers", {"link_table_id": "1", "link_person_id": "0070",
              "link_identifier_type": "NHS Number", "link_identifier_value": "9990000018"}),
        table(tmp_path, "ssd_cla_health", {"clah_health_check_id": "1", "clah_person_id": "0070",
              "clah_health_check_type": "Dental", "clah_health_check_date": "2025-01-07"}),
        table(tmp_path, "ssd_disability", *({"disa_table_id": c, "disa_person_id": "0070", "disa_disability_code": c}
                                            for c in ("AUT", "VIS"))),
    ]  # fmt: skip

    account = imported(sqlite_url, "2025-03-31", paths)

    counted = ("new", "progressed", "unchanged", "corrected", "reinstated", "rejected", "not_child")
    assert (account["rows"], sum(account.get(name, 0) for name in counted)) == (7, 7)
    assert imported(sqlite_url, "2025-03-31", paths)["already_imported"]
    with open_log(sqlite_url, create=False) as log:
        said = log.statements(["child:999:0070"])["child:999:0070"]
    person = next(s for s in said if s.name == "ChildRegistered")
    assert person.data["nhs_number"] == "9990000018"
    assert [s.occurred_on for s in said if s.name == "DentalCheckDone"] == [date(2025, 1, 7)]
    assert b"9990000018" not in (tmp_path / "journey.db").read_bytes()
    covered = json.loads(journey("coverage", "--format", "json", store=sqlite_url).stdout)
    assert "ssd_assessment_factors" in {row["list"] for row in covered["rows"] if "list" in row}


def episode(number: int, start: str, end: str, why: str, period: str) -> dict[str, str]:
    return {"clae_cla_episode_id": f"E{number}", "clae_cla_id": period, "clae_cla_placement_id": f"P{number}",
            "clae_person_id": "0070", "clae_cla_episode_start_date": start, "clae_cla_episode_ceased_date": end,
            "clae_cla_episode_ceased_reason": why}  # fmt: skip


def status(number: int, code: str, start: str, end: str) -> dict[str, str]:
    return {"lega_legal_status_id": f"S{number}", "lega_person_id": "0070", "lega_legal_status": code,
            "lega_legal_status_start_date": start, "lega_legal_status_end_date": end}  # fmt: skip


def placed(number: int, start: str) -> dict[str, str]:
    return {"clap_cla_placement_id": f"P{number}", "clap_person_id": "0070", "clap_cla_placement_start_date": start}


def test_short_breaks_are_no_period_of_care(tmp_path: Path) -> None:
    extract = read(
        table(
            tmp_path,
            "ssd_cla_episodes",
            episode(1, "2024-06-03", "2024-06-03", "E8", "L1"),
            episode(2, "2024-07-01", "1900-01-01", "", "L2"),
            episode(3, "2024-08-01", "1900-01-01", "", "L3"),
        ),
        table(
            tmp_path,
            "ssd_legal_status",
            status(1, "V3", "2024-06-03", "2024-06-03"),
            status(2, "C2", "2024-07-01", ""),
            status(3, "V4", "2024-07-15", ""),
        ),
        table(tmp_path, "ssd_cla_placement", placed(1, "2024-06-03"), placed(2, "2024-07-01")),
    )

    breaks = the(extract, "ssd_cla_episodes: short breaks")
    assert [(row.number, row.main.occurred_on) for row in breaks.rows if row.main] == [(2, date(2024, 6, 3))]
    assert code_of(data(breaks.rows[0], "ShortBreakStayed")["agreement"]) == "V3"
    assert code_of(data(breaks.rows[0], "ShortBreakEnded")["reason"]) == "E8"
    care = the(extract, "ssd_cla_episodes")
    assert [row.main.occurred_on for row in care.rows if row.main] == [date(2024, 7, 1), date(2024, 8, 1)]
    assert [code_of(row.main.data["status"]) for row in the(extract, "ssd_legal_status").rows if row.main] == ["C2"]
    assert [row.number for row in the(extract, "ssd_cla_placement").rows if row.main] == [3]
    assert [the(extract, name).read for name in ("ssd_cla_episodes", "ssd_legal_status", "ssd_cla_placement")] == [
        3, 3, 2
    ]  # fmt: skip


def test_without_legal_statuses_every_episode_is_care(tmp_path: Path) -> None:
    extract = read(table(tmp_path, "ssd_cla_episodes", episode(1, "2024-06-03", "2024-06-03", "E8", "L1")))

    assert [row.main.event for row in the(extract, "ssd_cla_episodes").rows if row.main] == ["BecameLookedAfter"]


def test_every_event_of_the_tables_is_one() -> None:
    assert all(event(column.event) for listing in SSD.listings for column in listing.columns if column.event)


@pytest.mark.parametrize(("with_table", "kept"), [(False, ["1A", "3B"]), (True, None)])
def test_an_extract_without_the_factors_leaves_them_as_they_were(
    tmp_path: Path, with_table: bool, kept: list[str] | None
) -> None:
    store = f"sqlite:///{tmp_path}/journey.db"
    done = {**ASSESSMENT, "cina_assessment_auth_date": "2025-02-20"}
    written(tmp_path, "ssd_cin_assessments", done)
    found = {"cinf_table_id": "F1", "cinf_assessment_id": ASSESSMENT["cina_assessment_id"]}
    other_json(tmp_path, "ssd_assessment_factors", [{**found, "cinf_assessment_factors_json": '["3B", "1A"]'}])
    paths = [tmp_path / "ssd_cin_assessments.csv", tmp_path / "ssd_assessment_factors.csv"]
    without_factors(paths[0])
    imported(store, "2025-03-31", paths)

    if with_table:
        other_json(tmp_path, "ssd_assessment_factors", [{**found, "cinf_assessment_factors_json": ""}])
    imported(store, "2025-04-30", paths if with_table else paths[:1])

    shown = json.loads(journey("show", ASSESSMENT["cina_person_id"], "--format", "json", store=store).stdout)["rows"]
    [factors_now] = [row["data"].get("factors") for row in shown if row["event"] == "AssessmentAuthorised"]
    assert (factors_now and [code_of(one) for one in factors_now]) == kept


def without_factors(path: Path) -> None:
    """The assessments as the dataset has them: the factors stand in their own table alone."""
    lines = list(csv.reader(path.open(encoding="utf-8-sig")))
    keep = [n for n, header in enumerate(lines[0]) if header != "cinf_assessment_factors_json"]
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([line[n] for n in keep] for line in lines)
