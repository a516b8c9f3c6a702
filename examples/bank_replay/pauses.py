"""How long agents paused between calls, and how much of that while callers were waiting.

python examples/bank_replay/pauses.py CALLS.csv
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
from calls import Call, read_calls
from numpy.typing import NDArray
from staffing import by_agent

LENGTHS = (0, 10, 30, 60, 120, 300, 600, 1200)
"""Seconds that part shorter pauses from longer ones; above the last is off duty."""
DAY = 86_400

Seconds = NDArray[np.int64]


def pauses(calls: Iterable[Call]) -> Iterator[tuple[datetime, datetime]]:
    """Yield the end of a call and the start of the same agent's next, where there is time between.

    An agent may have two calls at once; no pause begins before the end of both.
    """
    for _, services in by_agent(calls):
        busy_until = services[0].end
        for service in services[1:]:
            if service.start > busy_until:
                yield busy_until, service.start
            busy_until = max(busy_until, service.end)


def time_with_queue(calls: Sequence[Call], first: datetime) -> Seconds:
    """Return, for each second since `first`, in how many of those before somebody waited."""
    joined = np.array([_since(first, call.arrival) + call.bot_time for call in calls])
    left = joined + [call.wait for call in calls]
    end = left.max() + DAY
    queue = np.cumsum(np.bincount(joined, minlength=end) - np.bincount(left, minlength=end))
    return np.append(0, np.cumsum(queue > 0))


def table(calls: Sequence[Call]) -> str:
    """Return number and hours of pauses by their length as a table in Markdown."""
    first = calls[0].arrival
    queued = time_with_queue(calls, first)
    start, end = np.array([[_since(first, at) for at in pause] for pause in pauses(calls)]).T
    lines = ["| pause | number | hours | with callers waiting |", "| --- | --- | --- | --- |"]
    for shortest, longest in [*pairwise(LENGTHS), (LENGTHS[0], LENGTHS[-1])]:
        rows = (end - start > shortest) & (end - start <= longest)
        hours = (end - start)[rows].sum() / 3600
        waited = (queued[end] - queued[start])[rows].sum() / 3600
        lines.append(f"| {shortest}-{longest} s | {rows.sum():,} | {hours:.0f} | {waited:.0f} |")
    return "\n".join(lines)


def _since(first: datetime, moment: datetime) -> int:
    return (moment - first) // timedelta(seconds=1)


def main() -> None:
    """Print the pauses of the log that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("calls", type=Path, metavar="CALLS.csv")
    print(table(read_calls(parser.parse_args().calls)))


if __name__ == "__main__":
    main()
