"""Where the files are that a scenario names: their full paths, so that any process finds them."""

from pathlib import Path

from sim.scenario.root import Scenario
from sim.scenario.sections.demand import Demand
from sim.scenario.sections.people import People
from sim.scenario.sections.policy import Policy


def with_files_in(scenario: Scenario, folder: Path) -> Scenario:
    """Return a scenario that names its trace, rosters and policy by their full paths.

    Parameters
    ----------
    scenario
        As it was written.
    folder
        What its relative paths are relative to.
    """
    return scenario.model_copy(
        update={
            "demand": _with_trace_in(scenario.demand, folder),
            "people": _with_rosters_in(scenario.people, folder),
            "policy": _with_python_in(scenario.policy, folder),
        }
    )


def _with_trace_in(demand: Demand, folder: Path) -> Demand:
    if demand.trace is None:
        return demand
    file = str((folder / demand.trace.file).resolve())
    return demand.model_copy(update={"trace": demand.trace.model_copy(update={"file": file})})


def _with_python_in(policy: Policy, folder: Path) -> Policy:
    if policy.python is None:
        return policy
    file, _, function = policy.python.rpartition(":")
    return policy.model_copy(update={"python": f"{(folder / file).resolve()}:{function}"})


def _with_rosters_in(people: People, folder: Path) -> People:
    teams = {
        name: team.model_copy(update={"roster": str((folder / team.roster).resolve())})
        if team.roster
        else team
        for name, team in people.teams.items()
    }
    return people.model_copy(update={"teams": teams})
