"""Which row of a file is which fact: rows that share a key match as a multiset, and moved start dates are found."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date, timedelta

from journey.domain.facts import begins_on, parse_fact_key
from journey.domain.intake.says import MainSays, Told
from journey.domain.intake.state import FactSaid, SourceState
from journey.domain.values import Data, comparable, same

MOVED_WITHIN = timedelta(days=31)
"""How far a start date may move and still be the same fact."""

Content = dict[tuple[str, str], object]


def said_content(fact: FactSaid, state: SourceState) -> Content:
    """What the source says of a fact so far, by (event, field), its ends and outcomes included."""
    content: Content = {(fact.event, name): value for name, value in fact.data.items()}
    content[fact.event, "occurred_time"] = fact.occurred_time
    for other in state.outcomes(fact.key):
        if other.exists:
            content |= _told(other.event, Told(other.occurred_on, other.data, other.occurred_time))
    return content


def row_content(main: MainSays) -> Content:
    """What a row says of its fact, by (event, field)."""
    content: Content = {(main.listing.main or "", name): value for name, value in main.data.items()}
    content[main.listing.main or "", "occurred_time"] = main.time
    for event, told in {**main.parts, **main.owned}.items():
        content |= _told(event, told)
    return content


def _told(event: str, told: Told) -> Content:
    when = {(event, "occurred_on"): told.occurred_on, (event, "occurred_time"): told.occurred_time}
    return when | {(event, name): value for name, value in told.data.items()}


def changes(said: Content, row: Content, listing_fields: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """How many of a list's own fields differ, and how many either side fills in."""
    differ = filled = 0
    for key in listing_fields:
        one, other = said.get(key), row.get(key)
        if one is None and other is None:
            continue
        filled += 1
        differ += not same(one, other)  # type: ignore[arg-type]
    return differ, filled


def own_fields(main: MainSays, *natures: str) -> list[tuple[str, str]]:
    """The (event, field) pairs of a list that belong to its rows' own facts, of some natures or of all."""
    return [
        (column.event, column.field)
        for column in main.listing.columns
        if column.event and column.field and column.nature != "person" and (not natures or column.nature in natures)
    ]


def assign_keys(rows: Sequence[MainSays], state: SourceState) -> tuple[dict[int, str], list[int]]:
    """Give the rows of one list that share a start date their fact keys.

    Returns the key per index of ``rows`` where the fact is known, and the indexes of the rows that are new, in the
    canonical order in which they take new ordinals. Equal content first, then the fewest changed fields.
    """
    if not rows:
        return {}, []
    kind, start = rows[0].kind, rows[0].start
    on_its_day = begins_on(kind, start)
    known = [
        fact
        for key, fact in state.facts.items()
        if key.startswith(on_its_day) and parse_fact_key(key).part is None and not fact.belongs_to
    ]
    identity = rows[0].listing.known_by
    if len(rows) == 1 and len(known) <= 1:
        return ({0: known[0].key}, []) if known and is_known_by(identity, known[0], rows[0]) else ({}, [0])
    fields = own_fields(rows[0])
    contents = [row_content(row) for row in rows]
    pairs = sorted(
        (changes(said_content(fact, state), content, fields)[0], not fact.exists, fact.key, str(rows[i].content()), i)
        for fact in known
        for i, content in enumerate(contents)
        if is_known_by(identity, fact, rows[i])
    )
    keys: dict[int, str] = {}
    taken: set[str] = set()
    for _, _, key, _, i in pairs:
        if i not in keys and key not in taken:
            keys[i] = key
            taken.add(key)
    fresh = sorted((i for i in range(len(rows)) if i not in keys), key=lambda i: (str(rows[i].content()), i))
    return keys, fresh


def is_known_by(identity: Sequence[str], fact: FactSaid, main: MainSays) -> bool:
    """Whether a row is about what a fact is about, by the fields that tell (``Listing.known_by``)."""
    return all(same(fact.data.get(name), main.data.get(name)) for name in identity)


def find_said_again(
    absent: Sequence[FactSaid], new: Sequence[MainSays], identity: Sequence[str]
) -> list[tuple[FactSaid, MainSays]]:
    """Pair facts with rows about the same thing whose days overlap: the day is now known more exactly, or less."""
    pairs: list[tuple[FactSaid, MainSays]] = []
    about: dict[tuple[Hashable, ...], list[MainSays]] = {}
    for main in sorted(new, key=lambda main: (main.start, str(main.content()))):
        about.setdefault(_known_by(identity, main.data), []).append(main)
    for fact in sorted(absent, key=lambda fact: fact.key):
        rows = about.get(_known_by(identity, fact.data), [])
        found = next((main for main in rows if _overlap(fact, main)), None)
        if found is not None:
            pairs.append((fact, found))
            rows.remove(found)
    return pairs


def _known_by(identity: Sequence[str], data: Data) -> tuple[Hashable, ...]:
    return tuple(comparable(data.get(name)) for name in identity)


def _overlap(fact: FactSaid, main: MainSays) -> bool:
    if fact.occurred_on is None:
        return False
    return _first_day(fact) <= main.start and _first_day(main) <= fact.occurred_on


def _first_day(of: FactSaid | MainSays) -> date:
    day = of.occurred_on if isinstance(of, FactSaid) else of.start
    return (of.occurred_from or date.min) if of.precision == "interval" else (day or date.min)


def find_moved(
    missing: Sequence[FactSaid], new: Sequence[MainSays], state: SourceState
) -> list[tuple[FactSaid, MainSays]]:
    """Pair facts a list lacks with rows it newly has, where only the start date seems to have moved.

    A pair must lie within ``MOVED_WITHIN`` and agree on at least half of the fields that are fixed or filled in; and
    what had been recorded by the file that last held the fact cannot have begun after it.
    """
    candidates = []
    for f, fact in enumerate(missing):
        said = said_content(fact, state)
        for n, main in enumerate(new):
            if fact.occurred_on is None or parse_fact_key(fact.key).kind != main.kind:
                continue
            distance = abs(fact.occurred_on - main.start)
            differ, filled = changes(said, row_content(main), _lasting_fields(main))
            seen_in = state.present.get(fact.key)
            if seen_in is not None and main.start > seen_in.speaks_for:
                continue
            if distance <= MOVED_WITHIN and differ * 2 <= filled:
                candidates.append((differ, distance, fact.key, main.start, str(main.content()), f, n))
    pairs: list[tuple[FactSaid, MainSays]] = []
    used: set[tuple[str, int]] = set()
    for *_, f, n in sorted(candidates):
        if ("fact", f) not in used and ("row", n) not in used:
            used |= {("fact", f), ("row", n)}
            pairs.append((missing[f], new[n]))
    return pairs


def _lasting_fields(main: MainSays) -> list[tuple[str, str]]:
    """Fields by which a fact can be known again; what follows its start date by definition tells nothing."""
    moves_along = {event for event, told in main.owned.items() if told.occurred_on == main.start}
    return [(event, name) for event, name in own_fields(main, "fixed", "fill-in") if event not in moves_along]
