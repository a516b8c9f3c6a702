"""`tierzero compare`: how arms, policies or scenarios differ on the same workload."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli import options
from sim.cli.notes import say_engine, say_notes
from sim.cli.own_code import heed_code
from sim.cli.progress import progress
from sim.cli.work.finishing import finish
from sim.cli.work.working import Wishes, working

Scenarios = Annotated[
    list[str],
    typer.Argument(metavar="SCENARIO...", help="YAML files, manifests or presets' names."),
]
Policies = Annotated[
    str | None,
    typer.Option(metavar="NAMES", help="Policies to put in the place of that of `ai`: a,b,c."),
]
Against = Annotated[
    str | None, typer.Option(metavar="ARM", help="What to compare with.", show_default="the first")
]
Kpis = Annotated[
    str | None, typer.Option(metavar="KEYS", help="What to compare.", show_default="the usual")
]


def compare(
    scenarios: Scenarios,
    settings: options.Settings = None,
    arms: options.Arms = None,
    policies: Policies = None,
    against: Against = None,
    kpis: Kpis = None,
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
    """Compare arms, policies or whole scenarios on the same workload, replication by replication.

    Of one scenario all arms are compared, of several the arm `ai` of each, or the last without it.
    """
    from sim import api
    from sim.scenario.files.loading import load

    wishes = [*(settings or ()), *options.as_settings(seed, replications)]
    loaded = [load(scenario, wishes, allow_code=allow_code) for scenario in scenarios]
    heed_code(*loaded, quiet=quiet)
    say_notes(*loaded, quiet=quiet)
    say_engine(engine, quiet=quiet)
    wanted = Wishes(out, jobs, cluster, resume)
    with working(loaded[0].scenario.name, wanted) as work:
        with progress(quiet=quiet) as (_, on_progress):
            result = api.compare(
                *loaded,
                arms=options.names(arms),
                policies=options.names(policies),
                against=against,
                kpis=options.names(kpis),
                engine=engine,
                jobs=work.place,
                on_progress=on_progress,
            )
        finish(result, out, work, as_json=as_json)
