"""What the fields of a CSV file mean: times, durations, and names of the scenario."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime

from sim.base.time import DAY, HOUR, MINUTE
from sim.scenario.errors import suggest
from sim.workload.grid import LIMIT, on_grid
from sim.workload.traces.rows import Row

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d(?:\.\d{1,6})?))?")


def time(row: Row, column: str, midnight: datetime) -> float:
    """Return the time in a field, an ISO date-time or a number of seconds.

    Parameters
    ----------
    row, column
        Where the field stands.
    midnight
        When the run starts.

    Returns
    -------
    float
        Seconds from the run's start, on the grid.

    Raises
    ------
    ScenarioError
        When the field is not such a time, has a time zone, or is very far from the run.
    """
    text = row.text(column)
    seconds = _number(text)
    if seconds is None:
        try:
            seconds = (datetime.fromisoformat(text) - midnight).total_seconds()
        except (ValueError, TypeError):  # the latter for a time zone
            form = "write it as `2026-01-05T09:30:00` or in seconds from the run's start"
            raise row.complaint(column, f"not a local time without a time zone; {form}") from None
    return _near(row, column, seconds)


def time_of_two(row: Row, columns: tuple[str, str], midnight: datetime) -> float:
    """Return the time in two fields, an ISO date and a clock's reading, as `time` does."""
    date_column, clock_column = columns
    try:
        day = date.fromisoformat(row.text(date_column))
    except ValueError:
        raise row.complaint(date_column, "not a date; write it as `2026-01-05`") from None
    clock = _CLOCK.fullmatch(row.text(clock_column))
    if not clock:
        raise row.complaint(clock_column, "not a time of day; write it as `9:30` or `9:30:00`")
    hours, minutes, seconds = (float(part or 0) for part in clock.groups())
    days = (day - midnight.date()).days
    return _near(row, date_column, days * DAY + hours * HOUR + minutes * MINUTE + seconds)


def duration(row: Row, column: str) -> float:
    """Return the seconds in a field, on the grid; not a number when it is empty.

    Raises
    ------
    ScenarioError
        When the field is not a number of at least 0.
    """
    text = row.text(column)
    if not text:
        return math.nan
    seconds = _number(text)
    if seconds is None or not 0 <= seconds < LIMIT:
        raise row.complaint(column, "not a duration; write seconds >= 0, or nothing if unknown")
    return on_grid(seconds)


def choice(row: Row, column: str, numbers: Mapping[str, int], section: str) -> int:
    """Return the number of the name in a field.

    Raises
    ------
    ScenarioError
        When the scenario's section has no such name.
    """
    name = row.text(column)
    if name not in numbers:
        raise row.complaint(column, f"not in section `{section}`{suggest(name, numbers)}")
    return numbers[name]


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _near(row: Row, column: str, seconds: float) -> float:
    if not abs(seconds) < LIMIT:
        raise row.complaint(column, "over 68 years from the run's start; correct it or `run.start`")
    return on_grid(seconds)
