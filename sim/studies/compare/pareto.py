"""Which arms no other arm beats in everything: the Pareto front."""

from collections.abc import Mapping, Sequence

from sim.measures.kpis.registry import BY_KEY
from sim.measures.pairing import SIGNS

FRONT = (
    "cost_per_month_staffed",
    "cases_solved",
    "first_response_time_mean",
    "repeat_contact_rate_7d",
)
"""The KPIs that are weighed: what all of it costs, what customers get, how soon, and how many come
back, which stands for what they think until satisfaction is modelled. A desk that turns customers
away is cheap and quick, so that neither cost nor speed may stand alone."""


def pareto_front(points: Mapping[str, Sequence[float]]) -> tuple[str, ...]:
    """Return the names of the points that are not dominated, in their order.

    A point is dominated by another that is nowhere higher and somewhere lower.

    Parameters
    ----------
    points
        By name: values that are each better when lower, as `losses` gives them.
    """
    return tuple(
        name
        for name, point in points.items()
        if not any(_dominates(other, point) for other in points.values())
    )


def losses(values: Mapping[str, float]) -> list[float]:
    """Return values of KPIs, by flat key, turned so that lower is better."""
    return [-SIGNS[BY_KEY[key].direction] * value for key, value in values.items()]


def _dominates(first: Sequence[float], second: Sequence[float]) -> bool:
    pairs = list(zip(first, second, strict=True))
    return all(a <= b for a, b in pairs) and any(a < b for a, b in pairs)
