"""Requirements on arguments: each raises ``ValueError`` with one line that names the argument."""

from __future__ import annotations

import math


def require_positive(**values: float) -> None:
    """Raise unless every value is a finite number above 0."""
    for name, value in values.items():
        if not (math.isfinite(value) and value > 0):
            raise ValueError(f"{name} must be a finite number above 0, got {value!r}")


def require_nonnegative(**values: float) -> None:
    """Raise unless every value is a finite number of at least 0."""
    for name, value in values.items():
        if not (math.isfinite(value) and value >= 0):
            raise ValueError(f"{name} must be a finite number of at least 0, got {value!r}")


def require_share(**values: float) -> None:
    """Raise unless every value is in 0..1, both ends included."""
    for name, value in values.items():
        if not 0 <= value <= 1:
            raise ValueError(f"{name} must be a share in 0..1, got {value!r}")


def require_inner_share(**values: float) -> None:
    """Raise unless every value is strictly between 0 and 1."""
    for name, value in values.items():
        if not 0 < value < 1:
            raise ValueError(f"{name} must be strictly between 0 and 1, got {value!r}")


def require_agents(agents: int) -> None:
    """Raise unless the number of agents is a whole number of at least 1."""
    if not float(agents).is_integer() or agents < 1:
        raise ValueError(f"agents must be a whole number of at least 1, got {agents!r}")


def require_stable(offered_load: float, agents: int) -> None:
    """Raise unless the agents can do the work offered: without abandonment the queue explodes."""
    if not offered_load < agents:
        raise ValueError(
            f"an offered load of {offered_load:g} needs more than {agents} agents: "
            "without abandonment the queue would grow without bound"
        )
