"""The report of a diagnostic, put together: where things stand, whom to look at first, and every table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journey.cli.asking import with_holder
from journey.cli.diagnostic import tables_of_grades, tables_of_log
from journey.cli.diagnostic.found import Found
from journey.cli.diagnostic.report_first import first
from journey.cli.diagnostic.report_of_change import sections_of_change
from journey.cli.diagnostic.report_of_grades import sections_of_grades
from journey.cli.diagnostic.report_of_log import listed_journeys, sections_of_log
from journey.cli.diagnostic.tables_of_grades import share_words
from journey.cli.indicators_page import columns as indicator_columns
from journey.cli.indicators_page import page as indicator_page
from journey.reports.table import LeadLine, Report, Row, Section
from journey.reports.words import counted, span

if TYPE_CHECKING:
    from journey.audit.audited import Audited
    from journey.audit.diagnostic import Diagnostic
    from journey.audit.reporting.survey import Survey
    from journey.projections.indicators.comparators import Comparators

_FIRST = "To look at first: children who may be unsafe, and journeys graded inadequate"
_GUIDE = (
    (
        "Everything about journeys is as the log stood when the diagnostic was opened; what auditors said is up to the "
        "position named. The same release gives the same report years later, whatever was imported or corrected since."
    ),
    (
        "An interval of 95 per cent is of what a sample says of all children. Of what the log tells of every child "
        "there is none: the figure of the frame stands beside that of the sample."
    ),
    "No percentage is given of fewer than ten. 'cannot tell' is never good news, and never counted as in time.",
)
_SHARED = "For sharing: numbers from 1 to 5 are hidden with a 'c', and what would give them back; no child is named."
_PUBLISHED = "Of every child in the store in the month of the frame, beside what was published; not of the sample."


@dataclass(frozen=True)
class _Told:
    """What a report is made of. ``changed`` is what this release decides otherwise than that of the frame."""

    survey: Survey
    audited: Audited
    names: dict[str, str]
    changed: list[str]


def diagnostic_page(
    page: Found, known: Comparators, file: str, *, share: bool, baseline: Diagnostic | None = None
) -> Report:
    """The report of a diagnostic whose sample is drawn. ``share`` is for those outside the team; with a ``baseline`` it
    says what changed since."""
    told = _told(page)
    sections = list(_sections(page, told, share))
    sections.append(_published(page, known, file, share))
    if baseline is not None:
        sections += sections_of_change(page, baseline, told.survey, share)
    rows: list[Row] = []
    if not share:
        sections += [_actions(page, told), listed_journeys(told.survey, told.audited, told.names)]
        rows = _to_look_at(told)
    report = Report(
        title=f"Report: {page.diagnostic.opened['title']}",
        caption=_FIRST,
        columns=with_holder(tables_of_grades.FIRST, rows),
        rows=rows,
        meta=page.meta(**_meta(told, share)),
        lead=tuple(_lead(page, told, share)),
        guide=(_SHARED, *_GUIDE) if share else _GUIDE,
        sections=tuple(sections),
    )
    return first(report, sections[0].name) if share else report


def _told(page: Found) -> _Told:
    from journey.audit.audited import audited
    from journey.audit.reporting.survey import survey
    from journey.audit.rerun import changed_since, frame_again, frame_problems
    from journey.projections.names import worker_names

    one, log = page.diagnostic, page.reader.log
    frame = frame_again(page.question, one)
    changed = list(frame_problems(one, frame)) or list(changed_since(one))
    return _Told(survey(page.question, one, frame), audited(log, one), worker_names(log, one.position), changed)


def _sections(page: Found, told: _Told, share: bool) -> Iterator[Section]:
    from journey.audit.reporting.limitations import limitations
    from journey.audit.reporting.power import limits
    from journey.audit.reporting.scorecard import coverage_rows
    from journey.audit.reporting.sharing import share_counts
    from journey.projections.coverage.imported import coverage

    one = page.diagnostic
    yield from sections_of_grades(one, told.audited, share)
    yield Section(
        "limitations", "What may not be concluded", tables_of_log.LIMITATIONS,
        [row._asdict() for row in limitations(told.survey, told.audited, told.changed, share=share)],
    )  # fmt: skip
    if one.by_chance:
        rows: list[Row] = list(limits(len(one.journeys)))
        yield Section("power", "What a sample of this size cannot show", tables_of_log.POWER, rows)
    yield from sections_of_log(told.survey, share)
    held = coverage_rows(coverage(page.reader.log, one.at, la=one.opened.get("la")))
    held = share_counts(held, ("rows", "rejected")) if share else held
    yield Section("coverage", "What was imported", tables_of_log.COVERAGE, list(held))


def _published(page: Found, known: Comparators, file: str, share: bool) -> Section:
    from journey.audit.reporting.published import beside_published

    columns = indicator_columns(known=False, compared=True)
    rows: list[Row] = list(beside_published(page.question, known, file, share=share))
    return Section("published", "Beside published figures", indicator_page(columns, compared=True), rows, (_PUBLISHED,))


def _actions(page: Found, told: _Told) -> Section:
    from journey.audit.reporting.method import actions

    rows = [
        {**row, "owner_name": told.names.get(row["owner"] or "")}
        for row in actions(told.audited, page.diagnostic.said_on)
    ]
    return Section("actions", "Actions", tables_of_grades.ACTIONS, list(rows))


def _to_look_at(told: _Told) -> list[Row]:
    from journey.audit.reporting.grades import unsafe_or_inadequate
    from journey.projections.children_rows import held_rows, with_holders

    rows = unsafe_or_inadequate(told.survey.diagnostic, told.audited)
    named = ({**row, "told_name": told.names.get(row["told"] or "")} for row in rows)
    return list(with_holders(named, held_rows(told.survey.held, told.names)))


def _meta(told: _Told, share: bool) -> dict[str, Any]:
    """The version of the rules that count now, and that of the day on which the diagnostic was opened."""
    import journey
    from journey.domain.timescales import rule_version

    opened = told.survey.diagnostic.opened
    return {
        "rule_version": rule_version(), "rule_version_opened": opened["rule_version"],
        "release": journey.__version__, "release_opened": opened["release"], "changed": told.changed,
        "counting_rule": "referrals-only", "shared": share,
        **({"excluded": None, "counts": None} if share else {}),
    }  # fmt: skip


def _lead(page: Found, told: _Told, share: bool) -> Iterator[LeadLine]:
    from journey.audit.reporting.grades import by_stratum
    from journey.audit.reporting.sharing import share_grades

    one, data = page.diagnostic, page.diagnostic.opened
    rows = by_stratum(one, told.audited)
    total = (share_grades(rows) if share else rows)[-1]
    unsafe = len(told.audited.unsafe & {journey.stream for journey in one.journeys})
    if not share:
        yield LeadLine("May be unsafe", counted(unsafe, "child", "children") if unsafe else "no auditor said so")
    yield LeadLine("Diagnostic", data["title"], data["kind"]["written"])
    yield LeadLine("Purpose", data["purpose"])
    yield LeadLine("Audit period", span(data["period_from"], data["period_to"]))
    yield LeadLine("Frame", counted(data["frame_size"], "child", "children"), f"hash {data['frame_hash']}")
    assert one.plan is not None
    yield LeadLine("Drawn", counted(len(one.journeys), "journey"), f"{one.plan.method}; seed {one.plan.seed}")
    yield LeadLine("Graded", f"{total['graded']} of {total['journeys']}")
    yield LeadLine("Good or better", f"{total['good_or_better']} of {total['graded']}", share_words(total))
