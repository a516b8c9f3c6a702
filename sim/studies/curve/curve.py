"""How many people each volume needs, with and without the AI, and when the next hire is due.

People are chosen on planning replications and reported on the ordinary ones: the share of periods
on target with them, and with one step less, so that a reader sees whether the step is needed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.measures.statistics.estimator import Estimate
from sim.studies.curve.plans import Plans, plan_curve
from sim.studies.executors import Jobs, mapper
from sim.studies.experiment import Arm, Experiment
from sim.studies.progress import OnPlanning, OnProgress
from sim.studies.staffing.ordinary import play_ordinary
from sim.studies.staffing.payroll import Payroll, payroll
from sim.studies.staffing.planning import Planner, share_on_target


@dataclass(frozen=True)
class Curve:
    """What the ordinary replications say of the plans.

    Attributes
    ----------
    arms
        By name, with today's people.
    plans
        What was chosen.
    on_target
        By a desk's name: share of periods on target.
    payrolls
        By a desk's name: what its people are paid for.
    replications
        How many were played of each desk.
    interrupted
        Whether Ctrl-C ended the study before its time.
    """

    arms: Mapping[str, Arm]
    plans: Plans
    on_target: Mapping[str, Estimate]
    payrolls: Mapping[str, Payroll]
    replications: int
    interrupted: bool


def play_curve(
    experiment: Experiment,
    volumes: Sequence[float],
    replications: int,
    jobs: Jobs,
    on_planning: OnPlanning,
    on_progress: OnProgress | None = None,
) -> Curve:
    """Plan the people for each arm and volume, and play what was planned.

    Parameters
    ----------
    experiment
        The arms with today's people.
    volumes
        Multipliers in ascending order.
    replications
        How many to report on.
    jobs
        Number of processes, or where to play. The result does not depend on it.
    on_planning
        Called with a line on each desk that was tried in planning.
    on_progress
        Called after each finished replication.
    """
    with mapper(jobs) as each:
        plans = plan_curve(experiment.arms, volumes, Planner(experiment, each, on_planning))
    desks = experiment.of(plans.desks)
    asked = plans.growth[experiment.arms[-1].name]
    played = play_ordinary(desks, asked, replications, jobs, on_progress)
    samples = played.samples
    measured = [(desk, samples[desk.name]) for desk in desks.arms if samples]
    return Curve(
        arms={arm.name: arm for arm in experiment.arms},
        plans=plans,
        on_target={desk.name: share_on_target(desk, results) for desk, results in measured},
        payrolls={desk.name: payroll(desk, results) for desk, results in measured},
        replications=played.replications,
        interrupted=played.interrupted,
    )
