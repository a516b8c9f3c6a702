"""How long the warm-up should be: MSER on means by week or day averaged over replications."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from sim.base.arrays import Floats
from sim.base.time import DAY, WEEK
from sim.engine.journal import Journal
from sim.measures.rows.edges import Edges
from sim.measures.rows.spans import Spans
from sim.scenario.values.horizon import Horizon

Unit = Literal["week", "day"]
"""By what a run is cut to look for its warm-up."""

UNITS: dict[Unit, float] = {"week": WEEK, "day": DAY}
"""Seconds of each unit."""
CLEAR = 4.0
"""Standard errors by which a week or day must differ to be left out."""


@dataclass(frozen=True)
class WarmUp:
    """A suggestion for the warm-up of a typical run.

    Attributes
    ----------
    count
        Whole weeks or days to leave out.
    reliable
        Whether it lies below half of them; otherwise the run is too short to tell.
    unit
        Which of them.
    """

    count: int
    reliable: bool
    unit: Unit = "week"

    @property
    def seconds(self) -> float:
        """The time to leave out."""
        return self.count * UNITS[self.unit]


def unit_of(horizon: Horizon) -> Unit:
    """Return the unit in which a run's warm-up is looked for: weeks where it is whole weeks."""
    return "day" if horizon.window_start % WEEK or horizon.window_end % WEEK else "week"


def levels(journal: Journal, horizon: Horizon) -> Floats:
    """Return the mean number of contacts in the system by week or day before the window's end."""
    contacts = journal.contacts
    until = np.where(np.isnan(contacts.ended), journal.end, contacts.ended)
    one_group = np.zeros(len(contacts), np.int64)
    seconds: Floats = Spans(contacts.arrival, until, _edges(horizon), one_group).seconds()[0]
    return seconds / UNITS[unit_of(horizon)]


@lru_cache
def _edges(horizon: Horizon) -> Edges:
    length = UNITS[unit_of(horizon)]
    return Edges(np.arange(horizon.window_end // length + 1) * length)


def suggest_warm_up(samples: Sequence[Floats], unit: Unit = "week") -> WarmUp:
    """Return the truncation that minimises the marginal standard error (White 1997).

    At most half of them are left out: what little remains after that looks steady by chance. Of
    those that the criterion leaves out, the last ones are kept while they do not clearly
    differ from those that stay: it picks them by noise.

    Parameters
    ----------
    samples
        Levels by replication, each of shape (units,), at least two units long.
    unit
        What they are levels of.
    """
    means = np.mean(samples, axis=0)
    most = len(means) // 2
    rests = [means[cut:] for cut in range(most + 1)]
    count = int(np.argmin([rest.var() / len(rest) for rest in rests]))
    while count and not _differs(np.array(samples), count):
        count -= 1
    return WarmUp(count, count < max(most, 1), unit)


def _differs(samples: Floats, count: int) -> bool:
    """Return whether the last week or day left out differs clearly from those that stay.

    `samples` has the shape (replications, units); a single replication always seems to.
    """
    gaps = samples[:, count - 1] - samples[:, count:].mean(axis=1)
    if len(gaps) == 1:
        return True
    error = float(gaps.std(ddof=1) / np.sqrt(len(gaps)))
    return abs(float(gaps.mean())) > CLEAR * error
