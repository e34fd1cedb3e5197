"""Records that are not for every reader: refused where asked about, left out of lists, marked in the access log.

``JOURNEY_ROLE`` says in which roles somebody reads. It opens no lock: whoever can read the store can read it by other
means. It makes reading such a record a thing that one has to say, with a purpose, and that is kept.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from journey.cli.clock import today
from journey.domain.errors import UsageError
from journey.domain.statements import split_stream
from journey.reports.table import Report, Row
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.store.log import Log

ROLES: Final = {"sealed": "adoption", "restricted": "restricted"}
"""Why a record is withheld → the role that may read it all the same. One that was disposed of nobody may."""

DISPOSED: Final = "disposed of"

_STREAM = "stream"


@dataclass(frozen=True)
class Withholding:
    """The records withheld today (stream → why), and the roles in which somebody reads.

    ``left_out`` are those of which lists would have told so far (``listed``).
    """

    withheld: Mapping[str, str]
    roles: frozenset[str]
    left_out: set[str] = field(default_factory=set)

    def hides(self, stream: object) -> bool:
        """Whether a record is not for this reader."""
        why = self.withheld.get(str(stream))
        return why is not None and ROLES.get(why) not in self.roles

    @property
    def disposed(self) -> frozenset[str]:
        """The records that were disposed of: they are in no export."""
        return frozenset(stream for stream, why in self.withheld.items() if why == DISPOSED)

    def refusal(self, streams: Sequence[str]) -> str | None:
        """Why these records may not be read; None where each may."""
        why = sorted({self.withheld[stream] for stream in streams if self.hides(stream)})
        if not why:
            return None
        if refusal := self.refusal_of_disposed(streams):
            return refusal
        roles = ",".join(ROLES[one] for one in why)
        number = sum(map(self.hides, streams))
        return (
            f"{counted(number, 'record')} of those asked about {'is' if number == 1 else 'are'} {' or '.join(why)} and "
            f"not for every reader. Who may read it says so, and why: JOURNEY_ROLE={roles} and --purpose."
        )

    def refusal_of_disposed(self, streams: Iterable[str]) -> str | None:
        """Why records that were disposed of are not shown; None where none of these was."""
        if self.disposed.isdisjoint(streams):
            return None
        return "This record was disposed of at the end of its retention: nothing is kept of it that could be shown."

    def purpose(self, streams: Sequence[str], said: str) -> str:
        """What the access log keeps: the purpose said, marked where a withheld record is read.

        Raises UsageError where none is said for one.
        """
        read = sorted({self.withheld[stream] for stream in streams if stream in self.withheld})
        if not read:
            return said
        if not said.strip():
            raise UsageError(f"Reading a record that is {' or '.join(read)} needs a reason: --purpose TEXT.")
        return f"[{', '.join(read)}] {said}"

    def without(self, report: Report) -> Report:
        """A report without the lines of records that are not for this reader, and how many children they were of."""
        sections = tuple(replace(section, rows=self.listed(section.rows)) for section in report.sections)
        rows = self.listed(report.rows)
        if not self.left_out:
            return report
        gone = len(self.left_out & self.disposed)
        notes = [
            f"{counted(number, 'child', 'children')} left out of the lists and what is counted in them: {why}. "
            "Figures of a service, a team or a rule count them."
            for number, why in ((len(self.left_out) - gone, "sealed or restricted"), (gone, DISPOSED))
            if number
        ]
        meta = {**report.meta, "withheld": len(self.left_out)}
        return replace(report, rows=rows, sections=sections, meta=meta, notes=(*report.notes, *notes))

    def listed(self, rows: Iterable[Row]) -> list[Row]:
        """The lines of a list that are for this reader; the children of the others are counted, once each."""
        shown: list[Row] = []
        for row in rows:
            if self.hides(row.get(_STREAM)):
                self.left_out.add(str(row[_STREAM]))
            else:
                shown.append(row)
        return shown

    def unnamed(self, text: str) -> str:
        """A text that names other children, without the ids of those who are not for this reader."""
        return self._ids.sub("(withheld)", text) if self._ids else text

    @cached_property
    def _ids(self) -> re.Pattern[str] | None:
        hidden = sorted({split_stream(stream)[2] for stream in self.withheld if self.hides(stream)})
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, hidden))})(?![\w-])") if hidden else None


def withholding(log: Log) -> Withholding:
    """What is withheld today, for a reader in the roles of ``JOURNEY_ROLE``. Raises UsageError for an unknown role."""
    roles = {role.strip() for role in os.environ.get("JOURNEY_ROLE", "").split(",") if role.strip()}
    unknown = sorted(roles - set(ROLES.values()))
    if unknown:
        known = ", ".join(sorted(ROLES.values()))
        raise UsageError(f"JOURNEY_ROLE: there is no role {unknown[0]!r}. There are: {known}.")
    if not log.withholding():
        return Withholding({}, frozenset(roles))

    from journey.projections.record.withheld import withheld

    return Withholding(withheld(log, today()), frozenset(roles))
