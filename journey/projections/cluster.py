"""Which records are one child: an id as the case system shows it, and every record merged with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from journey.domain.errors import UnknownChild
from journey.domain.statements import Statement, child_stream, split_stream
from journey.store.log import Log


@dataclass(frozen=True, slots=True)
class Cluster:
    """A child with every record merged with it. ``survivor`` is the stream that stands for the child."""

    asked: str
    survivor: str
    statements: dict[str, list[Statement]]

    @property
    def all(self) -> list[Statement]:
        """The statements of all its records."""
        return [statement for said in self.statements.values() for statement in said]


def authorities(log: Log) -> list[str]:
    """The authorities whose extracts, organisation or children the store holds."""
    return sorted({la for category in ("child", "extract", "organisation") for la in log.authorities(category)})


def find_stream(log: Log, child: str) -> str:
    """The stream of a child's id, ``id`` or ``la:id``. Raises UnknownChild with the nearest ids."""
    wanted = child.strip()
    la, _, ident = wanted.partition(":")
    candidates = [child_stream(authority, wanted) for authority in authorities(log)]
    if ident:
        candidates.append(child_stream(la, ident))
    found = [stream for stream in candidates if log.has_stream(stream)]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(":".join(split_stream(stream)[1:]) for stream in found)
        raise UnknownChild(f"{wanted} is a child's id in more than one authority: say which ({several}).")
    raise UnknownChild(f"There is no child {wanted} in {log.shown_url}.{_nearest(log, ident or wanted)}")


def _nearest(log: Log, ident: str) -> str:
    """Ids that look alike; never one that is, or was once, withheld: who may read it is not known here."""
    never = log.disposed().union(*(merged_with(log, stream) for stream in log.withholding()))
    ids = [split_stream(summary.stream)[2] for summary in log.streams("child") if summary.stream not in never]
    near = get_close_matches(ident, ids, n=3, cutoff=0.7)
    return f" The nearest ids are {', '.join(near)}." if near else " See: journey children."


def merged_with(log: Log, stream: str) -> frozenset[str]:
    """The streams of the records that are one child with this one, itself too, as known today."""
    return frozenset(cluster_of(log, stream, date.max, log.position()).statements)


def cluster_of(log: Log, stream: str, known_at: date, position: int) -> Cluster:
    """The records that stood merged with a stream, as known at a day and up to a position, followed to the end.

    One that was taken apart since, and then disposed of, is not among them: it is shown to nobody any more.
    """
    statements = log.statements([stream], upto=position)
    survivor = stream
    todo = _merged(statements[stream], known_at)
    while todo:
        other, stands_for = todo.pop()
        if stands_for[1] == survivor:
            survivor = stands_for[0]
        if other not in statements:
            statements |= log.statements([other], upto=position)
            todo += _merged(statements[other], known_at)
    if len(statements) > 1 and stream not in (gone := log.disposed()):
        statements = {one: said for one, said in statements.items() if one not in gone}
        survivor = survivor if survivor in statements else stream
    return Cluster(stream, survivor, statements)


def _merged(said: Sequence[Statement], known_at: date) -> list[tuple[str, tuple[str, str]]]:
    """The other streams of merges that stand, with (survivor, absorbed)."""
    standing: dict[tuple[str, str], bool] = {}
    for statement in said:
        if statement.name in ("RecordsMerged", "RecordsUnmerged") and statement.known_on <= known_at:
            pair = (str(statement.data["survivor"]), str(statement.data["absorbed"]))
            standing[pair] = statement.name == "RecordsMerged"
    merges = [pair for pair, merged in standing.items() if merged]
    return [(other, pair) for pair in merges for other in pair]
