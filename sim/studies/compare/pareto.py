"""The Pareto front: arms that no other arm beats in everything."""

from collections.abc import Mapping, Sequence

FRONT = ("cost_per_resolution_staffed", "first_response_time_mean", "repeat_contact_rate_7d")
"""What is weighed, each the lower the better: cost, speed, and what customers think of it, for
which repeat contacts stand until satisfaction is modelled."""


def pareto_front(points: Mapping[str, Sequence[float]]) -> tuple[str, ...]:
    """Return the names of the points that are not dominated, in their order.

    A point is dominated by one that is nowhere higher and somewhere lower.

    Parameters
    ----------
    points
        By name: values of which each is the lower the better.
    """
    return tuple(
        name
        for name, point in points.items()
        if not any(_dominates(other, point) for other in points.values())
    )


def _dominates(one: Sequence[float], other: Sequence[float]) -> bool:
    pairs = list(zip(one, other, strict=True))
    return all(a <= b for a, b in pairs) and any(a < b for a, b in pairs)
