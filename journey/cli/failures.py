"""What went wrong, in plain words on the error stream, and the exit code that says it to programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from journey.domain.errors import Interrupted, JourneyError

FAULT = 70
"""Exit code of an error nobody raised on purpose."""


def exit_code(run: Callable[[], Any]) -> int:
    """Run a command and return its exit code; what went wrong is said on stderr."""
    try:
        with a_reader_may_leave():
            result = run()
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except JourneyError as error:
        _say(str(error))
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("Stopped. Nothing was half-written.")
        return Interrupted.exit_code
    except click.exceptions.Exit as left:
        return left.exit_code
    except Exception as error:
        return _fault(error)
    return result if isinstance(result, int) and not isinstance(result, bool) else 0


@contextmanager
def a_reader_may_leave() -> Iterator[None]:
    """Leave quietly, with exit code 0, when whoever reads our output has had enough (``| head``)."""
    try:
        yield
    except BrokenPipeError:
        # Python flushes on the way out, and would complain once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(0) from None


def _fault(error: Exception) -> int:
    if os.environ.get("JOURNEY_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    else:
        first_line = next(iter(str(error).splitlines()), "")
        _say(
            f"journey met something it does not know ({type(error).__name__}: {first_line}) and stopped. This is "
            "a fault of journey, not yours: JOURNEY_DEBUG=1 before the same command shows where; please report it."
        )
    return FAULT


def _say(message: str) -> None:
    click.echo(message, err=True)
