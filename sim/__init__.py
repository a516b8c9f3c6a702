"""tierzero simulates a support desk that has an AI tier before its people, contact by contact.

What it answers: who waits how long, what the bot solves and what it passes on, how many people a
volume needs, what that costs - each with its uncertainty, a desk with the AI beside one without.

>>> import sim
>>> result = sim.run("sme", replications=2, set={"run.outlook": False})
>>> result  # print(result) shows the summary
<RunResult of 'Small shop': 2 replications, seed 1>
>>> round(result.document["arms"]["baseline"]["kpis"]["cases_solved"]["mean"], 3)
1.0

The way through the package: `scenario` (what did the user write?), `workload` (what does the world
bring?), `engine` (what happens?), `measures` (what does it mean?), `studies` (what can one ask?),
`finance` (what is it worth?), `report` (how is it shown?), `api` (what can a program call?), `cli`
(how is it reached?). A folder imports only from those before it, and from `base`, which holds the
types of arrays and the units of time, and `theory`, which holds closed-form queues.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    __version__: str
    from sim.api import check, compare, curve, roi, run, runs, stress, trace, verify_twin
    from sim.scenario.files.loading import load

__all__ = [
    "check",
    "compare",
    "curve",
    "load",
    "roi",
    "run",
    "runs",
    "stress",
    "trace",
    "verify_twin",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: `import sim` takes no time."""
    if name == "__version__":
        return _version()
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "sim.scenario.files.loading" if name == "load" else "sim.api"
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("tierzero")
    except PackageNotFoundError:  # run from the sources, not installed
        return "0+sources"
