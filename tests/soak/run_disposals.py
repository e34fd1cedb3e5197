"""Hundreds of disposals killed, and their report."""

from __future__ import annotations

import random
from time import perf_counter

from tests.soak.disposals import Disposals
from tests.soak.said import ENGINES, Said, measured_on, say, store_on, table

SEED = 20261121
_SAID_EVERY = 20

_LAWS = (
    "A process disposes of a record and is ended by `kill -9` at a random moment of it. The laws, after each: the "
    "record is as it was, or the next command finds its key destroyed and shows nothing of it; given again the command "
    "leaves one certificate, no key, no file of an earlier journal, and nothing of the record in published tables. At "
    "the end the chain verifies and the journal is the one that is made at once."
)

_AGAIN = "Made again by `make soak PARTS=disposals`."


def run(number: int) -> Said:
    """Kill so many disposals on each engine."""
    rows: list[tuple[object, ...]] = []
    about, good = measured_on(), True
    for engine in ENGINES:
        begun, broken = perf_counter(), 0
        with store_on(engine) as (url, folder):
            disposals = Disposals(url, folder, random.Random(SEED))
            for done, wrong in enumerate(disposals.kills(number), 1):
                broken += bool(wrong)
                for one in wrong:
                    say(f"{engine}, kill {done}: {one}")
                if done % _SAID_EVERY == 0:
                    say(f"{engine}: {done} of {number} kills, {perf_counter() - begun:.0f} s")
            at_the_end = list(disposals.at_the_end())
        for one in at_the_end:
            say(f"{engine}, at the end: {one}")
        broken += bool(at_the_end)
        good = good and not broken
        ended = sum(disposals.finished)
        rows.append((f"{engine}, {round(perf_counter() - begun):,} s", number, number - ended, ended, broken))
    headers = ("", "kills", "in the middle of its work", "it had ended by itself", "broke a law")
    head = ("# Disposals killed at random moments", "", _LAWS, "", f"{about} Seed {SEED}.", "")
    return Said("\n".join((*head, *table(headers, rows), "", _AGAIN, "")), good)
