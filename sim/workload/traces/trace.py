"""Arrivals from a CSV file, read by the scenario's column mapping."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.scenario.errors import suggest
from sim.scenario.sections.demand import Trace
from sim.workload.tables.clocks import time_of_day
from sim.workload.tables.durations import Durations
from sim.workload.tables.moments import Moments
from sim.workload.tables.numbers import Numbers
from sim.workload.tables.source import check_pin
from sim.workload.tables.stamp import Stamp, stamp
from sim.workload.tables.table import Parser, Table

GIVEN = ("handle_time", "patience", "bot_time")
"""Durations that a trace may give, in seconds."""


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
    sha256: str
    """Digest of the file, in hexadecimal."""
    doubts: tuple[str, ...]
    """What looks wrong in the file as a whole, one sentence each."""


def read_arrivals(
    trace: Trace, first_day: datetime.date, types: Sequence[str], channels: Sequence[str]
) -> Arrivals:
    """Read a trace, once for all who ask while the file stays as it is.

    Parameters
    ----------
    trace
        File and column mapping, which fits the scenario.
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
        When the file or a value in it is wrong, or it is not the file that it must be.
    """
    # What a file holds does not depend on what it must be: pinned or not, it is read once.
    written = trace.model_dump_json(exclude={"sha256"})
    arrivals = _read(written, first_day, tuple(types), tuple(channels), stamp(trace.file))
    check_pin(trace, arrivals.sha256)
    return arrivals


@lru_cache(maxsize=4)
def _read(
    written: str,
    first_day: datetime.date,
    types: tuple[str, ...],
    channels: tuple[str, ...],
    _stamp: Stamp,
) -> Arrivals:
    trace = Trace.model_validate_json(written)
    table = Table.of(trace, trace.columns)
    numbers = Numbers(trace, table.delimiter)
    moments = Moments(trace, numbers, first_day)
    durations = {name: Durations(numbers) for name in GIVEN if name in trace.columns}
    parsers: dict[str, Parser] = {**durations}
    if "arrival" in trace.columns:
        parsers["arrival"] = moments
    else:
        parsers |= {"date": moments.day, "clock": _clock}
    for column, section, names in (
        ("type", "inquiry_types", types),
        ("channel", "channels", channels),
    ):
        if column in trace.columns:
            parsers[column] = _chooser(names, section)
    columns = table.read(parsers)
    return Arrivals(
        _times(table, columns, moments),
        _numbers(columns, "type"),
        _numbers(columns, "channel"),
        {name: columns[name] for name in durations},
        table.source.sha256,
        tuple(_doubts(table, columns, moments, durations)),
    )


def _clock(text: str) -> float:
    seconds = time_of_day(text)
    if seconds is None:
        raise ValueError("not a time of day; write it as `9:30`, `9:30:00` or `9:30 AM`")
    return seconds


def _chooser(names: Sequence[str], section: str) -> Parser:
    """Return what gives the number that a name has in the scenario."""
    number = {name: float(position) for position, name in enumerate(names)}

    def choice(name: str) -> float:
        try:
            return number[name]
        except KeyError:
            raise ValueError(f"not in section `{section}`{suggest(name, names)}") from None

    return choice


def _times(table: Table, columns: Mapping[str, Floats], moments: Moments) -> Floats:
    if "clock" in columns:
        return columns["date"] + columns["clock"]
    try:
        moments.check()
    except ValueError as error:
        raise table.complaint(0, "arrival", str(error)) from None
    return columns["arrival"]


def _numbers(columns: Mapping[str, Floats], column: str) -> Integers:
    """Return the number that each row's name has in the scenario; 0 without the column."""
    rows = len(next(iter(columns.values())))
    return columns[column].astype(np.int64) if column in columns else np.zeros(rows, np.int64)


def _doubts(
    table: Table,
    columns: Mapping[str, Floats],
    moments: Moments,
    durations: Mapping[str, Durations],
) -> Iterator[str]:
    file = table.source.name
    if "clock" in columns:
        clock = columns["clock"]
        if len(clock) > 1 and not clock.any():
            rule = f"all {len(clock):,} times of `clock` are 0:00"
            yield f"{file}: {rule}: has the export cut the time of day?"
    else:
        yield from (f"{file}: {doubt}" for doubt in moments.doubts("arrival"))
    for name, column in durations.items():
        yield from (f"{file}: {doubt}" for doubt in column.doubts(name))
