"""Where the files are that a scenario names: their full paths, so that any process finds them."""

from pathlib import Path
from typing import TypeVar

from sim.scenario.root import Scenario
from sim.scenario.sections.data_file import DataFile
from sim.scenario.sections.demand import Demand
from sim.scenario.sections.people import People
from sim.scenario.sections.policy import Policy

F = TypeVar("F", bound=DataFile)


def with_files_in(scenario: Scenario, folder: Path) -> Scenario:
    """Return a scenario that names its trace, rosters and policy by their full paths.

    Its data files know the scenario's time zone, too.

    Parameters
    ----------
    scenario
        As it was written.
    folder
        What its relative paths are relative to.
    """
    zone = scenario.timezone
    return scenario.model_copy(
        update={
            "demand": _with_trace_in(scenario.demand, folder, zone),
            "people": _with_rosters_in(scenario.people, folder, zone),
            "policy": _with_python_in(scenario.policy, folder),
        }
    )


def _with_trace_in(demand: Demand, folder: Path, zone: str | None) -> Demand:
    if demand.trace is None:
        return demand
    return demand.model_copy(update={"trace": _found(demand.trace, folder, zone)})


def _found(file: F, folder: Path, zone: str | None) -> F:
    """Return a data file by its full path, with the zone of the desk's clocks."""
    path = str((folder / file.file).resolve())
    return file.model_copy(update={"file": path, "timezone": file.timezone or zone})


def _with_python_in(policy: Policy, folder: Path) -> Policy:
    if policy.python is None:
        return policy
    file, _, function = policy.python.rpartition(":")
    return policy.model_copy(update={"python": f"{(folder / file).resolve()}:{function}"})


def _with_rosters_in(people: People, folder: Path, zone: str | None) -> People:
    teams = {
        name: team.model_copy(update={"roster": _found(team.roster, folder, zone)})
        if team.roster
        else team
        for name, team in people.teams.items()
    }
    return people.model_copy(update={"teams": teams})
