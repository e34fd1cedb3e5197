"""Hundreds of disposals killed, and their report."""

from __future__ import annotations

import random
from time import perf_counter

from tests.soak.disposals import Disposals
from tests.soak.said import Said, measured_on, say, store_on, table

SEED = 20261121

_LAWS = (
    "A process disposes of a record and is ended by `kill -9` at a random moment of it. The laws, after each: the "
    "record is as it was, or the next command finds its key destroyed and shows nothing of it; given again the command "
    "leaves one certificate, no key, and no file of an earlier journal. At the end the chain verifies and the journal "
    "is the one that is made at once."
)


def run(number: int) -> Said:
    """Kill so many disposals on SQLite, whose keys and journal are files."""
    begun, broken = perf_counter(), 0
    with store_on("SQLite") as (url, folder):
        disposals = Disposals(url, folder, random.Random(SEED))
        for wrong in disposals.kills(number):
            broken += bool(wrong)
            for one in wrong:
                say(one)
        at_the_end = list(disposals.at_the_end())
    for one in at_the_end:
        say(f"at the end: {one}")
    ended = sum(disposals.finished)
    row = (f"SQLite, {round(perf_counter() - begun):,} s", number, number - ended, ended, broken + bool(at_the_end))
    headers = ("", "kills", "in the middle of its work", "it had ended by itself", "broke a law")
    head = ("# Disposals killed at random moments", "", _LAWS, "", f"{measured_on()} Seed {SEED}.", "")
    return Said("\n".join((*head, *table(headers, [row]), "")), not broken and not at_the_end)
