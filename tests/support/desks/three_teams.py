"""The desk of `three_teams.yaml` as a plain event simulation; it shares no line with the engine."""

import heapq
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from random import Random

HOUR = 3600.0
PER_HOUR = {"a": 0.6 * 42, "b": 0.4 * 42}
TALK = {"a": 300.0, "b": 420.0}
ONWARD = {"a": (("a", 0.1), ("b", 0.2)), "b": (("a", 0.2), ("b", 0.1))}
PATIENCE, AGAIN_AFTER = 240.0, 360.0
FIRST, FURTHER = 0.6, 0.5
TEAMS = {"of_a": (3, ("a",)), "of_b": (3, ("b",)), "of_both": (2, ("a", "b"))}


@dataclass(eq=False)
class Case:
    """A case: its way from type to type, the patience at each stop, and its attempts so far."""

    way: list[str]
    patience: list[float] = field(default_factory=list)
    attempts: int = 0


@dataclass
class Counted:
    """What happened in the window: seconds busy by team, contacts, calls answered, given up."""

    busy: dict[str, float]
    contacts: int = 0
    answered: int = 0
    abandoned: int = 0


class Desk:
    """One run: arrivals, waits, talks, forwards, and who comes back."""

    def __init__(self, seed: int, start: float, end: float) -> None:
        self.random, self.start, self.end = Random(seed), start, end
        self.now, self.numbers = 0.0, count()
        self.events: list = []
        self.lines: dict[str, deque] = {"a": deque(), "b": deque()}
        self.free = {team: heads for team, (heads, _) in TEAMS.items()}
        self.counted = Counted(dict.fromkeys(TEAMS, 0.0))

    def at(self, time: float, what, *details) -> None:
        heapq.heappush(self.events, (time, next(self.numbers), what, details))

    def run(self) -> Counted:
        for kind in PER_HOUR:
            self.at(self.gap(kind), self.arrive, kind)
        while self.events[0][0] < self.end:
            self.now, _, what, details = heapq.heappop(self.events)
            what(*details)
        return self.counted

    def gap(self, kind: str) -> float:
        return self.random.expovariate(PER_HOUR[kind] / HOUR)

    def inside(self) -> bool:
        return self.start <= self.now

    def arrive(self, kind: str) -> None:
        self.at(self.now + self.gap(kind), self.arrive, kind)
        self.call(Case([kind]), 0)

    def call(self, case: Case, stop: int) -> None:
        """Begin a contact of a case, at a stop of its way."""
        case.attempts += 1
        self.counted.contacts += self.inside()
        self.join(case, stop)

    def join(self, case: Case, stop: int) -> None:
        kind = case.way[stop]
        if len(case.patience) == stop:
            case.patience.append(self.random.expovariate(1 / PATIENCE))
        able = [team for team, (_, kinds) in TEAMS.items() if kind in kinds]
        free = [team for team in able for _ in range(self.free[team])]
        if free:
            self.take(self.random.choice(free), case, stop)
            return
        wait = [self.now, case, stop, True]
        self.lines[kind].append(wait)
        self.at(self.now + case.patience[stop], self.give_up, wait)

    def give_up(self, wait: list) -> None:
        if not wait[3]:
            return
        wait[3] = False
        _, case, stop, _ = wait
        self.counted.abandoned += self.inside()
        again = FIRST if case.attempts == 1 else FURTHER
        if self.random.random() < again and case.attempts < 20:
            delay = self.random.expovariate(1 / AGAIN_AFTER)
            self.at(self.now + delay, self.call, case, stop)

    def take(self, team: str, case: Case, stop: int) -> None:
        self.free[team] -= 1
        talk = self.random.expovariate(1 / TALK[case.way[stop]])
        inside = min(self.now + talk, self.end) - max(self.now, self.start)
        self.counted.busy[team] += max(inside, 0.0)
        self.counted.answered += self.inside()
        self.at(self.now + talk, self.hang_up, team, case, stop)

    def hang_up(self, team: str, case: Case, stop: int) -> None:
        """End a talk: the call may be forwarded; the agent takes who has waited longest."""
        onward = self.onward(case, stop)
        if onward:
            self.join(case, stop + 1)
        self.free[team] += 1
        lines = [self.lines[kind] for kind in TEAMS[team][1]]
        for line in lines:
            while line and not line[0][3]:
                line.popleft()
        waiting = [line for line in lines if line]
        if waiting:
            wait = min(waiting, key=lambda line: line[0][0]).popleft()
            wait[3] = False
            self.take(team, wait[1], wait[2])

    def onward(self, case: Case, stop: int) -> bool:
        """Whether the way goes on after a stop; it is the same in every attempt."""
        if len(case.way) == stop + 1:
            u = self.random.random()
            for kind, share in ONWARD[case.way[stop]]:
                if u < share:
                    case.way.append(kind)
                    break
                u -= share
        return len(case.way) > stop + 1
