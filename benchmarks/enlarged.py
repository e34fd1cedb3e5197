"""The census and the looked-after return of any size: the bundled sample, copied under other ids."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path

from benchmarks import workbook

SAMPLE = workbook.SAMPLE

_ID = re.compile(r"(<LAchildID>)(\d+)")
_MADE = re.compile(r"(<DateTime>)[^<]*")
_SOURCE = re.compile(r"(<ReferralSource>)[^<]*")
_APART = 10_000
_FILES = ("903_header.csv", "903_episodes.csv", "903_sw_episodes.csv")


def annex_a(children: int, folder: Path) -> list[Path]:
    """The workbook of March 2025 with so many children."""
    path = folder / "annex_a_2025_03.xlsx"
    workbook.enlarge(path.name, children, path)
    return [path]


def census(children: int, folder: Path) -> list[Path]:
    """The census of 2025 with about so many children, as one file."""
    text = (SAMPLE / "cin_2025.xml").read_text(encoding="utf-8")
    before, inside, after = re.split(r"(?<=<Children>)|(?=</Children>)", text)
    copies = round(children / inside.count("<Child>"))
    path = folder / "cin_2025.xml"
    with path.open("w", encoding="utf-8") as out:
        out.write(before)
        for copy in range(copies):
            out.write(_ID.sub(_moved(copy * _APART), inside))
        out.write(after)
    return [path]


def changed(path: Path, to: Path, made: str, *, values: bool = True) -> Path:
    """A census made on another day; with every fourth referral of another source, unless no value changes."""
    text = _MADE.sub(rf"\g<1>{made}T09:00:00", path.read_text(encoding="utf-8"))
    if values:
        number = count()
        text = _SOURCE.sub(lambda found: found[0] if next(number) % 4 else f"{found[1]}1B", text)
    to.write_text(text, encoding="utf-8")
    return to


def looked_after(children: int, folder: Path) -> list[Path]:
    """Header, Episodes and SWEpisodes of 2024-25 with about so many children."""
    paths = []
    for name in _FILES:
        with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        ids = {row[0] for row in rows}
        paths.append(folder / name)
        with paths[-1].open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(header)
            for copy in range(round(children / len(ids))):
                writer.writerows([str(int(child) + copy * _APART), *cells] for child, *cells in rows)
    return paths


def _moved(by: int) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found[1]}{int(found[2]) + by}"
