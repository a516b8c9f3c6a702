"""`tierzero curve`: how many people each volume needs."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli import options
from sim.cli.notes import say_engine, say_notes
from sim.cli.own_code import heed_code
from sim.cli.progress import progress
from sim.cli.work.finishing import finish
from sim.cli.work.working import Wishes, working


def curve(
    scenario: options.Scenario,
    settings: options.Settings = None,
    volumes: Annotated[
        str,
        typer.Option(metavar="RANGE", help="Volume multipliers: 0.5..3, 0.5..3/0.25 or 1,1.3,2."),
    ] = "0.5..3",
    arms: options.Arms = None,
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
    """Find the fewest people on target at each volume, and whether 30 % more needs another.

    The arms are `baseline` and `ai` unless others are named.
    """
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
            result = api.curve(
                loaded,
                volumes=volumes,
                arms=options.names(arms),
                engine=engine,
                jobs=work.place,
                on_planning=on_planning,
                on_progress=on_progress,
            )
        finish(result, out, work, as_json=as_json)
