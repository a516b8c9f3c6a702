"""How long the warm-up should be: MSER on weekly means averaged over replications."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats
from sim.base.time import WEEK
from sim.engine.journal import Journal
from sim.measures.rows.spans import seconds_by_bin
from sim.scenario.values.horizon import Horizon

CLEAR = 4.0
"""Standard errors by which a week must differ to be left out."""


@dataclass(frozen=True)
class WarmUp:
    """A suggestion for the warm-up of a typical run.

    Attributes
    ----------
    weeks
        Whole weeks to leave out.
    reliable
        Whether it lies below half of the weeks; otherwise the run is too short to tell.
    """

    weeks: int
    reliable: bool


def weekly_levels(journal: Journal, horizon: Horizon) -> Floats:
    """Return the mean number of contacts in the system in each week before the window's end."""
    contacts = journal.contacts
    until = np.where(np.isnan(contacts.ended), journal.end, contacts.ended)
    edges = np.arange(horizon.window_end // WEEK + 1) * WEEK
    seconds: Floats = seconds_by_bin(contacts.arrival, until, edges)[0]
    return seconds / WEEK


def suggest_warm_up(samples: Sequence[Floats]) -> WarmUp:
    """Return the truncation that minimises the marginal standard error (White 1997).

    At most half of the weeks are left out: what little remains after that looks steady by chance.
    Of the weeks that the criterion leaves out, the last ones are kept while they do not clearly
    differ from those that stay: it picks them by noise.

    Parameters
    ----------
    samples
        Weekly levels by replication, each of shape (weeks,), at least two weeks long.
    """
    levels = np.mean(samples, axis=0)
    most = len(levels) // 2
    rests = [levels[cut:] for cut in range(most + 1)]
    weeks = int(np.argmin([rest.var() / len(rest) for rest in rests]))
    while weeks and not _differs(np.array(samples), weeks):
        weeks -= 1
    return WarmUp(weeks, reliable=weeks < max(most, 1))


def _differs(samples: Floats, weeks: int) -> bool:
    """Return whether the last week left out differs clearly from those that stay.

    `samples` has the shape (replications, weeks); a single replication always seems to.
    """
    gaps = samples[:, weeks - 1] - samples[:, weeks:].mean(axis=1)
    if len(gaps) == 1:
        return True
    error = float(gaps.std(ddof=1) / np.sqrt(len(gaps)))
    return abs(float(gaps.mean())) > CLEAR * error
