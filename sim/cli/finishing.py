"""How studies other than `run` finish: the result is kept and shown, an interruption is told."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from sim.cli.failures import INTERRUPTED

if TYPE_CHECKING:
    from sim.report.study_result import StudyResult


def finish(result: "StudyResult[Any, Any]", out: Path, *, as_json: bool) -> None:
    """Write a result's folder, and print it to stdout.

    Raises
    ------
    typer.Exit
        With 130 when Ctrl-C ended the study before its time.
    """
    from rich.console import Console

    from sim.api.keep.run_folder import save

    folder = save(result, out, sys.argv)
    if as_json:
        typer.echo(result.to_json(), nl=False)
    else:
        Console(highlight=False).print(result)
        typer.echo(f"\nResult: {folder}")
    if result.study.interrupted:
        most, count = result.scenario.run.replications, result.study.replications
        note = f"Interrupted: {count} of {most} replications were finished and are kept."
        typer.echo(note, err=True)
        raise typer.Exit(INTERRUPTED)
