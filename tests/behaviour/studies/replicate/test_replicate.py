"""Replications: their order, their looks, their interruption, in one process and in several."""

import operator
from functools import partial

import pytest

from sim.studies.executors import mapper
from sim.studies.replicate import replicate


def no(_results) -> bool:
    return False


def looks_of(count: int) -> list[int]:
    """After how many of so many replications it is asked whether that is enough."""
    seen: list[int] = []

    def look(results) -> bool:
        seen.append(len(results))
        return False

    replicate(operator.neg, range(count), 1, enough=look)
    return seen


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_stand_in_order_of_number(jobs):
    played = replicate(operator.neg, range(25), jobs)
    assert played.results == tuple(range(0, -25, -1))
    assert not played.interrupted


@pytest.mark.parametrize("jobs", [1, 2])
def test_numbers_need_not_begin_at_0(jobs):
    first = 1_000_000
    played = replicate(operator.neg, range(first, first + 3), jobs, enough=no)
    assert played.results == (-first, -first - 1, -first - 2)


def test_looks_come_after_10_20_40():
    assert looks_of(80) == [10, 20, 40, 80]


def test_the_last_look_is_at_the_last_replication():
    assert looks_of(50) == [10, 20, 40, 50]
    assert looks_of(3) == [3]


@pytest.mark.parametrize("jobs", [1, 2])
def test_enough_ends_the_study_at_a_look_and_never_in_between(jobs):
    played = replicate(operator.neg, range(100), jobs, enough=lambda results: len(results) > 11)
    assert len(played.results) == 20
    assert not played.interrupted


def test_progress_is_told_after_each_replication():
    told: list[int] = []
    replicate(operator.neg, range(4), 1, on_results=lambda results: told.append(len(results)))
    assert told == [1, 2, 3, 4]


def stop_at(number: int, results) -> None:
    if len(results) == number:
        raise KeyboardInterrupt


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupt_keeps_the_unbroken_run_from_the_first(jobs):
    played = replicate(operator.neg, range(1000), jobs, on_results=partial(stop_at, 7))
    assert played.results == tuple(range(0, -7, -1))
    assert played.interrupted


def test_an_interrupt_in_a_replication_drops_that_one():
    def play(number: int) -> int:
        if number == 3:
            raise KeyboardInterrupt
        return number

    assert replicate(play, range(9), 1).results == (0, 1, 2)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_is_not_swallowed(jobs):
    with pytest.raises(ZeroDivisionError, match="division"):
        replicate(partial(operator.floordiv, 1), range(3), jobs)


def test_the_pool_may_be_used_again_and_again():
    with mapper(2) as each:
        assert list(each(operator.neg, [1, 2])) == [-1, -2]
        assert list(each(operator.neg, [3])) == [-3]
