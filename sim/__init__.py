"""tierzero simulates a support desk that has an AI tier before its people, contact by contact.

What it answers: who waits how long, what the bot solves and what it passes on, how many people a
volume needs, what that costs - each with its uncertainty, a desk with the AI beside one without.

>>> import sim
>>> loaded = sim.load("sme", ["run.replications=2"])  # a YAML file, a manifest or a preset
>>> result = sim.run(loaded)  # prints itself; or result.to_frame(), result.to_json()
>>> result.document["scenario"]
'Small shop'

The way through the package: `scenario` (what did the user write?), `workload` (what does the world
bring?), `engine` (what happens?), `measures` (what does it mean?), `studies` (what can one ask?),
`finance` (what is it worth?), `report` (how is it shown?), `cli` (how is it reached?); `theory`
holds closed-form queues. A folder imports only from those before it, and from `theory`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.report.compare_simulate import compare
    from sim.report.curve_simulate import curve
    from sim.report.roi_simulate import roi
    from sim.report.simulate import run
    from sim.report.stress_simulate import stress
    from sim.scenario.loading import load

__all__ = ["compare", "curve", "load", "roi", "run", "stress"]

_HOMES = {
    "compare": "sim.report.compare_simulate",
    "curve": "sim.report.curve_simulate",
    "load": "sim.scenario.loading",
    "roi": "sim.report.roi_simulate",
    "run": "sim.report.simulate",
    "stress": "sim.report.stress_simulate",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: `import sim` takes no time."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
