"""The workers of an authority as at a day: their posts, whether qualified, agency or permanent, and whom they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from journey.domain.facts import thing_of
from journey.domain.timescales import timescale
from journey.domain.values import code_of
from journey.projections.effective import Fact
from journey.projections.intervals import Answer, standing

NOT_RECORDED = "not recorded"


@dataclass
class WorkerOnDay:
    """A worker as at a day: posts that stand for certain, and the children whose cases are held.

    ``in_post`` is ``cannot tell`` for one who holds children and has no post on record, or whose post may have ended.
    ``qualified`` and ``employment`` are ``not recorded`` where no post says. ``fte_hundredths`` is None then too.
    """

    worker: str
    in_post: Answer
    hubs: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    qualified: str = NOT_RECORDED
    employment: str = NOT_RECORDED
    fte_hundredths: int | None = None
    children: int = 0
    positions: list[int] = field(default_factory=list)

    @property
    def per_full_time(self) -> float | None:
        """Children for each full-time equivalent; None where the hours are not recorded."""
        return round(self.children * 100 / self.fte_hundredths, 1) if self.fte_hundredths else None


def workers_on(
    facts: Iterable[Fact], day: date, children: Mapping[str, int], same_as: Mapping[str, str]
) -> list[WorkerOnDay]:
    """Everybody in a post, or who may be, and everybody who holds a child, sorted by reference.

    ``facts`` are the organisations', reaching beyond the day; ``children`` how many each reference holds, those who
    stand for the person; ``same_as`` leads from a reference to that one.
    """
    dated = [fact for fact in facts if fact.stands and fact.occurred_on is not None]
    ends: dict[tuple[str, str], list[Fact]] = {}
    for fact in dated:
        if fact.event == "WorkerPostEnded":
            ends.setdefault((fact.stream, thing_of(fact.key)), []).append(fact)
    found: dict[str, WorkerOnDay] = {}
    for post in dated:
        worker = post.data.get("worker")
        if post.event == "WorkerPostStarted" and isinstance(worker, str):
            answer = standing(post, ends.get((post.stream, post.key), ()), day)
            if answer != "no":
                reference = same_as.get(worker, worker)
                own = found.setdefault(reference, WorkerOnDay(reference, answer))
                _take(own, post, answer)
    for reference, held in children.items():
        found.setdefault(reference, WorkerOnDay(reference, "cannot tell")).children = held
    return [found[reference] for reference in sorted(found)]


def very_high_from(day: date) -> int:
    """From how many children a caseload is very high (W01)."""
    limit = timescale("W01", day).step("very_high").limit
    assert limit is not None
    return limit.value


def _take(own: WorkerOnDay, post: Fact, answer: Answer) -> None:
    """Add a post to what is known of a worker; one that may have ended tells where, and no hours."""
    own.positions += [statement.position for statement in post.said]
    if isinstance(hub := post.data.get("hub"), str) and hub not in own.hubs:
        own.hubs.append(hub)
    if (role := code_of(post.data.get("role"))) and role not in own.roles:
        own.roles.append(role)
    if answer == "yes":
        own.in_post = "yes"
        if isinstance(hundredths := post.data.get("fte_hundredths"), int):
            own.fte_hundredths = (own.fte_hundredths or 0) + hundredths
    if own.qualified != "yes" and (qualified := code_of(post.data.get("qualified"))) in ("yes", "no"):
        own.qualified = str(qualified)
    if employment := code_of(post.data.get("employment")):
        own.employment = employment
