"""Interrupts: where they wait, where they come through, and that none is lost."""

import operator
import signal
from functools import partial
from threading import Thread

import pytest

from sim.base.interrupts import interrupt_waits, interrupts_later, interrupts_now
from sim.studies.replicate import replicate


def press_ctrl_c() -> None:
    signal.raise_signal(signal.SIGINT)


def test_an_interrupt_waits_for_the_end_of_the_block():
    reached = False

    def work() -> None:
        nonlocal reached
        with interrupts_later():
            press_ctrl_c()
            reached = interrupt_waits()

    with pytest.raises(KeyboardInterrupt):
        work()
    assert reached
    assert not interrupt_waits()


def test_a_second_interrupt_does_not_wait():
    reached = False

    def work() -> None:
        nonlocal reached
        with interrupts_later():
            press_ctrl_c()
            press_ctrl_c()
            reached = True

    with pytest.raises(KeyboardInterrupt):
        work()
    assert not reached


def test_one_that_waits_comes_where_interrupts_are_let_through():
    ended = False
    with interrupts_later():
        press_ctrl_c()
        with pytest.raises(KeyboardInterrupt), interrupts_now():
            raise AssertionError
        with pytest.raises(KeyboardInterrupt), interrupts_now():
            press_ctrl_c()
        ended = True
    assert ended


def test_blocks_may_stand_in_each_other():
    waits = []

    def work() -> None:
        with interrupts_later():
            with interrupts_later():
                press_ctrl_c()
            waits.append(interrupt_waits())
            with interrupts_later(), pytest.raises(KeyboardInterrupt), interrupts_now():
                raise AssertionError
            press_ctrl_c()
            waits.append(interrupt_waits())

    with pytest.raises(KeyboardInterrupt):
        work()
    assert waits == [True, True]


def test_an_error_is_not_hidden_by_an_interrupt_that_waits():
    def work() -> None:
        with interrupts_later():
            press_ctrl_c()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert not interrupt_waits()


def test_the_handlers_are_those_of_before():
    before = signal.getsignal(signal.SIGINT)
    with interrupts_later(), interrupts_now():
        pass
    assert signal.getsignal(signal.SIGINT) is before


def test_another_thread_has_nothing_to_hold_back():
    held: list[object] = []

    def work() -> None:
        with interrupts_later(), interrupts_now():
            held.append(signal.getsignal(signal.SIGINT))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert held == [signal.getsignal(signal.SIGINT)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_replications_are_interrupted_although_interrupts_are_held_back(jobs):
    def stop_at_seven(results) -> None:
        if len(results) == 7:
            press_ctrl_c()

    with interrupts_later():
        played = replicate(operator.neg, range(1000), jobs, on_results=stop_at_seven)
        assert played.results == tuple(range(0, -7, -1))
        assert played.interrupted
        assert not interrupt_waits()


def press_at(number: int, replication: int) -> int:
    if replication == number:
        press_ctrl_c()
    return replication


def test_a_replication_that_is_interrupted_itself_is_dropped():
    assert replicate(partial(press_at, 3), range(9), 1).results == (0, 1, 2)


def test_an_interrupt_before_the_first_replication_leaves_none():
    with interrupts_later():
        press_ctrl_c()
        assert replicate(operator.neg, range(9), 1).results == ()
