"""When a stress begins by default: on a busy day, early enough to see the desk recover."""

from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from sim.base.time import DAY
from sim.scenario.root import Scenario
from sim.workload.demand.cells import read_cells
from sim.workload.demand.profile import SLOT, SLOTS, weekdays

WEEK_DAYS = 7


def first_day(scenario: Scenario) -> float:
    """Return the start of the week in which stresses begin, in seconds from the window's start.

    It is the second of the measured window, or the first where there is no second.
    """
    return WEEK_DAYS * DAY if _window_days(scenario) >= 2 * WEEK_DAYS else 0.0


def busiest_day(scenario: Scenario) -> float:
    """Return when that week's busiest day starts, in seconds from the window's start."""
    first = int(first_day(scenario) // DAY)
    days = np.arange(first, first + min(WEEK_DAYS, max(1, _window_days(scenario) - first)))
    volumes = _week(scenario, None).sum(axis=1)[_weekdays(scenario, days)]
    return float(days[volumes.argmax()] * DAY)


def busiest_hours(scenario: Scenario, types: tuple[str, ...], duration: float) -> float:
    """Return when on the busiest day the stretch with most arrivals of some types begins.

    In seconds from the window's start; on a half hour, and within the day if it fits.
    """
    day = busiest_day(scenario)
    weekday = _weekdays(scenario, np.array([int(day // DAY)]))[0]
    arrivals = np.concatenate(([0.0], np.cumsum(_week(scenario, types)[weekday])))
    length = min(SLOTS, int(np.ceil(duration / SLOT)))
    return float(day + np.argmax(arrivals[length:] - arrivals[: SLOTS - length + 1]) * SLOT)


def working_day(scenario: Scenario) -> tuple[float, float]:
    """Return when people open and close on the busiest day, in seconds from the window's start.

    The whole day where no channel opens.
    """
    day = busiest_day(scenario)
    horizon = scenario.run.horizon()
    date = horizon.first_day + timedelta(seconds=horizon.window_start + day)
    channels = scenario.channels.values()
    spans = [
        span for channel in channels for span in channel.hours.shifts(date, 1, scenario.calendar)
    ]
    of_day = [(on, off) for on, off in spans if on >= 0]
    if not of_day:
        return day, day + DAY
    return day + min(on for on, _ in of_day), day + max(off for _, off in of_day)


def largest_type(scenario: Scenario) -> str:
    """Return the inquiry type with most cases, the first among equals."""
    volumes = np.zeros(len(scenario.inquiry_types))
    for cell in read_cells(scenario):
        volumes[cell.type] += cell.per_day
    return list(scenario.inquiry_types)[int(volumes.argmax())]


def _window_days(scenario: Scenario) -> int:
    horizon = scenario.run.horizon()
    return int((horizon.window_end - horizon.window_start) // DAY)


def _weekdays(scenario: Scenario, days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the weekday whose profile each day has; days count from the window's start."""
    horizon = scenario.run.horizon()
    first = horizon.first_ordinal + int(horizon.window_start // DAY)
    return weekdays(first + days, scenario.calendar.days_of_profile)


def _week(scenario: Scenario, types: tuple[str, ...] | None) -> NDArray[np.float64]:
    """Return the arrivals of some types (None: all) by weekday and half hour, shape (7, 48)."""
    names, week = list(scenario.inquiry_types), np.zeros((WEEK_DAYS, SLOTS))
    for cell in read_cells(scenario):
        if types is None or names[cell.type] in types:
            week += cell.per_day * cell.profile.weights
    return week
