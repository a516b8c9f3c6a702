"""The draws of a team's people, keyed by pattern, number within the pattern, and day.

A head added to one pattern, or patterns written in another order, move no draw of another.
"""

from collections.abc import Sequence
from functools import cached_property

from sim.base.arrays import Floats, Words
from sim.engine.bind.people.schedule import Schedule
from sim.workload.draws.counters import Counters
from sim.workload.draws.streams import Draw, Streams


class PeoplesDraws:
    """The draws of a team's people.

    Parameters
    ----------
    streams
        The replication's draws.
    team
        Name of the team.
    schedule
        Its shifts.
    first_day
        Calendar day on which the run begins, counted from 1970-01-01.
    """

    def __init__(self, streams: Streams, team: str, schedule: Schedule, first_day: int) -> None:
        self._streams = streams
        self._places = [(f"{team}/{text}" if text else team, 0) for text in schedule.patterns]
        self._schedule = schedule
        self._days = first_day + schedule.day

    def by_day(self, draw: Draw) -> Floats:
        """Return a uniform for each shift."""
        uniforms: Floats = self._by_day.uniforms(self._keys(draw))[0]
        return uniforms

    def of_agents(self, draws: Sequence[Draw]) -> Floats:
        """Return for each shift the uniforms of its agent, the same every day.

        Returns
        -------
        ndarray of float64
            Shape (draws, shifts).
        """
        schedule = self._schedule
        keys = self._keys(*draws)
        return Counters(0, schedule.ordinal, schedule.pattern).uniforms(keys)

    def of_pattern(self, draw: Draw) -> Floats:
        """Return for each shift the uniform of its pattern's first agent on the day."""
        firsts = Counters(self._days, 0, self._schedule.pattern)
        uniforms: Floats = firsts.uniforms(self._keys(draw))[0]
        return uniforms

    def _keys(self, *draws: Draw) -> Words:
        return self._streams.keys(draws, self._places)

    @cached_property
    def _by_day(self) -> Counters:
        return Counters(self._days, self._schedule.ordinal, self._schedule.pattern)
