"""The desk in Cimba with a process for each customer."""

import cimba as cb
from cimba import random
from desks import AGENTS, SEED, Desk

LEFT = 1
"""Signal of a customer's own timer."""


class Customer(cb.Model):
    """One customer."""

    floor: "cb.Ref[Floor]"

    @cb.process
    def life(self):
        """Perhaps talk to the bot, wait, be served, go."""
        if self.floor.session > 0.0:
            cb.hold(random.exponential(self.floor.session))
            if random.uniform(0.0, 1.0) >= self.floor.to_people:
                cb.release(self)
        start = cb.now()
        if self.floor.patience > 0.0:
            cb.this_process().timer_set(random.exponential(self.floor.patience), LEFT)
        if self.floor.people.acquire(1) == 0:
            cb.this_process().timers_clear()
            self.floor.waited += cb.now() - start
            self.floor.served += 1
            cb.hold(random.exponential(self.floor.handle))
            self.floor.people.release(1)
        cb.release(self)


class Floor(cb.Model):
    """The desk: arrivals, and people who are a resource."""

    gap: cb.Param[float]
    handle: cb.Param[float]
    patience: cb.Param[float]
    session: cb.Param[float]
    to_people: cb.Param[float]
    people: cb.Resource = cb.Resource(capacity=AGENTS)
    served: cb.Output[int]
    waited: cb.Output[float]

    @cb.on_start
    def empty(self):
        """Begin the sums."""
        self.served = 0
        self.waited = 0.0

    @cb.process
    def arrivals(self):
        """Bring customers for ever."""
        while True:
            cb.hold(random.exponential(self.gap))
            cb.spawn(Customer, floor=self)


def play(desk: Desk, customers: int) -> tuple[float, float]:
    """Play a desk and return how many were served, and the seconds that they waited."""
    floor = Floor()
    floor.gap, floor.handle, floor.to_people = desk.gap, desk.handle, desk.to_people
    floor.patience, floor.session = desk.patience or 0.0, desk.session or 0.0
    window = cb.Window(duration=desk.seconds(customers))
    result = cb.Experiment(floor, replications=1, window=window, seed=SEED).run()[floor]
    return float(result.served.values.sum()), float(result.waited.values.sum())
