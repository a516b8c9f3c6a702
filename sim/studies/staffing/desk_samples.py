"""What one replication contributes about a desk's staffing: goals by period and day, and hours."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats
from sim.measures.periods import realised
from sim.measures.rows.frame import frame_of
from sim.measures.rows.rows import sum_by
from sim.measures.rows.tables import Tables
from sim.measures.totals import Terms
from sim.studies.experiment import Experiment


@dataclass(frozen=True)
class DeskSample:
    """What one replication of one desk contributes.

    Attributes
    ----------
    realised
        What the KPI of each goal came to in each period of the targets, shape (periods, goals).
    days
        The same by day of the measured window, shape (days, goals).
    busy, on_duty
        Hours of each team in the window with a contact in hand; these and hours available; shape
        (teams,).
    """

    realised: Floats
    days: Floats
    busy: Floats
    on_duty: Floats


def desk_samples(experiment: Experiment, replication: int) -> dict[str, DeskSample]:
    """Play one replication of every arm, and return what it contributes about the staffing.

    Raises
    ------
    ConservationError
        When a journal contradicts itself: a defect of the engine.
    """
    by_arm = {}
    for arm, journal in experiment.play(replication):
        by_arm[arm.name] = _desk_sample(Tables(journal, frame_of(arm.plan, arm.scenario)))
    return {arm.name: by_arm[arm.name] for arm in experiment.arms}


def mean_hours(samples: Sequence[DeskSample]) -> tuple[Floats, Floats]:
    """Return each team's mean hours with a contact in hand, and on duty."""
    busy = np.mean([sample.busy for sample in samples], axis=0)
    on_duty = np.mean([sample.on_duty for sample in samples], axis=0)
    return busy, on_duty


def _desk_sample(tables: Tables) -> DeskSample:
    """Return what a replication contributes: of its tables only what the goals read is made."""
    plan, scenario = tables.frame.plan, tables.frame.scenario
    rows, terms, teams = tables.teams, Terms(tables), len(plan.teams)
    return DeskSample(
        realised=realised(terms, scenario.targets.period),
        days=realised(terms, "day"),
        busy=sum_by(rows.codes["team"], rows.busy, teams),
        on_duty=sum_by(rows.codes["team"], rows.busy + rows.available, teams),
    )
