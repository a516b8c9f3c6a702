"""The desk as SimPy's tutorial would write it: a process per customer, `Resource`, `AnyOf`."""

from collections.abc import Iterator
from random import Random

import simpy
from desks import AGENTS, SEED, Desk


def play(desk: Desk, customers: int) -> list[float]:
    """Play a desk and return the waits of those who were served."""
    env, random, waits = simpy.Environment(), Random(SEED), []
    people = simpy.Resource(env, AGENTS)

    def customer() -> Iterator[simpy.Event]:
        if desk.session is not None:
            yield env.timeout(random.expovariate(1 / desk.session))
            if random.random() >= desk.to_people:
                return
        start = env.now
        with people.request() as turn:
            if desk.patience is None:
                yield turn
            else:
                yield turn | env.timeout(random.expovariate(1 / desk.patience))
                if not turn.triggered:
                    return
            waits.append(env.now - start)
            yield env.timeout(random.expovariate(1 / desk.handle))

    def arrivals() -> Iterator[simpy.Event]:
        while True:
            yield env.timeout(random.expovariate(1 / desk.gap))
            env.process(customer())

    env.process(arrivals())
    env.run(until=desk.seconds(customers))
    return waits
