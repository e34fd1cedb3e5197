"""Files that are no census, damaged or made to do harm: one clear refusal each."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from journey.domain.errors import BadInputFile
from journey.importers import elements
from tests.importers.census import census, child, element, header, read, referral

GOOD = element("Message", header(), element("Children", child(referral("2024-09-18"))))
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))

REFUSED = {
    "nothing": ("", "no element found"),
    "no XML": ("child;referral\n1;2024-09-18\n", "not well-formed"),
    "cut off": (GOOD[: len(GOOD) // 2], "unclosed token"),
    "another root": (GOOD.replace("Message>", "CINdetailsCollection>"), "not <Message>"),
    "another collection": (GOOD.replace(">CIN<", ">CLA<"), "not CIN"),
    "text between elements": (GOOD.replace("<CINdetails>", "<CINdetails>stray"), "text stands between"),
    "text at the end": (GOOD.replace("</Children>", "stray</Children>"), "text stands between"),
    "billion laughs": (f'<!DOCTYPE Message [<!ENTITY l0 "ha">{LAUGHS}]>' + GOOD, "document type or entities"),
    "external entity": ('<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + GOOD, "document type"),
    "external DTD": ('<!DOCTYPE Message SYSTEM "http://127.0.0.1:9/cin.dtd">' + GOOD, "document type"),
    "unknown entity": (GOOD.replace(">1A<", ">&laughs;<"), "undefined entity"),
    "too deep": (GOOD.replace("<CINdetails>", "<a>" * 50), "nested more than"),
    "no header": (element("Message", element("Children", child(referral("2024-09-18")))), "has no <Header>"),
    "two headers": (GOOD.replace("</Message>", header() + "</Message>"), "a second header"),
    "no referral": (element("Message", header(), element("Children", child())), "no referral at all"),
    "no authority": (GOOD.replace("<LEA>999</LEA>", ""), "Source/LEA) is missing"),
    "no year": (element("Message", header(Year=None, ReferenceDate=None)), "neither a reference date nor a year"),
    "made before its year": (element("Message", header(made="2023-05-01")), "before the census year began"),
    "an unknown encoding": ("<?xml version='1.0' encoding='klingon'?>" + GOOD, "encoding"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_one_clear_refusal(tmp_path: Path, what: str) -> None:
    text, says = REFUSED[what]
    file = tmp_path / "cin.xml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(BadInputFile) as refusal:
        read(file)

    assert says in str(refusal.value)
    assert str(refusal.value).startswith("cin.xml")
    assert "\n" not in str(refusal.value)


def test_the_wrong_encoding_names_the_line(tmp_path: Path) -> None:
    file = census(tmp_path / "cin.xml", child(referral("2024-09-18")))
    file.write_bytes(file.read_bytes().replace(b"WBRI", "Wéb".encode("cp1252")))

    with pytest.raises(BadInputFile, match=r"cin\.xml, line \d+: .*encoding that its first line says"):
        read(file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_an_encoding_that_the_file_names_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "cin.xml"
    named = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    file.write_text(f"<?xml version='1.0' encoding='{named}'?>{GOOD}", encoding=encoding)

    assert read(file).la == "999"


@pytest.mark.parametrize("path", ["missing.xml", "."])
def test_a_file_that_is_not_there(tmp_path: Path, path: str) -> None:
    with pytest.raises(BadInputFile):
        read(tmp_path / path)


def pieces(kind: str) -> Iterator[bytes]:
    """A file of 200 MB that is one element, one tag or one comment, piece by piece."""
    before, after = GOOD.encode().split(b"2024-09-18")
    filling = b"x" * 2**20
    opens, closes = {"text": (b"", b""), "tag": (b"<", b"/>"), "comment": (b"<!--", b"-->")}[kind]
    yield before + opens
    for _ in range(200):
        yield filling
    yield closes + after


@pytest.mark.parametrize("kind", ["text", "tag", "comment"])
def test_two_hundred_megabytes_of_one_element_are_refused_before_they_are_read(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "cin.xml"
    with file.open("wb") as out:
        out.writelines(pieces(kind))

    tracemalloc.start()
    with pytest.raises(BadInputFile, match=r"characters|longer than"):
        read(file)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 20 * 2**20


def test_a_file_larger_than_any_return_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "MAX_FILE", 500)

    with pytest.raises(BadInputFile, match="larger than"):
        read(census(tmp_path / "cin.xml", child(referral("2024-09-18"))))


def test_a_child_with_more_elements_than_any_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "LARGEST_RECORD", 100)

    with pytest.raises(BadInputFile, match="<Child> holds more than 100 elements"):
        read(census(tmp_path / "cin.xml", child(*[referral("2024-09-18") for _ in range(40)])))
