"""Pictures: what they show in words, that text cannot break out of them, and that shades alone say nothing."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from journey.reports import write
from journey.reports.pictures import Bars, Ranges, described
from journey.reports.svg import drawn
from journey.reports.table import Section
from tests.reports.sample import COLUMNS, report, row

BARS = Bars("Journeys by grade", ("Good", "Inadequate"), (("Hub <1>", (3, 1)), ("Hub 2", (0, 2))))
RANGES = Ranges("In time", (("R05", 0.5, 0.4, 0.6, "10 of 20", 0.55), ("C09", 1.0, 0.8, 1.0, "12 of 12", None)), "all")


def test_each_is_told_in_words() -> None:
    assert described(BARS) == "Hub <1>: Good 3, Inadequate 1. Hub 2: Good 0, Inadequate 2."
    assert described(RANGES) == (
        "R05: 50%, between 40% and 60% (10 of 20), all 55%. C09: 100%, between 80% and 100% (12 of 12)."
    )


def test_it_is_well_formed_and_names_its_alternative() -> None:
    for picture in (BARS, RANGES):
        svg = ElementTree.fromstring(drawn(picture, 3))
        words = {part.get("id"): part.text for part in svg if part.tag in ("title", "desc")}

        assert svg.get("role") == "img"
        assert str(svg.get("aria-labelledby")).split() == ["t3", "d3"]
        assert words == {"t3": picture.title, "d3": described(picture)}


def test_every_number_stands_in_the_picture() -> None:
    svg = ElementTree.fromstring(drawn(BARS, 1))

    assert [part.text for part in svg.iter("text")] == ["Good", "Inadequate", "Hub <1> (4)", "3", "1", "Hub 2 (2)", "2"]


def test_it_is_in_shades_of_grey() -> None:
    colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', drawn(BARS, 1) + drawn(RANGES, 1)))

    def grey(colour: str) -> bool:
        digits = colour[1:]
        third = len(digits) // 3
        return len({digits[n : n + third] for n in range(0, len(digits), third)}) == 1

    assert colours
    assert all(map(grey, colours))


def test_a_page_shows_it_above_its_table() -> None:
    section = Section("grades", "Grades", COLUMNS, [row()], ("A note.",), BARS)
    page = write(report(sections=(section,)), "html").decode()

    assert page.index("<svg") < page.index(">Grades</caption>")
    assert "Hub &lt;1&gt;" in page
    assert "<p>A note.</p>" in page
    assert "A note." in write(report(sections=(section,)), "md").decode()
