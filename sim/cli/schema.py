"""`tierzero schema`: the JSON schema of a scenario file."""

import json

import typer


def schema() -> None:
    """Print the JSON schema of a scenario file, for editors that complete and check."""
    from sim.scenario.files.schema import scenario_schema

    typer.echo(json.dumps(scenario_schema(), indent=2))
