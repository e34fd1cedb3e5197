"""Extracts of Annex A without a file: rows of cells, read by the importer's own row reader, and a strategy for them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import hypothesis.strategies as st

from journey.domain.columns import Listing
from journey.domain.extract import Extract, ListRead, Refused, Row
from journey.importers.annex_a import ANNEX_A, NO_WORKER_WORDS
from journey.importers.annex_a.codes import read_code
from journey.importers.annex_a.headers import layout
from journey.importers.fields import Context
from journey.importers.layout import columns_of
from journey.importers.rows import RowReader
from journey.importers.workers import Workers

LA = "999"
CHILDREN = ("1000007", "1000014", "007")
DAYS = (date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30), date(2025, 9, 30))

Cells = Mapping[str, Any]


def extract(speaks_for: date, lists: Mapping[str, Sequence[Cells]], made: str = "") -> Extract:
    """What a workbook of these lists, each row by header, says as at a day."""
    workers = Workers(_refer, NO_WORKER_WORDS)
    context = Context(speaks_for, workers, _refer, read_code)
    read = tuple(_list_read(ANNEX_A.by_name[name], rows, context) for name, rows in lists.items())
    file = hashlib.sha256(repr((speaks_for, made, lists)).encode()).digest()
    return Extract(
        ANNEX_A.system, LA, file, (("annex_a.xlsx", file),), speaks_for, speaks_for, read, made, dict(workers.names)
    )


def _refer(kind: str, text: str) -> str:
    if kind == "family" and text.startswith("f:"):  # as a key does: what was exported stands for itself
        return text
    return f"{kind[0]}:{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _list_read(listing: Listing, rows: Sequence[Cells], context: Context) -> ListRead:
    headers = [column.header for column in columns_of(listing)]
    reader = RowReader(listing, layout(listing, 1, dict(enumerate(headers)), listing.name), context, listing.name)
    taken: list[Row] = []
    refused: list[Refused] = []
    for number, cells in enumerate(rows, start=2):
        assert set(cells) <= set(headers), set(cells) - set(headers)
        read = reader.read(number, {headers.index(h): cell for h, cell in cells.items() if cell is not None})
        if isinstance(read, Row):
            taken.append(read)
        else:
            refused.append(read)
    return ListRead(listing, tuple(taken), tuple(refused))


STARTS = (date(2024, 9, 20), date(2024, 10, 1), date(2024, 12, 2), date(2024, 12, 9), date(2025, 1, 6))
ENDS = (None, None, date(2025, 1, 20), date(2025, 1, 27), "31/02/2025")
LATE = (None, date(2025, 1, 7), date(2025, 1, 21), "not known")
BORN = (None, date(2012, 5, 1), date(2012, 5, 2), date(2007, 3, 15))
WORKERS = ("A. Worker", "B. Worker", "Duty", None)
TEAMS = ("North", "South", "#N/A")

_one = st.sampled_from
_start = _one((*STARTS, *STARTS, *STARTS, "31/02/2025"))
_who = {
    "Date of Birth": _one(BORN),
    "Ethnicity": _one(("WBRI", "a) WBRI", "MOTH", None)),
    "Sex": _one(("a) Male", "b) Female")),
    "Age of Child (Years)": _one((None, 12, 13)),
}
_held = {"Allocated Team": _one(TEAMS), "Allocated Worker": _one(WORKERS)}
_YES_NO = ("a) Yes", "b) No", None, "perhaps")

COLUMNS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "List 1": {**_who, "Date of Contact": _start, "Contact Source": _one(("6", "8", "nobody knows"))},
    "List 2": {**_who, "Assessment start date": _start, "Assessment completion date": _one(ENDS)},
    "List 3": {
        **_who,
        **_held,
        "Date of referral": _start,
        "Referral Source": _one(("2A", "5B")),
        "Referral NFA?": _one(_YES_NO),
        "Number of Referrals in Last 12 Months": _one((0, 1, "none")),
    },
    "List 4": {
        **_held,
        "Continuous Assessment Start Date": _start,
        "Child Seen During Continuous Assessment": _one(_YES_NO),
        "Continuous Assessment Date of Authorisation": _one(ENDS),
        "Was the child assessed as requiring LA children's social care support?": _one(_YES_NO),
    },
    "List 5": {
        "Does the Child have a Disability": _one(_YES_NO),
        "Strategy discussion initiating Section 47 Enquiry Start Date": _start,
        "Was an Initial Child Protection Conference deemed unnecessary?": _one(_YES_NO),
        "Date of Initial Child Protection Conference": _one((*ENDS, *LATE)),
        "Did the Initial Child Protection Conference Result in a Child Protection Plan": _one(_YES_NO),
    },
    "List 6": {
        **_who,
        **_held,
        "CIN Start Date": _start,
        "Primary Need Code": _one(("N1", "N4", "N99")),
        "Date Child Was Last Seen": _one(LATE),
        "CIN Closure Date": _one(ENDS),
        "Reason for Closure": _one((None, "RC7", "RC2")),
        "Case Status": _one(("c) Child in need plan", "b) Child Protection plan", "e) Closed episode")),
    },
    "List 7": {
        **_held,
        "Child Protection Plan Start Date": _start,
        "Initial Category of Abuse": _one(("a) Neglect", "b) Physical abuse")),
        "Latest Category of Abuse": _one(("a) Neglect", "b) Physical abuse", None)),
        "Date of the Last Statutory Visit": _one(LATE),
        "Was the Child Seen Alone?": _one(_YES_NO),
        "Date of latest review conference": _one(LATE),
        "Child Protection Plan End Date": _one(ENDS),
    },
    "List 8": {
        **_who,
        **_held,
        "Date Started to be Looked After": _start,
        "Child's Category of Need": _one(("N1", "N4")),
        "Start date of current legal status": _one((*STARTS, None, "soon")),
        "Child's Legal Status": _one(("C2", "V2", None)),
        "Date of Latest Statutory Review": _one(LATE),
        "Date Ceased to be Looked After": _one(ENDS),
        "Reason Ceased to be Looked After": _one((None, "E4A", "E2")),
        "Start Date of Most Recent Placement": _one((*STARTS, date(2025, 1, 8), None)),
        "Placement Type": _one(("U1", "U4", None)),
        "Placement Provider": _one(("PR1", None)),
        "URN of Placement": _one(("SC1", "SC2", None)),
        "What is the permanence plan for this child?": _one(("P1", "Return to Family", None)),
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months": _one(
            (0, 2, None)
        ),
    },
    "List 9": {
        **_who,
        **_held,
        "Allocated Personal Advisor": _one(WORKERS),
        "Eligibility Category": _one(("a) Relevant child", "b) Former relevant child")),
        "Latest Pathway Plan Review Date": _one(LATE),
        "LA in Touch": _one(("a) Yes", "Died", None)),
        "Latest Date of Contact": _one(LATE),
        "Type of Accommodation": _one(("U", "K", None)),
    },
    "List 10": {
        "Family identifier": _one(("F1", "F2", None)),
        "Date of Birth": _one(BORN),
        "Date the Child Entered Care": _one((*STARTS, None)),
        "Date of Decision that Child Should be Placed for Adoption": _start,
        "Date of Placement Order": _one((*ENDS, *LATE)),
        "Date of Matching Child and Prospective Adopters": _one((*ENDS, *LATE)),
        "Date of Adoption Order": _one(ENDS),
        "Date of Decision that Child Should No Longer be Placed for Adoption": _one(ENDS),
        "Reason Why Child No Longer Placed for Adoption": _one((None, "RD1")),
    },
}


@st.composite
def lists(draw: st.DrawFn, names: Sequence[str]) -> dict[str, list[Cells]]:
    """Some lists with a row or two per child, now and then a list missing or a row without a readable id."""
    made: dict[str, list[Cells]] = {}
    for name in names:
        if draw(st.integers(0, 9)) == 0:
            continue
        made[name] = []
        for child in CHILDREN:
            for _ in range(draw(_one((0, 1, 1, 2)))):
                cells = draw(st.fixed_dictionaries(COLUMNS[name]))
                made[name].append({"Child Unique ID": None if draw(st.integers(0, 25)) == 0 else child, **cells})
    return made


@st.composite
def months(draw: st.DrawFn, names: Sequence[str], how_many: int = len(DAYS)) -> list[Extract]:
    """Files of consecutive months, some months perhaps unchanged."""
    made: list[Extract] = []
    before: dict[str, list[Cells]] | None = None
    for day in DAYS[:how_many]:
        if before is None or draw(st.integers(0, 3)):
            before = draw(lists(names))
        made.append(extract(day, before))
    return made
