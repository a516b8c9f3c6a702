"""`tierzero check`: whether a scenario is valid, and how its work meets its people."""

import typer

from sim.cli import options


def check(
    scenario: options.Scenario,
    settings: options.Settings = None,
    as_json: options.Json = False,
) -> None:
    """Validate a scenario, and set its work against its people."""
    from rich.console import Console

    from sim import api
    from sim.scenario.files.loading import load

    result = api.check(load(scenario, settings or ()))
    if as_json:
        typer.echo(result.to_json(), nl=False)
    else:
        Console(highlight=False).print(result)
    for warning in result.warnings:
        typer.echo(f"Warning: {warning}", err=True)
