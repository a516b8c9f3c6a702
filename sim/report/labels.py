"""What KPIs are called where people read them."""

from collections.abc import Callable, Mapping

from sim.measures.kpis.registry import BY_KEY
from sim.report.pieces.estimate import EstimateDocument, Estimates, LimitDocument
from sim.report.units import limits


def label(key: str, estimate: EstimateDocument | None = None) -> str:
    """Return a KPI's name; one that has a time limit says it, such as `Service level (20 s)`.

    Parameters
    ----------
    key
        Flat key, or `on_target`.
    estimate
        What an arm comes to, which knows the limit.
    """
    name = BY_KEY[key].name if key in BY_KEY else "Periods on target"
    return with_limit(name, estimate or {})


def with_limit(name: str, limited: LimitDocument) -> str:
    """Return a name with the time limit that belongs to it, if there is one."""
    return f"{name} ({limits(limited)})" if "within" in limited else name


def means_something(key: str, arms: list[Estimates], asked: bool) -> bool:
    """Return whether a KPI belongs in a short table.

    Parameters
    ----------
    key
        Its flat key.
    arms
        The KPIs of each arm.
    asked
        Whether a target is about it.
    """
    needed = NEEDED.get(key)
    return asked or needed is None or any(map(needed, arms))


NEEDED: Mapping[str, Callable[[Estimates], bool]] = {
    "ai_resolution_rate": lambda kpis: kpis["containment_rate"]["n"] > 0,
    "service_level": lambda kpis: kpis["abandonment_rate"]["n"] > 0,
    "cost_per_need": lambda kpis: (kpis["outreach_per_month"]["mean"] or 0) > 0,
}
"""Without whom a KPI says nothing new: a bot, somebody on a live line, a programme that acts."""
