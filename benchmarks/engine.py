"""What the journal, the integrals and ordered instants cost: our desk against bare SimPy."""

import simpy
from side_by_side import measure, report

from sim.engine import Bound, bind, make_plan, play
from sim.engine.bound import LegValues
from sim.engine.journal import Role
from sim.scenario.root import Scenario
from sim.workload import generate

AGENTS, HANDLE, RATE, DAYS = 10, 20.0, 1 / 2.5, 1


def scenario() -> Scenario:
    """Return M/M/10 at a load of 0.8, for a day."""
    return Scenario.model_validate(
        {
            "name": "M/M/10",
            "run": {"kind": "day", "until": f"{DAYS} days", "at_end": "cut"},
            "demand": {
                "volume": f"{RATE * 86_400:.0f}/day",
                "profile": "flat",
                "busyness": {"cv": 0},
            },
            "channels": {"phone": {"kind": "live", "patience": "never"}},
            "inquiry_types": {"call": {"handle_time": f"exponential {HANDLE:g} s"}},
            "returns": {"max_attempts": 1},
            "people": {"teams": {"desk": {"headcount": AGENTS}}},
        }
    )


def bare(bound: Bound) -> list[float]:
    """Play the same arrivals and handle times with SimPy's Resource, keeping the waits only."""
    env = simpy.Environment()
    desk, waits = simpy.Resource(env, AGENTS), []
    rows = bound.legs.rows(0, Role.ANSWER)
    answer = bound.legs.values[rows, LegValues._fields.index("handle")].tolist()

    def call(handle: float):
        start = env.now
        with desk.request() as turn:
            yield turn
            waits.append(env.now - start)
            yield env.timeout(handle)

    def arrivals():
        for time, handle in zip(bound.cases.arrival, answer, strict=True):
            yield env.timeout(time - env.now)
            env.process(call(handle))

    env.process(arrivals())
    env.run()
    return waits


def main() -> None:
    """Draw once, then play the same values with both."""
    desk = scenario()
    plan, workload = make_plan(desk), generate(desk, 1, 0, desk.run.horizon(), 1.0)
    bound = bind(desk, workload)
    calls = len(bound.cases.arrival)
    medians = measure({"bare SimPy": lambda: bare(bound), "tierzero": lambda: play(plan, bound)})
    medians["drawing and binding"] = measure({"": lambda: prepare(desk)})[""]
    report(medians)
    for name, seconds in medians.items():
        print(f"{name:<40} {calls / seconds:10,.0f} calls/s")


def prepare(desk: Scenario) -> Bound:
    """Draw and bind one replication."""
    return bind(desk, generate(desk, 1, 0, desk.run.horizon(), 1.0))


if __name__ == "__main__":
    main()
