"""What really happened, one child a line in one JSON array, and where the record says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from journey.demo.borough.lives import Child
from journey.domain.errors import BadInputFile

TRUTH: Final = "truth.json"
FAULTS: Final = "faults.json"
ABOUT: Final = "borough.json"


class About(msgspec.Struct, frozen=True):
    """Whose files they are: the authority's code, the days from which and to which they tell, how many children."""

    la: str
    first: date
    last: date
    children: int


def write_about(folder: Path, about: About) -> None:
    """Say whose files they are, in a file beside them."""
    (folder / ABOUT).write_bytes(msgspec.json.format(msgspec.json.encode(about)) + b"\n")


def read_about(folder: Path) -> About:
    """Whose files they are. Raises BadInputFile for a folder that is no borough's."""
    try:
        return msgspec.json.decode((folder / ABOUT).read_bytes(), type=About)
    except (OSError, msgspec.MsgspecError) as problem:
        raise BadInputFile(
            f"{folder} is no borough's folder: {ABOUT} cannot be read in it. Make one: journey demo borough {folder}"
        ) from problem


class Truth:
    """Takes children and writes them as they were; their faults go to a file of their own."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._child = _array(folder / TRUTH, stack)
        self._fault = _array(folder / FAULTS, stack)

    def take(self, child: Child) -> None:
        """A child, and what was planted in its record."""
        self._child(replace(child, faults=()))
        for fault in child.faults:
            self._fault({"child": child.id, **msgspec.structs.asdict(fault)})


def read_truth(folder: Path) -> Iterator[Child]:
    """The children of a borough's folder as they were, with the faults planted in their records."""
    faults: dict[str, list[dict[str, Any]]] = {}
    for line in _lines(folder / FAULTS):
        fault = msgspec.json.decode(line)
        faults.setdefault(fault.pop("child"), []).append(fault)
    for line in _lines(folder / TRUTH):
        child = msgspec.json.decode(line, type=Child)
        planted = msgspec.convert(faults.get(child.id, []), type=tuple[Any, ...])
        yield msgspec.convert({**msgspec.to_builtins(child), "faults": planted}, type=Child) if planted else child


def _array(path: Path, stack: ExitStack) -> Callable[[Any], None]:
    """Writes values into a JSON array, one a line; the stack ends it."""
    file = stack.enter_context(path.open("wb"))
    before = b"[\n"

    def put(value: Any) -> None:
        nonlocal before
        file.write(before + msgspec.json.encode(value))
        before = b",\n"

    stack.callback(lambda: file.write((before if before == b"[\n" else b"\n") + b"]\n"))  # also where it is empty
    return put


def _lines(path: Path) -> Iterator[bytes]:
    """The values of such an array, each as it stands."""
    with path.open("rb") as file:
        for line in file:
            value = line.strip().removesuffix(b",")
            if value not in (b"[", b"]"):
                yield value
