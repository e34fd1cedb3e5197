"""A pack: one journey as the log shows it, and the form for what only people and the case file can show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from journey.cli import show_page
from journey.cli.diagnostic.forms import TITLES
from journey.cli.show_words import details
from journey.reports.table import Field, LeadLine, Report, Row, Section
from journey.reports.words import counted, span, words

if TYPE_CHECKING:
    from journey.audit.diagnostic import Diagnostic
    from journey.audit.packs.evidence import Evidence
    from journey.reports.pseudonymised import Disguise

SHOWN: Final = "Log – "
"""How the titles of all tables begin that come from the log."""

_NUMBER = Field("number", "Number", "text", 12, "'cannot tell' where no source holds every day; 'at least' where some.",
                lambda row: _number(row))  # fmt: skip
_COUNTS = (Field("shown", "In the last twelve months", "text", 44), _NUMBER,
           Field("domain", "Part of the form", "id", 18), Field("events", "Facts", "details", 40))  # fmt: skip
_TIMESCALES = (
    Field("rule", "Rule", "id", 6),
    Field("title", "What is due", "text", 30),
    Field("step", "Step", "text", 16, says=lambda row: words(row["step"]).replace("_", " ")),
    Field("started_on", "Counted from", "date", 18),
    Field("due", "Due", "date", 18),
    Field("stopped_on", "Done", "date", 18),
    Field("state", "State", "text", 14),
    Field("days_over", "Days over", "count"),
    Field("reason", "Why it cannot be told", "text", 40),
    Field("authority", "Set by", "text", 14, "Statute, guidance, or a local standard, which is never law."),
)
_CHANGES = (
    Field("on", "On", "date", 18, "The day, or the last on which it may have been."),
    Field("from_on", "Not before", "date", 18, "Where only two files show it."),
    Field("kind", "Change", "text", 22, says=lambda row: words(row["kind"]).replace("_", " ")),
    Field("from", "From", "text", 20, says=lambda row: words(row.get("from_name") or row["from"])),
    Field("to", "To", "text", 20, says=lambda row: words(row.get("to_name") or row["to"])),
    Field("stage", "Stage", "text", 10),
)
_FLAGS = (
    Field("flag", "Flag", "text", 24, says=lambda row: words(row["flag"]).replace("_", " ")),
    Field("since", "Since", "date", 18),
    Field("days", "Days", "count"),
    Field("detail", "What", "text", 40),
    Field("authority", "Whose limit", "text", 14),
)
_FINDINGS = (
    Field("finding", "Finding", "text", 34),
    Field("on", "On", "date", 18),
    Field("detail", "What", "text", 44),
    Field("list", "List", "text", 20),
)
_WIDTHS = {"question": 60, "answer": 24, "rationale": 60}
_IDS: Final = ("diagnostic", "journey", "code")
FORM: Final = (
    *(Field(name, title, "id" if name in _IDS else "text", _WIDTHS.get(name),
            one_of=(lambda row: row["choices"]) if name == "answer" else None)
      for name, title in TITLES.items()),
    Field("answers", "One of", "text", 40, "What can be written under Answer; nothing here is filled in beforehand."),
)  # fmt: skip
_NOTES: Final = {
    "counts": "Where no source holds every such event of the twelve months, nobody can tell from the log.",
    "changes": "Of changes before the first day on which a source shows who held the case nothing is known.",
    "flags": "For a person to check: they judge nobody. What no source says raises no flag.",
    "findings": "Of this journey alone; what it shares with other children: journey quality.",
    "voice": "What is not here no source recorded: that is not to say that the child was not seen or heard.",
}
_TRUE_DAYS: Final = frozenset({"data_to", "as_at", "known_at", "from", "to"})
"""Days that are the same for all journeys: beside a journey whose dates were moved they would say by how much."""

_ASKED: Final = "What only the case file, the worker, the child and the family can show."
_GUIDE = (
    "Tables whose title begins with 'Log' are what the log shows: facts, days and counts. They judge nobody.",
    "The form asks what only the case file, the worker, the child and the family can show. It is empty on purpose.",
    "Judge the audit period. An overall grade is a judgement, and not the mean of the grades above it.",
    "A child who may be unsafe: tell whoever is responsible today, before you fill in anything else.",
    "Write the answer and the rationale; leave blank what you did not look at. Do not change the questions.",
)


def pack(
    one: Diagnostic, shown: Evidence, auditor: str, meta: dict[str, Any], disguise: Disguise | None = None
) -> Report:
    """The pack of a journey, with the form of one auditor, as named, or of nobody yet.

    What comes from the log is told with the pseudonyms of ``disguise``; the form is what an outside expert writes on.
    """
    from journey.audit.numbers import number_of

    number = str(number_of(one, shown.stream))
    names = shown.journey.names
    columns = show_page.page(names, history=False, sources=disguise is None)
    voice = (columns[0], columns[1], Field("data", "What the log says", "details", 50, says=_said(names)))
    tables = (
        ("counts", "in twelve months", _COUNTS, shown.counts),
        ("timescales", "timescales", _TIMESCALES, shown.timescales),
        ("changes", "changes of worker and team", _CHANGES, shown.changes),
        ("flags", "flags to check", _FLAGS, shown.flags),
        ("findings", "quality of the record", _FINDINGS, shown.findings),
        ("voice", "voice of the child", voice, shown.voice),
    )
    asked = Section("form", "Form", FORM, form(one, number, auditor), (_ASKED,))
    of_log = Report(
        title=f"Journey {number}: {one.opened['title']}",
        columns=columns,
        rows=[{**row, "data": dict(row["data"])} for row in shown.journey.rows],
        meta=meta if disguise is None else {name: value for name, value in meta.items() if name not in _TRUE_DAYS},
        caption=f"{SHOWN}the journey",
        lead=tuple(_lead(one, shown, disguise is not None)),
        guide=_GUIDE,
        sections=tuple(_of_log(*table) for table in tables),
    )
    told = disguise.report(of_log, shown.stream) if disguise else of_log
    return replace(told, sections=(*told.sections, asked))


def _of_log(name: str, title: str, columns: tuple[Field, ...], rows: Sequence[Row]) -> Section:
    return Section(name, SHOWN + title, columns, list(rows), (_NOTES[name],) if name in _NOTES else ())


def form(one: Diagnostic, number: str, auditor: str) -> list[Row]:
    """The lines of a form: every question as it is put, nothing filled in."""
    from journey.audit.form import FORM as QUESTIONS

    return [
        {
            "diagnostic": one.name,
            "journey": number,
            "auditor": auditor,
            "code": asked.code,
            "question": asked.wording,
            "answers": ", ".join(asked.answers) or "in words",
            "choices": asked.answers,
        }
        for asked in QUESTIONS
    ]


def _lead(one: Diagnostic, shown: Evidence, moved: bool) -> Iterator[LeadLine]:
    """Where things stand; of a journey whose dates were moved the audit period by its length alone."""
    begin, end = one.opened["period_from"], one.opened["period_to"]
    yield LeadLine("Child", shown.journey.child)
    yield LeadLine("Audit period", f"the last {counted((end - begin).days + 1, 'day')}" if moved else span(begin, end))
    yield from show_page.lead(shown.journey.now)


def _number(row: Row) -> str:
    if row["number"] is None:
        return "cannot tell"
    return f"{row['number']:,}" if row["complete"] else f"at least {row['number']:,}"


def _said(names: dict[str, str]) -> Any:
    return lambda row: details(row, names)
