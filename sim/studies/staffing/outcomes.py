"""What a replication says of a desk's staffing: goals by period and by day, and hours worked."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats
from sim.measures.periods import period_edges, realised
from sim.measures.rows.rows import sum_by
from sim.measures.rows.tables import Tables, make_tables
from sim.scenario.root import Scenario
from sim.studies.experiment import Experiment


@dataclass(frozen=True)
class Outcome:
    """One replication of one desk.

    Attributes
    ----------
    realised
        What the KPI of each goal came to in each period of the targets, shape (periods, goals).
    days
        The same by day of the measured window, shape (days, goals).
    busy, on_duty
        Hours of each team in the window with a contact in hand; those and hours available, shape
        (teams,).
    """

    realised: Floats
    days: Floats
    busy: Floats
    on_duty: Floats


def outcomes(experiment: Experiment, replication: int) -> dict[str, Outcome]:
    """Play one replication of every arm, and return what it says of the staffing.

    Raises
    ------
    ConservationError
        When a journal contradicts itself: a defect of the engine.
    """
    by_arm = {}
    for arm, journal in experiment.play(replication):
        tables = make_tables(journal, arm.plan, arm.scenario)
        by_arm[arm.name] = _outcome(tables, arm.scenario, len(arm.plan.teams))
    return {arm.name: by_arm[arm.name] for arm in experiment.arms}


def mean_hours(outcomes: Sequence[Outcome]) -> tuple[Floats, Floats]:
    """Return the mean hours of each team in hand, and on duty."""
    busy = np.mean([one.busy for one in outcomes], axis=0)
    on_duty = np.mean([one.on_duty for one in outcomes], axis=0)
    return busy, on_duty


def _outcome(tables: Tables, scenario: Scenario, teams: int) -> Outcome:
    run, targets = scenario.run, scenario.targets
    horizon, rows = run.horizon(), tables.teams
    return Outcome(
        realised=realised(tables, targets, period_edges(run, horizon, targets.period)),
        days=realised(tables, targets, period_edges(run, horizon, "day")),
        busy=sum_by(rows.codes["team"], rows.busy, teams),
        on_duty=sum_by(rows.codes["team"], rows.busy + rows.available, teams),
    )
