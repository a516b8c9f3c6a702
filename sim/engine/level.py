"""A level integrated over time by half hours, as events change it."""

from sim.engine.journal import HALF_HOUR


class Level:
    """A whole-number level such as a queue's length, and its time integral in each half hour.

    Parameters
    ----------
    half_hours
        How many half hours the run has.
    """

    def __init__(self, half_hours: int) -> None:
        self.level = 0
        self.areas = [0.0] * half_hours
        self._since = 0.0

    def change(self, now: float, by: int) -> None:
        """Change the level at `now`."""
        self.settle(now)
        self.level += by

    def settle(self, now: float) -> None:
        """Add the area up to `now`; exact, since times are on the grid and levels are whole."""
        start, self._since = self._since, now
        if self.level == 0:
            return
        number = int(start // HALF_HOUR)
        while start < now:
            stop = min(now, (number + 1) * HALF_HOUR)
            self.areas[number] += self.level * (stop - start)
            start = stop
            number += 1
