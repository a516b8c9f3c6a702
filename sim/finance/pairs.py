"""Pairs of arms: the baseline and the AI, with labour bought and staffed in the same way."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.base.arrays import Floats
from sim.finance.ledger import Ledger, as_used, ledger, worth
from sim.finance.plans import StaffPlan
from sim.finance.use import Use
from sim.scenario.root import Scenario


@dataclass(frozen=True)
class Side:
    """One arm of a pair.

    Attributes
    ----------
    scenario
        The arm with its labour.
    plan
        Its people.
    desk
        Number of the desk that is played for it.
    """

    scenario: Scenario
    plan: StaffPlan
    desk: int


@dataclass(frozen=True)
class Pair:
    """Two arms that are compared; freed time of labour `as_used` is worth a share."""

    baseline: Side
    ai: Side
    freed_time_worth: float


@dataclass(frozen=True)
class Books:
    """The ledgers of a pair.

    Attributes
    ----------
    pair
        Whose they are.
    baseline, ai
        By replication.
    """

    pair: Pair
    baseline: Sequence[Ledger]
    ai: Sequence[Ledger]

    @cached_property
    def flows(self) -> Floats:
        """What the AI saves in all, shape (replications, months + 1)."""
        pairs = zip(self.baseline, self.ai, strict=True)
        return np.array([before.total - after.total for before, after in pairs])

    @cached_property
    def labour(self) -> Floats:
        """What it saves of labour, shape (replications, months + 1)."""
        pairs = zip(self.baseline, self.ai, strict=True)
        return np.array([before.labour - after.labour for before, after in pairs])


def keep_books(pair: Pair, uses: Sequence[Sequence[Use]], month_edges: Floats) -> Books:
    """Return the ledgers of a pair.

    Parameters
    ----------
    pair
        The arms with their people.
    uses
        What the desks used, by replication and number of the desk.
    month_edges
        Ends of the months in seconds of the run, shape (months + 1,).
    """
    before, after = pair.baseline, pair.ai
    used = as_used(after.scenario)
    baseline, ai = [], []
    for desks in uses:
        first = ledger(
            before.scenario, before.plan, desks[before.desk], month_edges, launches=False
        )
        then = ledger(after.scenario, after.plan, desks[after.desk], month_edges, launches=True)
        baseline.append(first)
        ai.append(worth(first, then, used, pair.freed_time_worth))
    return Books(pair, baseline, ai)
