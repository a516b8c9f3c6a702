"""How commands fail: one clear line and the exit code that says what kind of failure it was."""

import tempfile
import traceback
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import typer

from sim.scenario.errors import ScenarioError

UNEXPECTED, USAGE, INTERRUPTED = 1, 2, 130

FILES = (FileExistsError, FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError)
"""What a user can put right by naming another file."""

P = ParamSpec("P")


def answering(command: Callable[P, None]) -> Callable[P, None]:
    """Return a command that answers for its failures: exit codes 1, 2 and 130."""

    @wraps(command)
    def answered(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (typer.Exit, BrokenPipeError):
            raise
        except ScenarioError as error:
            raise _exit(USAGE, str(error)) from None
        except FILES as error:
            raise _exit(USAGE, f"{error.filename}: {error.strerror}") from None
        except KeyboardInterrupt:
            raise _exit(INTERRUPTED, "Interrupted: nothing was kept.") from None
        except Exception as error:
            raise _exit(UNEXPECTED, _hint(error)) from None

    return answered


def _exit(code: int, message: str) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(code)


def _hint(error: Exception) -> str:
    """Return what to do about a failure that should not happen."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="tierzero-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        traceback.print_exception(error, file=file)
    return (
        f"Unexpected failure: {type(error).__name__}: {error}\n"
        "This is a bug in tierzero. Please report it with the command, the scenario and "
        f"{file.name}, which says where it happened."
    )
