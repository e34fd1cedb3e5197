"""The sources that are tried, each with a small invented file and the one that follows it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from journey.importers.layout import columns_of
from journey.importers.report.shipped import find_map, text_of
from journey.importers.ssd import SSD
from tests.importers import building, census, returns
from tests.soak.model import Source, Tables

CHILDREN = [str(number) for number in range(1000007, 1000063, 7)]
FIRST = date(2024, 12, 2)
MARCH, APRIL = "2025-03-31", "2025-04-30"
_LA = ("--la", "999")

_LISTS = {
    "List 1": ("Date of Contact", "contact", {"Contact Source": "6"}),
    "List 3": ("Date of referral", "referral", {"Referral Source": "2A"}),
    "List 6": ("CIN Start Date", "episode", {"Primary Need Code": "N1", "Case Status": "c) Child in need plan"}),
    "List 7": ("Child Protection Plan Start Date", "cp-plan", {"Initial Category of Abuse": "a) Neglect"}),
    "List 8": ("Date Started to be Looked After", "care", {"Child's Legal Status": "V2"}),
}
"""Lists, the column of their start, the kind of fact, and further cells."""

_RETURN = {
    "Episodes": ("DECOM", "care", {"RNE": "S", "LS": "V2", "CIN": "N1", "PLACE": "U4", "PLACE_PROVIDER": "PR1"}),
    "SWEpisodes": ("SW_DECOM", "worker", {"SW_ID": "SW1000", "SW_REASON": "TSPROC"}),
    "Reviews": ("REVIEW", "lac-review", {"REVIEW_CODE": "PN1"}),
}


@cache
def sources() -> tuple[Source, ...]:
    """Every source, as workbook, CSV or XML where it has several forms; files without maps are told by their names."""
    return (*_annex_a(), _census(), *_returns(), *_reports(), _organisation(), _dataset())


def _annex_a() -> Iterator[Source]:
    tables: Tables = {name: _rows(name, building.headers(name), "Child Unique ID") for name in _LISTS}
    keys = {name: ("Child Unique ID", start, kind) for name, (start, kind, _) in _LISTS.items()}
    command = _days("annex-a")
    yield Source("annex-a", "xlsx", tables, deepcopy(tables), command, keys)
    some: Tables = {name: tables[name] for name in ("List 3", "List 6")}
    yield Source("annex-a-csv", "csv", some, deepcopy(some), command, {name: keys[name] for name in some})


def _rows(name: str, headers: list[str], child: str) -> list[list[Any]]:
    start, _, more = {**_LISTS, **_RETURN}[name]
    found: list[list[Any]] = [list(headers)]
    for number, ident in enumerate(CHILDREN):
        cells = {child: ident, start: FIRST + timedelta(number), **more}
        assert set(cells) <= set(headers), set(cells) - set(headers)
        found.append([cells.get(header) for header in headers])
    return found


def _days(verb: str, *more: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    one, other = ((verb, *_LA, "--extract-date", day, *more) for day in (MARCH, APRIL))
    return one, other


def _census() -> Source:
    def of(year: int) -> str:
        children = (
            census.child(
                census.referral(
                    on := FIRST + timedelta(number),
                    census.assessment(on, on + timedelta(40), "1B", "2B"),
                    census.enquiry(on + timedelta(5), on + timedelta(15)),
                    census.plan(on + timedelta(15), None, on + timedelta(90)),
                    census.in_need_plan(on + timedelta(3), on + timedelta(14)),
                ),
                of=ident,
            )
            for number, ident in enumerate(CHILDREN)
        )
        with tempfile.TemporaryDirectory() as folder:
            return census.census(Path(folder) / "cin.xml", *children, year=year).read_text(encoding="utf-8")

    return Source("cin", "xml", of(2025), of(2026), (("cin",), ("cin",)), {})


def _returns() -> Iterator[Source]:
    tables: Tables = {name: _rows(name, returns.headers(name), "CHILD") for name in _RETURN}
    header = returns.headers("Header")
    told = {"SEX": "M", "DOB": date(2014, 5, 6), "ETHNIC": "WBRI"}
    tables["Header"] = [header, *([{**told, "CHILD": c}.get(name) for name in header] for c in CHILDREN)]
    command = tuple(("ssda903", *_LA, "--extract-date", f"{y}-06-30", "--year", str(y)) for y in (2025, 2026))
    # The year after has the same rows, all of which go on, and reviews of its own.
    after = deepcopy(tables)
    at = after["Reviews"][0].index("REVIEW")
    for row in after["Reviews"][1:]:
        row[at] += timedelta(365)
    yield Source("ssda903", "csv", tables, after, (command[0], command[1]), {})
    text = "".join(
        f"<CHILD><HEADER><CHILDID>{ident}</CHILDID><UPN>UN1</UPN><SEX>1</SEX><DOB>06/05/2014</DOB>"
        f"<AREVIEW><REVIEW>05/01/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW></HEADER>"
        f"<EPISODE><DECOM>{FIRST + timedelta(number):%d/%m/%Y}</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N1</CIN><PL>U4</PL>"
        "<PLACE_PROVIDER>PR1</PLACE_PROVIDER></EPISODE></CHILD>\n"
        for number, ident in enumerate(CHILDREN)
    )
    whole = f'<?xml version="1.0"?>\n<EXPSSDA903>{text}</EXPSSDA903>'
    after = whole.replace("UN1", "UN2").replace("<REVIEW>05/01/2025", "<REVIEW>05/01/2026")
    yield Source("ssda903-xml", "xml", whole, after, (command[0], command[1]), {})


def _reports() -> Iterator[Source]:
    headers = list(find_map("visits").headers)
    rows: list[list[Any]] = [headers]
    for number, ident in enumerate(CHILDREN):
        for week in range(2):
            cells = {
                "Child ID": ident,
                "Visit date": FIRST + timedelta(number + 14 * week),
                "Visit type": "CP visit",
                "Visit status": "Completed",
                "Child seen": "Yes",
            }
            rows.append([cells.get(header) for header in headers])
    command = _days("report", "--map", "visits", "--covers-from", "2024-12-01")
    keys = {"visits": ("Child ID", "Visit date", "cp-visit")}
    tables: Tables = {"visits": rows}
    yield Source("report-csv", "csv", tables, deepcopy(tables), command, keys)
    yield Source("report", "xlsx", tables, deepcopy(tables), command, keys)
    yield Source("map", "text", text_of("visits"), text_of("visits"), (("map",), ("map",)), {})


def _organisation() -> Source:
    text = (
        'la = "999"\ndate = {}\n\n[[hub]]\nhub = "Hub 4"\ngroup = "Front Door"\nopened = "2016-09"\n\n'
        '[[hub]]\nhub = "Hub 5"\nopened = "not after 2017-03-31"\n'
    )
    command = (("organisation",), ("organisation",))
    return Source("organisation", "text", text.format(MARCH), text.format(APRIL), command, {})


def _dataset() -> Source:
    tables: Tables = {}
    keys = {}
    for name, (child, start, kind, ids) in _DATASET.items():
        headers = [column.header for column in columns_of(SSD.by_name[name])]
        assert {child, start, *ids} <= set(headers)
        tables[name] = [headers]
        for number, ident in enumerate(CHILDREN):
            own = {column: f"{mark}{number}" for column, mark in ids.items()}
            cells = {child: ident, start: (FIRST + timedelta(number)).isoformat(), **own}
            tables[name].append([cells.get(header) for header in headers])
        keys[name] = (child, start, kind)
    return Source("ssd", "csv", tables, deepcopy(tables), _days("ssd"), keys)


_DATASET = {
    "ssd_cin_episodes": ("cine_person_id", "cine_referral_date", "referral", {"cine_referral_id": "R"}),
    "ssd_cin_assessments": (
        "cina_person_id",
        "cina_assessment_start_date",
        "assessment",
        {"cina_assessment_id": "A", "cina_referral_id": "R"},
    ),
    "ssd_cp_visits": ("cppv_person_id", "cppv_cp_visit_date", "cp-visit", {"cppv_cp_visit_id": "V"}),
}
"""Tables of the dataset: the child, the start, the kind of fact, and which ids a row has."""  # fmt: skip
