"""Which scenario is a study asked about? A name, a path, a dictionary, or one that is loaded."""

from collections.abc import Mapping
from typing import Any

from sim.scenario.files.loading import Loaded, ScenarioLike, load

Settings = Mapping[str, Any]
"""Values to lay over a scenario, by path in dots, such as `{"demand.volume": "300/month"}`."""


def asked(
    scenario: ScenarioLike,
    seed: int | None = None,
    replications: int | None = None,
    settings: Settings | None = None,
) -> Loaded:
    """Return the scenario that a study is asked about.

    Parameters
    ----------
    scenario
        What names or is it.
    seed, replications
        In place of the scenario's.
    settings
        Values to lay over it.

    Raises
    ------
    ScenarioError
        When anything is wrong; the text lists every mistake with its place.
    """
    run = {"run.seed": seed, "run.replications": replications}
    over = dict(settings or {}) | {path: value for path, value in run.items() if value is not None}
    return scenario if isinstance(scenario, Loaded) and not over else load(scenario, over)


def as_options(**values: object) -> tuple[str, ...]:
    """Return the options of the command line that arguments of a function stand for."""
    options: list[str] = []
    for name, value in values.items():
        if value is not None:
            text = ",".join(value) if isinstance(value, list | tuple) else str(value)
            options += [f"--{name}", text]
    return tuple(options)
