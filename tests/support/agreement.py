"""Estimates of a scenario beside the values that theory gives, and what counts as agreement.

An estimate may be 4 standard errors from the right value, and its half-width must be small enough
to notice an error of 5 % (of shares below 1 %: of one twentieth of a percent).
"""

import csv
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import numpy as np

from sim.engine import Journal, Plan
from sim.measures.sample import measure
from sim.measures.statistics.estimator import Estimate, ratios, student
from sim.measures.summary import Summary, summarise
from sim.scenario.files.loading import load
from sim.scenario.root import Scenario
from support.places import VERIFICATION_SCENARIOS
from support.playing import journals

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
WIDEST = 0.05
SMALLEST = 0.01
FURTHEST = 4.0

Answers = Mapping[str, float]
Counts = Mapping[str, tuple[float, float]]
"""Numerators and denominators of one replication."""
Counting = Callable[[Plan, Journal], Counts]
Estimates = Mapping[str, Estimate]


def read_values(path: Path) -> dict[str, dict[str, float]]:
    """The values of a table of cases by case and metric."""
    values: dict[str, dict[str, float]] = {}
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            values.setdefault(row["case_id"], {})[row["metric"]] = float(row["value"])
    return values


def verification_desk(name: str, *settings: str) -> Scenario:
    """The scenario of a file under scenarios/, with settings as on the command line."""
    loaded = load(VERIFICATION_SCENARIOS / f"{name}.yaml", settings)
    return loaded.arm(loaded.arm_names[-1])


def all_estimates(scenario: Scenario, counting: Counting) -> Estimates:
    """Estimates of all KPIs, `kpi/member` for a breakdown, and of what is counted besides."""
    samples, counted = [], []
    for plan, journal in journals(scenario):
        samples.append(measure(journal, plan, scenario))
        counted.append(counting(plan, journal))
    return flat(summarise(samples, scenario.targets)) | estimates_of(counted)


def count_estimates(scenario: Scenario, counting: Counting) -> Estimates:
    """Estimates of what is counted, and of nothing else."""
    return estimates_of([counting(plan, journal) for plan, journal in journals(scenario)])


def estimates_of(counted: list[Counts]) -> dict[str, Estimate]:
    names = list(counted[0])
    table = np.array([[counts[name] for name in names] for counts in counted], dtype=float)
    found = ratios(table[:, :, 0], table[:, :, 1], [""] * len(names))
    return dict(zip(names, found, strict=True))


def flat(summary: Summary) -> dict[str, Estimate]:
    members = [
        pair for name in ("type", "queue", "time") for pair in summary.by.get(name, {}).items()
    ]
    nested = {f"{key}/{member}": kpi for member, kpis in members for key, kpi in kpis.items()}
    return {**summary.kpis, **nested}


def assert_agree(
    replications: int, found: Estimates, answers: Answers, rough: Collection[str] = ()
) -> None:
    """Hold estimates against the right answers; those that are `rough` by z alone."""
    wrong = []
    for key, right in answers.items():
        estimate = found[key]
        half = (estimate.high - estimate.low) / 2
        z = (estimate.mean - right) / half * student(replications)
        line = f"{key}: {right:.5g} {estimate.mean:.5g} +- {half:.2g}, z {z:.2f}"
        print(line)
        is_wide = half >= WIDEST * max(right, SMALLEST) and key not in rough
        if abs(z) >= FURTHEST or is_wide:
            wrong.append(line)
    assert not wrong
