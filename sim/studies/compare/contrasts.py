"""By how much arms differ from one of them, and how far that can be believed.

Differences are paired by replication. Verdicts are given on a family that is declared beforehand,
and its p-values are adjusted together by Holm's method: comparing many figures would find
differences by luck alone. All other figures have an interval and no verdict.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from sim.base.arrays import Floats
from sim.measures.kpis.kpi import Direction
from sim.measures.kpis.registry import BY_KEY
from sim.measures.pairing import SIGNS, Gap, SamplesByArm, difference_of, known
from sim.measures.sample import Sample
from sim.measures.statistics.estimator import LEVEL
from sim.measures.statistics.paired import Difference, difference, holm
from sim.measures.targets import FEWEST_REPLICATIONS, meets
from sim.scenario.sections.targets import Targets

ON_TARGET = "on_target"
"""Key of the share of periods that meet every goal, which is compared like a KPI."""
ALWAYS_JUDGED = ("cases_solved", "cost_per_month_staffed")
"""What every comparison judges besides the targets: what customers get, and what that costs."""

Conclusion = Literal["better", "worse", "higher", "lower", "no evidence"]
"""What a contrast shows."""


@dataclass(frozen=True)
class Contrast(Gap):
    """A KPI of one arm minus that of another, and how far that can be believed.

    Attributes
    ----------
    p_better
        Share of the paired replications in which the arm's realised value is better, a tie counting
        as half; None where no direction is better.
    ties
        How many of them are ties.
    p_value, adjusted_p
        Of the hypothesis that there is no difference; adjusted for the family, None outside it.
    variance_ratio
        What pairing gains: the variance that independent replications would have over that of the
        paired ones; None where there is no variance.
    conclusion
        `better` or `worse` where interval and adjusted p-value agree that there is a difference;
        `higher` or `lower` for KPIs without a better direction; None outside the family.
    """

    p_better: float | None
    ties: int
    p_value: float | None
    adjusted_p: float | None
    variance_ratio: float | None
    conclusion: Conclusion | None


def declared_family(targets: Iterable[Targets]) -> tuple[str, ...]:
    """Return the flat keys on which a comparison gives verdicts.

    Parameters
    ----------
    targets
        Those of all arms.
    """
    goals = (key for of_arm in targets for key in of_arm.goals)
    return tuple(dict.fromkeys([*goals, *ALWAYS_JUDGED]))


def contrasts(
    samples: SamplesByArm,
    targets: Mapping[str, Targets],
    against: str,
    kpis: Sequence[str],
    family: Sequence[str],
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
        Flat keys, or `on_target`.
    family
        Those of them on which verdicts are given.
    """
    compared = [
        _contrast(name, against, key, _difference(key, name, against, samples, targets))
        for name in samples
        if name != against
        for key in kpis
    ]
    judged = [place for place, contrast in enumerate(compared) if contrast.kpi in family]
    for place, adjusted in _adjusted(compared, judged):
        compared[place] = replace(compared[place], adjusted_p=adjusted)
    replications = len(samples[against])
    for place in judged:
        conclusion = _conclusion(compared[place], replications)
        compared[place] = replace(compared[place], conclusion=conclusion)
    return tuple(compared)


def direction_of(key: str) -> Direction:
    """Return which values of a KPI, or of being on target, are better."""
    return BY_KEY[key].direction if key in BY_KEY else "higher"


def _difference(
    key: str, name: str, against: str, samples: SamplesByArm, targets: Mapping[str, Targets]
) -> Difference:
    if key != ON_TARGET:
        return difference_of(key, samples[name], samples[against])
    first, second = (_on_target(samples[arm], targets[arm]) for arm in (name, against))
    return difference(first, second, SIGNS["higher"], share=True)


def _on_target(samples: Sequence[Sample], targets: Targets) -> tuple[Floats, Floats]:
    """Return periods on target, and periods with data, by replication."""
    with_data, met = meets(np.array([sample.realised for sample in samples]), targets)
    return (with_data & met).sum(axis=1).astype(float), with_data.sum(axis=1).astype(float)


def _contrast(arm: str, against: str, key: str, paired: Difference) -> Contrast:
    return Contrast(
        arm=arm,
        against=against,
        kpi=key,
        unit=BY_KEY[key].unit if key in BY_KEY else "share",
        mean=known(paired.mean),
        low=known(paired.low),
        high=known(paired.high),
        p_better=known(paired.p_better),
        ties=paired.ties,
        p_value=known(paired.p_value),
        adjusted_p=None,
        variance_ratio=known(paired.variance_ratio),
        conclusion=None,
    )


def _adjusted(compared: Sequence[Contrast], judged: Sequence[int]) -> Iterator[tuple[int, float]]:
    """Yield the place of each contrast of the family that has a p-value, and the adjusted one."""
    p_values = {place: compared[place].p_value for place in judged}
    tested = {place: p_value for place, p_value in p_values.items() if p_value is not None}
    adjusted = holm(np.array(list(tested.values()), dtype=np.float64)).tolist()
    yield from zip(tested, adjusted, strict=True)


def _conclusion(contrast: Contrast, replications: int) -> Conclusion:
    mean, low, high, p = contrast.mean, contrast.low, contrast.high, contrast.adjusted_p
    if mean is None or low is None or high is None or p is None:
        return "no evidence"
    if replications < FEWEST_REPLICATIONS or low <= 0 <= high or p > 1 - LEVEL:
        return "no evidence"
    gain = mean * SIGNS[direction_of(contrast.kpi)]
    if gain == 0:
        return "higher" if mean > 0 else "lower"
    return "better" if gain > 0 else "worse"
