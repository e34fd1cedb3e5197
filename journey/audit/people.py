"""People of an audit by reference: auditors, owners of actions, whoever was told. Their names are sealed."""

from __future__ import annotations

from datetime import date

from journey.domain.errors import NotPermitted, UsageError
from journey.domain.events.imports import WorkerNamed
from journey.domain.recording.decision import Recorder
from journey.domain.statements import Statement, organisation_stream, split_stream
from journey.projections.holding.involvement import REFERENCE
from journey.store.log import Log


class People:
    """References under the key of one authority: the diagnostic's own, or the first of the journeys'."""

    def __init__(self, log: Log, la: str) -> None:
        self._log = log
        self._stream = organisation_stream(la)
        self._met: dict[str, str] = {}

    def reference(self, text: str) -> str:
        """The reference of somebody named, by name, number or reference; a name is kept for ``named``.

        Raises NotPermitted where the key to the authority's names is not here: a new one would fit none of them.
        """
        words = " ".join(text.split())
        if REFERENCE.fullmatch(words):
            return words
        if self._log.keyring.get(self._stream) is None and self._log.has_stream(self._stream):
            raise NotPermitted("The key to the names of workers is not here, so that nobody can be told by name.")
        found = self._log.keyring.reference(self._stream, "worker", words)
        if found != words:
            self._met.setdefault(found, words)
        return found

    def recorder(self, by: str, on: date) -> Recorder:
        """Who records, on which day, with these references."""
        return Recorder(by, on, lambda _kind, text: self.reference(text))

    def named(self, recorder: Recorder) -> list[Statement]:
        """Statements of the names that were met and that the authority has not used before."""
        said = self._log.statements([self._stream], names=(WorkerNamed.NAME,))[self._stream]
        known = {one.data.get("reference") for one in said}
        return [
            recorder.statement(self._stream, WorkerNamed, f"worker:{reference}", {"reference": reference, "name": name})
            for reference, name in sorted(self._met.items())
            if reference not in known
        ]


def people_of(log: Log, la: str | None, journeys: list[str]) -> People:
    """The people of a diagnostic of one authority, or of several by the first of its journeys.

    Raises UsageError where it has no journey yet.
    """
    if la is None and not journeys:
        raise UsageError("No sample is drawn yet: journey diagnostic draw NAME.")
    return People(log, la or min(split_stream(stream)[1] for stream in journeys))
