"""``journey diagnostic verify``: that nobody was picked by hand, from the log or from what was handed over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journey.cli.diagnostic.found import found
from journey.cli.options import PURPOSE, Showing, showing
from journey.cli.showing import check, content_of, show
from journey.domain.errors import BadInputFile, UsageError
from journey.reports.table import Field, Report
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.audit.diagnostic import Diagnostic
    from journey.audit.frame import Frame

_COLUMNS = (Field("problem", "Problem", "text", 80),)
_FILE = click.Path(path_type=Path)


@click.command(epilog="Example: journey diagnostic verify --frame frame.csv --sample sample.json")
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--frame", type=_FILE, metavar="FILE", help="A frame: diagnostic show NAME --frame --format csv.")
@click.option("--sample", type=_FILE, metavar="FILE", help="Its sample: diagnostic show NAME --format json.")
@showing
@PURPOSE
def command(asked: Showing, name: str | None, frame: Path | None, sample: Path | None, purpose: str | None) -> int:
    """Prove that nobody was picked by hand: draw again, and compare.

    With NAME the frame is made again from the log as it stood, which may be years ago, and the sample drawn again. With
    --frame and --sample no store is needed: whoever was handed the two files can do it. Exit code 1 where anything
    differs.
    """
    if (frame is None) != (sample is None) or (frame is None) == (name is None):
        raise UsageError("Name a diagnostic of the store, or give both --frame FILE and --sample FILE.")
    if frame is not None and sample is not None:
        return _handed_over(asked, frame, sample)
    with found(asked, name or "", None, purpose) as page:
        from journey.audit.rerun import frame_again

        one = page.diagnostic
        made = frame_again(page.question, one)
        problems = [page.reader.rights.unnamed(problem) for problem in _problems(one, made)]
        checked = f"{one.name}: the frame" + ("" if one.sample is None else " and the sample")
        meta = page.meta(frame_hash_again=made.hash)
        page.reader.deliver(_report(problems, checked, meta), [journey.stream for journey in one.journeys])
        return 1 if problems else 0


def _problems(one: Diagnostic, made: Frame) -> list[str]:
    from journey.audit.rerun import draw_problems, frame_problems, replacement_problems

    if problems := list(frame_problems(one, made)):
        return problems
    drawn = draw_problems(made, one.plan, one.sample) if one.plan and one.sample else ()
    return [*drawn, *replacement_problems(made, one)]


def _handed_over(asked: Showing, frame_file: Path, sample_file: Path) -> int:
    check(asked)
    from journey.audit.handed_over import frame_in, problems_of

    frame = frame_in(_read(frame_file), frame_file.name)
    problems = list(problems_of(frame, _read(sample_file), sample_file.name))
    meta = {"frame_hash": frame.hash, "frame_size": len(frame.journeys)}
    report = _report(problems, f"{sample_file.name} against {frame_file.name}", meta)
    show(content_of(report, asked), report, asked)
    return 1 if problems else 0


def _report(problems: list[str], checked: str, meta: dict[str, Any]) -> Report:
    verdict = counted(len(problems), "problem") if problems else "The same, to the last journey"
    return Report(f"Checked {checked}", _COLUMNS, [{"problem": one} for one in problems], meta, verdict)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInputFile(f"{path} cannot be read ({error.strerror}).") from None
