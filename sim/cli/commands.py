"""All commands, each answering for its failures."""

from typing import Annotated

import typer

from sim.cli.check import check
from sim.cli.compare import compare
from sim.cli.curve import curve
from sim.cli.failures import answering
from sim.cli.init import init
from sim.cli.kpis import kpis
from sim.cli.report import report
from sim.cli.roi import roi
from sim.cli.run import run
from sim.cli.runs import runs
from sim.cli.schema import schema
from sim.cli.stress import stress
from sim.cli.trace import trace
from sim.cli.verify import verify

app = typer.Typer(
    name="tierzero",
    help="Simulate a support desk that has an AI tier before its people.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS = (
    init,
    check,
    schema,
    run,
    compare,
    stress,
    curve,
    roi,
    report,
    runs,
    trace,
    verify,
    kpis,
)
for command in COMMANDS:
    app.command()(answering(command))


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"tierzero {version('tierzero')}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print it."),
    ] = False,
) -> None:
    """Take the options that come before a command."""
