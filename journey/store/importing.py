"""One import is one transaction: the file's place among its source's files, what it newly says, what it held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from journey.domain.carries import carries
from journey.domain.columns import SourceDeclaration
from journey.domain.empty import empty_by_list, silent_where_empty
from journey.domain.errors import BadInputFile
from journey.domain.extract import Extract, ListRead, Refused
from journey.domain.facts import fact_key
from journey.domain.intake.absence import window_from
from journey.domain.intake.inventory import FileInventory
from journey.domain.intake.plan import COUNTED, Plan, Progress, no_progress, plan_import
from journey.domain.intake.says import FileRef
from journey.domain.statements import Source, Statement, extract_stream, organisation_stream, split_stream
from journey.store.disposed_rows import without_disposed
from journey.store.inventory import inventories, pack, without_children
from journey.store.linking import link
from journey.store.log import Log
from journey.store.row_hashes import row_hashes
from journey.store.writing import Writer

ABSENT = ("retracted", "aged_out")
"""What became of facts that the file before had and this one lacks."""


@dataclass(frozen=True)
class Imported:
    """The account of an import.

    ``counts`` per list as in ``Plan``; ``events`` written, on ``children`` of whom the file speaks; ``refused`` with
    their lists; ``reasons`` why absent facts aged out; ``again`` whether this very file had been imported before;
    ``disposed`` how many rows were left out because their records were disposed of.
    """

    counts: dict[str, Counter[str]]
    events: int
    children: int
    refused: list[tuple[str, Refused]]
    reasons: Counter[str]
    previous: FileRef | None
    again: bool = False
    disposed: int = 0
    compared: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def totals(self) -> Counter[str]:
        """The counts of all lists together."""
        return sum(self.counts.values(), Counter())


def import_extract(
    log: Log,
    extract: Extract,
    declaration: SourceDeclaration,
    *,
    by: str = "",
    allow_retractions: bool = False,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Imported:
    """Compare an extract with its neighbours and write what it newly says, or nothing at all.

    Raises BadInputFile when the same file was imported as of another day, TooManyRetractions when a list lost more
    than a fifth of its rows, Busy when another command is writing.
    """
    with log.writing() as writer:
        stream = extract_stream(extract.la)
        disposed = log.disposed()
        extract, left_out = without_disposed(extract, declaration, disposed)
        record = writer.statements([stream], names=("ExtractImported", "ListInventoried"))[stream]
        record = [without_children(statement, disposed) for statement in record]
        imports = [s for s in record if s.name == "ExtractImported" and s.source.system == declaration.system]
        if any(_is_same_file(extract, before) for before in imports):
            return _again(extract, left_out)
        _check_lists(extract, declaration, imports)
        if not dry_run:
            streams = {declaration.stream(extract.la, row.child) for listed in extract.lists for row in listed.rows}
            log.keyring.ensure(streams)
        empty = empty_by_list(extract.lists)
        plan = plan_import(
            replace(extract, lists=silent_where_empty(extract.lists, empty)),
            declaration,
            inventories(record, declaration.system),
            partial(writer.statements, upto=writer.position),
            row_hashes(log.keyring),
            by=by,
            allow_retractions=allow_retractions,
            hand_over=_leave if dry_run else writer.write,
            progress=progress,
        )
        remarks = (*_same_day(extract, imports), *_new_authority(extract, imports, log))
        linked = link(extract, writer, by)
        for name, counts in (*linked.counts.items(), *left_out.items()):
            plan.counts[name].update(counts)
        said = [
            *linked.statements,
            *_imported(extract, plan, record, empty, by),
            *_workers(extract, writer, by),
        ]
        if not dry_run:
            writer.write(said)
    return Imported(
        plan.counts,
        plan.events + len(said),
        plan.children + len(linked.children) if declaration.about == "children" else 0,
        [*plan.refused, *linked.refused],
        plan.reasons,
        plan.previous,
        disposed=_rows(left_out),
        compared=plan.compared,
        remarks=(*remarks, *linked.remarks),
    )


def _leave(_said: Sequence[Statement]) -> None:
    """What a dry run does with what an import newly says."""


def _is_same_file(extract: Extract, before: Statement) -> bool:
    if before.source.file != extract.file:
        return False
    if before.source.speaks_for != extract.speaks_for:
        raise BadInputFile(
            f"This file was imported before as the extract of {before.source.speaks_for:%d/%m/%Y}; it cannot also be "
            f"that of {extract.speaks_for:%d/%m/%Y}. Check --extract-date. Nothing was written."
        )
    return True


def _check_lists(extract: Extract, declaration: SourceDeclaration, imports: Sequence[Statement]) -> None:
    """Refuse a report whose map was about something else before: nothing it held could be compared."""
    before = {listed["list"] for one in imports for listed in one.data.get("lists") or ()}  # type: ignore[union-attr,index]
    if gone := sorted(before - set(declaration.by_name)):
        raise BadInputFile(
            f"{extract.system} was about {', '.join(gone)} before, and its map is not any more. Give the map another "
            "name, so that it is a source of its own. Nothing was written."
        )


def _same_day(extract: Extract, imports: Sequence[Statement]) -> Iterator[str]:
    """Whether another file of this source speaks for the same day, and which of the two counts."""
    for before in imports:
        if before.source.speaks_for == extract.speaks_for:
            mine = (extract.known_on, extract.made, extract.file)
            other = (before.known_on, before.source.made, before.source.file)
            counts = "This file counts" if mine > other else "The file imported before counts"
            why = "it was made later" if extract.made != before.source.made else "neither says when it was made"
            yield (
                f"Another file speaks for {extract.speaks_for:%d/%m/%Y} already. {counts} where they differ ({why}); "
                "what both say stays in the log."
            )


def _new_authority(extract: Extract, imports: Sequence[Statement], log: Log) -> Iterator[str]:
    """Whether the store holds extracts of other authorities only."""
    others = sorted({split_stream(summary.stream)[1] for summary in log.streams("extract")} - {extract.la})
    if others and not imports:
        yield (
            f"This is the first extract of authority {extract.la} in a store that holds {', '.join(others)}. "
            "If the code is wrong, go back to a copy of the store: what is on the log stays there."
        )


def _rows(left_out: Mapping[str, Counter[str]]) -> int:
    return sum(counts["rows"] for counts in left_out.values())


def _again(extract: Extract, left_out: Mapping[str, Counter[str]]) -> Imported:
    """The account of a file that the log has already: it says nothing new."""
    counts = {}
    for listed in (listed for listed in extract.lists if not listed.listing.read_from):
        rows = Counter(dict.fromkeys(("rows", *COUNTED, *ABSENT), 0))
        rows.update(
            rows=listed.read,
            rejected=len(listed.refused),
            not_child=listed.not_child,
            unchanged=len(listed.rows) + len(listed.links),
        )
        rows.update(left_out.get(listed.listing.name, {}))
        counts[listed.listing.name] = rows
    children = len({row.child for listed in extract.lists for row in listed.rows})
    refused = [(listed.listing.name, row) for listed in extract.lists for row in listed.refused]
    return Imported(counts, 0, children, refused, Counter(), None, again=True, disposed=_rows(left_out))


def _imported(
    extract: Extract, plan: Plan, record: Sequence[Statement], empty: Mapping[str, Sequence[str]], by: str
) -> Iterator[Statement]:
    """The statements on the extract stream: that the file was read, and what each list held."""
    days = {s.source.file: s.fact for s in record if s.name == "ExtractImported"}
    taken = set(days.values())
    ordinal = 1
    while (key := fact_key("extract", extract.speaks_for, ordinal)) in taken:
        ordinal += 1
    keys = days | {extract.file: key}
    yield Statement(
        stream=extract_stream(extract.la),
        name="ExtractImported",
        fact=key,
        known_on=extract.known_on,
        source=_source(extract.system, plan.file),
        data={
            "files": [fingerprint.hex() for _, fingerprint in extract.files],
            "file_names": [name for name, _ in extract.files],
            "lists": [
                _list_of(listed, extract, plan, empty.get(listed.listing.name, ()))
                for listed in extract.lists
                if not listed.listing.read_from
            ],
            **({"previous": plan.previous.file.hex()} if plan.previous else {}),
            **({"read_by": extract.read_by} if extract.read_by else {}),
        },
        occurred_on=extract.speaks_for,
        by=by,
    )
    for held in plan.inventories:
        yield from _inventory(extract, held, keys[held.file.file], by)


def _list_of(listed: ListRead, extract: Extract, plan: Plan, empty: Sequence[str]) -> dict[str, object]:
    opens = window_from(listed.listing, plan.file.speaks_for, listed.covers)
    name, title = listed.listing.name, listed.listing.title
    about: dict[str, object] = {"list": name, "title": title, "window_from": opens}
    read_from_it = [one for one in extract.lists if one.listing.read_from == name]
    if read_from_it:
        about["read_as"] = [one.listing.name for one in read_from_it]
    saying = [one for one in (listed, *read_from_it) if one.listing.scope.own_days]
    if saying:
        held = (c for one in saying for c in carries(one.listing, plan.file.speaks_for, one.covers))
        about["window_from"] = min((one.covers.first for one in saying if one.covers), default=None)
        about["window_to"] = max((one.covers.last for one in saying if one.covers), default=None)
        about["carries"] = [dict(zip(("event", "carries", "from", "to"), one, strict=True)) for one in held]
    if empty:
        about["empty"] = [*empty]
    return about | plan.counts[name]


def _inventory(extract: Extract, held: FileInventory, key: str, by: str) -> Iterator[Statement]:
    for name, listed in sorted(held.lists.items()):
        yield Statement(
            stream=extract_stream(extract.la),
            name="ListInventoried",
            fact=f"{key}/{name.replace('/', ' ')}",
            known_on=held.file.known_on,
            source=_source(extract.system, held.file),
            data={"list": name, "table": pack(listed)},
            occurred_on=held.file.speaks_for,
            by=by,
        )


def _workers(extract: Extract, writer: Writer, by: str) -> Iterator[Statement]:
    """The names behind worker references that this authority has not used before."""
    stream = organisation_stream(extract.la)
    named = {s.data.get("reference") for s in writer.statements([stream], names=("WorkerNamed",))[stream]}
    file = FileRef(extract.speaks_for, extract.known_on, extract.made, extract.file)
    for reference, name in sorted(extract.workers.items()):
        if reference not in named:
            yield Statement(
                stream=stream,
                name="WorkerNamed",
                fact=f"worker:{reference}",
                known_on=extract.known_on,
                source=_source(extract.system, file),
                data={"reference": reference, "name": name},
                by=by,
            )


def _source(system: str, file: FileRef) -> Source:
    return Source(system=system, speaks_for=file.speaks_for, file=file.file, made=file.made)
