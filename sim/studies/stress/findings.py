"""What the ordinary replications say of an arm under a stress."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.measures.statistics.estimator import Estimate
from sim.measures.targets import HOLDS
from sim.scenario.sections.targets import Targets
from sim.studies.staffing.desk_samples import DeskSample
from sim.studies.staffing.payroll import Payroll, payroll
from sim.studies.staffing.planning import share_on_target
from sim.studies.stress.cases import Case
from sim.studies.stress.recovery import Spell, broken_days, first_break, recovery

SamplesByDesk = Mapping[str, Sequence[DeskSample]]
"""By a desk's name: what its replications contribute, in order."""


@dataclass(frozen=True)
class Finding:
    """What became of an arm under a stress.

    Attributes
    ----------
    case
        The arm and the stress.
    missed, broken
        Goals that hold in fewer of the touched periods than the targets' confidence asks for, even
        without the stress; only with it.
    on_target, unstressed
        Share of the touched periods that meet every goal, with the stress and without.
    first_break
        From the stress's beginning to the first broken day.
    recovery
        From its end to the first day that is back, over the replications that broke; None: none
        did, or the stress never ends.
    held
        Share of the touched periods on target with the people that it takes to hold.
    today, needed
        What people are paid for: today's; those that it takes to hold.
    """

    case: Case
    missed: tuple[str, ...]
    broken: tuple[str, ...]
    on_target: Estimate
    unstressed: Estimate
    first_break: Spell
    recovery: Spell | None
    held: Estimate | None
    today: Payroll
    needed: Payroll | None


def find(case: Case, samples: SamplesByDesk) -> Finding:
    """Return what the replications, at least one, say of a case."""
    calm, stressed, periods = samples[case.calm.name], samples[case.stressed.name], case.periods
    holding = samples[case.holding.name] if case.holding else None
    targets = case.calm.scenario.targets
    missed = _below_confidence(calm, periods, targets)
    under_stress = _below_confidence(stressed, periods, targets)
    breaks, back = _spells(case, calm, stressed)
    return Finding(
        case=case,
        missed=missed,
        broken=tuple(key for key in under_stress if key not in missed),
        on_target=share_on_target(case.stressed, stressed, periods),
        unstressed=share_on_target(case.calm, calm, periods),
        first_break=breaks,
        recovery=back,
        held=share_on_target(case.holding, holding, periods) if case.holding and holding else None,
        today=payroll(case.stressed, stressed),
        needed=payroll(case.holding, holding) if case.holding and holding else None,
    )


def _below_confidence(
    samples: Sequence[DeskSample], periods: Sequence[int], targets: Targets
) -> tuple[str, ...]:
    """Return the goals that hold in too small a share of the periods with data."""
    realised = np.array([sample.realised[list(periods)] for sample in samples])
    below = []
    for number, (key, goal) in enumerate(targets.goals.items()):
        values = realised[..., number]
        known = ~np.isnan(values)
        holds = HOLDS[goal.op](values, goal.value) & known
        if holds.sum() < targets.confidence * known.sum():
            below.append(key)
    return tuple(below)


def _spells(
    case: Case, calm: Sequence[DeskSample], stressed: Sequence[DeskSample]
) -> tuple[Spell, Spell | None]:
    """Return how long the desk takes to break, and to be back, by paired replications."""
    goals, trouble = case.calm.scenario.targets.goals, case.trouble
    breaks, backs = [], []
    for usual, under in zip(calm, stressed, strict=True):
        broken = broken_days(under.days, usual.days, goals)
        breaks.append(first_break(broken, trouble.begins))
        if np.isfinite(breaks[-1]) and np.isfinite(trouble.ends):
            known = np.any(~np.isnan(under.days), axis=1)
            backs.append(recovery(broken, known, trouble.ends))
    return Spell.of(breaks), Spell.of(backs) if backs else None
