"""By how much a KPI differs between two arms that were played on the same workloads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats
from sim.measures.kpis.kpi import Direction, Distribution
from sim.measures.kpis.registry import BY_KEY
from sim.measures.sample import Label, Sample
from sim.measures.statistics.paired import Difference, difference, quantile_difference
from sim.measures.totals import level_of

SIGNS: Mapping[Direction, float] = {"higher": 1.0, "lower": -1.0, "neutral": 0.0}

SamplesByArm = Mapping[str, Sequence[Sample]]
"""What each arm's replications contribute, in order."""


@dataclass(frozen=True)
class Gap:
    """A KPI of one arm minus that of another.

    Attributes
    ----------
    arm, against, kpi
        The arms, and the KPI's flat key.
    unit
        Unit of the difference.
    mean, low, high
        The difference and its 95 % interval; None without data, or from one replication.
    """

    arm: str
    against: str
    kpi: str
    unit: str
    mean: float | None
    low: float | None
    high: float | None


def gaps(samples: SamplesByArm, against: str, kpis: Sequence[str]) -> tuple[Gap, ...]:
    """Return by how much all other arms differ from one, by arm and KPI.

    Parameters
    ----------
    samples
        By arm, paired by replication.
    against
        The arm that all others are compared with.
    kpis
        Flat keys.
    """
    return tuple(
        _gap(name, against, key, difference_of(key, samples[name], samples[against]))
        for name in samples
        if name != against
        for key in kpis
    )


def difference_of(key: str, first: Sequence[Sample], second: Sequence[Sample]) -> Difference:
    """Return how a KPI differs between two arms, the first minus the second.

    Parameters
    ----------
    key
        Flat key of a ratio, a mean or a quantile.
    first, second
        Samples of the arms in order of replication.
    """
    kpi, level = BY_KEY[key], level_of(key)
    better = SIGNS[kpi.direction]
    if isinstance(kpi, Distribution) and level is not None:
        return quantile_difference(_values(first, kpi), _values(second, kpi), level, better)
    return difference(_totals(first, key), _totals(second, key), better, kpi.unit == "share")


def known(value: float) -> float | None:
    """Return a number, or None where there is none."""
    return None if np.isnan(value) else float(value)


def _values(samples: Sequence[Sample], kpi: Distribution) -> list[Floats]:
    return [sample.pools[kpi.key].values for sample in samples]


def _totals(samples: Sequence[Sample], key: str) -> tuple[Floats, Floats]:
    place = samples[0].labels.index(Label(key))
    return (
        np.array([sample.numerators[place] for sample in samples]),
        np.array([sample.denominators[place] for sample in samples]),
    )


def _gap(arm: str, against: str, key: str, paired: Difference) -> Gap:
    ends = (known(paired.mean), known(paired.low), known(paired.high))
    return Gap(arm, against, key, BY_KEY[key].unit, *ends)
