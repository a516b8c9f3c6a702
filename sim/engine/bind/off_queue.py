"""Time off the queue: laid on the work clock of a shift, so that the line stays level.

The work clock of a shift runs from 0 to W while nobody has a break. Its time off the queue is a
share of the shift's whole length, in so many equal blocks, evenly spaced; what lies beyond the
shift's end goes on at its start.
"""

from collections.abc import Iterator

from sim.engine.bind.duties import Duty
from sim.scenario.sections.team import OffQueue
from sim.workload.grid import on_grid

Span = tuple[float, float]


def off_queue(duty: Duty, off: OffQueue, phase: float) -> list[Span]:
    """Return when a shift's agent is off the queue, in seconds of the run.

    Parameters
    ----------
    duty
        The shift.
    off
        How much, and in how many blocks.
    phase
        Where in the cycle of W / blocks the first block begins, from 0 to 1.
    """
    if off.share == 0:
        return []
    work = list(_work(duty))
    clock = sum(end - start for start, end in work)
    cycle = clock / off.blocks
    length = min(off.share * (duty.end - duty.start) / off.blocks, cycle)
    spans: list[Span] = []
    for block in range(off.blocks):
        first = (phase + block) * cycle
        last = first + length
        spans += _on_the_clock(work, first, min(last, clock))
        spans += _on_the_clock(work, 0.0, last - clock)
    return spans


def _work(duty: Duty) -> Iterator[Span]:
    """Yield the stretches of a shift between its breaks."""
    start = duty.start
    for pause, resumed in sorted(duty.breaks):
        if pause > start:
            yield start, pause
        start = max(start, resumed)
    if start < duty.end:
        yield start, duty.end


def _on_the_clock(work: list[Span], first: float, last: float) -> Iterator[Span]:
    """Yield the seconds of the run in which the work clock runs from one reading to another."""
    passed = 0.0
    for start, end in work:
        low = max(first, passed) - passed + start
        high = min(last - passed + start, end)
        passed += end - start
        if on_grid(low) < on_grid(high):
            yield on_grid(low), on_grid(high)
