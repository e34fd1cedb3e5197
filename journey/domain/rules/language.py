"""The language of rules: clocks and ladders run against time; a check asks one thing of one event or one case;
a mean is of how long something took over many children.

A clock runs once from a start to a stop, a ladder from stop to stop along a span. A check is answered ``yes``, ``no``,
``not applicable`` or ``cannot tell``.

Days that tie are read the same everywhere:

- A stop on the day of its start is on time, unless ``after_the_day`` says that only a later day can be one.
- A stop on the day on which another running starts belongs to the later one (with ``after_the_day``, to the earlier).
- A stop on the day on which a span ends still counts, unless another span of the kind starts on that day.
- Several stops on one day are one rung of a ladder.
- An end on the due day or before it makes a timescale not applicable; an end after it leaves it late.
- What a source files under a referral belongs there, whatever the dates would say (``Clock.belongs_to``).

Numbers are not written here: a step names the block of ``timescales.toml`` that holds the limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Where = tuple[tuple[str, tuple[str, ...]], ...]
"""Conditions on code fields, all of which must hold: field and the codes accepted."""

Step = tuple[str, str]
"""A rule and one of its steps in ``timescales.toml``."""

ADULT: Step = ("adult", "age")
"""The step that says at which age somebody is no longer a child."""


@dataclass(frozen=True, slots=True)
class On:
    """Some events, by stored name; ``where`` says which of them.

    Where a condition is not recorded nobody can tell whether the event counts, unless the setting ``implied_by`` is on.
    One that carries a code of ``unless`` does not count as a stop or end, and makes a start not applicable; not
    recorded is not carried. ``at`` names a date field whose day counts instead of the day the event happened. ``of_it``
    takes only parts of the fact that started the timescale (its decision, its end). ``shown_by``: conditions that show
    those of ``where`` to hold where they are not recorded.
    """

    events: tuple[str, ...]
    where: Where = ()
    unless: Where = ()
    at: str | None = None
    of_it: bool = False
    implied_by: str | None = None
    shown_by: Where = ()


def on(
    *events: str,
    unless: Where = (),
    at: str | None = None,
    of_it: bool = False,
    implied_by: str | None = None,
    shown_by: Where = (),
    **where: tuple[str, ...],
) -> On:
    """``On`` in the form in which rules write it: ``on("CPVisitMade", seen=("yes",))``."""
    return On(events, tuple(sorted(where.items())), unless, at, of_it, implied_by, shown_by)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a child's life: one at a time of each kind, so that a new one ends the one before.

    ``closes`` are parts of the fact that opened it. ``within`` is the kind of span whose end ends this one too, and
    with ``only_within`` the one without which there is none: where what it lies in was withdrawn, it is not open by
    itself. ``until`` is the age that ends it; ``carry`` the code fields of the opening event that rules ask for.
    """

    name: str
    opens: On
    closes: On | None = None
    within: Span | None = None
    only_within: bool = False
    until: Step | None = ADULT
    carry: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """From a start to the last of its stops, once.

    ``counted_from``: the day is that of the last such event on or before the start, and only the first start after each
    is asked. ``ends`` are lawful ends, parts of the same fact or else the first after the start; ``until`` is the age
    at which nothing is due any more. ``belongs_to`` is the field in which an event names the thing it is filed under:
    it decides which ``counted_from`` is meant and which stop is whose; where it is empty or unknown the days do.
    ``born``: nothing is asked that starts before the child is born.
    """

    rule: str
    step: str
    starts: On
    stops: tuple[On, ...]
    ends: tuple[On, ...] = ()
    counted_from: On | None = None
    after_the_day: bool = False
    until: Step | None = ADULT
    belongs_to: str | None = None
    born: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """One interval of a ladder, and when it is the one that counts.

    ``number``: 0 from the start of the span, 1 from the first stop, and so on; ``from_number`` that one and all after
    it. ``from_start`` counts from the start of the span all the same. ``younger_than`` names the step with the age that
    the span has not reached when the interval starts; ``before_age`` the step with the age that the child has not
    reached when it would end. ``where`` holds for carried fields and states.
    """

    step: str
    number: int | None = None
    from_number: int = 0
    from_start: bool = False
    younger_than: str | None = None
    before_age: str | None = None
    where: Where = ()


@dataclass(frozen=True, slots=True)
class State:
    """What is so when an interval starts: the ``field`` of the last such event in the child's life so far.

    Without a field: ``yes`` or ``no``, whether there has been one since the span began.
    """

    name: str
    on: On
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """From the start of a span to a stop, and from stop to stop until the span ends; of its rungs the first that fits.

    ``early_ok``: a stop shortly before the span counts for its first rung, when it came after the start of the span
    before; a single stop between two spans is the earlier one's. ``not_before`` names the step with the age below which
    nothing is asked. ``from_birth``: nothing is asked of an unborn child, and a span counts from the day of birth.
    """

    rule: str
    span: Span
    stops: On
    rungs: tuple[Rung, ...]
    states: tuple[State, ...] = ()
    early_ok: bool = False
    after_the_day: bool = False
    not_before: str | None = None
    from_birth: bool = False


YES: Final = "yes"
NO: Final = "no"
NOT_APPLICABLE: Final = "not applicable"
CANNOT_TELL: Final = "cannot tell"
ANSWERS: Final = (YES, NO, NOT_APPLICABLE, CANNOT_TELL)
"""The answers to a check. What is not recorded is never a yes, and not a no either."""

OR: Final = " or "
"""Between the names of the steps of which any may be the one that counts."""

ANY: Final = ("any",)
"""Whatever the code, recorded or not: that there is such an event is the answer."""


@dataclass(frozen=True, slots=True)
class Says:
    """A coded field, and which answer each of its codes gives; a code that is not listed gives none.

    ``event`` is another part of the fact asked about or, with ``follows``, the first such event on or after its day
    that comes before the next one asked about; without it the field is the asked event's own.
    """

    field: str = ""
    event: str = ""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A question about each of some events, or about what is open of a span at a day.

    ``step`` names the block of ``timescales.toml`` that holds its sentence. ``says`` are asked in order, and the first
    that gives an answer counts; without any the answer is a function of the same rule and step in
    ``journey.projections.checks``. ``latest``: only the last such event of each child is asked. ``born``: a child not
    yet born is not asked. ``needs``: what a function rests on besides, events or fields of one (``Event.field``), with
    ``|`` between such as stand for each other.
    """

    rule: str
    step: str
    of: On | Span
    says: tuple[Says, ...] = ()
    latest: bool = False
    born: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean time from a start to a stop, over the children to whom one of some events (``of``) happened in a period.

    ``step`` names the block of ``timescales.toml`` that says how long the period is, up to the day asked about. Each of
    ``starts`` and of ``stops`` may say the day. ``needs``: what it rests on besides, as of a ``Check``.
    """

    rule: str
    step: str
    of: tuple[On, ...]
    starts: tuple[On, ...]
    stops: tuple[On, ...]
    needs: tuple[str, ...] = ()
