"""Findings about the record: values not read, codes not known, dates that went back, sources that disagree, lag."""

from __future__ import annotations

from collections.abc import Iterator

from journey.domain.calendar import working_days_between
from journey.domain.errors import OutsideTables
from journey.domain.events import event
from journey.domain.statements import PERSON_SYSTEM
from journey.domain.timescales import timescale
from journey.domain.values import UNREAD, code_of, is_code
from journey.projections.effective import Fact
from journey.projections.quality_history import Finding, History


def not_read(history: History) -> Iterator[Finding]:
    """Values of a column that could not be read; the value itself is shown with the fact."""
    for fact in history.standing:
        unread = fact.data.get(UNREAD)
        for column, said in sorted(unread.items()) if isinstance(unread, dict) else ():
            problem = said.get("problem", "could not be read") if isinstance(said, dict) else "could not be read"
            yield Finding("value not read", fact.occurred_on, f"{column}: {problem}", (fact,))


def unknown_codes(history: History) -> Iterator[Finding]:
    """Values that are in no code set of their column."""
    for fact in history.standing:
        for name, value in fact.data.items():
            if is_code(value) and code_of(value) is None:
                yield Finding("unknown code", fact.occurred_on, f"{_title(fact)}: {_words(name)}", (fact,))


def went_back(history: History) -> Iterator[Finding]:
    """Latest dates that lie before one the same source had shown: kept, and no event."""
    for fact in history.every:
        if fact.state == "set aside":
            yield Finding("date went back", fact.occurred_on, f"{_title(fact)}: a later day was shown before", (fact,))


def disagreements(history: History) -> Iterator[Finding]:
    """Fields of which another source says last something else than what counts."""
    for fact in history.standing:
        for name in sorted(fact.disagreements):
            yield Finding("sources disagree", fact.occurred_on, f"{_title(fact)}: {_words(name)}", (fact,))


def recorded_late(history: History) -> Iterator[Finding]:
    """Facts recorded more than the limit after they happened, where that can be known.

    A person records on a day. A file shows that a fact was not yet recorded when the file before it was made, which
    makes the lag at least as long; a first file shows nothing of it.
    """
    for fact in history.standing:
        by_person = fact.said[0].source.system == PERSON_SYSTEM
        known = fact.known_on if by_person else fact.known_from
        if fact.occurred_on is None or known is None or event(fact.event).SERIES == "observed":
            continue
        limit = timescale("recording_drift", fact.occurred_on).step("late").limit
        try:
            lag = working_days_between(fact.occurred_on, known)
        except OutsideTables:
            continue
        if limit is not None and lag > limit.value:
            at_least = "" if by_person else "at least "
            detail = f"{_title(fact)}: recorded {at_least}{lag} working days after it happened"
            yield Finding("recorded late", fact.occurred_on, detail, (fact,))


def _title(fact: Fact) -> str:
    return event(fact.event).TITLE


def _words(name: str) -> str:
    return name.replace("_", " ")


CHECKS = (not_read, unknown_codes, went_back, disagreements, recorded_late)
