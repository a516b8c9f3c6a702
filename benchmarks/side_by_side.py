"""Measure commands or functions in turn, and compare their medians."""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

ROUNDS = 5


def measure(tasks: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Return each task's median seconds; tasks take turns, so that drift hits all alike."""
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for task in tasks.values():
        task()
    for _ in range(rounds):
        for name, task in tasks.items():
            start = perf_counter()
            task()
            seconds[name].append(perf_counter() - start)
    return {name: median(values) for name, values in seconds.items()}


def report(medians: Mapping[str, float]) -> None:
    """Print the medians, and each as a multiple of the first."""
    first = next(iter(medians.values()))
    for name, seconds in medians.items():
        print(f"{name:<40} {seconds:8.3f} s   x {seconds / first:6.2f}")
