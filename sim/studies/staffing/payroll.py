"""What a desk's people are paid for in a week, by how their labour is bought."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.base.time import HOUR, WEEK
from sim.measures.rows.labour import heads, paid_week
from sim.studies.experiment import Arm
from sim.studies.staffing.desk_samples import DeskSample, mean_hours
from sim.studies.staffing.steps import is_fixed


@dataclass(frozen=True)
class Payroll:
    """The people of the teams that can grow; those of a roster file are not counted.

    Attributes
    ----------
    heads
        People on the payroll.
    hours
        Paid hours per week, without overtime.
    fte
        These over the full weeks of their contracts.
    """

    heads: int
    hours: float
    fte: float


def payroll(arm: Arm, samples: Sequence[DeskSample]) -> Payroll:
    """Return what the people of a desk are paid for.

    Parameters
    ----------
    arm
        The desk.
    samples
        What its replications contribute, at least one: labour `as_used` is paid for time in hand.
    """
    horizon = arm.scenario.run.horizon()
    weeks = (horizon.window_end - horizon.window_start) / WEEK
    busy = dict(zip(arm.plan.teams, mean_hours(samples)[0].tolist(), strict=True))
    teams = arm.scenario.people.teams
    grown = {name: team for name, team in teams.items() if not is_fixed(team)}
    hours = {
        name: busy[name] / weeks if team.labour == "as_used" else paid_week(arm.scenario, team)
        for name, team in grown.items()
    }
    return Payroll(
        heads=sum(heads(team) for team in grown.values()),
        hours=sum(hours.values()),
        fte=sum(hours[name] * HOUR / team.contract for name, team in grown.items()),
    )
