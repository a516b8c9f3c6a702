"""Markov chains solved by number: right answers where no formula gives them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import comb
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import block_array, csr_matrix, diags, identity
from scipy.sparse.linalg import expm_multiply, spsolve

State = tuple[int, ...]
Moves = Callable[[State], Iterable[tuple[State, float]]]
Vector = NDArray[np.float64]


def stationary(moves: Moves, start: State) -> Mapping[State, float]:
    """The stationary law of the chain that makes these moves at these rates."""
    states, rates = explored(moves, start)
    before, after, rate = (np.array(column) for column in zip(*rates, strict=True))
    # One balance equation follows from the others: that of the start makes room for the total.
    kept = after != 0
    leaving = np.bincount(before, rate)
    others = np.arange(1, len(states))
    everywhere = np.arange(len(states))
    row = np.concatenate([after[kept], others, np.zeros_like(everywhere)])
    column = np.concatenate([before[kept], others, everywhere])
    value = np.concatenate([rate[kept], -leaving[1:], np.ones(len(states))])
    total = np.zeros(len(states))
    total[0] = 1.0
    law = spsolve(csr_matrix((value, (row, column))), total)
    return dict(zip(states, law.tolist(), strict=True))


def explored(moves: Moves, start: State) -> tuple[list[State], list[tuple[int, int, float]]]:
    """All states that can be reached, and the moves between them by number."""
    number, states, rates = {start: 0}, [start], []
    for state in states:
        for other, rate in moves(state):
            if rate > 0:
                if other not in number:
                    number[other] = len(states)
                    states.append(other)
                rates.append((number[state], number[other], rate))
    return states, rates


class Stretch(NamedTuple):
    """A stretch of time of M(t)/M/s(t)+M with balking.

    Means over the stretch, but for `gone`, a number of those who left or balked in it, and
    `waiting_at_end`.
    """

    delayed: float
    gone: float
    waiting: float
    occupancy: float
    waiting_at_end: float


class Desk(NamedTuple):
    """Who serves and who waits, in rates an hour; a call that finds all busy balks by chance."""

    service: float
    leaving: float = 0.0
    balking: float = 0.0
    most: int = 60


def by_hours(
    desk: Desk, calls: Sequence[float], agents: Sequence[int], *, finishing: bool = True
) -> list[Stretch]:
    """What happens in each hour of a day that starts empty.

    An agent who leaves finishes the call in hand, as overtime that counts as busy; otherwise the
    call waits again, at the head of the line.
    """
    law = np.zeros(desk.most + 1)
    law[0] = 1.0
    found = []
    for before, heads, rate in zip([agents[0], *agents[:-1]], agents, calls, strict=True):
        overtime = 0.0
        if finishing and heads < before:
            law, leaving = without_leavers(law, before, heads)
            overtime = leaving / desk.service
        law, mean = after_an_hour(law, generator(desk, rate, heads))
        number = np.arange(desk.most + 1)
        waiting = np.maximum(number - heads, 0)
        delayed = mean[heads:].sum()
        gone = desk.leaving * mean @ waiting + rate * desk.balking * delayed
        busy = mean @ np.minimum(number, heads)
        occupancy = (busy + overtime) / (heads + overtime)
        found.append(Stretch(delayed, gone, mean @ waiting, occupancy, law @ waiting))
    return found


def without_leavers(law: Vector, before: int, heads: int) -> tuple[Vector, float]:
    """The law of the calls that leaving agents do not have in hand, and the mean of those.

    Whoever is busy is so by chance: all agents are equal. From then on the two do not meet.
    """
    others, leaving = np.zeros_like(law), 0.0
    for number, p in enumerate(law):
        busy = min(number, before)
        for mine in range(min(before - heads, busy) + 1):
            ways = comb(before - heads, mine) * comb(heads, busy - mine)
            others[number - mine] += p * ways / comb(before, busy)
            leaving += mine * p * ways / comb(before, busy)
    return others, leaving


def generator(desk: Desk, rate: float, heads: int) -> csr_matrix:
    """Rates of the number in the system, which is at most `desk.most`."""
    number = np.arange(desk.most + 1)
    up = np.where(number < heads, rate, rate * (1 - desk.balking))[:-1]
    waiting = np.maximum(number - heads, 0)
    down = (desk.service * np.minimum(number, heads) + desk.leaving * waiting)[1:]
    leaving = np.append(up, 0.0) + np.append(0.0, down)
    return diags([down, -leaving, up], [-1, 0, 1], format="csr")


def after_an_hour(law: Vector, rates: csr_matrix) -> tuple[Vector, Vector]:
    """The law an hour later, and its mean over the hour.

    The upper right block of the exponential of [[Q, 1], [0, 0]] is the integral of exp(Q t).
    """
    size = len(law)
    block = block_array([[rates, identity(size)], [None, csr_matrix((size, size))]])
    later = expm_multiply(block.T.tocsr(), np.append(law, np.zeros(size)))
    return later[:size], later[size:]
