"""`tierzero kpis`: what each KPI means."""

import typer

from sim.cli import options


def kpis(as_json: options.Json = False) -> None:
    """Print what each KPI means, and the keys it goes by."""
    from rich.console import Console

    from sim.report.glossary import glossary_document, glossary_text
    from sim.report.text import to_text

    if as_json:
        typer.echo(to_text(glossary_document()), nl=False)
    else:
        Console(highlight=False).print(glossary_text())
