"""The invented journeys of looked-after children behind the sample: 903 returns of any year made from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tests.importers.returns import write
from tests.journey.truth import TRUTH, day

Episode = Mapping[str, Any]
Span = tuple[str, date, date | None]
"""Child, first day, last day up to the day asked for."""

NUMBERS = {name: f"SW{1000 + n}" for n, name in enumerate(sorted({w["w"] for child in TRUTH for w in child["sw"]}))}
"""A number of Social Work England for each invented worker."""


def _first(year: int) -> date:
    return date(year - 1, 4, 1)


def _last(year: int) -> date:
    return date(year, 3, 31)


def in_return(start: str, end: str | None, year: int) -> bool:
    """Whether a return holds an episode: it was open at any time in the year."""
    ended = day(end)
    return date.fromisoformat(start) <= _last(year) and (ended is None or ended >= _first(year))


def in_care(year: int) -> list[dict[str, Any]]:
    """The children of a return."""
    return [child for child in TRUTH if any(in_return(e["decom"], e["dec"], year) for e in episodes(child))]


def episodes(child: Mapping[str, Any]) -> Iterator[Episode]:
    """All episodes of a child, period by period."""
    for period in child["lac"]:
        yield from period


def return_of(folder: Path, year: int) -> list[Path]:
    """Header, Episodes and SWEpisodes of a year, as the truth has them."""
    children = in_care(year)
    return write(
        folder / str(year),
        {
            "Header": [_header(child) for child in children],
            "Episodes": [
                _episode(child, one, year)
                for child in children
                for one in episodes(child)
                if in_return(one["decom"], one["dec"], year)
            ],
            "SWEpisodes": [
                _worker(child, one, year)
                for child in children
                for one in child["sw"]
                if in_return(one["start"], one["end"], year)
            ],
        },
    )


def _uk(text: str | None, year: int) -> str:
    """A day as the return of a year writes it: blank where it lies beyond."""
    found = day(text)
    return f"{found:%d/%m/%Y}" if found is not None and found <= _last(year) else ""


def _header(child: Mapping[str, Any]) -> dict[str, str]:
    born = date.fromisoformat(child["dob"])
    return {"CHILD": str(child["id"]), "SEX": child["sex"], "DOB": f"{born:%d/%m/%Y}", "ETHNIC": child["eth"]}


def _episode(child: Mapping[str, Any], one: Episode, year: int) -> dict[str, str]:
    ended = _uk(one["dec"], year)
    return {
        "CHILD": str(child["id"]),
        "DECOM": _uk(one["decom"], year),
        "RNE": one["rne"],
        "LS": one["ls"],
        "CIN": one["cin"],
        "PLACE": one["place"],
        "PLACE_PROVIDER": one["prov"],
        "DEC": ended,
        "REC": one["rec"] if ended else "",
        "REASON_PLACE_CHANGE": (one["rpc"] or "") if ended else "",
        "PL_POST": one["pc"],
        "URN": str(one["urn"]),
    }


def _worker(child: Mapping[str, Any], one: Mapping[str, Any], year: int) -> dict[str, str]:
    return {
        "CHILD": str(child["id"]),
        "SW_ID": NUMBERS[one["w"]],
        "SW_DECOM": _uk(one["start"], year),
        "SW_DEC": _uk(one["end"], year),
        "SW_REASON": one["reason"],
    }


def periods(as_at: date, *years: int) -> set[Span]:
    """Periods of care of which the returns of some years hold an episode, as they stand on a day."""
    return {
        (str(child["id"]), date.fromisoformat(period[0]["decom"]), _by(period[-1]["dec"], as_at))
        for child in TRUTH
        for period in child["lac"]
        if any(in_return(one["decom"], one["dec"], year) for one in period for year in years)
        if date.fromisoformat(period[0]["decom"]) <= as_at
    }


def runs(begins: str, as_at: date, *years: int) -> set[Span]:
    """Runs of episodes that no RNE of ``begins`` breaks: placements with ``SPTBU``, legal statuses with ``SLBU``."""
    found: set[Span] = set()
    for child in TRUTH:
        for period in child["lac"]:
            starts = [n for n, one in enumerate(period) if one["rne"] in begins]
            for first, after in zip(starts, [*starts[1:], len(period)], strict=True):
                run = period[first:after]
                if any(in_return(one["decom"], one["dec"], year) for one in run for year in years):
                    begun = date.fromisoformat(run[0]["decom"])
                    if begun <= as_at:
                        found.add((str(child["id"]), begun, _by(run[-1]["dec"], as_at)))
    return found


def _by(text: str | None, as_at: date) -> date | None:
    found = day(text)
    return found if found is not None and found <= as_at else None
