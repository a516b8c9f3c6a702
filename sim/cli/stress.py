"""`tierzero stress`: what breaks, when, and for how long."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from sim.cli import options
from sim.cli.notes import say_engine, say_notes
from sim.cli.own_code import heed_code
from sim.cli.progress import progress
from sim.cli.work.finishing import finish
from sim.cli.work.working import Wishes, working


def readable(kind: str) -> Callable[[str], str]:
    """Return what checks that a text is a quantity of a kind, and returns it as it was written."""

    def read(text: str) -> str:
        from sim.scenario.values import quantities
        from sim.scenario.values.quantity import Quantity, without_unit

        quantity: Quantity = getattr(quantities, kind)
        try:
            quantity.read(without_unit(text))
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
        return text

    return read


Growth = Annotated[
    str | None,
    typer.Option(
        metavar="SHARE",
        parser=readable("GROWTH"),
        help="How much more comes.",
        show_default="30%",
    ),
]
GrowthOver = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        parser=readable("LONG"),
        help="Reached evenly: '8 weeks'.",
        show_default="at once",
    ),
]


def stress(
    scenario: options.Scenario,
    settings: options.Settings = None,
    growth: Growth = None,
    growth_over: GrowthOver = None,
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
    """Put the desk through growth, a surge, an outage of the bot, and absences.

    The section `stress` of the scenario says how much of each. The arms are `baseline` and `ai`
    unless others are named.
    """
    from sim import api
    from sim.scenario.files.loading import load

    given = {"growth": growth, "over": growth_over}
    more = [f"stress.growth.{key}={value}" for key, value in given.items() if value is not None]
    wishes = [*(settings or ()), *more, *options.as_settings(seed, replications)]
    loaded = load(scenario, wishes, allow_code=allow_code)
    heed_code(loaded, quiet=quiet)
    say_notes(loaded, quiet=quiet)
    say_engine(engine, quiet=quiet)
    wanted = Wishes(out, jobs, cluster, resume)
    with working(loaded.scenario.name, wanted) as work:
        with progress(quiet=quiet) as (on_planning, on_progress):
            result = api.stress(
                loaded,
                arms=options.names(arms),
                engine=engine,
                jobs=work.place,
                on_planning=on_planning,
                on_progress=on_progress,
            )
        finish(result, out, work, as_json=as_json)
