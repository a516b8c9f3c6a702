"""What a team is scheduled for, as columns: the same in every replication, so made once."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.base.time import DAY
from sim.engine.bind.people.duties import Duty, duties
from sim.engine.columns import Columns
from sim.scenario.sections.team import Team
from sim.scenario.values.calendar import Calendar
from sim.scenario.values.horizon import Horizon

KEPT = 256
"""Schedules that are kept for further replications."""


@dataclass(frozen=True)
class Spans(Columns):
    """Stretches of shifts, by shift and time.

    Attributes
    ----------
    shift
        Number of the shift in its schedule, shape (spans,).
    start, end
        In seconds of the run, shape (spans,).
    """

    shift: Integers
    start: Floats
    end: Floats


@dataclass(frozen=True)
class Schedule:
    """The shifts of a team, by agent and time; every column of shape (shifts,).

    Attributes
    ----------
    agent
        Number within the team.
    patterns
        The canonical texts of the patterns.
    pattern
        Which of them it is.
    ordinal
        Number of the agent within the pattern.
    day
        Day of the run on which it starts.
    start, end
        In seconds of the run, not yet clipped to it.
    joined
        When the agent joined the team; long ago unless by `changes`.
    breaks
        Breaks, those that overlap or touch as one.
    """

    agent: Integers
    patterns: tuple[str, ...]
    pattern: Integers
    ordinal: Integers
    day: Integers
    start: Floats
    end: Floats
    joined: Floats
    breaks: Spans

    def __len__(self) -> int:
        """Return the number of shifts."""
        return len(self.agent)

    @classmethod
    def of(cls, shifts: list[Duty]) -> "Schedule":
        """Return the schedule of some shifts."""
        shifts = sorted(shifts, key=lambda duty: (duty.agent, duty.start))
        patterns = tuple(dict.fromkeys(duty.pattern for duty in shifts))
        numbers = {text: number for number, text in enumerate(patterns)}
        start = _floats([duty.start for duty in shifts])
        breaks = [
            (number, *pause)
            for number, duty in enumerate(shifts)
            for pause in sorted(duty.breaks)
            if pause[0] < pause[1]
        ]
        shift, on, off = zip(*breaks, strict=True) if breaks else ((), (), ())
        return cls(
            _codes([duty.agent for duty in shifts]),
            patterns,
            _codes([numbers[duty.pattern] for duty in shifts]),
            _codes([duty.ordinal for duty in shifts]),
            (start // DAY).astype(np.int64),
            start,
            _floats([duty.end for duty in shifts]),
            _floats([duty.joined for duty in shifts]),
            merged_spans(Spans(_codes(shift), _floats(on), _floats(off))),
        )


def merged_spans(spans: Spans) -> Spans:
    """Return spans by shift and time, those of a shift that overlap or touch as one."""
    if not len(spans):
        return spans
    opens = np.ones(len(spans), np.bool_)
    opens[1:] = (spans.shift[1:] != spans.shift[:-1]) | (spans.start[1:] > spans.end[:-1])
    first = np.flatnonzero(opens)
    return Spans(spans.shift[first], spans.start[first], np.maximum.reduceat(spans.end, first))


def schedule_of(team: Team, horizon: Horizon, calendar: Calendar, *, by_day: bool) -> Schedule:
    """Return the shifts that a team is scheduled for.

    Parameters
    ----------
    team, horizon, calendar
        The team, the run and its holidays.
    by_day
        Whether a `headcount` is cut into shifts at each midnight.
    """
    asked = _Asked(team, horizon, calendar, by_day)
    if team.roster is not None and team.roster.sha256 is None:
        # The file may change in between.
        return _made(asked)
    return _schedule(asked)


class _Asked:
    """What a schedule follows from, to be compared by its text: mappings have no hash."""

    def __init__(self, team: Team, horizon: Horizon, calendar: Calendar, by_day: bool) -> None:
        self.team, self.horizon, self.calendar, self.by_day = team, horizon, calendar, by_day
        texts = team.model_dump_json(), calendar.model_dump_json()
        self._key = (*texts, repr(horizon), by_day)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self._key == other._key


@lru_cache(maxsize=KEPT)
def _schedule(asked: _Asked) -> Schedule:
    return _made(asked)


def _made(asked: _Asked) -> Schedule:
    shifts = duties(asked.team, asked.horizon, asked.calendar, by_day=asked.by_day)
    return Schedule.of(list(shifts))


def _codes(values: list[int] | tuple[int, ...]) -> Integers:
    return np.array(values, dtype=np.int64)


def _floats(values: list[float] | tuple[float, ...]) -> Floats:
    return np.array(values, dtype=np.float64)
