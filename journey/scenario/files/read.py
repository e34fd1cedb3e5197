"""Reading the files of a test: their headings and tables, in the order in which they are taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from journey.domain.words import Mistake
from journey.importers.layout import start_header
from journey.scenario.files.dated import Dated
from journey.scenario.files.formats import Format
from journey.scenario.files.heading import Heading, read_heading
from journey.scenario.files.rows import headers, inside, read_row
from journey.scenario.files.shown import ShownFile, ShownRow
from journey.scenario.lines import Line
from journey.scenario.tables import Row, check_rule, row_of, split_row

Wrong = Callable[[Line, str], None]
"""Notes a line that cannot be read, with a sentence."""


@dataclass(slots=True)
class _File:
    """A file while its lists are read: the first of its headings, and the tables by list."""

    heading: Heading
    rows: dict[str, list[ShownRow]] = field(default_factory=dict)
    said: dict[str, list[Row]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    without: set[str] = field(default_factory=set)


def read_files(parts: Iterable[tuple[Line, str, Sequence[Line]]], wrong: Wrong) -> tuple[ShownFile, ...]:
    """The files that headings and the lines of their tables show; what is wrong with a line is told to ``wrong``."""
    files: dict[str, _File] = {}
    for line, text, table in parts:
        try:
            heading = read_heading(line, text)
            file = files.setdefault(heading.name, _File(heading))
            _take(file, heading)
        except Mistake as mistake:
            wrong(line, str(mistake))
            continue
        if heading.of_list is not None:
            file.rows[heading.of_list], file.said[heading.of_list] = [], []
            _table(file, heading.of_list, table, wrong)
        elif table:
            wrong(line, f"The heading does not name the list that the table shows: {text}, LIST.")
    for file in files.values():
        _settle_holders(file, wrong)
    return _together(list(files.values()), wrong)


def _take(file: _File, heading: Heading) -> None:
    """Add what a further heading says of a file. Raises Mistake."""
    first = file.heading
    if heading.of_list in file.rows:
        raise Mistake(f"The file has two tables of {heading.of_list}.")
    if heading.again and (heading.of_list or heading.without):
        raise Mistake("A file that is taken in again is the same file: no list of it stands there twice.")
    first.guarded |= heading.guarded
    first.whole |= heading.whole
    first.covers_from = first.covers_from or heading.covers_from
    first.covers_to = first.covers_to or heading.covers_to
    file.without |= set(heading.without)


def _table(file: _File, name: str, lines: Sequence[Line], wrong: Wrong) -> None:
    """The rows of a list; one without a table, or without rows, has its headers alone."""
    if not lines:
        return
    of = file.heading.format
    at = lines[0]
    try:
        columns = file.columns[name] = headers(split_row(at), of.lists[name], nests=of.nests)
        at = lines[1] if len(lines) > 1 else lines[0]
        check_rule(lines[1] if len(lines) > 1 else None, columns)
    except Mistake as mistake:
        wrong(at, str(mistake))
        return
    for line in lines[2:]:
        try:
            row = row_of(line, columns)
            file.rows[name].append(read_row(row, of, of.lists[name]))
            file.said[name].append(row)
        except Mistake as mistake:
            wrong(line, str(mistake))


def _settle_holders(file: _File, wrong: Wrong) -> None:
    """Say of the rows that stand inside others which those are."""
    of = file.heading.format
    for name, rows in file.rows.items():
        holder = of.lists[name].within
        if not holder or not of.nests:
            continue
        start = start_header(of.declaration.by_name[holder]) or ""
        for n, (row, own) in enumerate(zip(file.said[name], rows, strict=True)):
            try:
                rows[n] = replace(own, inside=inside(row, own, file.rows.get(holder, ()), start, of.dates))
            except Mistake as mistake:
                wrong(row.line, str(mistake))


def _together(files: Sequence[_File], wrong: Wrong) -> tuple[ShownFile, ...]:
    """Every file with all lists that any file of its format shows, but those it is said to be without."""
    shown: dict[str, ShownFile] = {}
    for file in files:
        head = file.heading
        dated = Dated(head.day, head.made or head.day, head.covers_from, head.covers_to, head.whole)
        if both := sorted(file.without & file.rows.keys()):
            wrong(head.line, f"The file is said to be without {both[0]}, and shows it.")
        first = shown.get(head.name.removesuffix(", again"))
        if head.again and first is None:
            wrong(head.line, "Nothing of that name was taken in before: a file is shown once, and then again.")
        elif head.again and first is not None:
            shown[head.name] = replace(first, line=head.line, name=head.name, again=True, guarded=head.guarded)
        else:
            has = _lists(head.format, files) - file.without
            lists = {name: tuple(file.rows.get(name, ())) for name in head.format.lists if name in has}
            columns = {name: _columns(file, name) for name in lists}
            shown[head.name] = ShownFile(head.line, head.name, head.format, dated, lists, columns, guarded=head.guarded)
    return tuple(shown.values())


def _lists(of: Format, files: Iterable[_File]) -> set[str]:
    """The lists that any file of a format shows."""
    return {name for file in files if file.heading.format is of for name in file.rows}


def _columns(file: _File, name: str) -> tuple[str, ...]:
    """The columns of a list: those that its table shows, or all where the file is known by them."""
    form = file.heading.format.lists[name]
    shown = file.columns.get(name)
    every = file.heading.format.has_every_column or shown is None
    return tuple(header for header in form.columns if every or header in (shown or ()))
