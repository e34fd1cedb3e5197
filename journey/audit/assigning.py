"""Journeys of a drawn sample given to auditors, none with an involvement in the case, and written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from journey.audit.audited import fold_audited
from journey.audit.auditors import auditors_by_name
from journey.audit.diagnostic import Diagnostic, fold
from journey.audit.keys import coded, next_keys
from journey.audit.people import people_of
from journey.audit.raters import Given, assign
from journey.domain.errors import UsageError
from journey.domain.events.audit_findings import JourneyAssigned
from journey.domain.recording.decision import Recorder
from journey.domain.statements import Statement, split_stream
from journey.projections.cluster import cluster_of
from journey.projections.holding.involvement import has_part, references_of
from journey.projections.names import worker_names
from journey.store.log import Log


@dataclass(frozen=True, slots=True)
class Assigning:
    """How journeys are given out: ``overlap`` per cent to two auditors, ``calibration`` journeys to all of them."""

    auditors: tuple[str, ...]
    seed: str
    overlap: int
    calibration: int
    due_on: date | None = None


def involved(log: Log, journeys: Sequence[str], auditors: Sequence[str], day: date) -> dict[str, frozenset[str]]:
    """Journey → which of the auditors, as named, had a part in the case at any time, as far as the log shows today.

    Raises UsageError where the names of an authority's workers are sealed to this reader: nobody could tell.
    """
    position = log.position()
    known = {
        la: {who: references_of(log, la, who) for who in auditors} for la in {split_stream(one)[1] for one in journeys}
    }
    found = {}
    for one in journeys:
        said = cluster_of(log, one, day, position).all
        of = known[split_stream(one)[1]]
        if None in of.values():
            raise UsageError(
                "Whether an auditor had a part in a case cannot be told without the key to the workers' names: assign "
                "where the keys are."
            )
        found[one] = frozenset(who for who, references in of.items() if has_part(said, who, references or frozenset()))
    return found


def record_assigned(log: Log, found: Diagnostic, how: Assigning, *, on: date, by: str) -> dict[str, frozenset[str]]:
    """Give out every journey of the sample that was not given before, and write it. Returns who was involved in what.

    Raises UsageError where no sample is drawn, nobody is named, or every auditor was involved in a case.
    """
    if not how.auditors:
        raise UsageError("Name who grades: --auditor NAME, once for each.")
    with log.writing() as writer:
        said = writer.statements([found.stream])[found.stream]
        now = fold(said)
        streams = [one.stream for one in now.journeys] if now else []
        if not streams:
            raise UsageError(f"No sample of {found.name} is drawn yet: journey diagnostic draw {found.name}.")
        made = fold_audited(said)
        how = replace(how, auditors=auditors_by_name(made, worker_names(log), how.auditors))
        part = involved(log, streams, how.auditors, on)
        people = people_of(log, found.opened.get("la"), streams)
        recorder = people.recorder(by, on)
        references = {who: people.reference(who) for who in how.auditors}
        given = assign(
            streams,
            tuple(dict.fromkeys(references.values())),
            {one: {references[who] for who in part[one]} for one in streams},
            how.seed,
            overlap=how.overlap,
            calibration=how.calibration,
            before=made.assignments,
        )
        writer.append([*people.named(recorder), *_statements(found.stream, said, given, how, recorder)])
    return part


def _statements(
    stream: str, said: Sequence[Statement], given: Sequence[Given], how: Assigning, recorder: Recorder
) -> Iterator[Statement]:
    key = next_keys(said)
    for one in given:
        yield recorder.statement(
            stream,
            JourneyAssigned,
            key(JourneyAssigned, recorder.day),
            {
                "journey": one.journey,
                "auditor": one.auditor,
                "second_rater": coded("yes-no", "yes" if one.second else "no"),
                "calibration": coded("yes-no", "yes" if one.calibration else "no"),
                "seed": how.seed,
                "due_on": how.due_on,
            },
            on=recorder.day,
        )
