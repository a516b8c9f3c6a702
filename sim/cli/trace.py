"""`tierzero trace`: one case's journey in words and times."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli import options
from sim.cli.notes import say_notes
from sim.cli.own_code import heed_code

RunOrScenario = Annotated[
    str,
    typer.Argument(metavar="RUN", help="A folder under results/, a scenario, or a preset's name."),
]
Case = Annotated[
    int,
    typer.Argument(
        metavar="CASE", parser=options.whole("17", 0), help="Number of the case, from 0."
    ),
]
Arm = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The arm in which to look.", show_default="ai"),
]
Replication = Annotated[
    int,
    typer.Option(
        metavar="N",
        parser=options.whole("--replication 0", 0),
        help="The replication in which to look.",
    ),
]


def trace(
    run: RunOrScenario,
    case: Case,
    arm: Arm = None,
    replication: Replication = 0,
    settings: options.Settings = None,
    seed: options.Seed = None,
    engine: options.Engine = "auto",
    allow_code: options.AllowCode = False,
    as_json: options.Json = False,
) -> None:
    """Tell what happened to one case: each contact, each wait, each rule that acted.

    The replication is played again, which gives what it gave.
    """
    from sim import api
    from sim.report.text import to_text
    from sim.scenario.files.loading import load

    kept = Path(run) / "manifest.json"
    wishes = [*(settings or ()), *options.as_settings(seed, None)]
    loaded = load(kept if kept.is_file() else run, wishes, allow_code=allow_code)
    heed_code(loaded, quiet=False, code="allowed")
    say_notes(loaded)
    journey = api.trace(loaded, case, arm=arm, replication=replication, engine=engine)
    typer.echo(to_text(journey.document()) if as_json else str(journey), nl=not as_json)
