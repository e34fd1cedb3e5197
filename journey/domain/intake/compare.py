"""One step of the fold: what one file newly says about one child, after all that its source said before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from journey.domain.columns import Listing, SourceDeclaration
from journey.domain.facts import PERSON, parse_fact_key
from journey.domain.intake.absence import MAY_BE_REFUSED, NO_DAYS, OTHER_LIST, Elsewhere, judge, nowhere_else
from journey.domain.intake.inventory import cover_all, coverings
from journey.domain.intake.match import assign_keys, find_moved, find_said_again
from journey.domain.intake.says import FileSays, MainSays, Place, Told
from journey.domain.intake.series import say_series
from journey.domain.intake.state import FactSaid, SourceState
from journey.domain.intake.write import Outcome, Writer
from journey.domain.shapes import shape
from journey.domain.statements import Statement
from journey.domain.values import UNREAD, Data

CARRIED = ("asserted_age", "also_written", UNREAD)
"""Details of the child that a file stops saying when they no longer hold; a blank in any other says nothing."""


@dataclass
class Comparison:
    """What a file newly says about a child.

    ``outcomes`` per (list, row); ``keys`` the fact key per (list, row); ``absent`` counts per list of facts that the
    file lacks, ``retracted`` and ``aged_out``; ``reasons`` counts by name the lawful exits, and the facts that count as
    present because a refused row may be one of them or the file covers no days.
    """

    statements: list[Statement]
    outcomes: dict[tuple[str, int], Outcome]
    keys: dict[tuple[str, int], str]
    absent: dict[str, Counter[str]] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)


def compare(
    stream: str,
    declaration: SourceDeclaration,
    state: SourceState,
    says: FileSays,
    elsewhere: Elsewhere = nowhere_else,
    by: str = "",
    *,
    goes_on: bool = True,
) -> Comparison:
    """Compare one file with the state before it, and move the state on.

    The state is changed in place: where it ``goes_on`` to the next file, it is afterwards what the source says up to
    and with this one. ``by`` is who imports.
    """
    step = _Step(Writer(stream, declaration.system, says.file, state, by), declaration, says, elsewhere)
    step.person()
    present = {key.partition("/")[0] for key in state.present}
    for listing in declaration.holders_first:
        if listing.main is not None and listing.name in says.covered:
            kind = shape(listing.main).kind
            if listing.name in step.mains or kind in present:
                step.listing(listing, kind)
    if says.series:
        say_series(step.writer, says.series)
    if goes_on:
        step.close()
    return Comparison(step.writer.statements, step.writer.outcomes, step.keys, step.absent, step.reasons)


class _Step:
    def __init__(self, writer: Writer, declaration: SourceDeclaration, says: FileSays, elsewhere: Elsewhere) -> None:
        self.writer, self.state = writer, writer.state
        self.declaration, self.says, self.elsewhere = declaration, says, elsewhere
        self.keys: dict[tuple[str, int], str] = {}
        self.absent: dict[str, Counter[str]] = {}
        self.reasons: dict[str, int] = {}
        self.holds = _told_apart(says.mains)
        self.mains: dict[str, list[MainSays]] = {}
        for main in says.mains:
            self.mains.setdefault(main.listing.name, []).append(main)

    def person(self) -> None:
        """The child's own details: said once, then filled in or corrected; a blank says nothing."""
        place, person = self.says.person_place, dict(self.says.person)
        if not person:
            return
        listing = self.declaration.by_name[place.listing]
        known = self.state.facts.get(PERSON)
        if known is None:
            self.writer.say(listing, "ChildRegistered", PERSON, Told(None, person), place, None)
            for where in (place, *self.says.person_places.values()):
                self.writer.note(where, "progressed")
            return
        for name, value in known.data.items():
            if name not in CARRIED:
                person.setdefault(name, value)
        for name, where in sorted(self.says.person_places.items()):
            detail = {**known.data, name: person.get(name)}
            self.writer.change_fields(self.declaration.by_name[where.listing], known, detail, where, frozenset())
        self.writer.change_fields(listing, known, person, place, frozenset())

    def listing(self, listing: Listing, kind: str) -> None:
        """One list's rows, which are about facts of a kind, and what it lacks."""
        before = self._listed_before(kind)
        mains = [self._held(main) for main in self.mains.get(listing.name, ())]
        matched, new = self._match(mains)
        taken = {key for _, key in matched}
        if absent := [fact for fact in before if fact.key not in taken]:
            self._account_for(listing, absent, matched, new)
            taken = {key for _, key in matched}
        for main in new:
            key = self.state.free_key(kind, main.start, taken)
            taken.add(key)
            matched.append((main, key))
        for main, key in matched:
            self.keys[main.place.listing, main.place.row] = key
            self._row(listing, main, key)
            self.state.present[key] = self.says.file

    def _account_for(
        self, listing: Listing, absent: list[FactSaid], matched: list[tuple[MainSays, str]], new: list[MainSays]
    ) -> None:
        """What became of facts that no row has matched so far; those of new rows are matched that are about one."""
        for fact, main in find_said_again(absent, new, listing.known_by) if listing.known_by else ():
            matched.append((main, self._day_again(listing, fact, main)))
            absent.remove(fact)
            new.remove(main)
        missing, excused = self._missing(listing, absent)
        movable = [] if listing.known_by else [main for main in new if not main.ongoing]
        # A row of the child that is still in the list explains better than another list what became of a fact.
        for fact, main in find_moved([*missing, *excused], movable, self.state):
            key = self.state.free_key(main.kind, main.start, moving=fact.key)
            self.writer.change_date(listing, fact, main.told, main.place, moved_to=key)
            matched.append((main, key))
            (missing if fact in missing else excused).remove(fact)
            new.remove(main)
        for fact in excused:
            self._let_go(listing, fact, OTHER_LIST)
        for fact in missing:
            for withdrawn in [fact, *(f for f in self.state.facts.values() if f.exists and f.belongs_to == fact.key)]:
                self.writer.retract(
                    listing, withdrawn, Place(listing.name, 0), "absent from a list that should hold it"
                )
            self.absent.setdefault(listing.name, Counter())["retracted"] += 1
            self.state.present.pop(fact.key, None)

    def _day_again(self, listing: Listing, fact: FactSaid, main: MainSays) -> str:
        """The key of a fact whose day is known more exactly, or less. "Not before" said again says nothing new."""
        open_ended = main.start == self.says.file.speaks_for and main.precision == fact.precision == "interval"
        if open_ended and main.occurred_from is not None and main.occurred_from == fact.occurred_from:
            return fact.key
        key = self.state.free_key(main.kind, main.start, moving=fact.key)
        self.writer.change_date(listing, fact, main.told, main.place, moved_to=key)
        return key

    def _held(self, main: MainSays) -> MainSays:
        """A row with what it holds and the fact of the row that holds it; nothing is said of one that was refused."""
        if holds := self.holds.get((main.place.listing, main.place.row)):
            main = replace(main, holds=holds)
        name, field_name = main.listing.within
        if not field_name or (main.listing.names_holder and main.within is None):
            return main
        key = self.keys.get((name, main.within)) if main.within is not None else None
        if key is None:
            return replace(main, silent=main.silent | {(main.listing.main or "", field_name)})
        return replace(main, data={**main.data, field_name: key})

    def _listed_before(self, kind: str) -> list[FactSaid]:
        """The facts of a kind that the files before held."""
        begins = f"{kind}/"
        keys = [key for key in self.state.present if key.startswith(begins) or key == kind]
        facts = [self.state.facts[key] for key in keys if key in self.state.facts]
        return [fact for fact in facts if fact.exists]

    def _match(self, mains: list[MainSays]) -> tuple[list[tuple[MainSays, str]], list[MainSays]]:
        matched: list[tuple[MainSays, str]] = []
        new: list[MainSays] = []
        shown = [main for main in mains if main.ongoing]
        self._match_by_start([main for main in mains if not main.ongoing] if shown else mains, matched, new)
        if not shown:
            return matched, new
        for main in sorted(shown, key=lambda main: (main.start, str(main.content()))):
            key = self._running(main, {key for _, key in matched})
            if key is not None:
                matched.append((main, key))
                shown.remove(main)
        self._match_by_start(shown, matched, new)
        return matched, new

    def _match_by_start(self, mains: list[MainSays], matched: list[tuple[MainSays, str]], new: list[MainSays]) -> None:
        """Match rows with the facts that began on their day; add them to those matched or those that are new."""
        by_start: dict[date, list[MainSays]] = {}
        for main in mains:
            by_start.setdefault(main.start, []).append(main)
        for _, rows in sorted(by_start.items()) if len(by_start) > 1 else by_start.items():
            if len(rows) > 1:
                rows.sort(key=lambda main: str(main.content()))
            keys, fresh = assign_keys(rows, self.state)
            matched += [(rows[i], key) for i, key in sorted(keys.items())]
            new += [rows[i] for i in fresh]

    def _running(self, main: MainSays, taken: Collection[str]) -> str | None:
        """The fact of which a row shows that it was going on: the last that began by then and had not ended."""
        running = [
            (fact.occurred_on, fact.key)
            for fact in self.state.facts.values()
            if fact.exists and fact.event == main.listing.main and fact.key not in taken
            if fact.occurred_on is not None and fact.occurred_on <= main.start
            if not self._has_ended(fact, main)
        ]
        return max(running)[1] if running else None

    def _has_ended(self, fact: FactSaid, main: MainSays) -> bool:
        parts = (f for f in self.state.facts.values() if f.exists and f.event in main.listing.ends)
        return any(f.key.startswith(f"{fact.key}/") and (f.occurred_on or main.start) <= main.start for f in parts)

    def _missing(self, listing: Listing, absent: list[FactSaid]) -> tuple[list[FactSaid], list[FactSaid]]:
        """The facts whose absence nothing explains, and those that only another list of the child does.

        A list in which a row was refused lacks nothing.
        """
        shielded = listing.name in self.says.shielded
        if shielded or (listing.known_by and listing.name not in self.says.days):
            for fact in absent:
                self._count(MAY_BE_REFUSED if shielded else NO_DAYS)
                self.state.present[fact.key] = self.says.file
            return [], []
        missing, excused = [], []
        for fact in sorted(absent, key=lambda f: f.key):
            absence = judge(fact, listing, self.state, self.says, self.elsewhere)
            if absence.lawful is None:
                missing.append(fact)
            elif absence.lawful == OTHER_LIST:
                excused.append(fact)
            else:
                self._let_go(listing, fact, absence.lawful)
        return missing, excused

    def _count(self, reason: str) -> None:
        self.reasons[reason] = self.reasons.get(reason, 0) + 1

    def _let_go(self, listing: Listing, fact: FactSaid, why: str) -> None:
        """Count a fact that the list lawfully lacks, and no longer as present in it."""
        self._count(why)
        self._leave(listing, fact, why)
        self.absent.setdefault(listing.name, Counter())["aged_out"] += 1
        self.state.present.pop(fact.key, None)

    def _leave(self, listing: Listing, fact: FactSaid, why: str) -> None:
        """Say of what is still open that the list holds it no more; what has ended says so itself."""
        outcomes = [f for f in self.state.outcomes(fact.key) if f.exists]
        if listing.scope.by != "end" or any(f.event in listing.ends for f in outcomes):
            return
        gone: Data = {"not_listed_since": self.says.file.speaks_for, "not_listed_because": why}
        since = self.writer.known_from(listing)
        for one in [fact, *outcomes]:
            if shape(one.event).listed:
                self.writer.write("FactProgressed", one.key, Place(listing.name, 0), {"fields": gone}, known_from=since)

    def _row(self, listing: Listing, main: MainSays, key: str) -> None:
        """One row against the fact that it is about, which may be new."""
        known = self.state.facts.get(key)
        name = listing.main or ""
        self.writer.note(main.place, "unchanged")
        if known is None or not known.exists:
            self.writer.note(main.place, "new" if known is None else "reinstated")
            self.writer.say(listing, name, key, main.told, main.place, None)
        outcomes = {*main.parts, *main.owned}
        if known is not None:
            self._own_fields(listing, main, self.state.facts[key])
            outcomes.update(f.event for f in self.state.outcomes(key))
        if outcomes:
            kind = shape(name).kind
            for outcome in sorted(outcomes, key=lambda o: (_is_part_of_another(o, kind), o)):
                self._outcome(listing, main, key, outcome)

    def _own_fields(self, listing: Listing, main: MainSays, known: FactSaid) -> None:
        """What a row says of its own fact, which was said before."""
        if listing.known_by and main.start == known.occurred_on:
            self.writer.change_precision(listing, known, main.told, main.place)
        if (listing.main, "occurred_time") not in main.silent:
            self.writer.change_time(listing, known, main.time, main.place)
        self.writer.change_fields(listing, known, main.data, main.place, main.silent | _unsaid(main))

    def _outcome(self, listing: Listing, main: MainSays, key: str, name: str) -> None:
        """One end or outcome of a row's fact: said, corrected, or no longer said."""
        kind = shape(name)
        told = (main.parts if kind.part else main.owned).get(name)
        known = self._known_outcome(key, name)
        place = main.place._replace(row=told.row) if told is not None and told.row else main.place
        if told is None or told.occurred_on is None:
            if known is not None and known.exists and (name, "occurred_on") not in main.silent:
                self.writer.retract(listing, known, main.place, "blank in a later file")
                self.writer.note(main.place, "corrected")
            return
        if known is None:
            self._say_outcome(listing, key, name, told, None, place)
            return
        if not known.exists:
            known = self._say_outcome(listing, key, name, told, known, place)
        if known.occurred_on != told.occurred_on:
            moved_to = None if kind.part else self.state.free_key(kind.kind, told.occurred_on, moving=known.key)
            self.writer.change_date(listing, known, told, place, moved_to)
        elif listing.known_by:
            self.writer.change_precision(listing, known, told, place)
        elif (name, "occurred_time") not in main.silent:
            self.writer.change_time(listing, known, told.occurred_time, place)
        self.writer.change_fields(listing, known, told.data, place, main.silent)

    def _say_outcome(
        self, listing: Listing, key: str, name: str, told: Told, known: FactSaid | None, place: Place
    ) -> FactSaid:
        """Say an end or outcome for the first time or again; what has its own date gets a key of its own."""
        part = shape(name).part
        assert told.occurred_on is not None
        if known is not None:
            own = known.key
        elif part:
            own = f"{self._thing(key, name)}/{part}"
        else:
            own = self.state.free_key(shape(name).kind, told.occurred_on)
        self.writer.say(listing, name, own, told, place, None if part else key)
        self.writer.note(place, "progressed")
        return self.state.facts[own]

    def _known_outcome(self, key: str, name: str) -> FactSaid | None:
        part = shape(name).part
        if part:
            return self.state.facts.get(f"{self._thing(key, name)}/{part}")
        owned = [f for f in self.state.facts.values() if f.event == name and f.belongs_to == key]
        return min(owned, key=lambda f: (not f.exists, f.key), default=None)

    def _thing(self, key: str, name: str) -> str:
        """What an end or outcome is a part of: the row's own fact, or one of its kind that the row opened."""
        kind = shape(name).kind
        if parse_fact_key(key).kind == kind:
            return key
        opened = [f for f in self.state.facts.values() if f.belongs_to == key and f.kind == kind]
        return min(opened, key=lambda f: (not f.exists, f.key)).key if opened else key

    def close(self) -> None:
        """Remember which lists this file had, for the files to come."""
        covering = coverings(self.declaration, self.says.file, self.says.covered, self.says.days)
        cover_all(self.state, covering, self.says.shielded)
        self.state.lists = (self.state.lists - self.says.covered) | self.says.present


def _told_apart(mains: Collection[MainSays]) -> dict[tuple[str, int], tuple[str, ...]]:
    """What rows hold of which there are several in their list on one day: they may differ by nothing else."""
    inside: dict[tuple[str, int], list[MainSays]] = {}
    for main in mains:
        if main.within is not None:
            inside.setdefault((main.listing.within[0], main.within), []).append(main)
    if not inside:
        return {}
    on_a_day = Counter([(main.listing.name, main.start) for main in mains])

    def held(main: MainSays) -> tuple[str, ...]:
        inner = inside.get((main.place.listing, main.place.row), ())
        return tuple(sorted(str((one.kind, one.start, one.content(), held(one))) for one in inner))

    twins = [main for main in mains if on_a_day[main.listing.name, main.start] > 1]
    return {(main.place.listing, main.place.row): held(main) for main in twins}


def _is_part_of_another(name: str, kind: str) -> bool:
    """Whether an outcome is a part of something that a row opened, and not of the row's own fact."""
    part, of = shape(name).part, shape(name).kind
    return part is not None and of != kind


def _unsaid(main: MainSays) -> frozenset[tuple[str, str]]:
    """The fields on which a row says nothing that shows what had begun before its file."""
    if not main.ongoing:
        return frozenset()
    fields = {(c.event, c.field) for c in main.listing.columns if c.event == main.listing.main and c.field}
    return frozenset((event, name) for event, name in fields if event and name not in main.data)
