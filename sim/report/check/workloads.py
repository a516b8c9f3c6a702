"""What `tierzero check` says: work against people, hour by hour, and what that warns of."""

from typing import TYPE_CHECKING

from sim.report.check.advice import advice_on
from sim.report.check.document import (
    BacklogDocument,
    CheckDocument,
    CheckedArm,
    ContactsDocument,
    HolidayDocument,
    PeakDocument,
    TeamDocument,
    WeekDocument,
)
from sim.report.check.hours import hour_name
from sim.report.check.lint import lint
from sim.report.check.reasons import why
from sim.report.check.solved import solved_documents
from sim.studies.experiment import make_experiment
from sim.studies.load.arrivals import day_of
from sim.studies.load.load import ArmLoad, Contacts, arm_load, staff_of
from sim.studies.load.staff import Staff
from sim.studies.load.team_load import TeamLoad, WeekLoad

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
        When an arm contradicts the run, a goal names no KPI, or a trace or roster file cannot be
        read.
    """
    rosters, loads = _Rosters(), {}
    experiment = make_experiment(loaded, code="none")
    for arm in experiment.arms:
        loads[arm.name] = arm_load(arm.scenario, arm.plan, rosters.staff(arm.scenario))
    scenarios = {arm.name: arm.scenario for arm in experiment.arms}
    return {
        "schema": "tierzero.check/1",
        "scenario": loaded.scenario.name,
        "solved": solved_documents(loaded.solved),
        "holidays": _holidays(loaded.scenario),
        "arms": {name: _arm(scenarios[name], load) for name, load in loads.items()},
        "notes": list(experiment.notes),
        "advice": [*advice_on(loads), *lint(scenarios, loads)],
    }


class _Rosters:
    """The people at work, counted once for all arms that have the same."""

    def __init__(self) -> None:
        self._counted: list[tuple[Scenario, Staff]] = []

    def staff(self, scenario: "Scenario") -> Staff:
        for other, staff in self._counted:
            if _same_people(other, scenario):
                return staff
        self._counted.append((scenario, staff_of(scenario)))
        return self._counted[-1][1]


def _same_people(scenario: "Scenario", other: "Scenario") -> bool:
    assisted = [bool(each.bot) and each.policy.copilot for each in (scenario, other)]
    same = scenario.people == other.people and scenario.calendar == other.calendar
    return same and assisted[0] == assisted[1]


def _holidays(scenario: "Scenario") -> list[HolidayDocument]:
    """Return the dates within the run that are not like their weekday."""
    horizon = scenario.run.horizon()
    holidays = scenario.calendar.within(horizon.first_day, horizon.days).values()
    return [{"date": str(holiday.date), "like": holiday.like} for holiday in holidays]


def _arm(scenario: "Scenario", load: ArmLoad) -> CheckedArm:
    least = {team.name: team for team in load.least or ()}
    return {
        "contacts": _contacts(scenario, load.contacts),
        "teams": {team.name: _team(team, least.get(team.name)) for team in load.teams},
    }


def _contacts(scenario: "Scenario", contacts: Contacts) -> ContactsDocument:
    return {
        "cases": contacts.cases,
        "contacts": contacts.contacts,
        "for_people": contacts.for_people,
        "lost": contacts.lost,
        "why": why(scenario, contacts),
    }


def _team(load: TeamLoad, least: TeamLoad | None) -> TeamDocument:
    return {
        "load_mean": load.mean,
        "load_max": float(load.load.max()),
        "load_max_hour": hour_name(int(load.load.argmax())),
        "occupancy": load.occupancy,
        "occupancy_least": least.occupancy if least else None,
        "upper_bound": load.is_bound,
        "abandoning": load.leaving,
        "peak": None if load.peak is None else _peak(load, load.peak),
        "backlog": _backlog(load) if load.backlog.any() else None,
        "unstable_hours": [hour_name(hour) for hour in load.unstable],
        "weeks": [_week(week) for week in load.weeks],
        "load": load.load.tolist(),
        "busy": load.busy.tolist(),
        "staff": load.staff.tolist(),
    }


def _peak(load: TeamLoad, hour: int) -> PeakDocument:
    queue = load.at(hour)
    endless = queue.mean_wait == float("inf")
    return {
        "hour": hour_name(hour),
        "load": float(load.live[hour]),
        "staff": float(load.staff[hour]),
        "occupancy": float(load.full[hour] / load.staff[hour]),
        "formula": "erlang_a" if load.patience < float("inf") else "erlang_c",
        "waits": queue.waits,
        "wait_mean": None if endless else queue.mean_wait,
        "leaves": queue.leaves,
    }


def _backlog(load: TeamLoad) -> BacklogDocument:
    return {
        "work": load.deferred,
        "most": float(load.backlog.max()),
        "most_hour": hour_name(int(load.backlog.argmax())),
        "cleared_after": load.cleared,
    }


def _week(week: WeekLoad) -> WeekDocument:
    return {
        "first_day": str(day_of(week.first_day)),
        "work_hours": week.work,
        "staff_hours": week.staff,
        "overtime_hours": week.overtime,
        "occupancy": week.occupancy,
        "cleared_after": week.cleared,
    }
