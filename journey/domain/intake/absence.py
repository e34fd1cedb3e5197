"""When a fact that a file lacks is gone, and when its absence says nothing (design, rule 5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from journey.domain.calendar import age_on, months_before
from journey.domain.columns import Listing, Scope
from journey.domain.extract import Days
from journey.domain.intake.says import FileSays
from journey.domain.intake.state import FactSaid, SourceState
from journey.domain.values import code_of

GUARD = timedelta(days=2)
"""Width of the band at the edge of a window in which no absence counts: real tools count six months differently."""

DAYS_OF_SIX_MONTHS = 183
"""Six months as some case systems count them."""

DEATH_CODES = frozenset({"RC2", "E2", "died", "DIED"})

MAY_BE_REFUSED: Final = "a refused row may be it"
NO_DAYS: Final = "the file does not say which days it covers"
OTHER_LIST: Final = "moved to another list"

Elsewhere = Callable[[FactSaid, SourceState], bool]
"""Whether the same fact stands in this file under another child's id (a possible merge)."""


def nowhere_else(_fact: FactSaid, _state: SourceState) -> bool:
    """The answer of a file in which no fact stands under another id."""
    return False


def window_from(listing: Listing, speaks_for: date, said: Days | None = None) -> date | None:
    """The first day a list covers, as the narrowest tool counts it; None for a snapshot.

    ``said`` are the days that the file says itself; None where a list that has its own days does not say.
    """
    return _opens(listing.scope, speaks_for, said)


@lru_cache(maxsize=1024)
def _opens(scope: Scope, speaks_for: date, said: Days | None) -> date | None:
    """``window_from`` of a scope: the same for every child of a file."""
    if scope.own_days:
        return said.first if said else None
    if scope.by == "snapshot":
        return None
    months = scope.months
    by_days = speaks_for - timedelta(days=DAYS_OF_SIX_MONTHS * months // 6)
    return max(months_before(speaks_for, months), by_days)


@dataclass(frozen=True, slots=True)
class Absence:
    """What to make of an absence: ``lawful`` says why nothing follows from it; None means the fact is withdrawn."""

    fact: FactSaid
    lawful: str | None


def judge(
    fact: FactSaid, listing: Listing, state: SourceState, says: FileSays, elsewhere: Elsewhere = nowhere_else
) -> Absence:
    """Whether a lawful exit explains that a covered list lacks a fact it held before."""
    return Absence(fact, _lawful_exit(fact, listing, state, says, elsewhere))


def _lawful_exit(
    fact: FactSaid, listing: Listing, state: SourceState, says: FileSays, elsewhere: Elsewhere
) -> str | None:
    if out := _out_of_window(fact, listing, state, says):
        return out
    if listing.of_those_in and listing.of_those_in not in says.present:
        return f"the child is not in {listing.of_those_in}"
    if _adult(state, says):
        return "18 or over"
    if _died(state, says):
        return "died"
    if _moved_list(listing, state, says):
        return OTHER_LIST
    if elsewhere(fact, state):
        return "under another id"
    return None


def _out_of_window(fact: FactSaid, listing: Listing, state: SourceState, says: FileSays) -> str | None:
    """Why the days that a list covers do not oblige it to hold a fact; None if they do.

    What holds it in the file (``Listing.within``) has been compared before it.
    """
    speaks_for, start = says.file.speaks_for, fact.occurred_on
    own = says.days.get(listing.name)
    opens = window_from(listing, speaks_for, own)
    if listing.scope.own_days and own is None:
        return NO_DAYS
    if own is not None and start is not None and start > own.last:
        return "after the last day that the file covers"
    if opens is None or start is None:
        return "a snapshot shows what is so now"
    if start > speaks_for:
        return "after the day the file describes"
    holder = state.facts.get(str(fact.data.get(listing.within[1])))
    if holder is not None and not holder.exists:
        return None  # what held it was withdrawn, and it with that
    if holder is not None and holder.key not in state.present:
        return "what it belongs to left the list"
    must_show = _must_show(fact, listing, state)
    guard = timedelta(0) if own else GUARD
    return "aged out of the window" if must_show is None or must_show < opens + guard else None


def _must_show(fact: FactSaid, listing: Listing, state: SourceState) -> date | None:
    """The earliest day that, if it lies in the window, obliges the list to hold the fact."""
    outcomes = [known for known in state.outcomes(fact.key) if known.exists]
    opened = any(known.event in listing.opens for known in outcomes)
    if listing.scope.by == "start" or (listing.opens and not opened):
        return fact.occurred_on
    ends = [known.occurred_on for known in outcomes if known.event in listing.ends and known.occurred_on is not None]
    if ends:
        return max(ends)
    seen_in = state.present.get(fact.key)
    if seen_in is None:
        return None
    # What was open at the end of a file's last day is still there the day after, which may be another file's first.
    return seen_in.speaks_for + timedelta(days=1) if listing.scope.own_days else seen_in.speaks_for


def _adult(state: SourceState, says: FileSays) -> bool:
    born = says.person.get("date_of_birth") or state.person.get("date_of_birth")
    return isinstance(born, date) and age_on(born, says.file.speaks_for) >= 18


def _died(state: SourceState, says: FileSays) -> bool:
    told = [f.data for f in state.facts.values() if f.exists] + [told.data for _, told, _ in says.series.values()]
    told += [told.data for main in says.mains for told in main.parts.values()]
    if any(person.get("date_of_death") is not None for person in (says.person, state.person)):
        return True
    return any(code_of(data.get(name)) in DEATH_CODES for data in told for name in ("reason", "in_touch"))


def _moved_list(listing: Listing, state: SourceState, says: FileSays) -> bool:
    """Whether the child newly stands in another list that shows who holds a case (Annex A: lists 6 to 9)."""
    listings = {main.listing.name: main.listing for main in says.mains}
    listings |= {of.name: of for of, _, _ in says.series.values()}
    newly = {name for name, of in listings.items() if _shows_holder(of)} & (says.present - state.lists)
    return _shows_holder(listing) and bool(newly - {listing.name})


def _shows_holder(listing: Listing) -> bool:
    return any(column.event == "AllocationObserved" for column in listing.columns)
