"""How a study finishes: its result is kept and shown, and what is not as asked for is said."""

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from sim.cli.interrupts import exit_code
from sim.cli.work.working import Work

if TYPE_CHECKING:
    from sim.api.keep.journal_files import Journals
    from sim.report.run.result import RunResult
    from sim.report.study_result import StudyResult

    Result = StudyResult[Any, Any] | RunResult


def finish(result: "StudyResult[Any, Any]", out: Path, work: Work, *, as_json: bool) -> None:
    """Write a result's folder, print it to stdout, and say whether it was interrupted.

    Raises
    ------
    typer.Exit
        With 130 or 143 when a signal ended the study before its time.
    """
    keep_and_print(result, out, as_json=as_json)
    if result.study.interrupted:
        most, count = result.scenario.run.replications, result.study.replications
        note = f"{work.cause}Interrupted: {count} of {most} replications were finished and are kept"
        typer.echo(f"{note}{work.remedy}.", err=True)
        raise typer.Exit(exit_code())
    work.done()
    say_late_interrupt()


def keep_and_print(
    result: "Result", out: Path, *, as_json: bool, journals: "Journals | None" = None
) -> None:
    """Write a result's folder and print it to stdout; even where the first fails, the second is."""
    folder = None
    try:
        folder = _kept(result, out, journals)
    finally:
        _print(result, folder, as_json=as_json)


def say_late_interrupt() -> None:
    """Say that all is kept, where an interrupt came too late to end anything.

    Raises
    ------
    typer.Exit
        With 130 or 143 in that case.
    """
    from sim.base.interrupts import interrupt_waits, interrupts_now

    if not interrupt_waits():
        return
    try:
        with interrupts_now():
            pass
    except KeyboardInterrupt:
        typer.echo("Interrupted: everything was finished and is kept.", err=True)
        raise typer.Exit(exit_code()) from None


def _kept(result: "Result", out: Path, journals: "Journals | None") -> Path:
    """Write a result's folder where it was wished for; else where temporary files go."""
    from sim.api.keep.run_folder import save

    try:
        return save(result, out, sys.argv, journals)
    except OSError as error:
        folder = save(result, Path(tempfile.mkdtemp(prefix="tierzero-")), sys.argv, journals)
        problem = f"--out: the folder {str(out)!r} cannot be written: {error.strerror}"
        typer.echo(f"{problem}; the result is in {folder} instead", err=True)
        return folder


def _print(result: "Result", folder: Path | None, *, as_json: bool) -> None:
    from rich.console import Console

    if as_json:
        typer.echo(result.to_json(), nl=False)
    else:
        Console(highlight=False).print(result)
        if folder:
            typer.echo(f"\nResult: {folder}")
    sys.stdout.flush()
