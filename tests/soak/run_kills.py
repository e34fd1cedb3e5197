"""Hundreds of kills on each engine, and their report."""

from __future__ import annotations

import random
from time import perf_counter

from tests.soak.kills import Killed, Killing
from tests.soak.said import ENGINES, Said, measured_on, say, store_on, table
from tests.soak.victim import JOBS

SEED = 20261121
_SAID_EVERY = 20

_LAWS = (
    "A process records contacts by hand and corrects them, takes in two lists of Annex A, or brings the journal up to "
    "date, and is ended by `kill -9` at a random moment of it. One store is worked on from the first kill to the last. "
    "The laws, after each: every statement that was acknowledged (printed) stands where it was said to stand; nothing "
    "is there twice, nor anything but what was acknowledged and the one command under way, whole or not at all; the "
    "chain verifies; the command that was killed does its work when it is given again; the journal is the one that is "
    "made at once. At the end, the files say of every child what they say in a store where nothing was killed.\n\n"
    "A kill ends a process, not the machine: that the disk has what it said it has is left to `synchronous = FULL` and "
    "`synchronous_commit = on`."
)

_EXPLAINED = (
    "Acknowledged are commands; in the line of an engine statements recorded by hand, each compared once more at the "
    "end. Made again by `make soak PARTS=kills`."
)


def run(number: int) -> Said:
    """Kill so many processes on each engine."""
    about, rows, good = measured_on(), [], True
    for engine in ENGINES:
        begun = perf_counter()
        done: list[Killed] = []
        with store_on(engine) as (url, folder):
            killing = Killing(url, folder, random.Random(SEED))
            for one in killing.kills(number):
                done.append(one)
                for wrong in one.wrong:
                    say(f"{engine}, kill {len(done)} ({one.job} after {one.after:.3f} s): {wrong}")
                if len(done) % _SAID_EVERY == 0:
                    say(f"{engine}: {len(done)} of {number} kills, {perf_counter() - begun:.0f} s")
            at_the_end = killing.at_the_end()
        for wrong in at_the_end:
            say(f"{engine}, at the end: {wrong}")
        good = good and not at_the_end and not any(one.wrong for one in done)
        rows += [_row(engine, job, [one for one in done if one.job == job]) for job in JOBS]
        broken = sum(bool(one.wrong) for one in done) + bool(at_the_end)
        seconds = round(perf_counter() - begun)
        rows.append((f"**{engine}**, {seconds:,} s", len(done), *_sums(done), len(killing.acknowledged), broken))
    headers = ("", "kills", "in the middle of its work", "it had ended by itself", "acknowledged", "broke a law")
    head = ("# Processes killed at random moments", "", _LAWS, "", f"{about} Seed {SEED}.", "")
    return Said("\n".join((*head, *table(headers, rows), "", _EXPLAINED, "")), good)


def _row(engine: str, job: str, done: list[Killed]) -> tuple[object, ...]:
    acknowledged = sum(one.acknowledged for one in done)
    return (f"{engine}, {job}", len(done), *_sums(done), acknowledged, sum(bool(one.wrong) for one in done))


def _sums(done: list[Killed]) -> tuple[int, int]:
    ended = sum(one.finished for one in done)
    return len(done) - ended, ended
