"""`tierzero verify`: whether the compiled engine does what the model does."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli import options
from sim.cli.notes import say_notes
from sim.cli.own_code import heed_code

if TYPE_CHECKING:
    from sim.studies.twin import Comparison

DIFFERENT = 1

Twin = Annotated[
    str | None,
    typer.Option(
        metavar="SCENARIO",
        help="Play this file, manifest or preset by both engines, and compare their journals.",
    ),
]
Replications = Annotated[
    int,
    typer.Option(
        "--replications",
        "-n",
        metavar="N",
        parser=options.whole("-n 3", 1, 100_000),
        help="How many to compare.",
    ),
]
Replication = Annotated[
    int | None,
    typer.Option(
        metavar="N", parser=options.whole("--replication 0", 0), help="Compare this one alone."
    ),
]


def verify(
    twin: Twin = None,
    settings: options.Settings = None,
    arms: options.Arms = None,
    seed: options.Seed = None,
    replications: Replications = 1,
    replication: Replication = None,
    allow_code: options.AllowCode = False,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Verify that the compiled engine plays a scenario as the model in SimPy does.

    Every value of the journals is compared, to the last bit. Exits with 1 when one differs.
    """
    from sim import api
    from sim.scenario.errors import ScenarioError
    from sim.scenario.files.loading import load

    if twin is None:
        rule = "say what is to be verified"
        raise ScenarioError(f"verify: {rule}; write `tierzero verify --twin SCENARIO`")
    loaded = load(
        twin, [*(settings or ()), *options.as_settings(seed, None)], allow_code=allow_code
    )
    heed_code(loaded, quiet=quiet)
    say_notes(loaded, quiet=quiet)
    result = api.verify_twin(
        loaded,
        arms=options.names(arms),
        replications=range(replications) if replication is None else [replication],
        on_comparison=None if quiet else _say_played,
    )
    typer.echo(result.to_json() if as_json else str(result), nl=not as_json)
    if not result.identical:
        raise typer.Exit(DIFFERENT)


def _say_played(compared: "Comparison") -> None:
    typer.echo(f"played: {compared.arm}, replication {compared.replication}", err=True)
