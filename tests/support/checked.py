"""`check` beside play: the same desk by formula and simulated, team by team."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.engine.journal import Journal
from sim.measures.rows.agents import agent_states
from sim.scenario.root import Scenario
from sim.scenario.sections.team import Team
from sim.studies.experiment import Arm, Experiment
from sim.studies.load.load import ArmLoad, arm_load

HOUR = 3600.0


@dataclass(frozen=True)
class Compared:
    """One team of one arm, over the measured window.

    Attributes
    ----------
    name
        Arm and team.
    expected, occupancy
        Hours of work by formula, and the occupancy.
    played
        Hours busy in each replication.
    played_occupancy
        Of all replications together.
    staff
        Hours at work by formula.
    bound
        Whether `check` says that its figures are upper bounds.
    """

    name: str
    expected: float
    occupancy: float
    played: np.ndarray
    played_occupancy: float
    staff: float
    bound: bool

    @property
    def half_width(self) -> float:
        """Half of the 95 % interval of the played hours over their mean (normal)."""
        error = self.played.std(ddof=1) / np.sqrt(len(self.played))
        return float(1.96 * error / self.played.mean())

    @property
    def ratio(self) -> float:
        """Expected over played hours."""
        return float(self.expected / self.played.mean())


def quiet(scenario: Scenario, *, patient: bool) -> Scenario:
    """The desk with less noise: fixed counts, handle times of a small cv, agents alike and there.

    Where customers are patient nobody leaves, or is turned away, either.
    """
    demand = scenario.demand.model_copy(
        update={
            "counts": "fixed",
            "busyness": scenario.demand.busyness.model_copy(update={"cv": 0}),
        }
    )
    kinds = {
        name: kind.model_copy(update={"handle_time": _steady(kind.handle_time)})
        for name, kind in scenario.inquiry_types.items()
    }
    channels = dict(scenario.channels)
    if patient:
        kinds = {name: kind.model_copy(update={"patience": None}) for name, kind in kinds.items()}
        calm = {"patience": "never", "balking": 0.0, "queue_capacity": None, "trunks": None}
        stay = {"at_closing": "stay", "redial": None}
        channels = {
            name: channel.model_copy(update=calm | stay) if channel.live else channel
            for name, channel in channels.items()
        }
    teams = {
        name: team.model_copy(update={"agent_spread": 0.0, "absence": 0.0})
        for name, team in scenario.people.teams.items()
    }
    people = scenario.people.model_copy(update={"teams": teams})
    roomy = {"capacity": None} if patient else {}
    queues = {name: queue.model_copy(update=roomy) for name, queue in scenario.queues.items()}
    update = {"demand": demand, "inquiry_types": kinds, "channels": channels, "people": people}
    update["queues"] = queues
    return scenario.model_copy(update=update)


def shrunk(scenario: Scenario, share: float) -> Scenario:
    """The desk with a share of its volume and of its people."""
    teams = {name: _shrunk_team(team, share) for name, team in scenario.people.teams.items()}
    people = scenario.people.model_copy(update={"teams": teams})
    demand = scenario.demand.model_copy(update={"multiplier": share})
    return scenario.model_copy(update={"people": people, "demand": demand})


def compared(arms: dict[str, Scenario], replications: int) -> list[Compared]:
    """Reckon and play arms; every journal is checked."""
    desks = tuple(Arm.of(name, scenario, None) for name, scenario in arms.items())
    experiment = Experiment(desks, seed=desks[0].scenario.run.seed)
    hours: dict[str, list[np.ndarray]] = {desk.name: [] for desk in desks}
    for number in range(replications):
        for desk, journal in experiment.play(number):
            hours[desk.name].append(_hours(desk, journal))
    rows: list[Compared] = []
    for desk in desks:
        rows += _rows(desk.name, arm_load(desk.scenario, desk.plan), np.array(hours[desk.name]))
    return rows


def _rows(name: str, load: ArmLoad, hours: np.ndarray) -> list[Compared]:
    return [
        Compared(
            name=f"{name}, {team.name}",
            expected=sum(week.work for week in team.weeks),
            occupancy=team.occupancy or 0.0,
            played=hours[:, 0, number],
            played_occupancy=hours[:, 0, number].sum() / hours[:, :, number].sum(),
            staff=sum(week.staff for week in team.weeks),
            bound=team.is_bound,
        )
        for number, team in enumerate(load.teams)
    ]


def _hours(desk: Arm, journal: Journal) -> np.ndarray:
    """Hours of each team in the window: busy, and available; shape (2, teams)."""
    horizon, states = desk.plan.horizon, agent_states(journal)
    start, end = horizon.window_start, horizon.window_end
    seconds = (np.minimum(states.end, end) - np.maximum(states.start, start)).clip(min=0)
    return np.array(
        [
            np.bincount(states.team[rows], seconds[rows], len(desk.plan.teams)) / HOUR
            for rows in (states.busy, states.available)
        ]
    )


def _steady(law: Any) -> Any:
    if isinstance(law, dict):
        return {name: _steady(each) for name, each in law.items()}
    return law.model_copy(update={"law": "gamma", "cv": 0.5})


def _shrunk_team(team: Team, share: float) -> Team:
    shifts = tuple(
        shift.model_copy(update={"agents": max(round(shift.agents * share), 1)})
        for shift in team.shifts
    )
    changes = {month: round(heads * share) for month, heads in team.changes.items()}
    return team.model_copy(update={"shifts": shifts, "changes": changes})
