"""Time off the queue: laid on the work clock of a shift, so that the line stays level.

The work clock of a shift runs from 0 to W while nobody has a break. Its time off the queue is a
share of the shift's whole length, in so many equal blocks, evenly spaced; what lies beyond the
shift's end goes on at its start.
"""

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.engine.bind.people.schedule import Schedule, Spans, merged_spans
from sim.scenario.sections.team import OffQueue
from sim.workload.grid import on_grid


def off_queue(schedule: Schedule, off: OffQueue, phases: Floats) -> Spans:
    """Return when a team's agents are off the queue, by shift and time.

    Parameters
    ----------
    schedule
        The team's shifts.
    off
        How much, and in how many blocks.
    phases
        Where in the cycle of W / blocks each shift's first block begins, from 0 to 1, shape
        (shifts,).
    """
    work = between(schedule, schedule.breaks)
    length = work.end - work.start
    clock = np.bincount(work.shift, length, minlength=len(schedule))
    # What the work clock has run before each stretch of work.
    passed = np.cumsum(length) - length
    passed -= passed[np.searchsorted(work.shift, work.shift)]
    cycle = clock / off.blocks
    each = np.minimum(off.share * (schedule.end - schedule.start) / off.blocks, cycle)
    first = (phases[:, None] + np.arange(off.blocks)) * cycle[:, None]
    last = first + each[:, None]
    within = np.minimum(last, clock[:, None])
    beyond = last - clock[:, None]
    blocks = [(first, within), (np.zeros_like(first), beyond)]
    spans = [_on_the_clock(work, passed, *block) for block in blocks]
    shift, start, end = (np.concatenate(parts) for parts in zip(*spans, strict=True))
    order = np.lexsort((start, shift))
    return merged_spans(Spans(shift[order], start[order], end[order]))


def between(schedule: Schedule, pauses: Spans) -> Spans:
    """Return the stretches of shifts that lie between pauses, by shift and time.

    Parameters
    ----------
    schedule
        The shifts.
    pauses
        By shift and time, none within another.
    """
    shifts = np.arange(len(schedule))
    shift = np.concatenate([pauses.shift, shifts])
    # Each stretch ends with a pause, or with the shift; it begins where the one before has ended.
    ends = np.concatenate([pauses.start, schedule.end])
    resumes = np.concatenate([pauses.end, schedule.end])
    order = np.argsort(shift, kind="stable")
    shift, ends, resumes = shift[order], ends[order], resumes[order]
    starts = np.concatenate([[0.0], resumes[:-1]])
    opens = np.searchsorted(shift, shifts)
    starts[opens] = schedule.start
    there = starts < ends
    return Spans(shift[there], starts[there], ends[there])


def _on_the_clock(
    work: Spans, passed: Floats, first: Floats, last: Floats
) -> tuple[Integers, Floats, Floats]:
    """Return the seconds of the run in which work clocks run from one reading to another.

    Parameters
    ----------
    work
        Stretches of work.
    passed
        What the clock of each one's shift has run before it, shape (stretches,).
    first, last
        The readings by shift and block, shape (shifts, blocks).
    """
    since = passed[:, None]
    begins, ends = work.start[:, None], work.end[:, None]
    low = on_grid(np.maximum(first[work.shift], since) - since + begins)
    high = on_grid(np.minimum(last[work.shift] - since + begins, ends))
    stretch, block = np.nonzero(low < high)
    return work.shift[stretch], low[stretch, block], high[stretch, block]
