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


ATTEMPT_BITS, PART_BITS = 5, 10


def order(step: Step, case: int, attempt: int = 0, part: int = 0) -> int:
    """Return the place within an instant as one integer: by step, then case, attempt and part.

    It is at least 2, so that SimPy's own zero-delay events (0 and 1) come first: what an event
    causes is finished before the next ordered event of the instant begins.

    Raises
    ------
    OverflowError
        When the attempt or the part has no place in its bits.
    """
    if attempt >> ATTEMPT_BITS or part >> PART_BITS:
        raise OverflowError(f"attempt {attempt} or part {part} has no place among ordered events")
    return ((step << 40 | case) << ATTEMPT_BITS | attempt) << PART_BITS | part


class At(Event):
    """An event that happens at `time`, after all of the same time with a lower `place`."""

    def __init__(self, env: Environment, time: float, place: int, value: Any = None) -> None:
        super().__init__(env)
        self._ok = True
        self._value = value
        env.schedule(self, place, time - env.now)  # type: ignore[arg-type]  # any integer orders
