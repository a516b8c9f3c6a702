"""`tierzero run`: the main job."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli import options
from sim.cli.failures import INTERRUPTED
from sim.cli.notes import say_notes
from sim.cli.progress import progress

if TYPE_CHECKING:
    from sim.report.run.result import RunResult

MISSED, INCONCLUSIVE = 3, 4
HEEDED = "ai"
"""The arm whose targets the exit code is about."""
MOST_FOR_PRECISION = 5120
"""Replications at most when a precision is wished and nothing else is said."""


def run(
    scenario: options.Scenario,
    settings: options.Settings = None,
    seed: options.Seed = None,
    replications: options.Replications = None,
    precision: options.Precision = None,
    engine: options.Engine = "auto",
    jobs: options.Jobs = None,
    out: options.Out = Path("results"),
    journal: Annotated[
        bool, typer.Option("--journal", help="Write the first replication's journals as CSV, too.")
    ] = False,
    outlook: Annotated[
        bool | None,
        typer.Option(
            "--outlook/--no-outlook",
            help="Also find the headcount by volume, the answer to 30 % more and the ROI.",
            show_default="for up to 1,000 cases a month",
        ),
    ] = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    no_target_exit: options.NoTargetExit = False,
) -> None:
    """Play the desk with and without the AI, and say what it achieves.

    Exits with 3 when the arm `ai` misses a target, with 4 when that cannot be told yet.
    """
    from sim import api
    from sim.api.keep.run_folder import make_results, save
    from sim.scenario.files.loading import load

    wishes = options.as_settings(seed, replications, MOST_FOR_PRECISION if precision else None)
    if outlook is not None:
        wishes.append(f"run.outlook={str(outlook).lower()}")
    loaded = load(scenario, [*(settings or ()), *wishes])
    say_notes(loaded, quiet=quiet)
    make_results(out)
    with progress(quiet=quiet) as (on_planning, on_progress):
        result = api.run(
            loaded,
            engine=engine,
            jobs=options.processes(jobs),
            precision=precision,
            on_planning=on_planning,
            on_progress=on_progress,
        )
    folder = save(result, out, sys.argv, result.run.experiment if journal else None)
    _show(result, folder, as_json=as_json, quiet=quiet)
    raise typer.Exit(_exit_code(result, heed_targets=not no_target_exit))


def _show(result: "RunResult", folder: Path, *, as_json: bool, quiet: bool) -> None:
    """Print the result to stdout, and to stderr what stands beside it."""
    from rich.console import Console

    if as_json:
        typer.echo(result.to_json(), nl=False)
    else:
        Console(highlight=False).print(result)
        typer.echo(f"\nResult: {folder}")
    if not quiet:
        for note in _notes(result):
            typer.echo(note, err=True)


def _notes(result: "RunResult") -> Iterator[str]:
    run = result.run
    if run.interrupted:
        most = result.scenario.run.replications
        yield f"Interrupted: {run.replications} of {most} replications were finished and are kept."
    elif result.outlook.interrupted:
        yield "Interrupted: the outlook is not finished; what was found is kept."
    elif run.precise is False:
        yield "The wished precision was not reached: allow more --replications."


def _exit_code(result: "RunResult", *, heed_targets: bool) -> int:
    if result.run.interrupted or result.outlook.interrupted:
        return INTERRUPTED
    outcomes = {verdict.outcome for verdict in result.run.summaries[HEEDED].verdicts}
    if heed_targets and "missed" in outcomes:
        return MISSED
    return INCONCLUSIVE if heed_targets and "inconclusive" in outcomes else 0
