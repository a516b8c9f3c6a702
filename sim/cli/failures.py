"""How commands fail: one clear line and the exit code that says what kind of failure it was."""

import errno
import tempfile
import traceback
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import typer

from sim.cli.interrupts import exit_code
from sim.scenario.errors import ScenarioError

UNEXPECTED, USAGE = 1, 2

FILES = {
    errno.EACCES,
    errno.EDQUOT,
    errno.EEXIST,
    errno.EISDIR,
    errno.ENAMETOOLONG,
    errno.ENOENT,
    errno.ENOSPC,
    errno.ENOTDIR,
    errno.EPERM,
    errno.EROFS,
}
"""What a user can put right by naming another file, or making room."""

P = ParamSpec("P")


def answering(command: Callable[P, None]) -> Callable[P, None]:
    """Return a command that answers for its failures and for an interrupt."""

    @wraps(command)
    def answered(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (typer.Exit, BrokenPipeError):
            raise
        except ScenarioError as error:
            raise _exit(USAGE, str(error)) from None
        except KeyboardInterrupt:
            raise _exit(exit_code(), "Interrupted: nothing was kept.") from None
        except Exception as error:
            if isinstance(error, OSError) and error.errno in FILES:
                raise _exit(USAGE, _about_a_file(error)) from None
            raise _exit(UNEXPECTED, _hint(error)) from None

    return answered


def _exit(code: int, message: str) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(code)


def _about_a_file(error: OSError) -> str:
    """Return which file it is, what is wrong with it, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        remedy = "make room, or name another folder"
    else:
        remedy = "name another file or folder"
    return f"{error.filename or 'writing'}: {error.strerror}; {remedy}"


def _hint(error: Exception) -> str:
    """Return what to do about a failure that should not happen."""
    return (
        f"Unexpected failure: {type(error).__name__}: {error}\n"
        "This is a bug in tierzero. Please report it with the command, the scenario and "
        f"{_traceback_file(error)}, which says where it happened."
    )


def _traceback_file(error: Exception) -> str:
    """Write a failure's traceback to a file; where that cannot be, return the last lines of it."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="tierzero-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return "these lines:\n" + "".join(traceback.format_exception(error)[-2:]).rstrip()
    return file.name
