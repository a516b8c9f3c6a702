"""Which volumes are asked about, and what an arm is under more or fewer contacts."""

import re

from sim.scenario.errors import ScenarioError
from sim.scenario.root import Scenario
from sim.scenario.values.quantities import NUMBER
from sim.studies.experiment import Arm

STEP = 0.5
"""Distance of the volumes in a range that names no step."""
GROWTH = 1.3
"""30 % more: the volume that is always asked about."""
LARGEST = 10.0
"""No larger multiplier is asked about."""

EXAMPLES = "`0.5..3`, `0.5..3/0.25` or `1,1.3,2`"


def grown(arm: Arm, volume: float) -> Arm:
    """Return an arm with its volume multiplied; its name says so."""
    before = _grown(arm.before, volume) if arm.before else None
    return Arm.of(f"{arm.name} x{volume:g}", _grown(arm.scenario, volume), before)


def read_volumes(text: str) -> tuple[float, ...]:
    """Read volume multipliers: a range with its step (default 0.5), or a list.

    Returns
    -------
    tuple of float
        Ascending; a range that spans 30 % growth contains it, too.

    Raises
    ------
    ScenarioError
        When it is written otherwise, or a multiplier is not above 0 and at most 10.
    """
    match = re.fullmatch(rf"({NUMBER})\.\.({NUMBER})(?:/({NUMBER}))?", text.replace(" ", ""))
    try:
        volumes = _range(*match.groups()) if match else {float(part) for part in text.split(",")}
    except ValueError:
        problem = f"{text!r} is not a valid range or list of volumes"
        raise ScenarioError(f"--volumes: {problem}; write {EXAMPLES}") from None
    if not all(0 < volume <= LARGEST for volume in volumes):
        rule = f"multipliers are above 0 and at most {LARGEST:g}"
        raise ScenarioError(f"--volumes: {text!r} is out of bounds: {rule}; write {EXAMPLES}")
    return tuple(sorted(volumes))


def _range(first: str, last: str, step: str | None) -> set[float]:
    low, high, width = float(first), float(last), float(step or STEP)
    if high < low or width <= 0:
        raise ValueError
    steps = int((high - low) / width + 1e-9)
    volumes = {round(low + number * width, 9) for number in range(steps + 1)}
    return volumes | ({GROWTH} if low <= GROWTH <= high else set())


def _grown(scenario: Scenario, volume: float) -> Scenario:
    multiplier = scenario.demand.multiplier * volume
    demand = scenario.demand.model_copy(update={"multiplier": multiplier})
    return scenario.model_copy(update={"demand": demand})
