"""`tierzero schema`: the JSON schema of a scenario file, or of a result."""

import json
from typing import Annotated, Literal

import typer

Result = Annotated[
    Literal["run", "compare", "curve", "stress", "roi"] | None,
    typer.Option(help="The schema of this command's result instead."),
]


def schema(result: Result = None) -> None:
    """Print the JSON schema of a scenario file, for editors that complete and check.

    With --result it is that of the document which a command prints with --json, and keeps as
    result.json.
    """
    if result is None:
        from sim.scenario.files.schema import scenario_schema

        document = scenario_schema()
    else:
        from sim.report.schema import result_schema

        document = result_schema(result)
    typer.echo(json.dumps(document, indent=2))
