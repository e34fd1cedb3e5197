"""Files that mean harm, through the command as a process of its own: refused in plain words, bounded, nothing written.

The limits of memory and time are far above what such a refusal takes, and far below what the file would take whole.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from journey.importers.report.shipped import text_of
from journey.store.log import open_log
from tests.cli.loaded import run
from tests.cli.running import journey
from tests.importers.census import census, child, referral
from tests.journey.reports import shipped_report
from tests.soak.laws import store_of
from tests.soak.model import book_of, csv_of, files_of
from tests.soak.sources import sources

MEMORY = 250 * 2**20
"""Bytes resident at most; the command alone holds about 60 MB."""
SECONDS = 60

OF = {source.name: source for source in sources()}
TABLES = ("annex-a-csv", "ssda903", "report-csv", "ssd")
BOOKS = ("annex-a", "report")
XML = ("cin", "ssda903-xml")
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

DATED = ("--la", "999", "--extract-date", "2025-04-30")

Maker = Callable[[str], Iterator[bytes]]


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A store for each source, with its first file; of our own export one that holds what it says."""
    folder = tmp_path_factory.mktemp("hostile")
    found = {name: store_of(OF[name], folder) for name in (*TABLES, *BOOKS, *XML, "organisation")}
    return {**found, "events": found["annex-a-csv"]}


@pytest.fixture(scope="module")
def exported(homes: Mapping[str, Path]) -> bytes:
    """Our own export of a store."""
    path = homes["events"] / "events.csv"
    assert journey("export", "csv", str(path), store=f"sqlite:///{homes['events'] / 'journey.db'}").exit_code == 0
    return path.read_bytes()


def refused(home: Path, name: str, *files: Path, more: tuple[str, ...] = ()) -> str:
    """What is said of files that are refused, within bounds, by a process that leaves the store as it was."""
    before = {path.name: path.read_bytes() for path in home.glob("journey.db*")}
    verb, *options = OF[name].command[1] if name in OF else (name,)
    store = f"sqlite:///{home / 'journey.db'}"
    rejects = ("--rejects", str(home / "rejects.csv"))
    code, said, peak, seconds = run("--store", store, "import", verb, *map(str, files), *options, *more, *rejects)

    assert code == 11, said
    assert said.count("\n") <= 2, said
    assert "Traceback" not in said
    assert peak < MEMORY, f"{peak / 2**20:.0f} MB"
    assert seconds < SECONDS
    assert {path.name: path.read_bytes() for path in home.glob("journey.db*")} == before
    with open_log(f"sqlite:///{home / 'journey.db'}", create=False) as log:
        assert log.verify().problems == []
    return said


def good(name: str) -> bytes:
    """The second file of a source that has one."""
    return next(iter(files_of(OF[name], OF[name].after).values()))


def doctored(name: str) -> dict[str, Iterator[bytes]]:
    """XML that would read other files, ask the network, grow without end, or is not what it says."""
    text = good(name)
    head, _, rest = text.partition(b">")
    middle = text.index(b"</", len(text) // 2)
    root = b"Message" if name == "cin" else b"EXPSSDA903"

    def declared(inside: bytes) -> Iterator[bytes]:
        yield head + b"><!DOCTYPE " + root + b" " + inside + b">" + rest

    def filled(opens: bytes, closes: bytes, piece: bytes = b"x" * 2**20) -> Iterator[bytes]:
        yield text[:middle] + opens
        yield from (piece for _ in range(200 * 2**20 // len(piece)))
        yield closes + text[middle:]

    return {
        "entities": declared(b'[<!ENTITY x "1000007">]'),
        "an external entity": declared(b'[<!ENTITY x SYSTEM "file:///etc/hostname">]'),
        "an external document type": declared(b'SYSTEM "http://127.0.0.1:9/x.dtd"'),
        "a billion laughs": declared(b'[<!ENTITY l0 "ha">' + LAUGHS.encode() + b"]"),
        "a parameter entity": declared(b'[<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]'),
        "200 MB of one text": filled(b"", b""),
        "200 MB of one tag": filled(b"<", b"/>"),
        "200 MB of one comment": filled(b"<!--", b"-->"),
        "200 MB of small elements": filled(b"", b"", b"<a>x</a>" * 2**17),
        "200 MB of deeper elements": filled(b"", b"", b"<a>" * 2**18),
        "another encoding": iter([re.sub(rb"(<(?i:sex)>)", lambda tag: tag[0] + b"\xe9", text)]),
        "text between elements": iter([re.sub(rb"(<DECOM>|<CINreferralDate>)", rb"stray\1", text)]),
        "cut short": iter([text[: len(text) // 2]]),
    }  # fmt: skip


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("what", list(doctored("cin")))
def test_xml(homes: Mapping[str, Path], tmp_path: Path, name: str, what: str) -> None:
    path = tmp_path / "bad.xml"
    with path.open("wb") as out:
        out.writelines(doctored(name)[what])

    said = refused(homes[name], name, path)

    assert said.startswith("bad.xml, line "), said


def twice(line: bytes) -> bytes:
    """A line of a table with its first cell said again."""
    return b",".join([line, line.split(b",")[0]]) if line else line


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("NUL bytes", lambda text: text.replace(b"1000014", b"10000\x0014")),
        ("a delimiter nobody uses", lambda text: text.replace(b",", b"~")),
        ("a quote that never closes", lambda text: text.replace(b"1000014", b'"1000014', 1)),
        ("a picture", lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
        ("nothing", lambda _: b""),
        ("a row above the headers", lambda text: b"\r\n".join([text.split(b"\r\n", 2)[1], text])),
        ("a column twice", lambda text: b"\r\n".join(twice(line) for line in text.split(b"\r\n"))),
        ("one field of 50 MB", lambda text: text.replace(b"1000014", b"9" * 50 * 2**20, 1)),
    ],
)
def test_csv(homes: Mapping[str, Path], tmp_path: Path, name: str, what: str, change: Callable[[bytes], bytes]) -> None:
    file, content = next(iter(files_of(OF[name], OF[name].after).items()))
    path = tmp_path / file
    path.write_bytes(change(content))

    assert file in refused(homes[name], name, path), what


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"999", b"9\x009"),
        lambda text: text.replace(b",", b"~"),
        lambda text: b"\r\n".join(twice(line) for line in text.split(b"\r\n")),
        lambda text: b"\r\n".join(line + b",x" * 40 if line else line for line in text.split(b"\r\n")),
        lambda text: text.decode("utf-8-sig").encode("utf-16"),
        lambda text: text.replace(b"annex-a", b"annex-\xe9"),
        lambda text: text.replace(b"annex-a", b'"annex-a', 1),
        lambda text: text.replace(b"annex-a", b"a" * 20 * 2**20, 1),
        lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        lambda text: text[: len(text) // 2],
        lambda _: b"",
    ],
)
def test_our_own_export(
    homes: Mapping[str, Path], exported: bytes, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(change(exported))

    assert "events.csv, row " in refused(homes["events"], "events", path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hubs.toml", b'[[hub]]\nhub = "Hub 4\x00"\nopened = "2016-09"\n'),
        ("hubs.toml", b'[[hub]]\nhub = "Hub 4"\nhub = "Hub 5"\nopened = "2016-09"\n'),
        ("hubs.toml", "[[hub]]\nhub = 'Hübe'\nopened = '2016-09'\n".encode("utf-16-le")),
        ("hubs.toml", b"x = " + b"[" * 100_000),
        ("hubs.toml", b'[[hub]]\nhub = "' + b"4" * 2**20 + b'"\nopened = "2016-09"\n'),
        ("hubs.csv", b"table,hub,opened\r\nhub,Hub 4\x00,2016-09\r\n"),
        ("hubs.csv", b"table~hub~opened\r\nhub~Hub 4~2016-09\r\n"),
        ("hubs.csv", b"table,hub,opened,hub\r\nhub,Hub 4,2016-09,Hub 5\r\n"),
        ("hubs.csv", b"table,hub,opened" + b",more" * 40 + b"\r\nhub,Hub 4,2016-09" + b",x" * 40),
        ("hubs.csv", b"table,hub,opened\r\nhub,Hub 4,2016-09" + b",x" * 40),
        ("hubs.csv", b'table,hub,opened\r\nhub,"Hub 4,2016-09\r\n'),
        ("hubs.csv", b"\xd0\xcf\x11\xe0" + bytes(range(256)) * 40),
    ],
)
def test_organisations(homes: Mapping[str, Path], tmp_path: Path, name: str, text: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(text)

    assert refused(homes["organisation"], "organisation", path, more=DATED if name.endswith("csv") else ()).startswith(
        name
    )


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_that_unpacks_to_more_than_any(homes: Mapping[str, Path], tmp_path: Path, name: str) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb, bomb.open("xl/worksheets/sheet1.xml", "w") as sheet:
        for _ in range(1_000):
            sheet.write(b"0" * 2**20)

    assert "bomb.xlsx" in refused(homes[name], name, path)


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_with_a_bomb_among_sound_parts(homes: Mapping[str, Path], tmp_path: Path, name: str) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(good(name))
    with zipfile.ZipFile(path) as sound:
        parts = {part: sound.read(part) for part in sound.namelist()}
    cells = b"<row><c t='inlineStr'><is><t>" + b"A" * 2**20
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for part, content in parts.items():
            if part != "xl/worksheets/sheet1.xml":
                bomb.writestr(part, content)
        with bomb.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(parts["xl/worksheets/sheet1.xml"].partition(b"<sheetData>")[0] + b"<sheetData>" + cells)
            for _ in range(1_000):
                sheet.write(b"A" * 2**20)

    assert "bomb.xlsx" in refused(homes[name], name, path)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: text.replace('date = "Visit date"', 'date = "Visit date"\ndate = "Date"'), "bad.toml:8"),
        (lambda text: text.replace('"Reason not seen alone" =', '"Child seen" ='), "bad.toml:"),
        (lambda text: text.replace('field = "not_alone_reason"', 'field = "no_such_field"'), "no_such_field"),
        (lambda text: text.replace('field = "seen"', 'field = "worker"'), "worker"),
        (lambda text: text.replace("[event.is]", "[event.was]"), "bad.toml:12"),
        (lambda text: text.replace('child = "Child ID"', ""), "child"),
        (lambda text: text + "x" * 2**24, "bad.toml"),
    ],
)
def test_maps(homes: Mapping[str, Path], tmp_path: Path, change: Callable[[str], str], says: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(change(text_of("visits")), encoding="utf-8")
    visit = {"Child ID": "1000007", "Visit date": "06/01/2025", "Visit type": "CP visit"}

    said = refused(
        homes["report-csv"], "report-csv", shipped_report(tmp_path / "visits.csv", "visits", [visit]),
        more=("--map", str(path)),
    )  # fmt: skip

    assert says in said


@pytest.mark.parametrize("name", TABLES)
def test_forty_columns_too_many_are_said_and_left_aside(homes: Mapping[str, Path], tmp_path: Path, name: str) -> None:
    assert isinstance(OF[name].after, dict)
    table, rows = next(iter(OF[name].after.items()))
    wider = [[*row, *(f"more {n}" if at == 0 else "x" for n in range(40))] for at, row in enumerate(rows)]
    path = tmp_path / f"{table.replace(' ', '_')}.csv"
    path.write_bytes(csv_of(wider))

    verb, *options = OF[name].command[1]
    store = f"sqlite:///{homes[name] / 'journey.db'}"
    code, said, peak, _ = run("--store", store, "import", verb, str(path), *options, "--dry-run")

    assert (code, "'more 0'" in said) == (0, True), said
    assert peak < MEMORY


def test_a_sheet_as_wide_as_sheets_get_costs_little(homes: Mapping[str, Path], tmp_path: Path) -> None:
    assert isinstance(OF["annex-a"].after, dict)
    rows = OF["annex-a"].after["List 3"]
    path = tmp_path / "wide.xlsx"
    path.write_bytes(book_of({"List 3": [[*row, *range(16_000)] for row in rows]}))

    store = f"sqlite:///{homes['annex-a'] / 'journey.db'}"
    verb, *options = OF["annex-a"].command[1]
    code, said, peak, _ = run("--store", store, "import", verb, str(path), *options, "--dry-run")

    assert code in (0, 11), said
    assert peak < MEMORY


def test_a_good_file_is_taken_in_by_the_same_means(tmp_path: Path) -> None:
    """The twin: what is refused above is refused for what is wrong with it."""
    path = census(tmp_path / "cin.xml", child(referral("2024-09-18")))

    code, said, peak, _ = run("--store", f"sqlite:///{tmp_path / 'journey.db'}", "import", "cin", str(path))

    assert code == 0, said
    assert 10 * 2**20 < peak < MEMORY
