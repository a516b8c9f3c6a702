"""What the AI saves: the ledgers of pairs of arms, with labour bought and staffed alike."""

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
    """Two arms that are compared, and the share that freed time of labour `as_used` is worth."""

    baseline: Side
    ai: Side
    freed_time_worth: float


@dataclass(frozen=True)
class Books:
    """The ledgers of a pair.

    Attributes
    ----------
    pair
        The arms.
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
        return np.array([baseline.total - ai.total for baseline, ai in pairs])

    @cached_property
    def labour(self) -> Floats:
        """What the AI saves in labour, shape (replications, months + 1)."""
        pairs = zip(self.baseline, self.ai, strict=True)
        return np.array([baseline.labour - ai.labour for baseline, ai in pairs])


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
    paid_as_used = as_used(pair.ai.scenario)
    baseline, ai = [], []
    for desks in uses:
        without = _ledger_of(pair.baseline, desks, month_edges, launches=False)
        with_ai = _ledger_of(pair.ai, desks, month_edges, launches=True)
        baseline.append(without)
        ai.append(worth(without, with_ai, paid_as_used, pair.freed_time_worth))
    return Books(pair, baseline, ai)


def _ledger_of(side: Side, desks: Sequence[Use], month_edges: Floats, *, launches: bool) -> Ledger:
    return ledger(side.scenario, side.plan, desks[side.desk], month_edges, launches=launches)
