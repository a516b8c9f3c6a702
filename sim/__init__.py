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
    from sim.api.compare import compare
    from sim.api.curve import curve
    from sim.api.roi import roi
    from sim.api.run import run
    from sim.api.stress import stress
    from sim.scenario.files.loading import load

__all__ = ["compare", "curve", "load", "roi", "run", "stress"]

_HOMES = {
    "compare": "sim.api.compare",
    "curve": "sim.api.curve",
    "load": "sim.scenario.files.loading",
    "roi": "sim.api.roi",
    "run": "sim.api.run",
    "stress": "sim.api.stress",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: `import sim` takes no time."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
