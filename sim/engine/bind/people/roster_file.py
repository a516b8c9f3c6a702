"""Shifts from a CSV file: who is on duty when, line by line."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.base.visible import shortened
from sim.scenario.sections.data_file import RosterFile
from sim.workload.tables.moments import Moments
from sim.workload.tables.numbers import Numbers
from sim.workload.tables.source import check_pin
from sim.workload.tables.stamp import Stamp, stamp
from sim.workload.tables.table import Table

MOST_AGENTS = 10_000
"""Agents of a file."""


@dataclass(frozen=True)
class Listed:
    """The shifts of a roster file, in its order."""

    agent: Integers
    """Numbers of the agents as they appear."""
    on: Floats
    """Starts in seconds of the run, on the grid; they may lie outside of it."""
    off: Floats
    """Ends, each after its start."""
    sha256: str
    """Digest of the file, in hexadecimal."""
    doubts: tuple[str, ...]
    """What looks wrong in the file as a whole, one sentence each."""


def read_roster(file: RosterFile, first_day: date) -> Listed:
    """Read a roster file, once for all who ask while the file stays as it is.

    Parameters
    ----------
    file
        The file and its columns.
    first_day
        The run's first day, from whose midnight times are counted.

    Raises
    ------
    ScenarioError
        With file, line and column, where a value is missing or no time, a shift ends before it
        starts, or two of an agent's shifts overlap; or when it is not the file that it must be.
    """
    listed = _read(file.model_dump_json(exclude={"sha256"}), first_day, stamp(file.file))
    check_pin(file, listed.sha256)
    return listed


@lru_cache(maxsize=16)
def _read(written: str, first_day: date, _stamp: Stamp) -> Listed:
    file = RosterFile.model_validate_json(written)
    table = Table.of(file, file.names)
    names: dict[str, int] = {}
    numbers = Numbers(file, table.delimiter)
    on, off = (Moments(file, numbers, first_day) for _ in range(2))

    def agent(name: str) -> float:
        if not name:
            raise ValueError("nobody is named; write who is on duty, or remove the line")
        if len(names) == MOST_AGENTS and name not in names:
            raise ValueError(f"over {MOST_AGENTS:,} agents; give a part of them")
        return float(names.setdefault(name, len(names)))

    columns = table.read({"agent": agent, "on": on, "off": off})
    for name, moments in (("on", on), ("off", off)):
        try:
            moments.check()
        except ValueError as error:
            raise table.complaint(0, name, str(error)) from None
    listed = Listed(
        columns["agent"].astype(np.int64),
        columns["on"],
        columns["off"],
        table.source.sha256,
        tuple(f"{table.source.name}: {doubt}" for doubt in (*on.doubts("on"), *off.doubts("off"))),
    )
    _check(table, listed, list(names), first_day)
    return listed


def _check(table: Table, listed: Listed, names: list[str], first_day: date) -> None:
    """Check that shifts end after they start, and that an agent has one at a time."""
    backwards = np.flatnonzero(listed.off <= listed.on)
    if len(backwards):
        row = int(backwards[0])
        start = _moment(listed.on[row], first_day)
        rule = f"not after `on`, which is {start}; a shift over midnight ends on the next date"
        raise table.complaint(row, "off", rule)
    order = np.lexsort((listed.on, listed.agent))
    agent, on, off = (column[order] for column in (listed.agent, listed.on, listed.off))
    overlaps = np.flatnonzero((agent[1:] == agent[:-1]) & (on[1:] < off[:-1]))
    if len(overlaps):
        first, second = order[overlaps[0]], order[overlaps[0] + 1]
        row, other = max(first, second), min(first, second)
        until = _moment(listed.off[other], first_day)
        name = shortened(repr(names[listed.agent[row]]), 80)
        rule = f"agent {name} is already on duty until {until}; join or remove the line"
        raise table.complaint(int(row), "on", rule)


def _moment(seconds: float, first_day: date) -> str:
    """Return a time of the run as a date and a clock show it."""
    moment = datetime.combine(first_day, datetime.min.time()) + timedelta(seconds=seconds)
    return f"{moment:%Y-%m-%d %H:%M:%S}".removesuffix(":00")
