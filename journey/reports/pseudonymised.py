"""A report with pseudonyms: the one place where rows change on their way out, whatever command they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from journey.reports.pseudonyms import NOTICE, WITHHELD, Pseudonyms
from journey.reports.table import Field, LeadLine, Report, Row, Section

_TRUE: Final = frozenset({"as_at", "known_at", "data_to", "from", "to", "store", "chain", "position", "covered_from"})
"""What makes a report again, which is the same for every child."""

_WHEN_IT_WAS_KNOWN: Final = frozenset({"known_on", "known_from", "recorded_at", "speaks_for", "sources", "file"})
"""The days of files are the same for all children: one of them, moved, would say by how much it was moved."""

_BORN: Final = "date_of_birth"
_ETHNICITY: Final = "ethnicity"
_BY: Final = frozenset({"by", "who"})
_STREAM: Final = "stream"
_CHILD: Final = "child_id"
_MARK: Final = Field("still_personal_data", "Pseudonymised: still personal data", "flag")


@dataclass(frozen=True)
class Disguise:
    """How rows are changed. ``withheld`` are the names of fields that are never told, ``as_at`` the day of ages."""

    pseudonyms: Pseudonyms
    withheld: frozenset[str]
    as_at: date | None

    def report(self, report: Report, child: str | None, *, marked: bool = False) -> Report:
        """A whole report. ``child`` is the stream it is about, where it is about one; ``marked`` adds a column that
        says in every row what it is, for a format without a header."""
        extra = (_MARK,) if marked else ()
        return replace(
            report,
            title=self.pseudonyms.text(report.title, child),
            caption=self.pseudonyms.text(report.caption, child),
            columns=(*report.columns, *extra),
            rows=self.rows(report.rows, child),
            lead=(LeadLine(NOTICE.partition(":")[0], NOTICE.partition(": ")[2]), *self._lead(report.lead, child)),
            sections=tuple(self._section(section, child) for section in report.sections),
            notes=(*(self.pseudonyms.text(note, child) for note in report.notes), NOTICE),
            picture=None,  # drawn from true rows
            meta={**self._meta(report.meta, child), "pseudonymised": NOTICE},
        )

    def rows(self, rows: Sequence[Row], child: str | None = None) -> list[Row]:
        """Rows, in the order of their pseudonyms where they are of several children: that of ids would tell."""
        told = [{**self.row(row, child), _MARK.name: True} for row in rows]
        if child is None and len({row.get(_CHILD) for row in told}) > 1:
            told.sort(key=lambda row: str(row.get(_CHILD) or ""))
        return list(told)

    def row(self, row: Row, child: str | None = None) -> dict[str, Any]:
        """A row of a child: its own, else that of the report."""
        known = row.get(_STREAM) or child or row.get(_CHILD)
        subject = str(known) if known else None
        told = {name: self._told(name, value, subject) for name, value in row.items()}
        if row.get(_CHILD):
            told[_CHILD] = self.pseudonyms.child(subject or str(row[_CHILD]))
        if row.get(_STREAM):
            told[_STREAM] = told.get(_CHILD) or self.pseudonyms.child(str(row[_STREAM]))
        return told

    def _told(self, name: str, value: Any, child: str | None) -> Any:
        if name in _WHEN_IT_WAS_KNOWN:
            return [] if isinstance(value, list) else None
        if value is None or isinstance(value, bool | int | float):
            return value
        if name == _ETHNICITY:
            return _group(value)
        if name in self.withheld:
            return WITHHELD if isinstance(value, str) else None
        if name in _BY:
            return self.pseudonyms.worker(str(value))
        return self._value(value, child)

    def _value(self, value: Any, child: str | None) -> Any:
        if isinstance(value, date):
            return self.pseudonyms.day(value, child)
        if isinstance(value, str):
            return self.pseudonyms.text(value, child)
        if isinstance(value, Mapping):
            return self.mapping(value, child)
        if isinstance(value, list | tuple | set | frozenset):
            made = [self._value(one, child) for one in value]
            return tuple(made) if isinstance(value, tuple) else made
        return value

    def mapping(self, value: Mapping[Any, Any], child: str | None) -> dict[Any, Any]:
        """What an event or a part of a row says, of a child (a stream)."""
        if value.keys() == {"code", "written"}:
            written = WITHHELD if value["code"] is None else self.pseudonyms.text(str(value["written"]), child)
            return {"code": value["code"], "written": written}
        told = {
            self.pseudonyms.text(name, child) if isinstance(name, str) else name: self._told(str(name), one, child)
            for name, one in value.items()
            if name != _BORN and not (name in ("value", "old") and value.get("field") in {_BORN, *self.withheld})
        }
        if _STREAM in value or _CHILD in value:
            told |= {name: one for name, one in self.row(value, child).items() if name in (_STREAM, _CHILD)}
        born = value.get(_BORN)
        if isinstance(born, date) and self.as_at is not None:
            told["age"] = _age(born, self.as_at)
        return told

    def _meta(self, meta: Mapping[str, Any], child: str | None) -> dict[str, Any]:
        return {
            name: value if name in _TRUE else self._told(name, value, None if name == "command" else child)
            for name, value in meta.items()
        }

    def _lead(self, lead: Sequence[LeadLine], child: str | None) -> list[LeadLine]:
        return [
            LeadLine(line.label, self._value(line.value, child), self.pseudonyms.text(line.note, child))
            for line in lead
            if line.label.casefold() not in _WHEN_IT_WAS_KNOWN
        ]

    def _section(self, section: Section, child: str | None) -> Section:
        title = self.pseudonyms.text(section.title, child)
        notes = tuple(self.pseudonyms.text(note, child) for note in section.notes)
        return replace(section, title=title, rows=self.rows(section.rows, child), notes=notes, picture=None)


def _group(value: Any) -> Any:
    """An ethnicity as its group: the first letter of its code."""
    code = value.get("code") if isinstance(value, Mapping) else value
    group = str(code)[:1] if code else None
    return {"code": group, "written": group or WITHHELD} if isinstance(value, Mapping) else group


def _age(born: date, on: date) -> int | None:
    return None if on < born else on.year - born.year - ((on.month, on.day) < (born.month, born.day))
