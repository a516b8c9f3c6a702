"""Lengths of time in a table."""

import math
from collections.abc import Iterator

from sim.base.time import DAY
from sim.workload.grid import LIMIT
from sim.workload.tables.clocks import length_of_time
from sim.workload.tables.numbers import Numbers

_RULE = "not a duration; write seconds >= 0 or h:mm:ss, or nothing if unknown"
_TWO_PARTS = "may mean minutes or hours; write h:mm:ss"


class Durations:
    """Reads the durations of a column: seconds or `h:mm:ss`; empty ones are unknown.

    Parameters
    ----------
    numbers
        Reads numbers.
    """

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._known = self._below_a_second = 0

    def __call__(self, text: str) -> float:
        """Return the seconds in a field; not a number where it is empty.

        Raises
        ------
        ValueError
            When it is no duration.
        """
        if not text:
            return math.nan
        seconds = self._numbers(text)
        if seconds is None:
            seconds = length_of_time(text)
        if seconds is None or not 0 <= seconds < LIMIT:
            raise ValueError(_TWO_PARTS if text.count(":") == 1 else _RULE)
        self._known += 1
        self._below_a_second += 0 < seconds < 1
        return seconds

    def doubts(self, name: str) -> Iterator[str]:
        """Yield what looks wrong in the whole column, after it was read."""
        if self._known > 1 and self._below_a_second == self._known:
            yield (
                f"all {self._known:,} values of `{name}` are below 1 second: are they parts of a "
                f"day ({1 / DAY:.1e} is a second), as spreadsheets have them? write h:mm:ss"
            )
