"""Any executor will do: order, what is sent, what a lost worker had in hand, what is remembered."""

import operator
import os
import pickle
import signal
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from sim.studies.executors import LostWorkerError, Workplace, mapper
from sim.studies.replicate import replicate
from sim.studies.work.crew import MOST_LOSSES
from sim.studies.work.host import Host
from sim.studies.work.processes import Processes


class Threads(Host):
    """An executor of another kind."""

    jobs = 2

    def open(self) -> Executor:
        return ThreadPoolExecutor(self.jobs)

    def failure(self) -> LostWorkerError:
        return LostWorkerError("lost")


class Counted:
    """A function that notes each time that it is pickled, and each process that unpickles it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pickled = 0

    def __call__(self, number: int) -> int:
        return -number

    def __getstate__(self) -> Path:
        self.pickled += 1
        return self.folder

    def __setstate__(self, folder: Path) -> None:
        self.folder = folder
        with open(folder / str(os.getpid()), "a") as file:
            file.write("x")


def test_threads_will_do():
    place = Workplace(Threads())
    assert replicate(operator.neg, range(200), place).results == tuple(range(0, -200, -1))
    place.close()


def test_a_function_is_pickled_once_and_unpickled_once_in_a_worker(tmp_path):
    place, function = Workplace(Processes(2)), Counted(tmp_path)
    for start in (0, 100):
        with mapper(place) as each:
            assert list(each(function, range(start, start + 100))) == [
                -number for number in range(start, start + 100)
            ]
    place.close()
    assert function.pickled == 1
    noted = [path.read_text() for path in tmp_path.iterdir()]
    assert noted in (["x"], ["x", "x"])


def test_a_pool_lives_as_long_as_its_workplace():
    place = Workplace(Processes(2))
    pids = set()
    for _ in range(3):
        with mapper(place) as each:
            pids |= set(each(process, range(20)))
    place.close()
    assert len(pids) <= 2


def process(_: int) -> int:
    return os.getpid()


def test_nothing_is_left_where_functions_were_sent(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    place = Workplace(Processes(2))
    replicate(operator.neg, range(3), place)
    assert list(tmp_path.iterdir())
    place.close()
    assert not list(tmp_path.iterdir())


def die_once(folder: Path, number: int) -> int:
    """Be killed at number 5, but not when it is played again."""
    if number == 5 and not (folder / "died").exists():
        (folder / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return -number


def test_what_a_lost_worker_had_in_hand_is_played_again(tmp_path):
    played = replicate(partial(die_once, tmp_path), range(30), 2)
    assert (tmp_path / "died").exists()
    assert played.results == tuple(range(0, -30, -1))
    assert not played.interrupted


def die_always(folder: Path, number: int) -> int:
    with open(folder / str(number), "a") as file:
        file.write("x")
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_it_is_not_tried_for_ever(tmp_path):
    with pytest.raises(LostWorkerError), mapper(2) as each:
        list(each(partial(die_always, tmp_path), [0]))
    assert len((tmp_path / "0").read_text()) == 1 + MOST_LOSSES


def test_a_failure_in_a_worker_is_the_callers():
    with pytest.raises(ZeroDivisionError), mapper(Workplace(Threads())) as each:
        list(each(partial(operator.floordiv, 1), [0]))


def test_a_function_that_cannot_be_pickled_says_so():
    with pytest.raises((pickle.PicklingError, AttributeError)), mapper(2) as each:
        list(each(lambda number: number, [1]))
