"""What is planned of a child before its life is written out: days as numbers (see ``days``), 0 where there is none."""

from __future__ import annotations

from typing import Final

OPEN: Final = 1 << 30
"""The end of what has not ended: after every day."""


class Case:
    """A referral that is planned. ``path`` says how far it goes: ``nfa``, ``assessed``, ``enquiry``, ``need``,
    ``protection`` or ``care``; ``long`` marks a child in need plan that passes twelve months.

    ``seen`` holds the months (as bits) at whose end the protection plan counts as visited and seen.
    """

    __slots__ = (
        "assessed",
        "care",
        "care_end",
        "closed",
        "conference",
        "day",
        "enquiry",
        "in_time",
        "long",
        "need",
        "need_end",
        "path",
        "protection",
        "protection_end",
        "seen",
    )  # fmt: skip

    def __init__(self, day: int, path: str, in_time: bool = True) -> None:
        self.day, self.path, self.in_time = day, path, in_time
        self.long = False
        self.assessed = self.enquiry = self.conference = self.seen = 0
        self.protection = self.protection_end = 0
        self.need = self.need_end = 0
        self.care = self.care_end = 0
        self.closed = day

    def stages(self) -> list[tuple[int, str]]:
        """The days on which another kind of work begins, in order."""
        found = [(self.day, "assessment")]
        if self.protection:
            found.append((self.protection, "protection"))
        if self.need:
            found.append((self.need, "need"))
        if self.care:
            found.append((self.care, "care"))
        return sorted(found)


class Held:
    """Who holds a child's case in a role, from a day on. ``worker`` is the number of a worker, -1 for nobody."""

    __slots__ = ("day", "end", "reason", "role", "unit", "worker")

    def __init__(self, day: int, role: str, worker: int, unit: str, reason: str) -> None:
        self.day, self.end, self.role, self.worker, self.unit, self.reason = day, OPEN, role, worker, unit, reason


class Planned:
    """A child: its family, birth, contacts, cases and who holds them."""

    __slots__ = (
        "born",
        "cases",
        "contacts",
        "disabled",
        "family",
        "held",
        "last_referral",
        "last_unit",
        "leaver",
        "number",
        "open_until",
        "pathway",
        "qualifying",
        "twin",
    )  # fmt: skip

    def __init__(self, number: int, family: int, born: int) -> None:
        self.number, self.family, self.born = number, family, born
        self.disabled = self.qualifying = False
        self.contacts: list[int] = []
        self.cases: list[Case] = []
        self.leaver = 0
        self.pathway: list[int] = []
        self.held: list[Held] = []
        self.last_unit = self.last_referral = self.open_until = 0
        self.twin = 0
        """Of a contact that stands under a second id: its day."""

    @property
    def adult(self) -> int:
        """About the eighteenth birthday; never after it."""
        return self.born + 6574
