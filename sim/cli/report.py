"""`tierzero report`: the report of a run that was kept."""

from pathlib import Path
from typing import Annotated

import typer


def report(
    run: Annotated[
        Path,
        typer.Argument(metavar="RUN", help="A folder under results/, or the result.json in it."),
    ],
) -> None:
    """Write the report of a run anew: one HTML file beside its result."""
    from sim.report.html.files import write_report

    typer.echo(write_report(run))
