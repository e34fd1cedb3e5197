"""Takes the borough's files in by their commands, in one process: as the command line does, without its start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from journey.demo.files.commands import Command
from journey.domain.columns import SourceDeclaration
from journey.domain.extract import Extract
from journey.domain.statements import organisation_stream
from journey.importers.annex_a import ANNEX_A, read_annex_a
from journey.importers.cin import CIN, read_cin
from journey.importers.organisation import ORGANISATION, read_organisation
from journey.importers.report import declaration_of, read_report
from journey.importers.report.shipped import find_map
from journey.importers.ssda903 import SSDA903, read_ssda903
from journey.importers.workers import Refer
from journey.store.importing import Imported, import_extract
from journey.store.log import Log

IMPORT_DAY = date(2026, 11, 21)

Taken = list[tuple[Command, Extract, Imported]]


def take_in(log: Log, folder: Path, commands: Iterable[Command]) -> Taken:
    """Take all files in, with the account of each import."""
    done: Taken = []
    for command in commands:
        extracts, declaration = _read(log, folder, command)
        allowed = "--allow-retractions" in command.options
        done += [
            (command, one, import_extract(log, one, declaration, by="test", allow_retractions=allowed))
            for one in extracts
        ]
    return done


def _read(log: Log, folder: Path, command: Command) -> tuple[list[Extract], SourceDeclaration]:
    files = [folder / path for path in command.files]
    words = [word for word in command.options if word != "--allow-retractions"]
    options = dict(zip(words[::2], words[1::2], strict=True))
    la = options.get("--la", "999")
    day = _day(options.get("--extract-date"))

    def refer(kind: str, text: str) -> str:
        return log.keyring.reference(organisation_stream(la), kind, text)

    match command.source:
        case "annex-a":
            assert day is not None
            return [read_annex_a(files, la=la, extract_date=day, refer=refer)], ANNEX_A
        case "cin":
            return list(read_cin(files, la=None, extract_date=None, import_day=IMPORT_DAY)), CIN
        case "ssda903":
            assert day is not None
            year = int(options["--year"])
            return read_ssda903(files, la=la, known_on=day, year=year, refer=refer), SSDA903
        case "organisation":
            return [_organisation(files, la if "--la" in options else None, day, log)], ORGANISATION
        case _:
            return _report(folder, files, options, refer)


def _organisation(files: list[Path], la: str | None, day: date | None, log: Log) -> Extract:
    def refers(authority: str) -> Refer:
        return lambda kind, text: log.keyring.reference(organisation_stream(authority), kind, text)

    return read_organisation(files[0], la=la, extract_date=day, whole=False, refers=refers)


def _report(
    folder: Path, files: list[Path], options: dict[str, str], refer: Refer
) -> tuple[list[Extract], SourceDeclaration]:
    named = options["--map"]
    of = find_map(str(folder / named) if named.endswith(".toml") else named)
    declaration = declaration_of(of)
    extract = read_report(
        files[0],
        of,
        declaration,
        la=options["--la"],
        extract_date=_day(options["--extract-date"]),
        refer=refer,
        covers_from=_day(options.get("--covers-from")),
        covers_to=_day(options.get("--covers-to")),
    )
    return [extract], declaration


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
