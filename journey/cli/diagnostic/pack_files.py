"""Which packs are written, for whom, and what each file is called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journey.cli.diagnostic.assigned import about, worker_names_of
from journey.cli.diagnostic.found import Found
from journey.domain.errors import NotPermitted, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journey.audit.audited import Audited

_OWNER_ONLY: Final = 0o700


@dataclass(frozen=True, slots=True)
class PackFile:
    """The pack of a journey (``stream``) for one auditor: as ``auditor`` the form names them, empty while the journey
    is not given out. ``path`` begins in the folder that was named."""

    stream: str
    auditor: str
    path: Path


def pack_files(page: Found, made: Audited, auditor: str | None, ending: str, *, numbered: bool) -> list[PackFile]:
    """One file a journey and auditor, in the order of the sample: a form never shows what another auditor wrote.

    For all auditors each has a folder (``auditor-1``). The number of a journey, and of an auditor where ``numbered``,
    says who it is to nobody without the sample. Raises UsageError where there is none.
    """
    from journey.audit.auditors import auditor_meant, auditor_numbers
    from journey.audit.people import people_of

    one, names, numbers = page.diagnostic, worker_names_of(page), auditor_numbers(made)
    every = [drawn.stream for drawn in one.journeys]
    if not every:
        raise UsageError(f"No sample of {one.name} is drawn yet: journey diagnostic draw {one.name}.")
    people = people_of(page.reader.log, one.opened.get("la"), every)
    only = people.reference(auditor_meant(made, auditor)) if auditor else None
    found = []
    for stream in every:
        name = str(about(one, stream)["journey"]).replace("/", "-")
        for reference in made.auditors_of(stream) or ("",):
            if only not in (None, reference):
                continue
            called = numbers.get(reference, "") if numbered else names.get(reference, reference)
            folder = Path() if only or not reference else Path(numbers[reference].replace(" ", "-"))
            found.append(PackFile(stream, called, folder / f"{name}.{ending}"))
    if not found:
        raise UsageError(f"{auditor} was given no journey: journey diagnostic assign {one.name} says who was.")
    return found


def make_folders(folder: Path, files: Iterable[PackFile]) -> None:
    """The folders, their owner's alone where they are new. Raises UsageError where one of the files is there."""
    try:
        for path in dict.fromkeys((folder, *((folder / file.path).parent for file in files))):
            path.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
    except OSError as error:
        raise NotPermitted(f"{folder} cannot be made ({error.strerror}): name another folder.") from None
    if there := [folder / file.path for file in files if (folder / file.path).exists()]:
        raise UsageError(f"{there[0]} is there already, and may be filled in: name another folder, or remove it.")
