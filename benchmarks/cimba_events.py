"""The desk in Cimba with events and counters: as fast as it can be written there.

The line is a ring of arrival times and patience. Who has lost patience is passed over when the
next turn comes, so that patience takes no event. Arrivals end by themselves: events go on beyond
Cimba's window.
"""

import cimba as cb
from cimba import random
from desks import AGENTS, SEED, Desk

ROOM = 1 << 16
"""Places in the ring."""


class Floor(cb.Model):
    """The desk."""

    end: cb.Param[float]
    gap: cb.Param[float]
    handle: cb.Param[float]
    patience: cb.Param[float]
    session: cb.Param[float]
    to_people: cb.Param[float]
    busy: int = 0
    first: int = 0
    last: int = 0
    since: cb.Array[float] = cb.Array(ROOM)
    until: cb.Array[float] = cb.Array(ROOM)
    served: cb.Output[int]
    waited: cb.Output[float]

    @cb.on_start
    def begin(self):
        """Begin the sums and the arrivals."""
        self.busy = 0
        self.first = 0
        self.last = 0
        self.served = 0
        self.waited = 0.0
        cb.schedule(self.arrive, random.exponential(self.gap))

    @cb.event
    def arrive(self):
        """Bring a customer and the next one."""
        if cb.now() >= self.end:
            return
        cb.schedule(self.arrive, random.exponential(self.gap))
        if self.session > 0.0:
            cb.schedule(self.hand_over, random.exponential(self.session))
        else:
            self.join()

    @cb.event
    def hand_over(self):
        """End a session."""
        if random.uniform(0.0, 1.0) < self.to_people:
            self.join()

    @cb.function
    def join(self) -> None:
        """Serve a customer or let them wait."""
        if self.busy < AGENTS:
            self.busy += 1
            self.served += 1
            cb.schedule(self.leave, random.exponential(self.handle))
        else:
            place = self.last % ROOM
            self.since[place] = cb.now()
            self.until[place] = 1e300
            if self.patience > 0.0:
                self.until[place] = cb.now() + random.exponential(self.patience)
            self.last += 1

    @cb.event
    def leave(self):
        """End a talk, and begin that of the first who still waits."""
        while self.first < self.last and self.until[self.first % ROOM] < cb.now():
            self.first += 1
        if self.first < self.last:
            self.waited += cb.now() - self.since[self.first % ROOM]
            self.served += 1
            self.first += 1
            cb.schedule(self.leave, random.exponential(self.handle))
        else:
            self.busy -= 1


def play(desk: Desk, customers: int) -> tuple[float, float]:
    """Play a desk and return how many were served, and the seconds that they waited."""
    floor = Floor()
    floor.end = desk.seconds(customers)
    floor.gap, floor.handle, floor.to_people = desk.gap, desk.handle, desk.to_people
    floor.patience, floor.session = desk.patience or 0.0, desk.session or 0.0
    window = cb.Window(duration=floor.end)
    result = cb.Experiment(floor, replications=1, window=window, seed=SEED).run()[floor]
    return float(result.served.values.sum()), float(result.waited.values.sum())
