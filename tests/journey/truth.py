"""The invented journeys behind the sample (truth.json): what the files should tell, and census files made from them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from journey.domain.calendar import months_before
from tests.cli.running import SAMPLE
from tests.importers.census import assessment, census, child, enquiry, in_need_plan, plan, referral

TRUTH: list[dict[str, Any]] = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))

Referral = Mapping[str, Any]


def day(text: str | None) -> date | None:
    """A day of the truth; None where there is none."""
    return date.fromisoformat(text) if text else None


def by(text: str | None, last: date) -> str | None:
    """A day, where it had come by the last one."""
    return text if text and date.fromisoformat(text) <= last else None


def in_census(one: Referral, year: int) -> bool:
    """Whether a census holds a referral: received in the year, or of an episode that was open in it."""
    opens, last = date(year - 1, 4, 1), date(year, 3, 31)
    received, closed = date.fromisoformat(one["date"]), day(one["close"])
    if received > last:
        return False
    return received >= opens if one["nfa"] else closed is None or closed >= opens


def referrals(year: int) -> dict[str, list[Referral]]:
    """The referrals that a year's census holds, by child; only children with any."""
    held = {str(c["id"]): [one for one in c["refs"] if in_census(one, year)] for c in TRUTH}
    return {child_id: found for child_id, found in held.items() if found}


def re_referrals(first: date, last: date, known: Mapping[str, list[Referral]] | None = None) -> tuple[int, int]:
    """Referrals of a period, and those with an earlier one of the same child in the twelve months before."""
    of_child = known if known is not None else {str(c["id"]): c["refs"] for c in TRUTH}
    received = again = 0
    for found in of_child.values():
        days = sorted(date.fromisoformat(one["date"]) for one in found)
        for n, on in enumerate(days):
            if first <= on <= last:
                received += 1
                again += any(earlier >= months_before(on, 12) for earlier in days[:n])
    return received, again


def census_of(path: Path, year: int) -> Path:
    """The census of a year, as the truth has it."""
    last = date(year, 3, 31)
    known = {str(c["id"]): c for c in TRUTH}
    children = (
        child(*(_details(one, last) for one in found), of=child_id, **_who(known[child_id]))
        for child_id, found in referrals(year).items()
    )
    return census(path, *children, year=year)


def _who(of: Mapping[str, Any]) -> dict[str, Any]:
    disability = ("LD",) if of["dis"] else ("NONE",)
    return {"PersonBirthDate": of["dob"], "Sex": of["sex"], "ethnicity": of["eth"], "disability": disability}


def _details(one: Referral, last: date) -> str:
    closed = by(one["close"], last)
    return referral(
        one["date"],
        *_inside(one, last),
        ReferralSource=one["src"],
        PrimaryNeedCode=None if one["nfa"] else one["need"],
        ReferralNFA="1" if one["nfa"] else "0",
        CINclosureDate=closed,
        ReasonForClosure=one["rc"] if closed else None,
    )


def _inside(one: Referral, last: date) -> Iterator[str]:
    for made in one["ass"]:
        if by(made["start"], last):
            done = by(made["auth"], last)
            yield assessment(made["start"], done, *(made["fac"] if done else ()))
    for held in one["s47"]:
        if by(held["start"], last):
            yield enquiry(held["start"], by(held["icpc"], last), InitialCPCtarget=held["target"])
    for ran in one["cpp"]:
        if by(ran["start"], last):
            reviews = [on for on in ran["revs"] if by(on, last)]
            yield plan(ran["start"], by(ran["end"], last), *reviews, category=ran["init"], latest=ran["last"])
    for ran in one["cinp"]:
        if by(ran["start"], last):
            yield in_need_plan(ran["start"], by(ran["end"], last))
