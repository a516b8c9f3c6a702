"""Measure functions in turn: what slows the machine for a while then slows all of them alike."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter, process_time

ROUNDS = 5

Task = Callable[[], object]
Seconds = Mapping[str, Sequence[float]]
"""Seconds of each task, round by round."""


def in_turn(
    tasks: Mapping[str, Task],
    rounds: int = ROUNDS,
    clock: Callable[[], float] = process_time,
    warm_up: bool = True,
) -> dict[str, list[float]]:
    """Return each task's seconds, round by round.

    Parameters
    ----------
    tasks
        What is measured, by name.
    rounds
        How often each is run.
    clock
        CPU time of this process; `perf_counter` for what runs in other processes.
    warm_up
        Whether each is run once before, so that compiling and first imports do not count.
    """
    if warm_up:
        for task in tasks.values():
            task()
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            start = clock()
            task()
            seconds[name].append(clock() - start)
    return seconds


def ratio(seconds: Seconds, slow: str, fast: str) -> float:
    """Return how many times longer one task takes than another: the median over rounds."""
    pairs = zip(seconds[slow], seconds[fast], strict=True)
    return median(long / short for long, short in pairs)


def medians(seconds: Seconds) -> dict[str, float]:
    """Return each task's median seconds."""
    return {name: median(values) for name, values in seconds.items()}


def compare_commands(tasks: Mapping[str, Task], rounds: int = ROUNDS) -> None:
    """Print the wall time of tasks that run in processes of their own, and their ratios."""
    seconds = in_turn(tasks, rounds, perf_counter)
    first = next(iter(tasks))
    for name, value in medians(seconds).items():
        print(f"{name:<40} {value:8.3f} s   x {ratio(seconds, name, first):6.2f}")
