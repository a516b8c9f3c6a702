"""A time-persistent statistic: a level, and its integral over time by half hours."""

from sim.base.time import HALF_HOUR


class TimePersistent:
    """A whole-number level such as a queue's length, and its time integral in each half hour.

    Parameters
    ----------
    half_hours
        How many half hours the run has.

    Attributes
    ----------
    level
        The level now.
    areas
        Level x seconds by half hour, up to the last change.
    """

    def __init__(self, half_hours: int) -> None:
        self.level = 0
        self.areas = [0.0] * half_hours
        self._since = 0.0

        self._this = 0
        self._edge = HALF_HOUR

    def change(self, now: float, by: int) -> None:
        """Change the level at `now`."""
        if now <= self._edge:
            # Nearly always: the same half hour as the last change.
            self.areas[self._this] += self.level * (now - self._since)
            self._since = now
        else:
            self.settle(now)
        self.level += by

    def settle(self, now: float) -> None:
        """Add the area up to `now`; exact, since times are on the grid and levels are whole."""
        if self.level == 0 and now > self._edge:
            # Through an empty night at once.
            self._this = min(int(now // HALF_HOUR), len(self.areas) - 1)
            self._edge = (self._this + 1) * HALF_HOUR
            self._since = now
        while self._edge < now:
            self.areas[self._this] += self.level * (self._edge - self._since)
            self._since = self._edge
            self._this += 1
            self._edge += HALF_HOUR
        self.areas[self._this] += self.level * (now - self._since)
        self._since = now
