"""``journey scenarios``: the rules and questions, tested by tables that an auditor can write."""

from __future__ import annotations

from pathlib import Path

import click

from journey.cli.canonical import canonical
from journey.cli.options import Showing, showing
from journey.cli.showing import check, content_of, show
from journey.cli.store import add_store_option
from journey.reports.table import Field, Report, Row
from journey.reports.words import counted

USE = "Audit practice"

_FOLDER = Path("scenarios")
_PATHS = click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path(path_type=Path))

_SCENARIOS = (
    Field("file", "File", "text", 28),
    Field("line", "Line", "count"),
    Field("question", "Question", "text", 28, "The practice question that the file is about."),
    Field("scenario", "Scenario", "text", 60, "What must be so."),
    Field("as_at", "As at", "date", 18),
)
_QUESTIONS = (
    Field("question", "Question", "text", 36, "A word in capitals stands for what is asked about."),
    Field("answer", "Answer", "text", 14, "What an answer looks like."),
    Field("about", "About", "text", 8, "Whether it is asked of a child or of all children."),
    Field("says", "What it asks", "text", 60),
)


@click.group(epilog="Example: journey scenarios run scenarios/handoffs.md")
def command() -> None:
    """Rules and questions tested by Markdown tables, through the real store and the real projections."""


@command.command(epilog="Example: journey scenarios run scenarios/handoffs.md")
@_PATHS
def run(paths: tuple[Path, ...]) -> int:
    """Answer every question of every scenario, and name each answer that is not the expected one.

    PATH is a file or a folder; without one, the folder scenarios here. No store is read or written but one of its own.
    """
    from journey.scenario.find import find_files, read_files
    from journey.scenario.report import disagreements, summary
    from journey.scenario.run import Outcome, run_file

    files = read_files(find_files(paths or (_FOLDER,)))
    every: list[Outcome] = []
    for file in files:
        outcomes = run_file(file)
        for paragraph in disagreements(file.path, outcomes):
            click.echo(paragraph)
        every += outcomes
    click.echo(summary(len(files), every), err=True)
    return 1 if any(not outcome.right for outcome in every) else 0


@command.command("list", epilog="Example: journey scenarios list --questions")
@_PATHS
@click.option("--questions", is_flag=True, help="The questions that a scenario can ask, instead.")
@showing
def list_them(asked: Showing, paths: tuple[Path, ...], questions: bool) -> None:
    """List the scenarios, or the questions that one can ask."""
    check(asked)
    rows = _questions() if questions else _scenarios(paths or (_FOLDER,))
    report = Report(
        title="Questions of scenarios" if questions else "Scenarios",
        caption=counted(len(rows), "question" if questions else "scenario"),
        columns=_QUESTIONS if questions else _SCENARIOS,
        rows=rows,
        meta={"command": canonical(click.get_current_context(), {"format_name": asked.format})},
    )
    show(content_of(report, asked), report, asked)


def _scenarios(paths: tuple[Path, ...]) -> list[Row]:
    from journey.scenario.find import find_files, read_files

    return [
        {
            "file": file.path.as_posix(),
            "line": scenario.line.number,
            "question": file.question,
            "scenario": scenario.title,
            "as_at": scenario.as_at,
        }
        for file in read_files(find_files(paths))
        for scenario in file.scenarios
    ]


def _questions() -> list[Row]:
    from journey.scenario.words import questions

    return [{"question": q.name, "answer": q.kind, "about": q.about, "says": q.says} for q in questions().values()]


for _subcommand in (run, list_them):
    add_store_option(_subcommand)
