"""How far a study has come, and what it calls while it works."""

from collections.abc import Callable
from dataclasses import dataclass

from sim.measures.statistics.estimator import Estimate


@dataclass(frozen=True)
class Progress:
    """How far a study has come.

    Attributes
    ----------
    replications, total
        How many are finished; how many there are at most.
    key, estimate
        The name of a figure, and its estimate so far.
    """

    replications: int
    total: int
    key: str
    estimate: Estimate


OnProgress = Callable[[Progress], None]
"""Called after each finished replication."""
OnPlanning = Callable[[str], None]
"""Called with a line on each desk that was tried in planning."""


def unsaid(_: str) -> None:
    """Say nothing of what planning tries."""
