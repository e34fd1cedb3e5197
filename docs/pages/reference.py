"""`docs/reference.md`: commands, exit codes, settings and output formats, as the code has them."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path

import click

from docs.pages.markdown import GENERATED, code, table
from journey.cli.main import cli
from journey.domain.errors import JourneyError
from journey.reports import formats

ROOT = Path(__file__).parent.parent.parent
SETTINGS = ROOT / "docs" / "settings.toml"

_READ = re.compile(r"""(?:environ\.get\(|environ\[|getenv\(|envvar=)\s*["']([A-Z_]+)["']""")


def page() -> str:
    """The document."""
    return "\n".join(
        [
            GENERATED,
            "# Reference\n",
            "## Commands\n",
            "`journey COMMAND --help` explains each, with an example.\n",
            table(("command", "what it does"), commands()),
            "## Exit codes\n",
            table(("code", "when"), exit_codes()),
            "## Settings\n",
            "Environment variables; an option on the command line comes first.\n",
            table(("variable", "meaning"), [(code(name), settings().get(name, "")) for name in read_settings()]),
            "## Output formats\n",
            "`--format`, or the ending of `--output`.\n",
            table(("format", "what it is"), output_formats()),
            ABOUT_NULL,
        ]
    )


def commands() -> list[tuple[str, str]]:
    """Every command, subcommands included, with the first sentence of its help."""
    return _below(cli, "journey")


def _below(group: click.Group, path: str) -> list[tuple[str, str]]:
    found = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            found += _below(command, f"{path} {name}")
        elif command is not None:
            found.append((code(f"{path} {name}"), command.get_short_help_str(limit=200)))
    return found


ABOUT_NULL = (
    "In the rows of children, `null` for `lead_worker` and `team` says that no case is open, as far as any source\n"
    "shows: it is closed, or there is only a contact, a referral or the like. Of an open case they are never `null`:\n"
    "`unallocated` and `not known` are values. `hub` is `null` where no hub is recorded, `case_status` where no file\n"
    "shows one, `plan` where no plan is recorded.\n"
)

FINDINGS = (
    "Findings: the command did what it should and found something wrong that it was asked to check. "
    "`journey scenarios`: an answer is not as expected. `journey rebuild`: the journal was not as it was. "
    "`journey diagnostic verify`: a diagnostic is not as it was drawn. `journey diagnostic grade`: a line was refused, "
    "or a child may not be safe. Lists of what is so (`quality`, `timescales`, `weekly`, `drift`) give 0 however long "
    "they are; a store that is not what was written (`journey verify`) gives 13."
)


def exit_codes() -> list[tuple[str, str]]:
    """Exit code and what it stands for, from the one file of error classes: what else is loaded makes no difference."""
    rows: dict[int, list[str]] = {0: ["Fine."], 1: [FINDINGS]}
    for error in _errors(JourneyError):
        if error is not JourneyError and error.__module__ == JourneyError.__module__:
            sentence = " ".join((error.__doc__ or "").split()).replace(f" Exit code {error.exit_code}.", "")
            rows.setdefault(error.exit_code, []).append(f"{code(error.__name__)} {sentence}")
    rows[70] = ["A fault of journey itself; `JOURNEY_DEBUG=1` shows where."]
    return [(str(number), "<br>".join(sentences)) for number, sentences in sorted(rows.items())]


def _errors(base: type[JourneyError]) -> list[type[JourneyError]]:
    return [base, *(error for child in base.__subclasses__() for error in _errors(child))]


def settings() -> dict[str, str]:
    """Every environment variable with the sentence that explains it."""
    return tomllib.loads(SETTINGS.read_text(encoding="utf-8"))


def read_settings() -> list[str]:
    """Every environment variable that the code reads."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "journey").rglob("*.py")]
    return sorted({name for text in texts for name in _READ.findall(text)})


def output_formats() -> list[tuple[str, str]]:
    """Every format and the first sentence of the file that writes it."""
    rows = [(code("table"), "For people at a terminal; the only one that varies with the window's width.")]
    for name in formats():
        rows.append((code(name), (import_module(f"journey.reports.{name}").__doc__ or "").split("\n\n")[0]))
    return rows
