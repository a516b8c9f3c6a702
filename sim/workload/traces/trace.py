"""Arrivals from a CSV file, read by the scenario's column mapping."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.sections.demand import Trace
from sim.workload.traces import fields
from sim.workload.traces.rows import Row, read_rows

GIVEN = ("handle_time", "patience", "bot_time")
"""Durations that a trace may give, in seconds."""

_TIMES = {"arrival", "date", "clock"}
_COLUMNS = ("arrival", "date", "clock", "type", "channel", *GIVEN)


@dataclass(frozen=True)
class Arrivals:
    """The cases of a trace, in the file's order."""

    time: Floats
    """Seconds from the run's start on the grid; they may lie outside the run."""
    type: Integers
    """Numbers of the inquiry types."""
    channel: Integers
    """Numbers of the channels."""
    given: Mapping[str, Floats]
    """Seconds on the grid by the names in `GIVEN`; not a number where a case has none."""


def read_arrivals(
    trace: Trace, first_day: datetime.date, types: Sequence[str], channels: Sequence[str]
) -> Arrivals:
    """Read a trace.

    Parameters
    ----------
    trace
        File and column mapping.
    first_day
        The run's first day, from whose midnight times are counted.
    types, channels
        Names that the file may use; a column for the only one may be left out.

    Returns
    -------
    Arrivals
        One case for each line.

    Raises
    ------
    ScenarioError
        When the mapping, the file or a value in it is wrong; the message says where.
    """
    columns = trace.columns
    _check_mapping(columns, {"type": types, "channel": channels})
    rows = list(read_rows(trace.file, columns))
    midnight = datetime.datetime.combine(first_day, datetime.time())
    return Arrivals(
        np.array([_arrival(row, midnight) for row in rows], dtype=np.float64),
        _numbers(rows, "type", types, "inquiry_types"),
        _numbers(rows, "channel", channels, "channels"),
        {
            name: np.array([fields.duration(row, name) for row in rows], dtype=np.float64)
            for name in GIVEN
            if name in columns
        },
    )


def _check_mapping(columns: Mapping[str, str], choices: Mapping[str, Sequence[str]]) -> None:
    path = "demand.trace.columns"
    for name in columns:
        if name not in _COLUMNS:
            raise ScenarioError(f"{path}.{name}: not a column of a trace{suggest(name, _COLUMNS)}")
    if _TIMES & columns.keys() not in ({"arrival"}, {"date", "clock"}):
        raise ScenarioError(f"{path}: map either `arrival`, or `date` and `clock`")
    for name, names in choices.items():
        if name not in columns and len(names) > 1:
            raise ScenarioError(
                f"{path}: map `{name}` as well; the scenario has {len(names)} of them"
            )


def _arrival(row: Row, midnight: datetime.datetime) -> float:
    if "arrival" in row.positions:
        return fields.time(row, "arrival", midnight)
    return fields.time_of_two(row, ("date", "clock"), midnight)


def _numbers(rows: Sequence[Row], column: str, names: Sequence[str], section: str) -> Integers:
    """Return the number that each row's name has in the scenario; 0 without the column."""
    number = {name: position for position, name in enumerate(names)}
    if not rows or column not in rows[0].positions:
        return np.zeros(len(rows), dtype=np.int64)
    return np.array([fields.choice(row, column, number, section) for row in rows], dtype=np.int64)
