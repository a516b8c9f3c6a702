"""Journals as CSV files, with names in the place of codes.

The columns are those of `sim.engine.journal.Contacts` and `Legs`: times in seconds from midnight of
the run's first day, empty where they never came; a rule, team or agent that is none is empty, too.
"""

from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sim.engine.journal import Ending, Outcome, Role
from sim.engine.plan import Plan
from sim.studies.experiment import Experiment

if TYPE_CHECKING:
    import pandas as pd


def write_journals(experiment: Experiment, folder: Path) -> None:
    """Play the first replication and write `contacts.csv` and `legs.csv` for each arm.

    Parameters
    ----------
    experiment
        The arms.
    folder
        Where each arm gets a folder of its name.
    """
    for arm, journal in experiment.play(0):
        target = folder / arm.name
        target.mkdir(parents=True)
        for name, table in (("contacts", journal.contacts), ("legs", journal.legs)):
            frame = named(table.to_frame(), arm.plan)
            frame.to_csv(target / f"{name}.csv", index=False)


def named(frame: "pd.DataFrame", plan: Plan) -> "pd.DataFrame":
    """Return a journal's table with the names of a plan in the place of codes."""
    columns = {
        "type": plan.types,
        "predicted_type": plan.types,
        "channel": plan.channels,
        "handled_on": plan.channels,
        "queue": plan.queues,
        "team": plan.teams,
        "rule": plan.rules,
        "ending": _names(Ending),
        "role": _names(Role),
        "outcome": _names(Outcome),
    }
    told = {
        column: frame[column].map(dict(enumerate(names)))
        for column, names in columns.items()
        if column in frame
    }
    if "agent" in frame:
        frame = frame.assign(agent=frame["agent"].astype("Int64").mask(frame["agent"] < 0))
    return frame.assign(**told)


def _names(codes: type[IntEnum]) -> tuple[str, ...]:
    return tuple(code.name.lower() for code in codes)
