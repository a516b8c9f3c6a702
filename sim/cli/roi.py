"""`tierzero roi`: what the AI is worth."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from sim.cli import options
from sim.cli.notes import say_engine, say_notes
from sim.cli.own_code import heed_code
from sim.cli.progress import progress
from sim.cli.work.finishing import finish
from sim.cli.work.working import Wishes, working


def roi(
    scenario: options.Scenario,
    settings: options.Settings = None,
    months: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            parser=options.whole("--months 24", 1, 120),
            help="Months from the launch on (24).",
        ),
    ] = None,
    labour: Annotated[
        Literal["salaried", "hours", "as_used"] | None,
        typer.Option(help="How all labour is bought; else as the scenario says."),
    ] = None,
    seed: options.Seed = None,
    replications: options.Replications = None,
    engine: options.Engine = "auto",
    jobs: options.Jobs = None,
    cluster: options.Cluster = None,
    resume: options.Resume = None,
    allow_code: options.AllowCode = False,
    out: options.Out = Path("results"),
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Lay the spreadsheet beside a simulated project: payback, present value, waterfall, cash."""
    from sim import api
    from sim.scenario.files.loading import load

    wishes = [*(settings or ()), *options.as_settings(seed, replications)]
    loaded = load(scenario, wishes, allow_code=allow_code)
    heed_code(loaded, quiet=quiet)
    say_notes(loaded, quiet=quiet)
    say_engine(engine, quiet=quiet)
    wanted = Wishes(out, jobs, cluster, resume)
    with working(loaded.scenario.name, wanted) as work:
        with progress(quiet=quiet) as (on_planning, on_progress):
            result = api.roi(
                loaded,
                months=months,
                labour=labour,
                engine=engine,
                jobs=work.place,
                on_planning=on_planning,
                on_progress=on_progress,
            )
        finish(result, out, work, as_json=as_json)
