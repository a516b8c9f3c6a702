"""Which volumes are asked about, and what an arm is under more or fewer contacts."""

import re
from dataclasses import replace

from sim.scenario.errors import ScenarioError
from sim.scenario.root import Scenario
from sim.scenario.values.quantities import VOLUME_FACTOR
from sim.scenario.values.quantity import NUMBER, without_unit
from sim.studies.experiment import Arm

STEP = 0.5
"""Distance of the volumes in a range that names no step."""
GROWTH = 1.3
"""30 % more: the volume that is always asked about."""
LARGEST = 10.0
"""No larger multiplier is asked about."""

EXAMPLES = "`0.5..3`, `0.5..3/0.25`, `1,1.3,2` or `50 %..300 %`"

_NO_VOLUMES = "--volumes: {text!r} is not a valid range or list of volumes; write " + EXAMPLES
_VOLUME = rf"({NUMBER}\s*%?)"
_MULTIPLIER = replace(VOLUME_FACTOR, high=LARGEST)


def grown(arm: Arm, volume: float) -> Arm:
    """Return an arm with its volume multiplied; its name says so."""
    before = _grown(arm.before, volume) if arm.before else None
    return Arm.of(f"{arm.name} x{volume:g}", _grown(arm.scenario, volume), before)


def read_volumes(text: str) -> tuple[float, ...]:
    """Read volume multipliers: a range with its step (default 0.5), or a list; 1.3 or 130 %.

    Returns
    -------
    tuple of float
        Ascending; a range that spans 30 % growth contains it, too.

    Raises
    ------
    ScenarioError
        When it is written otherwise, or a multiplier is not above 0 and at most 10 or asks for its
        percent sign.
    """
    listed, spanned = text.replace(" ", ""), rf"{_VOLUME}\.\.{_VOLUME}(?:/{_VOLUME})?"
    match = re.fullmatch(spanned, listed)
    parts = match.groups() if match else listed.split(",")
    if not all(re.fullmatch(_VOLUME, part) for part in parts if part is not None):
        raise ScenarioError(
            f"--volumes: {text!r} is not a valid range or list of volumes; write {EXAMPLES}"
        )
    try:
        volumes = [_multiplier(part) for part in parts if part is not None]
    except ValueError as error:
        raise ScenarioError(f"--volumes: {error}") from None
    return tuple(sorted(_range(text, *volumes) if match else set(volumes)))


def _multiplier(text: str) -> float:
    return _MULTIPLIER.read(without_unit(text))


def _range(text: str, low: float, high: float, width: float = STEP) -> set[float]:
    if high < low:
        raise ScenarioError(
            f"--volumes: {text!r} is not a valid range or list of volumes; write {EXAMPLES}"
        )
    steps = int((high - low) / width + 1e-9)
    volumes = {round(low + number * width, 9) for number in range(steps + 1)}
    return volumes | ({GROWTH} if low <= GROWTH <= high else set())


def _grown(scenario: Scenario, volume: float) -> Scenario:
    multiplier = scenario.demand.multiplier * volume
    demand = scenario.demand.model_copy(update={"multiplier": multiplier})
    return scenario.model_copy(update={"demand": demand})
