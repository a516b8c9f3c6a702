"""What `tierzero check` says: work against people, hour by hour, and what that warns of."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sim.base.arrays import Floats
from sim.base.time import HOUR
from sim.report.check.document import (
    CheckDocument,
    CheckedArm,
    ErlangCDocument,
    HolidayDocument,
    PeakDocument,
    TeamDocument,
)
from sim.report.check.hours import hour_name
from sim.report.check.traffic import TrafficDocument, solved_documents, traffic_document
from sim.report.units import number, quantity
from sim.studies.experiment import make_experiment
from sim.studies.load.load import TeamLoad, staff_by_hour, team_loads
from sim.studies.load.traffic import monthly_traffic

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded
    from sim.scenario.root import Scenario


def check_document(loaded: "Loaded") -> CheckDocument:
    """Return what can be said of a valid scenario without playing it.

    Parameters
    ----------
    loaded
        The scenario.

    Raises
    ------
    ScenarioError
        When an arm contradicts the run, or a goal names no KPI.
    """
    arms: dict[str, CheckedArm] = {}
    warnings: list[str] = []
    rosters = _Rosters()
    experiment = make_experiment(loaded, code="none")
    for arm in experiment.arms:
        scenario, loads = arm.scenario, []
        if not scenario.demand.trace:
            loads = team_loads(scenario, arm.plan, rosters.staff(scenario))
        arms[arm.name] = {
            "traffic": _traffic(scenario, loads),
            "teams": {load.name: _team(load) for load in loads},
        }
        warnings += [f"{arm.name}: {line}" for load in loads for line in _warnings(load)]
    if loaded.scenario.demand.trace:
        warnings.append("work against people is not estimated for a trace: run it")
    warnings += experiment.notes
    return {
        "schema": "tierzero.check/1",
        "scenario": loaded.scenario.name,
        "solved": solved_documents(loaded.solved),
        "holidays": _holidays(loaded.scenario),
        "arms": arms,
        "warnings": warnings,
    }


def _traffic(scenario: "Scenario", loads: Sequence[TeamLoad]) -> TrafficDocument | None:
    traffic = monthly_traffic(scenario)
    if traffic is None:
        return None
    return traffic_document(scenario, traffic, sum(load.mean for load in loads))


class _Rosters:
    """The people at work, counted once for all arms that have the same."""

    def __init__(self) -> None:
        self._counted: list[tuple[Scenario, Floats]] = []

    def staff(self, scenario: "Scenario") -> Floats:
        for other, staff in self._counted:
            if (other.people, other.calendar) == (scenario.people, scenario.calendar):
                return staff
        self._counted.append((scenario, staff_by_hour(scenario)))
        return self._counted[-1][1]


def _holidays(scenario: "Scenario") -> list[HolidayDocument]:
    """Return the dates within the run that are not like their weekday."""
    horizon = scenario.run.horizon()
    holidays = scenario.calendar.within(horizon.first_day, horizon.days).values()
    return [{"date": str(holiday.date), "like": holiday.like} for holiday in holidays]


def _team(load: TeamLoad) -> TeamDocument:
    return {
        "load_mean": load.mean,
        "load_max": float(load.load.max()),
        "load_max_hour": hour_name(int(load.load.argmax())),
        "occupancy_week": load.occupancy,
        "peak": None if load.peak is None else _peak(load, load.peak),
        "unstable_hours": [hour_name(hour) for hour in load.unstable],
        "load": load.load.tolist(),
        "staff": load.staff.tolist(),
    }


def _peak(load: TeamLoad, hour: int) -> PeakDocument:
    return {
        "hour": hour_name(hour),
        "load": float(load.load[hour]),
        "staff": float(load.staff[hour]),
        "occupancy": float(load.load[hour] / load.staff[hour]),
        "erlang_c": _queue(load, hour),
    }


def _queue(load: TeamLoad, hour: int) -> ErlangCDocument | None:
    queue = load.at(hour)
    if queue is None:
        return None
    return {
        "delay_probability": queue.delay_probability,
        "wait_mean": queue.mean_wait * HOUR,
    }


def _warnings(load: TeamLoad) -> Iterator[str]:
    if load.load.any() and load.occupancy is None:
        yield f"nobody of team {load.name} is ever at work"
    elif load.occupancy is not None and load.occupancy >= 1:
        share = quantity(load.occupancy, "share")
        yield f"team {load.name} has {share} of the work it can do: the queue grows without end"
    if load.unstable:
        first = load.unstable[0]
        work, staff = number(float(load.live[first])), number(float(load.staff[first]))
        yield (
            f"in {len(load.unstable)} hours of the week more live work reaches team {load.name} "
            f"than it can do, first {hour_name(first)}: {work} erlangs, {staff} at work"
        )
