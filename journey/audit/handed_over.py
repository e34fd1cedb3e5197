"""What an outsider holds: a frame and a sample as exported, read back and compared, without the store."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from journey.audit.draw import Drawn, Plan, Sample, StratumDrawn, next_in_rank
from journey.audit.frame import Frame, read_frame
from journey.audit.rerun import draw_problems
from journey.domain.errors import BadInputFile, UsageError
from journey.domain.statements import child_stream


def frame_in(content: bytes, where: str) -> Frame:
    """The frame in an exported CSV file. Raises BadInputFile for another file."""
    try:
        rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInputFile(f"{where} is not a CSV file in UTF-8 ({error}).") from None
    if not rows:
        raise BadInputFile(
            f"{where} holds no row. Export the frame: journey diagnostic show NAME --frame --format csv."
        )
    return read_frame(rows, where)


def problems_of(frame: Frame, content: bytes, where: str) -> Iterator[str]:
    """What differs between an exported sample (JSON) and the one that its seed draws from a frame.

    Raises BadInputFile for a file that is no such sample.
    """
    try:
        told = json.loads(content)
        meta, rows = told["meta"], told["rows"]
        plan, sample = _plan(meta), _sample(meta, rows)
    except (ValueError, KeyError, TypeError) as error:
        raise BadInputFile(
            f"{where} is not a sample ({error!r}). Export it: journey diagnostic show NAME --format json."
        ) from None
    if frame.hash != meta["frame_hash"]:
        yield (
            f"The frame is not the one drawn from: its hash is {frame.hash}, the sample's {meta['frame_hash']}. "
            "One that was exported after a record of it was sealed, restricted or disposed of lacks that record."
        )
        return
    try:
        yield from draw_problems(frame, plan, sample)
        yield from _replacements(frame, plan, sample, rows)
    except UsageError as error:
        yield str(error)


def _plan(meta: Mapping[str, Any]) -> Plan:
    return Plan(meta["method"], meta["size"], meta["seed"], meta["minimum"], meta["by"], tuple(meta["marks"]))


def _sample(meta: Mapping[str, Any], rows: list[Mapping[str, Any]]) -> Sample:
    strata = tuple(
        StratumDrawn(one["stratum"], one["children"], one["families"], one["drawn"])
        for one in meta["strata"]
        if one["families"] is not None
    )
    order = [one.stratum for one in strata]
    drawn = [
        _drawn(row) for row in rows if row["stands_for"] is None
    ]  # children who may be unsafe come first in a list
    return Sample(strata, tuple(sorted(drawn, key=lambda one: (order.index(one.stratum), one.rank))))


def _replacements(frame: Frame, plan: Plan, sample: Sample, rows: list[Mapping[str, Any]]) -> Iterator[str]:
    """The replacements, in the order of their ranks, that are not the next in rank."""
    taken = [one.stream for one in sample.journeys]
    for row in sorted((row for row in rows if row["stands_for"] is not None), key=lambda row: row["rank"]):
        one = _drawn(row)
        if next_in_rank(frame, plan, one.stratum, taken) != one:
            yield f"{row['la']}:{row['child_id']} stands for {row['stands_for']}, and is not the next in rank."
        taken.append(one.stream)


def _drawn(row: Mapping[str, Any]) -> Drawn:
    return Drawn(child_stream(row["la"], row["child_id"]), row["stratum"], row["rank"], row["siblings"])
