"""How soon customers hear: the share that has its first response by each time."""

from collections.abc import Mapping, Sequence

import numpy as np

from sim.measures.sample import Pool, Sample
from sim.measures.statistics.band import Band, band

RESPONDERS = {
    "anyone": "first_response_time",
    "ai": "first_response_time_ai",
    "human": "first_response_time_human",
}
"""The KPI that holds the times to the first response, by who responds."""
TIMES = 10.0 ** (np.arange(8 * 6 + 1) / 8)
"""Seconds after the arrival: eight per decade, from one second to eleven days."""


def response_curves(samples: Sequence[Sample]) -> Mapping[str, Band]:
    """Return the share answered by each of `TIMES`, by who answers; who has no data is left out.

    A contact still waiting for its response at the run's end counts as not answered.

    Parameters
    ----------
    samples
        In order of replication.
    """
    pools = {who: [sample.pools[key] for sample in samples] for who, key in RESPONDERS.items()}
    return {
        who: _curve(by_replication)
        for who, by_replication in pools.items()
        if any(len(pool.values) for pool in by_replication)
    }


def _curve(pools: Sequence[Pool]) -> Band:
    ordered = [np.sort(pool.values) for pool in pools]
    answered = np.array([np.searchsorted(values, TIMES, side="right") for values in ordered])
    contacts = np.array([[float(len(values))] for values in ordered])
    return band(answered.astype(np.float64), contacts, share=True)
