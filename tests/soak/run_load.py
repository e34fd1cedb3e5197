"""A minute of many at once on each engine, and the report."""

from __future__ import annotations

from tests.soak.load import Load, latencies, shows_beside_an_import, work, wrong
from tests.soak.member import Told
from tests.soak.said import ENGINES, Said, measured_on, say, store_on, table

CROWDS = {"SQLite": (3, 1, 4), "PostgreSQL": (7, 1, 4)}
"""People, imports and readers on each engine; people and imports are the writers."""

_SHOWS = 20

_LAWS = (
    "Writers are people, each of whom records contacts of a child of their own and corrects, by the version last seen, "
    "one fact that all of them correct; and an import of one file after the other. Readers ask `show` for the child "
    "whom everybody corrects. A follower reads the log by position, and a journal is kept up with it. The laws: "
    "whatever was acknowledged is there, and nothing else; each correction is based on the one before it (no lost "
    "update); the follower gets every position once and in order; the journal is the one that is made at once; no "
    "deadlock; no reader sees the log go back; the chain verifies."
)


_COLUMNS = ("", "processes", "turns", "statements written", "told to look again", "told to try again", "reached",
            "median turn, s", "longest turn, s")  # fmt: skip
_EXPLAINED = "A person's turn is to record, to look and to correct; of a writer it includes waiting for the others."

Line = tuple[object, ...]


def run(seconds: float) -> Said:
    """Let everybody work for so many seconds on each engine; then ``show`` beside an import."""
    about, good, did, shown = measured_on(), True, list[Line](), list[Line]()
    for engine, (people, imports, readers) in CROWDS.items():
        say(f"{engine}: {people + imports} writers and {readers} readers for {seconds:.0f} s")
        with store_on(engine) as (url, folder):
            accounts = work(Load(people, imports, readers, seconds), url, folder)
            broken = list(wrong(url, folder, accounts))
        for one in broken:
            say(f"{engine}: {one}")
        good = good and not broken
        did += [_line(f"{engine}, {role}", told) for role, told in accounts.items()]
        did.append((f"**{engine}**: laws broken: {len(broken)}", *[""] * (len(_COLUMNS) - 1)))
    for engine in ENGINES:
        say(f"{engine}: show beside an import")
        with store_on(engine) as (url, folder):
            alone, beside = shows_beside_an_import(url, folder, _SHOWS)
        shown.append((f"{engine}, alone", len(alone), *latencies(alone)))
        shown.append((f"{engine}, beside an import", len(beside), *latencies(beside)))
    lines = (
        *("# Many at once", "", _LAWS, "", f"{about} {seconds:.0f} seconds on each engine.", ""),
        *table(_COLUMNS, did),
        *("", _EXPLAINED, "", "## `show` while an import stands in its transaction", ""),
        *table(("", "times", "median, s", "longest, s"), shown),
        *("", "In one process, without its start. Made again by `make soak PARTS=load`.", ""),
    )
    return Said("\n".join(lines), good)


def _line(what: str, told: list[Told]) -> Line:
    took = [second for one in told for second in one.seconds]
    counts = [sum(getattr(one, count) for one in told) for count in ("written", "conflicts", "busy")]
    return (what, len(told), len(took), *counts, max(one.reached for one in told), *(latencies(took) if took else "--"))
