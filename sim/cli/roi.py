"""`tierzero roi`: what the AI is worth."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sim.cli import options
from sim.cli.failures import INTERRUPTED
from sim.cli.progress import progress

if TYPE_CHECKING:
    from sim.report.roi_result import RoiResult


def roi(
    scenario: options.Scenario,
    settings: options.Settings = None,
    months: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=120, help="Months from the launch on (24)."),
    ] = None,
    labour: Annotated[
        Literal["salaried", "hours", "as_used"] | None,
        typer.Option(help="How all labour is bought; else as the scenario says."),
    ] = None,
    seed: options.Seed = None,
    replications: options.Replications = None,
    engine: options.Engine = "auto",
    jobs: options.Jobs = None,
    out: options.Out = Path("results"),
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Lay the spreadsheet beside a simulated project: payback, present value, waterfall, cash."""
    from sim.report import roi_simulate
    from sim.report.run_folder import make_results, save
    from sim.scenario.loading import load

    loaded = load(scenario, [*(settings or ()), *options.as_settings(seed, replications)])
    make_results(out)
    with progress(roi_simulate.wanted_replications(loaded), quiet=quiet) as report:
        result = roi_simulate.roi(
            loaded,
            months=months,
            labour=labour,
            engine=engine,
            jobs=options.processes(jobs),
            report=report,
        )
    folder = save(result, out, sys.argv)
    _show(result, folder, as_json=as_json)
    if result.roi.interrupted:
        wanted = roi_simulate.wanted_replications(loaded)
        kept = f"{result.roi.replications} of {wanted} replications were finished and are kept."
        typer.echo(f"Interrupted: {kept}", err=True)
        raise typer.Exit(INTERRUPTED)


def _show(result: "RoiResult", folder: Path, *, as_json: bool) -> None:
    from rich.console import Console

    if as_json:
        typer.echo(result.to_json(), nl=False)
    else:
        Console(highlight=False).print(result)
        typer.echo(f"\nResult: {folder}")
