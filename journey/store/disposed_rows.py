"""A file's rows about records that were disposed of: counted, and nothing of them kept or handed back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from journey.domain.columns import SourceDeclaration
from journey.domain.extract import Extract, ListRead
from journey.domain.statements import child_stream


def without_disposed(
    extract: Extract, declaration: SourceDeclaration, disposed: Collection[str]
) -> tuple[Extract, dict[str, Counter[str]]]:
    """An extract without the rows of records that were disposed of, and per list how many those were.

    They are counted under ``rows`` and ``not_child``: those of which nothing is kept. A refused row is one of them
    where its child can be read, so that no list of refused rows names it either.
    """
    if not disposed or declaration.about != "children":
        return extract, {}
    kept = [_kept(extract.la, listed, disposed) for listed in extract.lists]
    left_out = {
        before.listing.name: Counter(rows=number, not_child=number)
        for before, after in zip(extract.lists, kept, strict=True)
        if (number := before.read - after.read) and not before.listing.read_from
    }
    return replace(extract, lists=tuple(kept)), left_out


def _kept(la: str, listed: ListRead, disposed: Collection[str]) -> ListRead:
    def gone(child: str | None) -> bool:
        return child is not None and child_stream(la, child) in disposed

    return replace(
        listed,
        rows=tuple(row for row in listed.rows if not gone(row.child)),
        refused=tuple(row for row in listed.refused if not gone(row.child)),
        links=tuple(one for one in listed.links if not (gone(one.survivor) or gone(one.absorbed))),
    )
