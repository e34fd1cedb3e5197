"""The return as XML: the same rows as in CSV, and nothing that XML could do besides."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journey.domain.errors import BadInputFile
from tests.importers.building import every_claim, the_list
from tests.importers.returns import read_all, rows, things, write

CHILD = """<CHILD>
  <HEADER>
    <CHILDID>1000007</CHILDID><UPN>UN1</UPN><SEX>1</SEX><DOB>01/05/2006</DOB><ETHNIC>WBRI</ETHNIC>
    <UASC>1</UASC><DUC>01/02/2025</DUC><IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>B1</ACCOM>
    <DATE_INT>01/05/2023</DATE_INT><DATE_MATCH>01/06/2024</DATE_MATCH>
    <AMISSING><MISSING>M</MISSING><MIS_START>05/06/2024</MIS_START><MIS_END>07/06/2024</MIS_END></AMISSING>
    <AREVIEW><REVIEW>05/06/2024</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
    <AREVIEW><REVIEW>05/09/2024</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
    <MOTHER>0</MOTHER>
    <PERMANENCE><PREV_PERM>P1</PREV_PERM><DATE_PERM>zz/05/2015</DATE_PERM></PERMANENCE>
    <OC2><SDQ_SCORE>12</SDQ_SCORE></OC2>
    <AD_PLACED><DATE_PLACED>01/07/2024</DATE_PLACED></AD_PLACED>
  </HEADER>
  <EPISODE><DECOM>01/05/2024</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N1</CIN><PL>U4</PL>
    <PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC>01/06/2024</DEC><REC>X1</REC></EPISODE>
  <EPISODE><DECOM>01/06/2024</DECOM><RNE>P</RNE><LS>V2</LS><CIN>N1</CIN><PL>K2</PL></EPISODE>
</CHILD>"""


def whole(*children: str, root: str = "EXPSSDA903", before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<{root}>{"".join(children)}</{root}>'.encode()


def taken(tmp_path: Path, content: bytes):
    path = tmp_path / "return.xml"
    path.write_bytes(content)
    return read_all([path])


def test_each_element_is_a_row_of_its_file(tmp_path: Path) -> None:
    [extract] = taken(tmp_path, whole(CHILD))

    counts = {found.listing.name: found.read for found in extract.lists if not found.listing.read_from}
    assert counts == {
        "Header": 1, "Episodes": 2, "Reviews": 2, "Missing": 1, "OC2": 1, "OC3": 1, "AD1": 1, "PlacedAdoption": 1,
        "PrevPerm": 1, "UASC": 1,
    }  # fmt: skip
    assert things(extract, "placement") == [
        (date(2024, 5, 1), "begun", date(2024, 6, 1)),
        (date(2024, 6, 1), "begun", None),
    ]
    [health] = rows(extract, "OC2")
    assert (health.child, health.number, health.sheet) == ("1000007", 1, "OC2")
    assert {row.child for found in extract.lists for row in found.rows} == {"1000007"}


def test_elements_may_be_of_a_namespace_and_in_any_order(tmp_path: Path) -> None:
    turned = (
        "<s:CHILD><s:EPISODE><s:RNE>S</s:RNE><s:DECOM>01/05/2024</s:DECOM><s:DEC>02/05/2024</s:DEC><s:REC>E8</s:REC>"
        "</s:EPISODE> <s:HEADER><s:CHILDID>7</s:CHILDID></s:HEADER></s:CHILD>"
    )
    content = f'<s:EXPSSDA903 xmlns:s="urn:invented">{turned}</s:EXPSSDA903>'.encode()

    [extract] = taken(tmp_path, content)

    assert [row.child for row in rows(extract, "Episodes")] == ["7"]
    assert things(extract, "care") == [(date(2024, 5, 1), "begun", date(2024, 5, 2))]


def test_a_child_without_an_id_is_refused_row_by_row(tmp_path: Path) -> None:
    [extract] = taken(tmp_path, whole(CHILD, CHILD.replace("<CHILDID>1000007</CHILDID>", "")))

    for found in extract.lists:
        if not found.listing.read_from:
            assert len(found.refused) == len(found.rows), found.listing.name
            assert all(refused.column == "CHILD" for refused in found.refused)


def test_elements_that_nobody_knows_are_named(tmp_path: Path) -> None:
    [extract] = taken(tmp_path, whole(CHILD.replace("<MOTHER>0</MOTHER>", "<SHOE_SIZE>4</SHOE_SIZE>")))

    assert "return.xml: SHOE_SIZE is not known in the return; not read." in extract.notes


def test_what_is_not_there_says_nothing(tmp_path: Path) -> None:
    [extract] = taken(tmp_path, whole(CHILD.replace("AREVIEW", "BREVIEW")))

    assert "Reviews" not in {found.listing.name for found in extract.lists}


DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(whole(CHILD, before=DTD), "document type", id="entities"),
        pytest.param(whole(CHILD, before='<!DOCTYPE x SYSTEM "http://example.org/x">'), "document type", id="network"),
        pytest.param(whole(CHILD, root="Message"), "not <EXPSSDA903>", id="another root"),
        pytest.param(whole("<CHILD>" + "<a>" * 50 + "</a>" * 50 + "</CHILD>"), "nested more than", id="deep"),
        pytest.param(whole(CHILD.replace("UN1", "9" * 30_000)), "more than 10,000", id="one long text"),
        pytest.param(whole(CHILD.replace("<DECOM>", "stray<DECOM>")), "text stands between", id="stray text"),
        pytest.param(whole(CHILD)[:-30], "no 903 return that can be read", id="cut off"),
        pytest.param(
            whole(CHILD).replace(b'"1.0"', b'"1.0" encoding="klingon"'),
            "no 903 return that can be read",
            id="no encoding",
        ),
        pytest.param(
            whole(CHILD).replace(b"WBRI", b"\xff\xfe"), "no 903 return that can be read", id="another encoding"
        ),
        pytest.param(b"", "no 903 return that can be read", id="nothing"),
        pytest.param(whole(), "no row below the headers", id="no child"),
    ],
)
def test_what_is_no_return_is_refused_by_name(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(BadInputFile, match=says) as refusal:
        taken(tmp_path, content)

    assert "return.xml" in str(refusal.value)


def test_the_same_return_as_csv_and_as_xml_claims_the_same(tmp_path: Path) -> None:
    [extract] = taken(tmp_path, whole(CHILD))
    lists = {found.listing.name for found in extract.lists if not found.listing.read_from}
    files = {
        "Header": [{"UPN": "UN1", "SEX": "1", "DOB": "01/05/2006", "ETHNIC": "WBRI", "MOTHER": "0"}],
        "Episodes": [
            {"DECOM": "01/05/2024", "DEC": "01/06/2024", "REC": "X1"},
            {"DECOM": "01/06/2024", "RNE": "P", "PLACE": "K2", "PLACE_PROVIDER": ""},
        ],
        "Reviews": [{"REVIEW": "05/06/2024"}, {"REVIEW": "05/09/2024"}],
        "Missing": [{"MIS_START": "05/06/2024", "MIS_END": "07/06/2024"}],
        "OC2": [{"SDQ_SCORE": "12"}],
        "OC3": [{"IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "B1", "DOB": "01/05/2006"}],
        "AD1": [{"DATE_INT": "01/05/2023", "DATE_MATCH": "01/06/2024"}],
        "PlacedAdoption": [{"DATE_PLACED": "01/07/2024"}],
        "PrevPerm": [{"PREV_PERM": "P1", "DATE_PERM": "zz/05/2015"}],
        "UASC": [{"DUC": "01/02/2025"}],
    }
    assert set(files) == lists
    [same] = read_all(write(tmp_path / "csv", files))

    for found in extract.lists:
        other = the_list(same, found.listing.name)
        # Rows are numbered by element in XML and by line in CSV: what they say is the same.
        said, again = (
            [[(c.event, c.occurred_on, c.data) for c in every_claim(row)] for row in one.rows] for one in (found, other)
        )
        assert said == again
