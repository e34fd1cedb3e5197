"""Who holds each child's case: units with room, workers who come and go, eight workers for one child in a year.

Units are kept between the sizes published for hubs, and workers so many that, at the published year ends, the cases for
each full-time qualified social worker are what was published.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from journey.demo.borough import targets
from journey.demo.borough.days import Months, number, working_after
from journey.demo.borough.many_workers import ManyWorkers
from journey.demo.borough.planned import OPEN, Case, Held, Planned
from journey.demo.borough.units import (
    ASSESSING,
    COURT,
    DISABILITIES,
    GENERAL,
    IN_NEED,
    MODEL_FROM,
    PERMANENCY,
    PROTECTION,
    UNITS,
)
from journey.demo.borough.worker import Worker

LEAD: Final = "lead worker"
ADVISER: Final = "personal adviser"
_FULL: Final = 66
"""Children from which on a unit takes no more while another of its kind, or any, has room."""
_LEAVERS_AN_ADVISER: Final = 18
_TO_SPARE: Final = 1.07
"""Social workers for each full-time equivalent: some are part time."""
_COURT_TAKES: Final = 52


@dataclass(slots=True)
class _Move:
    """Something of a child that changes who holds it."""

    day: int
    what: str
    child: Planned
    case: Case | None = None


class Staffing:
    """Gives every case of a plan to workers, in the order of days; ``workers`` are all who came."""

    def __init__(self, seed: int, part: int, children: list[Planned], months: Months, scale: float) -> None:
        self._chance = Random(f"staffing {seed} {part}")
        self._months, self._scale, self._first = months, scale, part * 100_000
        self.workers: list[Worker] = []
        self._here: list[list[Worker]] = [[] for _ in UNITS]
        self._advisers: list[list[Worker]] = [[] for _ in UNITS]
        self._load = [0] * len(UNITS)
        self._unit: dict[int, int] = {}
        self._by: dict[int, Worker] = {}
        self._families: dict[int, int] = {}
        self._model = number(MODEL_FROM)
        self._many = ManyWorkers.of(children, months) if part == 0 else None
        self._run(children)

    def _run(self, children: list[Planned]) -> None:
        moves = [move for child in children for move in self._moves(child)]
        moves += [_Move(day, "again", self._many.child) for day in self._many.days()] if self._many else []
        moves.sort(key=lambda one: one.day)
        renamed = sorted((day, unit) for unit, one in enumerate(UNITS) for day, _ in one.changes)
        does: dict[str, Callable[[_Move], None]] = {
            "open": self._open, "need": self._need, "protection": self._protection, "care": self._care,
            "leaver": self._leaver, "close": self._close, "again": self._again,
        }  # fmt: skip
        month, last = 0, self._months.ends[-1]
        for unit in range(len(UNITS)):
            self._join(unit, moves[0].day - 30 if moves else self._months.starts[0], qualified=True)
        for unit in PERMANENCY:
            self._join(unit, self._months.starts[0] - 1200, qualified=False)
        for move in moves:
            if move.day > last:
                break
            while month < len(self._months) and self._months.starts[month] <= move.day:
                self._staff(month)
                month += 1
            while renamed and renamed[0][0] <= move.day:
                self._rename(*renamed.pop(0))
            does[move.what](move)
        for day, unit in renamed:
            if day <= last:
                self._rename(day, unit)

    def _moves(self, child: Planned) -> list[_Move]:
        found = []
        for case in child.cases:
            if case.path == "nfa":
                continue
            (_, _), *later = case.stages()
            found.append(_Move(case.day, "open", child, case))
            found += [_Move(day, stage, child, case) for day, stage in later]
            if case.closed < OPEN and not (child.leaver and case.care):
                found.append(_Move(case.closed, "close", child, case))
        if child.leaver:
            found.append(_Move(child.leaver, "leaver", child))
        return found

    # A month's workers ------------------------------------------------------------------------------------------------

    def _staff(self, month: int) -> None:
        """Workers leave, more come where there are too few for the cases, and go where there are too many."""
        day, ym = self._months.starts[month], self._months.ym(month)
        each = targets.caseload(ym)
        leave = targets.turnover(ym) / 12
        for unit, here in enumerate(self._here):
            cases = sum(len(worker.children) for worker in here)
            wanted = max(1, int(cases / each * _TO_SPARE + 0.5))
            going = [worker for worker in here if self._chance.random() < leave and self._may_go(worker)]
            may_go = [worker for worker in here if worker not in going and self._may_go(worker)]
            if len(may_go) > wanted:
                idle = sorted(may_go, key=lambda worker: (len(worker.children), worker.number))
                going += idle[: len(may_go) - wanted]
            for _ in range(wanted - len(here) + len(going)):
                self._join(unit, day, qualified=True)
            for worker in going:
                self._leave(worker, day)
        for unit in PERMANENCY:
            here = self._advisers[unit]
            cases = sum(len(worker.children) for worker in here)
            going = [worker for worker in here if self._chance.random() < leave / 2]
            for _ in range(int(cases / _LEAVERS_AN_ADVISER) + 1 - len(here) + len(going)):
                self._join(unit, day, qualified=False)
            for worker in going:
                self._leave(worker, day)

    def _may_go(self, worker: Worker) -> bool:
        """Who holds the child of many workers goes when it is handed on, and is one more until then: nobody else's
        children change hands for it."""
        return self._many is None or self._many.child.number not in worker.children

    def _join(self, unit: int, day: int, *, qualified: bool) -> None:
        ym = self._months.ym(max(0, self._months.of(day)))
        agency = self._chance.random() < targets.agency(ym)
        worker = Worker(self._first + len(self.workers), unit, working_after(day, 0), qualified, agency and qualified)
        self.workers.append(worker)
        (self._here if qualified else self._advisers)[unit].append(worker)

    def _leave(self, worker: Worker, day: int) -> None:
        here = (self._here if worker.qualified else self._advisers)[worker.unit]
        here.remove(worker)
        if not here:
            self._join(worker.unit, day, qualified=worker.qualified)
        for child in list(worker.children.values()):
            self._give(child, worker.unit, working_after(day, 0), "LEFTRL")
        worker.ended = working_after(day, 0)

    # A child's moves --------------------------------------------------------------------------------------------------

    def _open(self, move: _Move) -> None:
        """A new case goes where a brother or sister is, else where there is room."""
        may = GENERAL if move.day >= self._model else ASSESSING
        of_family = self._unit.get(self._families.get(move.child.family, -1), -1)
        self._families[move.child.family] = move.child.number
        self._give(move.child, of_family if of_family in may else self._room(may), move.day, "FCONTA")

    def _need(self, move: _Move) -> None:
        unit = self._unit[move.child.number]
        if move.child.disabled and self._load[DISABILITIES] < _FULL * self._scale:
            self._transfer(move, DISABILITIES)
        elif unit in PROTECTION or (move.day >= self._model and unit in GENERAL[2:]):
            return
        else:
            self._transfer(move, self._room(IN_NEED, GENERAL[2:]))

    def _protection(self, move: _Move) -> None:
        if self._unit[move.child.number] not in PROTECTION:
            self._transfer(move, self._room(PROTECTION))

    def _care(self, move: _Move) -> None:
        early = self._load[COURT] < _COURT_TAKES * self._scale and not move.child.leaver
        self._transfer(move, COURT if early else self._room(PERMANENCY, (*PERMANENCY, COURT)))

    def _leaver(self, move: _Move) -> None:
        self._transfer(move, min(PERMANENCY, key=self._load.__getitem__), role=ADVISER)

    def _close(self, move: _Move) -> None:
        child = move.child
        _end(child, move.day)
        self._load[self._unit.pop(child.number)] -= 1
        del self._by.pop(child.number).children[child.number]

    def _room(self, preferred: tuple[int, ...], others: tuple[int, ...] = GENERAL) -> int:
        best = min(preferred, key=self._load.__getitem__)
        return best if self._load[best] < _FULL * self._scale else min((best, *others), key=self._load.__getitem__)

    def _transfer(self, move: _Move, unit: int, role: str = LEAD) -> None:
        if unit != self._unit[move.child.number] or role != LEAD:
            self._give(move.child, unit, move.day, "TSPROC", role)

    def _give(self, child: Planned, unit: int, day: int, reason: str, role: str = "") -> None:
        """Another worker of a unit holds the child from a day on: the one with the fewest children."""
        role = role or (child.held[-1].role if child.number in self._by else LEAD)
        before = self._by.get(child.number)
        here = (self._advisers if role == ADVISER else self._here)[unit]
        others = [worker for worker in here if worker is not before] or here
        worker = min(others, key=lambda one: (len(one.children), one.number))
        if self._many is not None and child is self._many.child:
            if self._many.needs_another(here, day):
                self._join(unit, day, qualified=True)
            worker = self._many.next_of(here, day) or worker
        if before is not None:
            _end(child, day)
            self._load[self._unit[child.number]] -= 1
            del before.children[child.number]
        self._unit[child.number], self._by[child.number] = unit, worker
        worker.children[child.number] = child
        self._load[unit] += 1
        last = child.held[-1] if before is worker else None
        if last is None or last.worker != worker.number or last.unit != UNITS[unit].name(day):
            child.held.append(Held(day, role, worker.number, UNITS[unit].name(day), reason))
        else:
            last.end = OPEN

    def _rename(self, day: int, unit: int) -> None:
        """All children of a unit come under its new name, with the worker they have."""
        name = UNITS[unit].name(day)
        for worker in (*self._here[unit], *self._advisers[unit]):
            for child in worker.children.values():
                before = child.held[-1]
                before.end = day
                child.held.append(Held(day, before.role, worker.number, name, "ORGRST"))

    def _again(self, move: _Move) -> None:
        """The child of many workers is handed on, unless it was since the last time."""
        if self._many is not None and self._many.is_due(move.day):
            self._give(move.child, self._unit[move.child.number], move.day, "MANAGE")


def _end(child: Planned, day: int) -> None:
    """Nobody holds the child as before from a day on; whoever was to take over after it never did."""
    while len(child.held) > 1 and child.held[-1].day > day:
        child.held.pop()
    child.held[-1].end = day
