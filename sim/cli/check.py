"""`tierzero check`: validate a scenario without playing it."""

import typer

from sim.cli import options


def check(
    scenario: options.Scenario,
    settings: options.Settings = None,
    as_json: options.Json = False,
) -> None:
    """Validate a scenario, and set its work against its people."""
    from rich.console import Console

    from sim.report.check.text import check_text
    from sim.report.check.workloads import check_document
    from sim.report.text import to_text
    from sim.scenario.files.loading import load

    document = check_document(load(scenario, settings or ()))
    if as_json:
        typer.echo(to_text(document), nl=False)
    else:
        Console(highlight=False).print(check_text(document))
    for warning in document["warnings"]:
        typer.echo(f"Warning: {warning}", err=True)
