"""Events at an absolute time, in an explicit order within one instant."""

from enum import IntEnum
from typing import Any

from simpy import Environment, Event


class Step(IntEnum):
    """The order of events at one instant: each is processed with all it causes before the next."""

    CALENDAR = 1
    STAFF = 2
    COMPLETION = 3
    PATIENCE = 4
    OVERFLOW = 5
    JOIN = 6


def order(step: Step, case: int, attempt: int = 0, role: int = 0) -> int:
    """Return the place within an instant as one integer: by step, then case, attempt and role.

    It is at least 2, so that SimPy's own zero-delay events (0 and 1) come first: what an event
    causes is finished before the next ordered event of the instant begins.
    """
    return ((step << 40 | case) << 5 | attempt) << 5 | role


class At(Event):
    """An event that happens at `time`, after all of the same time with a lower `place`."""

    def __init__(self, env: Environment, time: float, place: int, value: Any = None) -> None:
        super().__init__(env)
        self._ok = True
        self._value = value
        env.schedule(self, place, time - env.now)  # type: ignore[arg-type]  # any integer orders
