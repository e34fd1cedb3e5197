"""Rows that say which records are one child: each is a merge, written on both streams, unless it stands already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from journey.domain.extract import Extract, Link, ListRead, Refused
from journey.domain.merges import MERGED, UNMERGED, Merges, read_merges
from journey.domain.statements import Source, Statement, child_stream, split_stream
from journey.store.writing import Writer


@dataclass
class Linked:
    """What the links of an extract come to: merges to write, what became of each row, and remarks."""

    statements: list[Statement] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    refused: list[tuple[str, Refused]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def children(self) -> set[str]:
        """The streams merged."""
        return {statement.stream for statement in self.statements}


def link(extract: Extract, writer: Writer, by: str = "") -> Linked:
    """Merge the records that an extract says are one child.

    A merge into a record that is itself merged follows it to the end. A record that stands for another child already,
    or a row that names one id twice, is refused; what a person took apart again is left apart, with a remark. A link
    that a later report lacks stays: only a person unmerges.
    """
    done = Linked()
    lists = [listed for listed in extract.lists if listed.links]
    if not lists:
        return done
    streams = {child_stream(extract.la, child) for one in lists for link in one.links for child in _both(link)}
    standing = read_merges(lambda wanted: writer.statements(wanted, names=(MERGED, UNMERGED)), streams)
    for listed in lists:
        counts = done.counts.setdefault(listed.listing.name, Counter())
        for one in listed.links:
            outcome = _take(extract, listed, one, standing, done, by)
            counts[outcome] += 1
    return done


def _take(extract: Extract, listed: ListRead, one: Link, standing: Merges, done: Linked, by: str) -> str:
    survivor, absorbed = (child_stream(extract.la, child) for child in _both(one))
    root = standing.root(survivor)
    if standing.root(absorbed) == root and survivor != absorbed:
        return "unchanged"
    if (root, absorbed) in standing.apart or (survivor, absorbed) in standing.apart:
        done.remarks.append(
            f"Row {one.number}: {one.survivor} and {one.absorbed} were merged before and taken apart by a person. They "
            "stay apart; merge them by hand if they are one child."
        )
        return "unchanged"
    problem = _problem(one, standing.root(absorbed), absorbed)
    if problem is not None:
        done.refused.append((listed.listing.name, _refusal(listed, one, *problem)))
        return "rejected"
    source = Source(extract.system, extract.speaks_for, extract.file, extract.made, one.sheet, one.number)
    said = [
        Statement(
            stream=stream,
            name=MERGED,
            fact="merge",
            known_on=extract.known_on,
            source=source,
            data={"survivor": root, "absorbed": absorbed, "reason": "a report links the two ids"},
            by=by,
        )
        for stream in (root, absorbed)
    ]
    standing.merge(said[0])
    done.statements += said
    return "new"


def _problem(one: Link, stands_for: str, absorbed: str) -> tuple[str, str] | None:
    """Why a record cannot be merged, and what to do."""
    if one.survivor == one.absorbed:
        return "is the id that it is linked with", "give the other id, or take the row out"
    if stands_for != absorbed:
        child = split_stream(stands_for)[2]
        return f"is merged with {child} already", f"if that is wrong, unmerge it from {child} first"
    return None


def _refusal(listed: ListRead, one: Link, problem: str, remedy: str) -> Refused:
    columns = listed.listing.columns
    header = columns[1].header if len(columns) > 1 else columns[0].header
    return Refused(one.number, header, one.absorbed, problem, remedy, child=one.survivor, sheet=one.sheet)


def _both(one: Link) -> Iterator[str]:
    yield one.survivor
    yield one.absorbed
