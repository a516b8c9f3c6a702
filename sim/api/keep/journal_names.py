"""How journals' tables look outside: names in place of codes, and which schema they have.

The columns are those of `sim.engine.journal.Contacts` and `Legs`: times in seconds from midnight of
the run's first day, empty where they never came; a rule, an agent, a customer or the like is empty
where there is none. A name that begins with `=`, `+`, `-`, `@` or a quote has a quote before it, so
that no spreadsheet computes it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from enum import IntEnum
from typing import TYPE_CHECKING

from sim.engine.columns import DTYPES, Columns
from sim.engine.journal import Contacts, Ending, Legs, Outcome, Outreach, Role
from sim.engine.plan.plan import Plan

if TYPE_CHECKING:
    import pandas as pd

TABLES: Mapping[str, type[Columns]] = {"contacts": Contacts, "legs": Legs}
"""The tables that are written, by their names in a journal."""
REPLICATION = "replication"
"""The column in which files say which replication a row is of; it stands last."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a cell begins with that a spreadsheet would compute, or that has been neutralised."""


def _names(codes: type[IntEnum]) -> Callable[[Plan], Sequence[str]]:
    names = [code.name.lower() for code in codes]
    return lambda _: names


NAMES: Mapping[str, Callable[[Plan], Sequence[str]]] = {
    "type": lambda plan: plan.types,
    "predicted_type": lambda plan: plan.types,
    "channel": lambda plan: plan.channels,
    "segment": lambda plan: plan.segments,
    "programme": lambda plan: [programme.name for programme in plan.programmes],
    "outreach": _names(Outreach),
    "handled_on": lambda plan: plan.channels,
    "queue": lambda plan: plan.queues,
    "team": lambda plan: plan.teams,
    "rule": lambda plan: plan.rules,
    "ending": _names(Ending),
    "role": _names(Role),
    "outcome": _names(Outcome),
}
"""Columns in which names stand in place of codes, and the names."""


def kinds(table: str) -> dict[str, str]:
    """Return what each column of a table's file holds: `time`, `code` or `flag`."""
    words = dict(zip(DTYPES, ("time", "code", "flag"), strict=True))
    columns = {column.name: words[column.type] for column in fields(TABLES[table])}
    return columns | {REPLICATION: "code"}


def named(frame: "pd.DataFrame", plan: Plan) -> "pd.DataFrame":
    """Return a journal's table with the names of a plan in place of codes."""
    columns = {
        column: frame[column].map(dict(enumerate(map(neutral, names(plan)))))
        for column, names in NAMES.items()
        if column in frame
    }
    for column in {"agent", "customer"} & {*frame}:
        frame[column] = frame[column].astype("Int64").mask(frame[column] < 0)
    return frame.assign(**columns)


def neutral(name: str) -> str:
    """Return a name as a cell that no spreadsheet takes for a formula: with a quote before it.

    A name that begins with a quote gets a second one, so that none is lost where one is stripped.
    """
    return f"'{name}" if name.startswith(_FORMULA) else name
