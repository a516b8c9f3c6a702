"""Whether drawn durations stay within what a run can count."""

from collections.abc import Iterator
from math import exp, log, log1p, sqrt

from pydantic import BaseModel

from sim.base.time import DAY
from sim.scenario.consistency.problem import Problem
from sim.scenario.errors import FieldPath
from sim.scenario.root import Scenario
from sim.scenario.values.laws import Law

LIMIT = 2.0**31
"""Seconds (68 years) that no time of a run reaches: the engine's grid of time ends there."""
RARE = 1e-12
"""Chance of a longer draw that is not worth a thought."""
NORMAL = 7.04
"""The standard normal quantile of 1 - RARE."""


def longest_draws(scenario: Scenario) -> Iterator[Problem]:
    """Check that no law draws durations beyond the grid of time, however rarely."""
    for path, law in _laws(scenario, ()):
        if longest(law) >= LIMIT:
            drawn = f"a mean of {law.mean / DAY:,.4g} days with a cv of {law.cv:g}"
            yield path, f"{drawn} brings draws of over 68 years; lower the mean or the cv"


def longest(law: Law) -> float:
    """Return a duration in seconds that a draw exceeds with a chance of `RARE` at most.

    Of the families, the lognormal one has the longest tail at a given mean and cv.
    """
    if law.law == "empirical":
        return max(law.values)
    if law.high is not None:
        return law.high
    if law.law == "exponential":
        return -law.mean * log(RARE)
    if law.law == "hyperexponential":
        return -max(mean for _, mean in law.phases) * log(RARE)
    variance = log1p(law.cv * law.cv)
    return law.mean * exp(sqrt(variance) * NORMAL - variance / 2) if law.cv else law.mean


def _laws(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, Law]]:
    """Yield every law below a value with its place."""
    if isinstance(value, Law):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _laws(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _laws(item, (*path, name))
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _laws(item, (*path, place))
