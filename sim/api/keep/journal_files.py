"""How journals become CSV files, with names in place of codes.

The columns are those of `sim.engine.journal.Contacts` and `Legs`: times in seconds from midnight of
the run's first day, empty where they never came; a rule, an agent, a customer or the like is empty
where there is none. A name that begins with `=`, `+`, `-`, `@` or a quote has a quote before it, so
that no spreadsheet computes it. `schema.json` says which schema the files have, and what each
column holds.
"""

import json
from dataclasses import fields
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sim.engine.columns import DTYPES
from sim.engine.journal import SCHEMA, Contacts, Ending, Legs, Outcome, Outreach, Role
from sim.engine.plan.plan import Plan
from sim.studies.experiment import Experiment

if TYPE_CHECKING:
    import pandas as pd


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a cell begins with that a spreadsheet would compute, or that has been neutralised."""


def write_journals(experiment: Experiment, folder: Path) -> None:
    """Play the first replication; write `contacts.csv` and `legs.csv` for each arm, and the schema.

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
    (folder / "schema.json").write_text(json.dumps(schema(), indent=2) + "\n", encoding="utf-8")


def schema() -> dict[str, object]:
    """Return the schema of the files: its name, and what each column of each table holds."""
    words = dict(zip(DTYPES, ("time", "code", "flag"), strict=True))
    tables = {"contacts": Contacts, "legs": Legs}
    columns = {
        name: {column.name: words[column.type] for column in fields(table)}
        for name, table in tables.items()
    }
    return {"schema": SCHEMA, **columns}


def named(frame: "pd.DataFrame", plan: Plan) -> "pd.DataFrame":
    """Return a journal's table with the names of a plan in place of codes."""
    columns = {
        "type": plan.types,
        "predicted_type": plan.types,
        "channel": plan.channels,
        "segment": plan.segments,
        "programme": [programme.name for programme in plan.programmes],
        "outreach": _names(Outreach),
        "handled_on": plan.channels,
        "queue": plan.queues,
        "team": plan.teams,
        "rule": plan.rules,
        "ending": _names(Ending),
        "role": _names(Role),
        "outcome": _names(Outcome),
    }
    named_columns = {
        column: frame[column].map(dict(enumerate(map(neutral, names))))
        for column, names in columns.items()
        if column in frame
    }
    for column in {"agent", "customer"} & {*frame}:
        frame[column] = frame[column].astype("Int64").mask(frame[column] < 0)
    return frame.assign(**named_columns)


def neutral(name: str) -> str:
    """Return a name as a cell that no spreadsheet takes for a formula: with a quote before it.

    A name that begins with a quote gets a second one, so that none is lost where one is stripped.
    """
    return f"'{name}" if name.startswith(_FORMULA) else name


def _names(codes: type[IntEnum]) -> tuple[str, ...]:
    return tuple(code.name.lower() for code in codes)
