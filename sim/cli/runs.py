"""`tierzero runs`: what is in the folder of results, and what is left over there."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli import options


def runs(
    clean: Annotated[
        bool, typer.Option("--clean", help="Remove what interrupted commands have left over.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before removing.")] = False,
    out: options.Out = Path("results"),
    as_json: options.Json = False,
) -> None:
    """List the runs in a folder: finished, interrupted, at work, or left over by a sudden end.

    What is left over and resumable goes on with `--resume RUN` behind the command that it was.
    """
    from rich.console import Console

    from sim import api
    from sim.report.runs.listing import Listing
    from sim.report.text import to_text

    found = api.runs(out)
    left = [line for line in found.runs if line["state"] == "left over"]
    if clean and left and not yes:
        typer.echo(str(Listing(left)), err=True, nl=False)
        yes = typer.confirm(f"Remove {len(left)} left over?", err=True)
    if clean and yes:
        found = api.runs(out, clean=True)
    if as_json:
        typer.echo(to_text(found.document), nl=False)
        return
    Console(highlight=False).print(found)
    for name in found.removed:
        typer.echo(f"removed: {name}")
