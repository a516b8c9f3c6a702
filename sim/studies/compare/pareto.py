"""Which arms no other arm beats in everything: the Pareto front."""

from collections.abc import Mapping, Sequence

FRONT = ("cost_per_resolution_staffed", "first_response_time_mean", "repeat_contact_rate_7d")
"""The KPIs that are weighed, each better when lower: cost, speed, and repeat contacts, which stand
for what customers think until satisfaction is modelled."""


def pareto_front(points: Mapping[str, Sequence[float]]) -> tuple[str, ...]:
    """Return the names of the points that are not dominated, in their order.

    A point is dominated by another that is nowhere higher and somewhere lower.

    Parameters
    ----------
    points
        By name: values that are each better when lower.
    """
    return tuple(
        name
        for name, point in points.items()
        if not any(_dominates(other, point) for other in points.values())
    )


def _dominates(first: Sequence[float], second: Sequence[float]) -> bool:
    pairs = list(zip(first, second, strict=True))
    return all(a <= b for a, b in pairs) and any(a < b for a, b in pairs)
