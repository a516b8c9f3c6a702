"""The calendar of one run: its first instant, the measured window and its end."""

from dataclasses import dataclass
from datetime import date, timedelta

from sim.base.time import DAY

EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Horizon:
    """A run is [0, end); all times are seconds from midnight of `first_day`.

    Attributes
    ----------
    first_day
        The calendar day on which the run begins.
    window_start, window_end
        Contacts that arrive in [window_start, window_end) are measured.
    end
        No event is played at or after it.
    arrivals_end
        No first contact arrives at or after it.
    drains
        Whether the run also ends as soon as no contact is left after `arrivals_end`.
    """

    first_day: date
    window_start: float
    window_end: float
    end: float
    arrivals_end: float
    drains: bool

    @classmethod
    def of_months(cls, launch: date, warm_up: float, months: int, run_out: float) -> "Horizon":
        """Return a project's calendar: a warm-up, then whole calendar months from the launch."""
        first_day = launch - timedelta(seconds=warm_up)
        last = add_months(launch, months)
        window_end = warm_up + (last - launch).days * DAY
        end = window_end + run_out
        return cls(first_day, warm_up, window_end, end, end, False)

    @property
    def first_ordinal(self) -> int:
        """Days from 1970-01-01 to `first_day`: what draws are keyed by."""
        return self.first_day.toordinal() - EPOCH

    @property
    def days(self) -> int:
        """Number of days that the run touches."""
        return -int(-self.end // DAY)


def add_months(day: date, months: int) -> date:
    """Return the day a number of months later, no later than the 28th of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))
