"""What all replications of an arm say: KPIs, breakdowns, verdicts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.base.arrays import Floats
from sim.measures.kpis.kpi import LEVELS, Distribution
from sim.measures.kpis.registry import BY_KEY, KPIS
from sim.measures.response_curve import response_curves
from sim.measures.sample import Label, Sample
from sim.measures.statistics.band import Band
from sim.measures.statistics.estimator import Estimate, ratios
from sim.measures.statistics.quantiles import quantiles
from sim.measures.targets import Verdict, judge, on_target
from sim.measures.warmup import WarmUp, suggest_warm_up
from sim.measures.week import Week, week_bands
from sim.scenario.sections.targets import Targets

Kpis = Mapping[str, Estimate]

ORDER = {key: place for place, key in enumerate(BY_KEY)}
"""Place of each flat key in the glossary."""


@dataclass(frozen=True)
class Summary:
    """What the replications of one arm say.

    Attributes
    ----------
    replications
        How many there were.
    kpis
        Estimates by flat key.
    by
        The same by breakdown and member; those without data are left out.
    verdicts
        On the long-run value of each goal's KPI.
    on_target
        Share of the periods whose own realised values meet every goal; None without goals.
    week
        Queues and agents by half hour of the week.
    responses
        Share of contacts with a first response by each time, by who responds.
    warm_up
        The suggested warm-up; None unless the run is typical and lasts two weeks or more, or two
        days or more where it is not whole weeks.
    """

    replications: int
    kpis: Kpis
    by: Mapping[str, Mapping[str, Kpis]]
    verdicts: tuple[Verdict, ...]
    on_target: Estimate | None
    week: Week
    responses: Mapping[str, Band]
    warm_up: WarmUp | None


def summarise(samples: Sequence[Sample], targets: Targets) -> Summary:
    """Estimate everything from the samples of one arm.

    Parameters
    ----------
    samples
        In order of replication, at least one.
    targets
        The goals that the samples were measured for.
    """
    count = len(samples)
    kpis, by = _nested(_estimates(samples))
    return Summary(
        replications=count,
        kpis=kpis,
        by=by,
        verdicts=tuple(judge(key, goal, kpis[key], count) for key, goal in targets.goals.items()),
        on_target=on_target(_realised(samples), targets) if targets.goals else None,
        week=week_bands([sample.week for sample in samples]),
        responses=response_curves(samples),
        warm_up=_warm_up(samples),
    )


def _estimates(samples: Sequence[Sample]) -> dict[Label, Estimate]:
    labels = samples[0].labels
    of_labels = ratios(
        np.array([sample.numerators for sample in samples]),
        np.array([sample.denominators for sample in samples]),
        [BY_KEY[label.key].unit for label in labels],
    )
    certain = samples[0].certain
    estimates = {
        label: known.as_certain if label.key in certain and known.mean in (0.0, 1.0) else known
        for label, known in zip(labels, of_labels, strict=True)
    }
    for kpi in KPIS:
        if isinstance(kpi, Distribution):
            for label, values in _pools(kpi, samples):
                censored = int(np.isinf(np.concatenate(values)).sum())
                estimates[label] = replace(estimates[label], censored=censored)
                estimates |= _quantiles(kpi, label, values)
    return estimates


def _pools(kpi: Distribution, samples: Sequence[Sample]) -> Iterator[tuple[Label, list[Floats]]]:
    """Yield the label of each mean of a distribution with its values by replication."""
    pools = [sample.pools[kpi.key] for sample in samples]
    yield Label(kpi.keys[0]), [pool.values for pool in pools]
    for breakdown in kpi.by:
        for code, member in enumerate(samples[0].members[breakdown]):
            values = [pool.values[pool.codes[breakdown] == code] for pool in pools]
            yield Label(kpi.keys[0], breakdown, member), values


def _quantiles(kpi: Distribution, mean: Label, values: Sequence[Floats]) -> dict[Label, Estimate]:
    of_levels = quantiles(values, list(LEVELS.values()), kpi.unit)
    labels = [mean._replace(key=f"{kpi.key}_{ending}") for ending in LEVELS]
    return dict(zip(labels, of_levels, strict=True))


def _nested(
    estimates: Mapping[Label, Estimate],
) -> tuple[dict[str, Estimate], dict[str, dict[str, dict[str, Estimate]]]]:
    kpis: dict[str, Estimate] = {}
    by: dict[str, dict[str, dict[str, Estimate]]] = {}
    for label in sorted(estimates, key=lambda label: ORDER[label.key]):
        estimate = estimates[label]
        if not label.breakdown:
            kpis[label.key] = estimate
        elif estimate.status != "no_data":
            members = by.setdefault(label.breakdown, {})
            members.setdefault(label.member, {})[label.key] = estimate
    return kpis, by


def _realised(samples: Sequence[Sample]) -> Floats:
    return np.array([sample.realised for sample in samples])


def _warm_up(samples: Sequence[Sample]) -> WarmUp | None:
    levels = [sample.levels for sample in samples]
    return suggest_warm_up(levels, samples[0].level_unit) if len(levels[0]) > 1 else None
