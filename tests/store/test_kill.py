"""A process killed in the middle of a write leaves nothing half-written."""

from __future__ import annotations

from journey.store.log import open_log

from .builders import CHILD, registered, write
from .test_writers import start

WRITER = """
import sys
from journey.store.log import open_log
from tests.store.builders import registered, said
with open_log(sys.argv[1]) as log:
    print("ready", flush=True)
    sys.stdin.readline()
    with log.writing() as writer:
        print("begun", flush=True)
        for start in range(0, 1_000_000, 2_000):
            writer.append([registered(f"child:821:{n}", upn=f"N{n:011d}A") for n in range(start, start + 2_000)])
            print(start, flush=True)
"""


def test_a_process_killed_while_it_appends_leaves_nothing_of_it(store_url: str) -> None:
    with open_log(store_url) as log:
        placed = write(log, registered())
        place = log.place()

    process = start(WRITER, store_url)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    for _ in range(2):
        process.stdout.readline()
    process.kill()
    process.wait()

    with open_log(store_url, create=False) as log:
        assert log.verify() == (*place, [])
        assert [s.stream for s in log.streams("child")] == [CHILD]
        assert log.statements([CHILD, "child:821:5"]) == {CHILD: placed, "child:821:5": []}
        [again] = write(log, registered("child:821:5", upn="N00000000005A"))
        assert (again.version, again.position) == (1, 2)
        assert log.statements(["child:821:5"]) == {"child:821:5": [again]}
        assert log.verify().problems == []
