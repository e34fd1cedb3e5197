"""What holds for every file of the return: each row is counted once, each claim is an event, nothing but a refusal."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from journey.domain.errors import BadInputFile
from journey.domain.events import event
from journey.domain.extract import Extract
from journey.importers.ssda903.columns import FILES
from journey.importers.values import tidy
from tests.depth import examples
from tests.importers.building import every_claim, the_list
from tests.importers.returns import CHILD, LAST, headers, read_all, text
from tests.importers.test_ssda903_xml import CHILD as XML_CHILD
from tests.importers.test_ssda903_xml import whole

LIKELY = st.sampled_from(
    [CHILD, "007", "31/02/2025", "15/01/2025", "01/06/24", "31/03/2024", "S", "P", "L", "X1", "E4A", "V3", "V2", "N1",
     "SW1000", "XX1", "PN1", "M", "1", "0", "zz/zz/2015", "UN1", "B1", "YES", "#N/A", " ",
     "\u00a0", "x" * 600, "a\x07b"]
)  # fmt: skip
CELLS = LIKELY | st.text(max_size=12)
NAMES = [listing.name for listing in FILES]


def taken(content: bytes, name: str) -> Extract | str:
    """What a file says; or why it is refused. Anything else that is raised fails the test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            [extract] = read_all([path], year=2025)
        except BadInputFile as refusal:
            return str(refusal)
        return extract


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[dict[str, str]]]:
    """A file with rows of anything, most of them about one child."""
    name = draw(st.sampled_from(NAMES))
    row = st.fixed_dictionaries(dict.fromkeys(headers(name), CELLS))
    found = draw(st.lists(row, max_size=6))
    return name, [{**one, "CHILD": draw(st.sampled_from([CHILD, CHILD, one["CHILD"]]))} for one in found]


@settings(max_examples=examples(100), deadline=None)
@given(tables())
def test_every_row_of_every_file_is_counted_once_and_claims_events(made: tuple[str, list[dict[str, str]]]) -> None:
    name, rows = made
    content = text(name, rows).encode("utf-8", "replace")

    extract = taken(content, "return.csv")

    if isinstance(extract, str):
        assert "return.csv" in extract
        another_year = "--year 2025 says that it is of 2024-25" in extract
        assert b"\0" in content or another_year or not any(tidy(cell) for row in rows for cell in row.values())
        return
    found = the_list(extract, name)
    filled = [row for row in rows if any(tidy(cell) for cell in row.values())]
    assert found.read == len(filled) == len(found.rows) + len(found.refused)
    assert len({row.number for row in (*found.rows, *found.refused)}) == found.read
    numbers = {row.number for row in found.rows}
    for listed in extract.lists:
        for row in listed.rows:
            assert row.number in numbers
            assert row.child
            event("ChildRegistered").model_validate(row.person)
            for said in every_claim(row):
                assert event(said.event).model_validate(said.data).plain() == said.data
                assert said.occurred_on is not None
                assert said.occurred_on <= LAST


PLACES = st.integers(0, 2**16)
SCRAPS = [b"<EPISODE>", b"</EPISODE>", b"</HEADER>", b"<DECOM>", b"&#0;", b"\xff", b"&amp;", b"&x;", b"<!DOCTYPE a>",
          b"<![CDATA[x]]>", b"31/02/2025", b"9" * 3_000, b" x='1'"]  # fmt: skip


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.tuples(PLACES, st.sampled_from(SCRAPS)), min_size=1, max_size=3))
def test_xml_with_scraps_in_it_is_read_or_refused_by_name(scraps: list[tuple[int, bytes]]) -> None:
    content = whole(XML_CHILD, XML_CHILD)
    for where, scrap in scraps:
        at = where % (len(content) + 1)
        content = content[:at] + scrap + content[at:]

    extract = taken(content, "return.xml")

    if isinstance(extract, str):
        assert "return.xml" in extract
        return
    for listed in extract.lists:
        assert listed.read == len(listed.rows) + len(listed.refused)


@settings(max_examples=examples(60), deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode), st.sampled_from(["a.csv", "a.xml", "a.xlsx"]))
def test_whatever_a_file_holds_it_is_read_or_refused_by_name(content: bytes, name: str) -> None:
    extract = taken(content, name)

    assert name in extract if isinstance(extract, str) else extract.lists
