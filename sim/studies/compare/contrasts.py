"""By how much arms differ from one of them, and how far that can be believed.

Differences are paired by replication. All p-values of a call are adjusted together by Holm's
method, so that comparing many figures does not find differences by luck alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from sim.base.arrays import Floats
from sim.measures.kpis.kpi import Direction
from sim.measures.kpis.registry import BY_KEY
from sim.measures.sample import Label, Sample
from sim.measures.statistics.estimator import LEVEL
from sim.measures.statistics.paired import differences, holm
from sim.measures.targets import FEWEST_REPLICATIONS, meets
from sim.scenario.sections.targets import Targets

ON_TARGET = "on_target"
"""Key of the share of periods that meet every goal, which is compared like a KPI."""
SIGNS: dict[Direction, float] = {"higher": 1.0, "lower": -1.0, "neutral": 0.0}

Conclusion = Literal["better", "worse", "higher", "lower", "no evidence"]
"""What a contrast shows."""
SamplesByArm = Mapping[str, Sequence[Sample]]
"""What each arm's replications contribute, in order."""


@dataclass(frozen=True)
class Contrast:
    """A KPI of one arm minus that of another.

    Attributes
    ----------
    arm, against, kpi
        The arms, and the KPI's flat key.
    unit
        Unit of the difference.
    mean, low, high
        The difference and its 95 % interval; None without data, or from one replication.
    p_better
        Share of the paired replications in which the arm's realised value is better; None where no
        direction is better.
    p_value, adjusted_p
        Of the hypothesis that there is no difference; adjusted for all contrasts of the call.
    variance_ratio
        What pairing gains: the variance that independent replications would have over that of the
        paired ones; None where there is no variance.
    conclusion
        `better` or `worse` where interval and adjusted p-value agree that there is a difference;
        `higher` or `lower` for KPIs without a better direction.
    """

    arm: str
    against: str
    kpi: str
    unit: str
    mean: float | None
    low: float | None
    high: float | None
    p_better: float | None
    p_value: float | None
    adjusted_p: float | None
    variance_ratio: float | None
    conclusion: Conclusion


def contrasts(
    samples: SamplesByArm, targets: Mapping[str, Targets], against: str, kpis: Sequence[str]
) -> tuple[Contrast, ...]:
    """Return all contrasts of a comparison, by arm and KPI.

    Parameters
    ----------
    samples
        By arm, paired by replication.
    targets
        By arm: the goals that its samples were measured for.
    against
        The arm that all others are compared with.
    kpis
        Flat keys of ratios and means, or `on_target`.
    """
    totals = {name: _totals(of_arm, targets[name], kpis) for name, of_arm in samples.items()}
    compared = [
        contrast
        for name in samples
        if name != against
        for contrast in _pair(name, against, kpis, totals)
    ]
    known = [place for place, contrast in enumerate(compared) if contrast.p_value is not None]
    p_values = np.array([compared[place].p_value for place in known], dtype=np.float64)
    replications = len(samples[against])
    for place, adjusted in zip(known, holm(p_values).tolist(), strict=True):
        compared[place] = _judged(replace(compared[place], adjusted_p=adjusted), replications)
    return tuple(compared)


def _totals(
    samples: Sequence[Sample], targets: Targets, kpis: Sequence[str]
) -> tuple[Floats, Floats]:
    """Return numerators and denominators, each of shape (replications, kpis)."""
    known, met = meets(np.array([sample.realised for sample in samples]), targets)
    pairs = [
        ((known & met).sum(axis=1), known.sum(axis=1)) if key == ON_TARGET else _of(samples, key)
        for key in kpis
    ]
    numerators, denominators = zip(*pairs, strict=True)
    return np.array(numerators, dtype=float).T, np.array(denominators, dtype=float).T


def _of(samples: Sequence[Sample], key: str) -> tuple[list[float], list[float]]:
    place = samples[0].labels.index(Label(key))
    return (
        [float(sample.numerators[place]) for sample in samples],
        [float(sample.denominators[place]) for sample in samples],
    )


def _pair(
    arm: str, against: str, kpis: Sequence[str], totals: Mapping[str, tuple[Floats, Floats]]
) -> Iterator[Contrast]:
    better = np.array([SIGNS[direction_of(key)] for key in kpis])
    paired = differences(totals[arm], totals[against], better)
    for place, key in enumerate(kpis):
        yield Contrast(
            arm=arm,
            against=against,
            kpi=key,
            unit=BY_KEY[key].unit if key in BY_KEY else "share",
            mean=_known(paired.mean[place]),
            low=_known(paired.low[place]),
            high=_known(paired.high[place]),
            p_better=_known(paired.p_better[place]),
            p_value=_known(paired.p_value[place]),
            adjusted_p=None,
            variance_ratio=_known(paired.variance_ratio[place]),
            conclusion="no evidence",
        )


def direction_of(key: str) -> Direction:
    """Return which values of a KPI, or of being on target, are better."""
    return BY_KEY[key].direction if key in BY_KEY else "higher"


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _judged(contrast: Contrast, replications: int) -> Contrast:
    mean, low, high, p = contrast.mean, contrast.low, contrast.high, contrast.adjusted_p
    if mean is None or low is None or high is None or p is None:
        return contrast
    if replications < FEWEST_REPLICATIONS or low <= 0 <= high or p > 1 - LEVEL:
        return contrast
    gain = mean * SIGNS[direction_of(contrast.kpi)]
    if gain == 0:
        return replace(contrast, conclusion="higher" if mean > 0 else "lower")
    return replace(contrast, conclusion="better" if gain > 0 else "worse")
