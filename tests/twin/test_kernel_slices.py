"""The kernel plays in slices: between two of them Ctrl-C is heard, and nothing is left behind."""

import signal
from dataclasses import dataclass, field

import pytest
from support.handmade import bound, case, roster, scenario
from support.twins import HAS_COMPILER, checked_library

from sim.engine import make_plan
from sim.engine.kernel.library import Library
from sim.engine.kernel.playing import SLICE, play

pytestmark = pytest.mark.skipif(not HAS_COMPILER, reason="there is no C compiler")


@dataclass
class Watched:
    """A library that remembers what is asked of it, and gets a signal in one of its slices."""

    interrupted_in: int | None = None
    slices: list[int] = field(default_factory=list)
    alive: set[int] = field(default_factory=set)
    begun: int = 0

    @property
    def library(self) -> Library:
        own = {"begin": self.begin, "play": self.play, "free": self.free}
        library = checked_library()
        return library._replace(functions={**library.functions, **own})

    def begin(self, *parts):
        state = checked_library().functions["begin"](*parts)
        self.alive.add(state)
        self.begun += 1
        return state

    def play(self, state, events):
        self.slices.append(events)
        status = checked_library().functions["play"](state, events)
        if len(self.slices) == self.interrupted_in:  # while the kernel played, it was pending
            signal.raise_signal(signal.SIGINT)
        return status

    def free(self, state):
        self.alive.remove(state)
        checked_library().functions["free"](state)


def a_run():
    plan = make_plan(scenario())
    cases = [case(10.0 + number) for number in range(50)]
    return plan, bound(plan, cases, roster((0, 0, 0.0, 3600.0)))


@pytest.mark.parametrize("number", [1, 2, 5])
def test_an_interrupt_ends_a_run_in_its_slice_and_frees_it(number):
    watched = Watched(interrupted_in=number)
    with pytest.raises(KeyboardInterrupt):
        play(*a_run(), watched.library, 10)
    assert watched.slices == [10] * number
    assert (watched.begun, watched.alive) == (1, set())


def test_without_one_it_plays_to_the_end():
    watched = Watched()
    journal = play(*a_run(), watched.library, 10)
    assert len(journal.contacts) == 50
    assert len(watched.slices) > 5
    assert (watched.begun, watched.alive) == (1, set())


def test_slices_are_of_65_536_events_unless_others_are_wished_for():
    watched = Watched()
    play(*a_run(), watched.library)
    assert watched.slices == [SLICE] == [65_536]
