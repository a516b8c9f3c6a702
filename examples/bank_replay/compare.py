"""Play prepared replays and show them beside what really happened.

python examples/bank_replay/compare.py CALLS.csv OUT_DIR [OUT_DIR ...]
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from calls import Call, read_calls
from numpy.typing import NDArray
from prepare import SCENARIO

from sim.base.arrays import Flags
from sim.engine import Journal, Plan
from sim.measures import check_journal
from sim.scenario.files.loading import load
from sim.studies.experiment import Experiment, make_experiment

REPLICATIONS = 4
IN_TIME = 20.0
"""Seconds to be answered in for the service level."""
HOURS = tuple(range(6, 24, 2))
"""Hours of the day at which the table's blocks of two hours begin."""
TYPES = ("PS", "NW", "NE", "IN")
"""The types with more than 2,000 calls."""


class Figures(NamedTuple):
    """What a desk is judged by.

    Attributes
    ----------
    abandonment
        Share of the offered calls that hung up.
    wait
        Mean wait of the served in seconds.
    service_level
        Share of the offered calls that were answered within 20 s.
    """

    abandonment: float
    wait: float
    service_level: float

    def __str__(self) -> str:
        """Return the cells of a table in Markdown."""
        cells = f"{self.abandonment:.1%} | {self.wait:.0f} s | {self.service_level:.1%}"
        return cells.replace("%", " %")


@dataclass(frozen=True)
class Waits:
    """The waits of offered calls, real or simulated; each array has the shape (calls,).

    Attributes
    ----------
    hour
        Hour of the day of the arrival.
    type
        Type of the call as the log writes it.
    served
        Whether a person ended the wait.
    seconds
        How long it was.
    """

    hour: NDArray[np.int64]
    type: NDArray[np.str_]
    served: Flags
    seconds: NDArray[np.float64]

    def figures(self, rows: Flags | None = None) -> Figures:
        """Return the figures of all calls, or of some."""
        chosen = np.ones(len(self.hour), dtype=np.bool_) if rows is None else rows
        served, seconds = self.served[chosen], self.seconds[chosen]
        in_time = served & (seconds <= IN_TIME)
        return Figures(1 - float(served.mean()), seconds[served].mean(), float(in_time.mean()))

    def in_block(self, hour: int) -> Flags:
        """Return which calls arrived in the two hours from an hour of the day."""
        return (self.hour >= hour) & (self.hour < hour + 2)


def real(calls: Sequence[Call]) -> Waits:
    """Return what really happened."""
    return Waits(
        np.array([call.arrival.hour for call in calls]),
        np.array([call.type for call in calls]),
        np.array([call.service is not None for call in calls]),
        np.array([call.wait for call in calls], dtype=np.float64),
    )


def simulated(folder: Path, replications: int, settings: Sequence[str] = ()) -> Waits:
    """Play a prepared replay and return all replications' waits.

    Parameters
    ----------
    folder
        What `prepare` has written.
    replications
        How often it is played; they differ in how patient callers are.
    settings
        Values to lay over the scenario, `path=value`.
    """
    played = [waits(plan, journal) for plan, journal in journals(folder, replications, settings)]
    return Waits(
        np.concatenate([each.hour for each in played]),
        np.concatenate([each.type for each in played]),
        np.concatenate([each.served for each in played]),
        np.concatenate([each.seconds for each in played]),
    )


def journals(
    folder: Path, replications: int, settings: Sequence[str] = ()
) -> Iterator[tuple[Plan, Journal]]:
    """Yield the plan and the journal, checked, of each replication of the arm `ai`."""
    experiment = make_experiment(load(folder / SCENARIO, settings))
    arms = tuple(arm for arm in experiment.arms if arm.name == "ai")
    for number in range(replications):
        for arm, journal in Experiment(arms, experiment.seed).play(number):
            check_journal(journal, arm.plan)
            yield arm.plan, journal


def waits(plan: Plan, journal: Journal) -> Waits:
    """Return the waits of a journal: every call has one, since the bot passes all of them on."""
    legs = journal.legs
    names = np.array([queue.partition("/")[0] for queue in plan.queues])
    hour = (journal.contacts.arrival // 3600 % 24).astype(np.int64)
    over = np.fmin(legs.started, legs.left)
    return Waits(hour, names[legs.queue], ~np.isnan(legs.started), over - legs.joined)


def table(names: Sequence[str], desks: Sequence[Waits]) -> str:
    """Return the figures of desks as a table in Markdown: all calls, by hours, by type."""
    lines = [
        f"| calls | {' | '.join(f'{name} |  | ' for name in names)} |",
        "| --- |" + " --- | --- | --- |" * len(desks),
        "|  |" + " abandonment | wait | in 20 s |" * len(desks),
    ]
    rows: list[tuple[str, list[Flags | None]]] = [("all", [None] * len(desks))]
    rows += [(f"{hour}-{hour + 2} h", [desk.in_block(hour) for desk in desks]) for hour in HOURS]
    rows += [(type, [desk.type == type for desk in desks]) for type in TYPES]
    for name, chosen in rows:
        figures = [str(desk.figures(own)) for desk, own in zip(desks, chosen, strict=True)]
        lines.append(f"| {name} | {' | '.join(figures)} |")
    return "\n".join(lines)


def main() -> None:
    """Compare what the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("calls", type=Path, metavar="CALLS.csv")
    parser.add_argument("folders", type=Path, metavar="OUT_DIR", nargs="+")
    given = parser.parse_args()
    desks = [simulated(folder, REPLICATIONS) for folder in given.folders]
    names = ["real", *(folder.name for folder in given.folders)]
    print(table(names, [real(read_calls(given.calls)), *desks]))


if __name__ == "__main__":
    main()
