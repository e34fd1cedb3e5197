"""What may differ between files that say the same: order, namespaces, case, tags of other years, resubmission."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journey.domain.errors import BadInputFile
from tests.importers.census import (
    TODAY,
    assessment,
    bare,
    census,
    child,
    element,
    header,
    plan,
    read,
    referral,
    rows,
    said,
    the_list,
)

ON = "2024-09-18"


def content(path: Path) -> list[tuple[str, list[str]]]:
    """What a file says, whatever order its elements stand in."""
    extract = read(path)
    return [
        (listed.listing.name, sorted(str((row.child, row.main, row.claims, row.person)) for row in listed.rows))
        for listed in extract.lists
    ]


def test_a_namespace_changes_nothing(tmp_path: Path) -> None:
    plain = census(tmp_path / "plain.xml", child(referral(ON, assessment(ON, "2024-11-01", "1A"))))
    default, prefixed = tmp_path / "default.xml", tmp_path / "prefixed.xml"
    text = plain.read_text()
    default.write_text(text.replace("<Message>", '<Message xmlns="http://www.invented.example/cin">'))
    marked = text.replace("</", "</c:").replace("<", "<c:").replace("<c:/c:", "</c:").replace("<c:?", "<?")
    prefixed.write_text(marked.replace("<c:Message>", '<c:Message xmlns:c="http://www.invented.example/cin">'))

    assert content(plain) == content(default) == content(prefixed)


def test_the_order_of_elements_changes_nothing(tmp_path: Path) -> None:
    identifiers = element("ChildIdentifiers", LAchildID="7", PersonBirthDate="2014-05-06", Sex="F")
    one = element("CINdetails", assessment(ON), CINreferralDate=ON, ReferralSource="6", ReferralNFA="0")
    other = f"<CINdetails>{assessment(ON)}<ReferralNFA>0</ReferralNFA><ReferralSource>6</ReferralSource>"
    other += f"<CINreferralDate>{ON}</CINreferralDate></CINdetails>"
    first = census(tmp_path / "first.xml", element("Child", identifiers, one))
    last = tmp_path / "last.xml"
    last.write_text(element("Message", element("Children", element("Child", other, identifiers)), header()))

    assert content(first) == content(last)


def test_a_child_without_an_id_is_handed_back_row_by_row(tmp_path: Path) -> None:
    extract = read(census(tmp_path / "cin.xml", child(referral(ON, assessment(ON)), of=None), child(referral(ON))))

    assert {listed.listing.name: (len(listed.rows), len(listed.refused)) for listed in extract.lists} == {
        "ChildIdentifiers": (1, 1),
        "ChildCharacteristics": (1, 1),
        "CINdetails": (1, 1),
        "Assessments": (0, 1),
        "DateOfInitialCPC": (0, 0),
    }
    [refused] = the_list(extract, "Assessments").refused
    assert (refused.column, refused.problem, refused.start) == ("LAchildID", "is blank", date(2024, 9, 18))


def test_two_ids_in_one_child_are_none(tmp_path: Path) -> None:
    twice = element("ChildIdentifiers", LAchildID=["7", "8"], PersonBirthDate="2014-05-06", Sex="F")

    file = census(tmp_path / "cin.xml", element("Child", twice, referral(ON)))

    [refused] = the_list(read(file), "CINdetails").refused

    assert (refused.child, refused.written) == (None, "7; 8")


def test_a_value_that_stands_twice_differently_is_not_read(tmp_path: Path) -> None:
    twice = element("CINdetails", CINreferralDate=ON, ReferralSource=["6", "8"], ReferralNFA=["0", "0"])

    [row] = rows(census(tmp_path / "cin.xml", child(twice)), "CINdetails")

    assert row.main is not None
    assert row.main.data["unread"] == {
        "ReferralSource": {"written": "6; 8", "problem": "stands more than once in its element, with different values"}
    }
    assert bare(row.main.data["no_further_action"]) == "no"


def test_an_unknown_code_is_kept_as_written(tmp_path: Path) -> None:
    [row] = rows(census(tmp_path / "cin.xml", child(referral(ON, ReferralSource="77"))), "CINdetails")

    assert row.main is not None
    assert row.main.data["source"] == {"code": None, "written": "77"}


@pytest.mark.parametrize(
    ("year", "inside", "noted"),
    [
        (2021, referral("2020-09-18", CINclosureDate="2020-12-01", ReasonForClosure="RC9"), "RC9"),
        (2023, referral("2022-09-18", CINclosureDate="2022-12-01", ReasonForClosure="RC9"), None),
        (2022, referral("2021-09-18", ReferralSource="5D"), "5D"),
        (2023, referral("2022-09-18", ReferralSource="5D"), None),
        (2020, referral("2019-09-18", assessment("2019-09-18", "2019-10-01", "18A")), None),
        (2021, referral("2020-09-18", assessment("2020-09-18", "2020-10-01", "18A")), "18A"),
        (2020, referral("2019-09-18", assessment("2019-09-18", "2019-10-01", "19C")), "19C"),
        (2021, referral("2020-09-18", assessment("2020-09-18", "2020-10-01", "24A")), "24A"),
        (2022, referral("2021-09-18", assessment("2021-09-18", "2021-10-01", "24A")), None),
    ],
)
def test_a_code_of_another_year_is_read_and_noted(tmp_path: Path, year: int, inside: str, noted: str | None) -> None:
    extract = read(census(tmp_path / "cin.xml", child(inside), year=year))

    found = [note for note in extract.notes if "is a code of the census" in note]
    assert [noted] == [note.split(": ")[1].split()[0] for note in found] if noted else found == []
    rows_read = [row for listed in extract.lists for row in listed.rows]
    assert None not in [bare(value) for row in rows_read for _, data in said(row).values() for value in data.values()]


def test_elements_that_are_no_part_of_the_census_are_said(tmp_path: Path) -> None:
    later = element("PreProceedingsandFGDM", PPStartDate="2024-10-01", PPOutcome="X")
    extract = read(census(tmp_path / "cin.xml", child(referral(ON, later, CINclosuredate="2024-12-01", Mood="blue"))))

    assert [note for note in extract.notes if "no part of the census" in note] == [
        f"cin.xml: CINdetails holds <{tag}> 1 times, which is no part of the census; not read."
        for tag in ("Mood", "PPOutcome", "PPStartDate", "PreProceedingsandFGDM")
    ]
    assert "CaseClosed" in said(the_list(extract, "CINdetails").rows[0])


def test_lists_of_which_the_file_has_nothing_are_not_covered(tmp_path: Path) -> None:
    extract = read(census(tmp_path / "cin.xml", child(referral(ON, plan("2024-10-01")))))

    names = {listed.listing.name for listed in extract.lists}
    assert names == {
        "ChildIdentifiers",
        "ChildCharacteristics",
        "CINdetails",
        "DateOfInitialCPC",
        "ChildProtectionPlans",
        "Reviews",
    }
    assert any("nothing is concluded about them: Assessments" in note for note in extract.notes)


def test_the_header_says_whose_and_of_which_days(tmp_path: Path) -> None:
    extract = read(census(tmp_path / "cin.xml", child(referral(ON)), made="2025-06-02T17:05:00", serial="12", la="888"))

    assert (extract.la, extract.speaks_for, extract.known_on) == ("888", date(2025, 3, 31), date(2025, 6, 2))
    assert extract.made == "2025-06-02T17:05:00 000000012"
    assert {listed.covers for listed in extract.lists} == {(date(2024, 4, 1), date(2025, 3, 31))}


@pytest.mark.parametrize(
    ("collection", "made", "extract_date", "speaks_for", "known_on"),
    [
        ({"ReferenceDate": None}, None, None, date(2025, 3, 31), date(2025, 5, 1)),
        ({"Year": None}, None, None, date(2025, 3, 31), date(2025, 5, 1)),
        ({}, "never", None, date(2025, 3, 31), TODAY),
        ({}, "never", date(2025, 7, 1), date(2025, 3, 31), date(2025, 7, 1)),
        ({}, "2025-06-02", date(2025, 7, 1), date(2025, 3, 31), date(2025, 6, 2)),
        ({}, "2031-06-02", None, date(2025, 3, 31), TODAY),
        ({}, "2025-02-14T09:00:00", None, date(2025, 2, 14), date(2025, 2, 14)),
    ],
)
def test_what_the_header_leaves_open(
    tmp_path: Path,
    collection: dict[str, None],
    made: str | None,
    extract_date: date | None,
    speaks_for: date,
    known_on: date,
) -> None:
    head = header(made=made, **collection)
    extract = read(census(tmp_path / "cin.xml", child(referral(ON)), head=head), extract_date=extract_date)

    assert (extract.speaks_for, extract.known_on) == (speaks_for, known_on)
    assert extract.notes if (collection or made) else True


def test_another_authority_than_asked_for_is_refused(tmp_path: Path) -> None:
    file = census(tmp_path / "cin.xml", child(referral(ON)))

    assert read(file, la="999").la == "999"
    with pytest.raises(BadInputFile, match="is the census of authority 999, as its header says"):
        read(file, la="888")
