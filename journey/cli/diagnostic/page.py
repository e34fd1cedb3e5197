"""A diagnostic as a report: what it is, how it was drawn, from what, and the journeys with who holds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journey.cli.asking import with_holder
from journey.cli.diagnostic.assigned import unsafe_lead
from journey.cli.diagnostic.found import Found
from journey.cli.diagnostic.journeys import JOURNEYS, journeys
from journey.reports.table import Field, LeadLine, Report, Row, Section
from journey.reports.words import counted, span

if TYPE_CHECKING:
    from journey.audit.diagnostic import Diagnostic

STRATA = (
    Field("stratum", "Stratum", "text", 24),
    Field("children", "In the frame", "text", 12, "Children; 'refused' where no source tells of the stratum."),
    Field("families", "Families", "count", help="Families, of each of which one child can be drawn."),
    Field("drawn", "Drawn", "count"),
    Field("means", "What it means", "text", 60, "Its definition, or why it is refused."),
)
_PAGE = tuple(field for field in STRATA if field.name != "means")
_GUIDE = (
    (
        "The frame is what the log held at the position named: merged records once; adopted, sealed and "
        "restricted records left out and counted. Its hash proves which journeys it held."
    ),
    (
        "A journey's rank is HMAC-SHA256 under the seed over the hash of the frame and its id: the same seed, frame "
        "and strata give the same children on any machine. Of a family one child can be drawn, by a ranking of its own."
    ),
    "Who holds the frame can prove that nobody was picked by hand: journey diagnostic verify.",
)
_METHOD = {
    "random": "Stratified random draw: every journey of the frame had a known chance.",
    "thematic": "Thematic draw: journeys on whose record {marks} stands. It says nothing of other journeys, and no "
    "interval is given.",
    "risk-based": "Risk-based draw: journeys with the flag {marks}. It says nothing of other journeys, and no interval "
    "is given.",
    "consecutive": "Consecutive draw: the journeys referred last. It says nothing of other journeys, and no interval "
    "is given.",
}


def diagnostic_report(page: Found, one: Diagnostic, title: str) -> Report:
    """A diagnostic with its sample, children who may be unsafe first; or its frame by stratum while none is drawn."""
    from journey.audit.audited import audited

    strata = list(_strata(one))
    meta = page.meta(one, strata=strata)
    if one.sample is None:
        return Report(
            title=title,
            columns=STRATA,
            page=_PAGE,
            rows=strata,
            meta=meta,
            caption="The frame by stratum",
            lead=tuple(_lead(one)),
            notes=tuple(_notes(one)),
            guide=_GUIDE,
        )
    made = audited(page.reader.log, one)
    rows = sorted(journeys(page, one), key=lambda row: row["stream"] not in made.unsafe)
    return Report(
        title=title,
        columns=with_holder(JOURNEYS, rows),
        rows=rows,
        meta=meta,
        caption=counted(len(one.journeys), "journey") + " to look at",
        lead=(*unsafe_lead(one, made), *_lead(one)),
        notes=tuple(_notes(one)),
        guide=_GUIDE,
        sections=(Section("strata", "Strata", _PAGE, strata),),
    )


def _lead(one: Diagnostic) -> Iterator[LeadLine]:
    data = one.opened
    yield LeadLine("Diagnostic", data["title"], data["kind"]["written"])
    yield LeadLine("Purpose", data["purpose"])
    yield LeadLine("Audit period", span(data["period_from"], data["period_to"]))
    yield LeadLine("Frame", counted(data["frame_size"], "child", "children"), f"hash {data['frame_hash']}")
    for why, number in sorted(one.excluded.items()):
        yield LeadLine("Not in the frame", counted(number, "child", "children"), why)
    if one.plan and one.sample:
        yield LeadLine("Drawn", counted(len(one.sample.journeys), "journey"), f"of {one.plan.size} asked for")
        yield LeadLine("Seed", one.plan.seed)


def _notes(one: Diagnostic) -> Iterator[str]:
    for name, why in one.left_out.items():
        yield f"Refused: {name}, because {why}. It is not zero; nobody can tell."
    if one.plan is None or one.sample is None:
        return
    yield _METHOD[one.plan.method].format(marks=" or ".join(one.plan.marks))
    yield from _of_families(one)
    if len(one.sample.journeys) < one.plan.size:
        yield f"All {len(one.sample.journeys)} journeys that could be drawn are in the sample, fewer than asked for."
    alone = [stratum.stratum for stratum in one.sample.strata if stratum.drawn == 1 < stratum.families]
    if alone and one.plan.method == "random":
        yield f"One journey alone was drawn of: {', '.join(alone)}. How much journeys of it differ cannot be told."


def _of_families(one: Diagnostic) -> Iterator[str]:
    known, size = one.opened["families_known"], one.opened["frame_size"]
    if known:
        yield "One child of each family could be drawn, and stands for its brothers and sisters in the frame."
    if known < size:
        whom = "no child of the frame" if not known else f"{known:,} of the {size:,} children of the frame alone"
        yield (
            f"The family is known of {whom}: of others brothers and sisters may both be in the sample, and intervals "
            "may be too narrow."
        )


def _strata(one: Diagnostic) -> Iterator[Row]:
    drawn = {} if one.sample is None else {stratum.stratum: stratum for stratum in one.sample.strata}
    by_case = set(drawn) <= set(one.strata)
    for name in one.strata if by_case else drawn:
        here = drawn.get(name)
        yield {
            "stratum": name,
            "children": one.counts[name] if by_case else drawn[name].children,
            "families": here.families if here else None,
            "drawn": here.drawn if here else None if one.sample is None else 0,
            "means": _sentence(name),
        }
    for name, why in one.left_out.items():
        yield {"stratum": name, "children": "refused", "families": None, "drawn": None, "means": why}


def _sentence(name: str) -> str:
    from journey.audit.strata import STRATUM, THEME

    known = STRATUM.get(name) or THEME.get(name)
    return known.sentence if known else "Every journey that could be drawn." if name == "all" else "None of the themes."
