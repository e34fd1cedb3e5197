"""Builders of small census files: a test names only the elements that matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from journey.domain.extract import Extract, ListRead, Row
from journey.importers.cin import read_cin

LA = "999"
CHILD = "1000007"
TODAY = date(2026, 11, 21)

Text = str | date | int | None


def element(tag: str, *inside: str, **values: Text | Iterable[Text]) -> str:
    """An element: its values by tag, several where a list is given, none where None; then what stands inside it."""
    texts = (
        f"<{name}>{escape(str(value))}</{name}>"
        for name, given in values.items()
        for value in ([given] if isinstance(given, str | date | int | None) else given)
        if value is not None
    )
    return f"<{tag}>{''.join((*texts, *inside))}</{tag}>\n"


def referral(on: Text, *inside: str, **values: Text) -> str:
    """A referral that goes on, with what stands inside it."""
    told: dict[str, Any] = {"ReferralSource": "1A", "PrimaryNeedCode": "N1", "ReferralNFA": "0", **values}
    return element("CINdetails", *inside, CINreferralDate=on, **told)


def assessment(start: Text, authorised: Text = None, *factors: str) -> str:
    """An assessment with its factors."""
    found = element("FactorsIdentifiedAtAssessment", AssessmentFactors=factors) if factors else ""
    return element("Assessments", found, AssessmentActualStartDate=start, AssessmentAuthorisationDate=authorised)


def enquiry(start: Text, conference: Text = None, **values: Text) -> str:
    """A section 47 enquiry."""
    told: dict[str, Any] = {"ICPCnotRequired": "0", **values}
    return element("Section47", S47ActualStartDate=start, DateOfInitialCPC=conference, **told)


def plan(start: Text, end: Text = None, *reviews: Text, category: str = "NEG", latest: str | None = None) -> str:
    """A child protection plan with its reviews."""
    held = element("Reviews", CPPreviewDate=reviews) if reviews else ""
    return element(
        "ChildProtectionPlans",
        held,
        CPPstartDate=start,
        CPPendDate=end,
        InitialCategoryOfAbuse=category,
        LatestCategoryOfAbuse=latest or category,
        NumberOfPreviousCPP=0,
    )


def in_need_plan(start: Text, end: Text = None) -> str:
    """A child in need plan."""
    return element("CINPlanDates", CINPlanStartDate=start, CINPlanEndDate=end)


def child(
    *inside: str, of: Text = CHILD, ethnicity: Text = "WBRI", disability: Iterable[str] = ("NONE",), **values: Text
) -> str:
    """A child with its identifiers, characteristics and what else stands inside it."""
    told: dict[str, Any] = {"PersonBirthDate": "2014-05-06", "Sex": "F", **values}
    disabilities = element("Disabilities", Disability=disability)
    characteristics = element("ChildCharacteristics", disabilities, Ethnicity=ethnicity)
    return element("Child", element("ChildIdentifiers", LAchildID=of, **told), characteristics, *inside)


def header(year: int = 2025, made: Text = None, la: Text = LA, serial: Text = "001", **values: Text) -> str:
    """The header of a year's census, made on 1 May after it unless the test says otherwise."""
    collection: dict[str, Any] = {"Collection": "CIN", "Year": year, "ReferenceDate": f"{year}-03-31", **values}
    source = element("Source", LEA=la, SerialNo=serial, DateTime=made or f"{year}-05-01T09:00:00")
    return element("Header", element("CollectionDetails", **collection), source)


def census(path: Path, *children: str, head: str | None = None, **of_header: Any) -> Path:
    """A census file of these children."""
    message = element("Message", head if head is not None else header(**of_header), element("Children", *children))
    path.write_text("<?xml version='1.0' encoding='utf-8'?>\n" + message, encoding="utf-8")
    return path


def read(path: Path, la: str | None = None, extract_date: date | None = None) -> Extract:
    """The extract of a census file."""
    [extract] = read_cin([path], la=la, extract_date=extract_date, import_day=TODAY)
    return extract


def the_list(extract: Extract, name: str) -> ListRead:
    """One list of an extract."""
    return next(listed for listed in extract.lists if listed.listing.name == name)


def rows(path: Path, name: str) -> tuple[Row, ...]:
    """The rows of one list of a census file, of which none was refused."""
    listed = the_list(read(path), name)
    assert listed.refused == ()
    return listed.rows


def said(row: Row) -> Mapping[str, Any]:
    """What a row says happened, by event: the day and the fields, codes bare."""
    claims = [claim for claim in (row.main, *row.claims) if claim is not None]
    return {
        claim.event: (claim.occurred_on, {name: bare(value) for name, value in claim.data.items()}) for claim in claims
    }


def bare(value: Any) -> Any:
    """A code without the text it was read from."""
    if isinstance(value, list):
        return [bare(one) for one in value]
    return value["code"] if isinstance(value, dict) and value.keys() == {"code", "written"} else value
