"""What is written on a diagnostic's stream: it was opened, a sample was drawn, a journey was replaced."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import journey
from journey.audit.diagnostic import Diagnostic, fold
from journey.audit.draw import Drawn, Plan, Sample, next_in_rank
from journey.audit.frame import Frame
from journey.audit.keys import coded
from journey.audit.strata import STRATUM
from journey.domain.errors import UsageError
from journey.domain.events import event
from journey.domain.statements import PERSON_SYSTEM, Source, Statement, diagnostic_stream
from journey.domain.timescales import rule_version, rule_versions
from journey.domain.values import Data
from journey.projections.standpoint import Standpoint
from journey.store.log import Log


@dataclass(frozen=True, slots=True)
class Opening:
    """What a diagnostic is opened with. ``left_out`` are strata that no source tells of, with why."""

    ident: str
    title: str
    kind: str
    purpose: str
    since: date
    until: date
    at: Standpoint
    strata: tuple[str, ...]
    left_out: dict[str, str]
    flags: tuple[str, ...] = ()
    la: str | None = None


def record_opened(log: Log, opening: Opening, frame: Frame, *, on: date, by: str) -> Diagnostic:
    """Write that a diagnostic was opened on a frame. Raises UsageError where one of that name is there already."""
    at, counts = opening.at, frame.count()
    data = {
        "title": opening.title,
        "kind": coded("diagnostic-kind", opening.kind),
        "purpose": opening.purpose,
        "la": opening.la,
        "period_from": opening.since,
        "period_to": opening.until,
        "as_at": at.as_at,
        "known_at": at.known_at,
        "data_to": at.data_to,
        "inferred": coded("yes-no", "yes" if at.inferred else "no"),
        "frame_position": at.position,
        "frame_chain": at.chain,
        "frame_hash": frame.hash,
        "frame_size": len(frame.journeys),
        "families_known": sum(bool(one.family) for one in frame.journeys),
        "strata": [
            *(
                {"stratum": name, "children": counts[name], "definition": STRATUM[name].fingerprint}
                for name in opening.strata
            ),
            *({"stratum": name, "reason": why} for name, why in opening.left_out.items()),
        ],
        "excluded": [{"reason": why, "children": number} for why, number in sorted(frame.excluded.items())],
        "flags": list(opening.flags),
        "release": journey.__version__,
        "rule_version": rule_version(),
        "rules": [{"rule": name, "version": version} for name, version in rule_versions().items()],
    }
    stream = diagnostic_stream(opening.ident)
    with log.writing() as writer:
        if writer.last_versions([stream])[stream]:
            raise UsageError(
                f"There is a diagnostic {opening.ident!r} already, and a frame is never changed. Give this one another "
                f"name, or look at it: journey diagnostic show {opening.ident}."
            )
        said = writer.append([_statement(stream, "DiagnosticOpened", data, on, by, 1)])
    return _folded(said)


def record_drawn(
    log: Log, found: Diagnostic, plan: Plan, frame: Frame, sample: Sample, *, on: date, by: str
) -> Diagnostic:
    """Write that a sample was drawn. Raises UsageError where one was drawn already."""
    data = {
        "method": coded("draw-method", plan.method),
        "size": plan.size,
        "minimum": plan.minimum,
        "by": plan.by,
        "marks": list(plan.marks),
        "seed": plan.seed,
        "frame_hash": frame.hash,
        "frame_size": len(frame.journeys),
        "strata": [asdict(one) for one in sample.strata],
        "journeys": [asdict(one) for one in sample.journeys],
    }
    with log.writing() as writer:
        before = writer.statements([found.stream])[found.stream]
        if any(one.name == "SampleDrawn" for one in before):
            raise already_drawn(found)
        said = writer.append([_statement(found.stream, "SampleDrawn", data, on, by, 1)])
    return _folded([*before, *said])


def record_replaced(
    log: Log, found: Diagnostic, frame: Frame, stream: str, reason: str, *, on: date, by: str
) -> Diagnostic:
    """Write that the next in rank of its stratum stands for a drawn journey. Raises UsageError where the stream is not
    in the sample, or nobody of the stratum is left."""
    with log.writing() as writer:
        before = writer.statements([found.stream])[found.stream]
        now = _folded(before)
        gone = next((one for one in now.journeys if one.stream == stream), None)
        if gone is None or now.plan is None:
            raise UsageError(
                f"{stream.partition(':')[2]} is not in the sample of {found.name}: see what is by "
                f"journey diagnostic show {found.name}."
            )
        next_one = replacement_for(now, frame, gone)
        data = {"replaced": stream, "replacement": asdict(next_one), "reason": coded("replacement-reason", reason)}
        ordinal = 1 + sum(one.name == "SampleReplaced" and one.occurred_on == on for one in before)
        said = writer.append([_statement(found.stream, "SampleReplaced", data, on, by, ordinal)])
    return _folded([*before, *said])


def replacement_for(found: Diagnostic, frame: Frame, gone: Drawn) -> Drawn:
    """The next in rank for a journey of the sample. Raises UsageError when nobody of its stratum is left."""
    assert found.plan is not None
    assert found.sample is not None
    taken = {one.stream for one in found.sample.journeys} | {one.by.stream for one in found.replacements}
    return next_in_rank(frame, found.plan, gone.stratum, taken)


def already_drawn(found: Diagnostic) -> UsageError:
    """That a sample is drawn once."""
    return UsageError(
        f"The sample of {found.name} is drawn, and a sample is drawn once: another draw would be a choice between two. "
        "Replace single journeys with --replace JOURNEY --reason CODE, or open another diagnostic."
    )


def _folded(said: list[Statement]) -> Diagnostic:
    found = fold(said)
    assert found is not None
    return found


def _statement(stream: str, name: str, data: dict[str, Any], on: date, by: str, ordinal: int) -> Statement:
    kept: Data = {field: value for field, value in data.items() if value not in (None, [])}
    fact = f"{event(name).KIND}/{on.isoformat()}/{ordinal}"
    return Statement(stream, name, fact, on, Source(PERSON_SYSTEM, on), kept, occurred_on=on, by=by)
