"""One point of `growth.py`, in a process of its own, so that its peak of memory is its own.

`python benchmarks/growth_point.py '{"contacts": 1000}'` prints the point as JSON.
"""

import json
import sys
from dataclasses import asdict, dataclass
from itertools import pairwise
from time import process_time
from typing import Any

from clocks import peak_megabytes
from desks import arm_of, bound, drawn

from sim.engine import play
from sim.measures import check_journal, measure
from sim.scenario.files.loading import load

HANDLE, LOAD, DAY = 300.0, 0.85, 86_400.0
DAYS_OF_MONTH = 30.4


@dataclass(frozen=True)
class Size:
    """How large a desk is; its people are busy for .85 of their time, whatever its size.

    Attributes
    ----------
    contacts
        Of a replication, on average; each month, where there are months.
    agents, types, teams
        How many; agents are spread over the teams, and every team serves all types.
    months
        Of a project; 0 for a run of as many days as the contacts take.
    """

    contacts: int = 100_000
    agents: int = 100
    types: int = 5
    teams: int = 4
    months: int = 0

    def scenario(self) -> dict[str, Any]:
        """Return what a scenario file would say."""
        return {
            "name": "growth",
            "run": self._run(),
            "demand": {
                "volume": f"{86_400 * self._rate:.2f}/day",
                "profile": "flat",
                "busyness": {"cv": 0},
            },
            "channels": {"phone": {"kind": "live", "patience": "exponential 5 min"}},
            "inquiry_types": {
                f"type{number}": {
                    "handle_time": f"exponential {HANDLE:g} s",
                    "share": f"{100 / self.types:.12g} %",
                    "solved_by_person": "100 %",
                }
                for number in range(self.types)
            },
            "returns": {"max_attempts": 1},
            "people": {"teams": self._teams()},
        }

    @property
    def _rate(self) -> float:
        """Arrivals a second: as many as the agents can take, or as the months ask for."""
        if self.months:
            return self.contacts / (DAYS_OF_MONTH * DAY)
        return LOAD * self.agents / HANDLE

    def _run(self) -> dict[str, Any]:
        if self.months:
            outside = {"warm_up": "0 days", "run_out": "0 days"}
            return {"kind": "project", "months": self.months, **outside}
        return {"kind": "day", "until": f"{self.contacts / self._rate:.0f} s", "at_end": "cut"}

    def _teams(self) -> dict[str, Any]:
        places = range(self.teams)
        heads = [self.agents // self.teams + (place < self.agents % self.teams) for place in places]
        return {
            f"team{place}": {"headcount": max(1, heads[place]), "contract": "168 h"}
            for place in places
        }


def measured(size: Size) -> dict[str, float]:
    """Return what a replication takes: CPU seconds of each stage, and the peak of memory."""
    arm = arm_of(load(size.scenario()))
    times = [process_time()]
    workload = drawn(arm)
    times.append(process_time())
    values = bound(arm, workload)
    times.append(process_time())
    journal = play(arm.plan, values)
    times.append(process_time())
    check_journal(journal, arm.plan)
    times.append(process_time())
    measure(journal, arm.plan, arm.scenario)
    times.append(process_time())
    stages = ("generate", "bind", "play", "check", "measure")
    spent = [later - sooner for sooner, later in pairwise(times)]
    return {
        "played": len(journal.contacts),
        **dict(zip(stages, spent, strict=True)),
        "cpu": times[-1] - times[0],
        "megabytes": peak_megabytes(),
    }


if __name__ == "__main__":
    asked = Size(**json.loads(sys.argv[1]))
    print(json.dumps(asdict(asked) | measured(asked)))
