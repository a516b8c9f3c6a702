"""Desks that several simulators can play: the same customers, line and people."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.engine import Bound, bind
from sim.scenario.files.loading import Loaded, load
from sim.studies.experiment import Arm, make_experiment
from sim.workload import Workload, generate
from sim.workload.candidates.multiplier import largest_multiplier

CONFIGS = Path(__file__).parents[1] / "configs"
AGENTS = 10
SEED = 1


@dataclass(frozen=True)
class Desk:
    """Customers who come at random to ten people, perhaps through a bot.

    Attributes
    ----------
    title
        How tables call it.
    gap, handle
        Mean seconds between arrivals, and of a talk; both exponential.
    patience
        Mean seconds that a customer waits, exponential; None: for ever.
    session
        Mean seconds of a session with the bot before anything else; None: there is no bot.
    to_people
        Share of the sessions that go on to a person.
    """

    title: str
    gap: float
    handle: float = 20.0
    patience: float | None = None
    session: float | None = None
    to_people: float = 1.0

    def seconds(self, customers: int) -> float:
        """Return in what time so many customers come, on average."""
        return customers * self.gap

    def scenario(self, customers: int) -> dict[str, Any]:
        """Return what a scenario file would say of a run with so many customers."""
        patience = f"exponential {self.patience:g} s" if self.patience else "never"
        handle = f"exponential {self.handle:g} s"
        document = {
            "name": self.title,
            "run": {"kind": "day", "until": f"{self.seconds(customers):.0f} s", "at_end": "cut"},
            "demand": {
                "volume": f"{86_400 / self.gap:.0f}/day",
                "profile": "flat",
                "busyness": {"cv": 0},
            },
            "channels": {"phone": {"kind": "live", "patience": patience}},
            "inquiry_types": {"call": {"handle_time": handle, "solved_by_person": "100 %"}},
            "returns": {"max_attempts": 1},
            "people": {"teams": {"desk": {"headcount": AGENTS, "contract": "168 h"}}},
        }
        return document if self.session is None else document | {"bot": self._bot()}

    def _bot(self) -> dict[str, Any]:
        """Return a bot that solves in one turn or hands over; it changes nothing for people."""
        nothing = dict.fromkeys(
            ("false_resolution", "asks_at_once", "asks_per_turn", "leaves_per_turn"), "0 %"
        )
        return {
            **nothing,
            "resolution_rate": f"{100 * (1 - self.to_people):g} %",
            "turn_limit": 1,
            "turns_to_solve": [1],
            "turn_time": f"{self.session:g} s",
            "escalated_handling": 1,
            "handover_saves": "0 %",
        }


LOAD = 0.9
GAP = 20.0 / (AGENTS * LOAD)
DESKS: Mapping[str, Desk] = {
    "mm10": Desk("M/M/10", GAP),
    "mm10m": Desk("M/M/10+M", GAP, patience=60.0),
    "bot": Desk("bot -> 35 % -> 10 agents", 0.35 * GAP, session=40.0, to_people=0.35),
}
"""At a load of .9 on the people; the last names are those that options take."""


def load_preset(name: str, settings: Mapping[str, str] | None = None) -> Loaded:
    """Return a preset of the project, with values laid over it."""
    return load(CONFIGS / f"{name}.yaml", dict(settings or {}))


def arm_of(loaded: Loaded, name: str = "") -> Arm:
    """Return an arm with its plan: by its name, or the one that the scenario is about."""
    experiment = make_experiment(loaded)
    name = name or experiment.chief
    return next(arm for arm in experiment.arms if arm.name == name)


def drawn(arm: Arm, replication: int = 0) -> Workload:
    """Return what the world brings to an arm in a replication."""
    most = largest_multiplier(arm.scenario, arm.before)
    return generate(arm.scenario, SEED, replication, arm.plan.horizon, most)


def bound(arm: Arm, workload: Workload) -> Bound:
    """Return what an engine plays."""
    return bind(arm.scenario, workload, arm.before, arm.people_changes)
