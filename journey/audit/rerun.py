"""A diagnostic made again from the log as it stood, and compared with what was written down on the day."""

from __future__ import annotations

from collections.abc import Iterator

import journey
from journey.audit.diagnostic import Diagnostic
from journey.audit.draw import Plan, Sample, draw, next_in_rank
from journey.audit.frame import Frame
from journey.audit.frame_rows import frame_of
from journey.audit.strata import STRATUM
from journey.domain.timescales import rule_version, rule_versions
from journey.projections.questions import Asked


def frame_again(asked: Asked, found: Diagnostic) -> Frame:
    """The frame of a diagnostic, made again; ``asked`` stands where the frame does (``found.at``)."""
    data = found.opened
    return frame_of(asked, found.since, found.strata, la=data.get("la"), flags=data.get("flags", ()))


def frame_problems(found: Diagnostic, frame: Frame) -> Iterator[str]:
    """What differs between the frame made again and the one written down, and which rules changed since."""
    if frame.hash == found.opened["frame_hash"]:
        return
    yield f"The frame made again is another: {frame.hash[:16]}… in place of {found.opened['frame_hash'][:16]}…"
    counts = frame.count()
    for name in found.strata:
        if counts[name] != found.counts[name]:
            yield f"Stratum {name}: {counts[name]:,} children in place of {found.counts[name]:,}."
    yield from changed_since(found)


def changed_since(found: Diagnostic) -> Iterator[str]:
    """What this release decides otherwise than the one that opened the diagnostic: strata and rules, by name."""
    if found.opened["release"] != journey.__version__:
        yield f"It was made by release {found.opened['release']}; this is {journey.__version__}."
    changed = [
        name
        for name, definition in found.strata.items()
        if name not in STRATUM or STRATUM[name].fingerprint != definition
    ]
    if changed:
        yield f"Strata defined otherwise since: {', '.join(changed)}."
    if found.opened["rule_version"] != rule_version():
        yield f"The timescales are another version: {rule_version()} in place of {found.opened['rule_version']}."
        yield from _rules_changed(found)


def _rules_changed(found: Diagnostic) -> Iterator[str]:
    then = {one["rule"]: one["version"] for one in found.opened.get("rules", ())}
    if not then:
        yield "Which rules changed cannot be told: their versions were not written down."
        return
    now = rule_versions()
    for says, names in (
        ("Rules that changed", [one for one in then if one in now and then[one] != now[one]]),
        ("Rules that are new", [one for one in now if one not in then]),
        ("Rules that are gone", [one for one in then if one not in now]),
    ):
        if names:
            yield f"{says}: {', '.join(names)}."


def draw_problems(frame: Frame, plan: Plan, sample: Sample) -> Iterator[str]:
    """What differs between the sample that frame and seed give and the one written down: a journey picked by hand."""
    again = draw(frame, plan)
    if again == sample:
        return
    ours, theirs = {one.stream for one in again.journeys}, {one.stream for one in sample.journeys}
    yield from (f"{_child(one)} is in the sample, and frame and seed do not draw it." for one in sorted(theirs - ours))
    yield from (f"{_child(one)} is drawn by frame and seed, and is not in the sample." for one in sorted(ours - theirs))
    if ours == theirs:
        yield "The same journeys are drawn, but strata, ranks or families stand otherwise in the sample."


def replacement_problems(frame: Frame, found: Diagnostic) -> Iterator[str]:
    """The replacements that are not the next in rank of their stratum."""
    if found.plan is None or found.sample is None:
        return
    taken = [one.stream for one in found.sample.journeys]
    for one in found.replacements:
        if next_in_rank(frame, found.plan, one.by.stratum, taken) != one.by:
            yield f"{_child(one.by.stream)} stands for {_child(one.replaced)}, and is not the next in rank."
        taken.append(one.by.stream)


def _child(stream: str) -> str:
    return stream.partition(":")[2]
