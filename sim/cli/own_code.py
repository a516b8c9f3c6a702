"""What a user hears of code that a scenario names: that it runs, or why it does not."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded
    from sim.studies.own_code import Code


def heed_code(*scenarios: "Loaded", quiet: bool, code: "Code" = "own") -> None:
    """Refuse code that may not run, and say on stderr which does.

    Parameters
    ----------
    *scenarios
        What is going to be played.
    quiet
        Whether nothing is said.
    code
        What may run.

    Raises
    ------
    ScenarioError
        When some code may not run; the text says where it is named, and what to write.
    """
    from sim.studies.own_code import check_code, code_of

    for loaded in scenarios:
        check_code(loaded, code)
    if not quiet:
        for function in code_of(scenarios):
            typer.echo(f"Running code that the scenario names: {function}", err=True)
