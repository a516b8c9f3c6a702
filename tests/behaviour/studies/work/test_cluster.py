"""A Dask cluster plays: the same bytes, other installations refused, lost workers replaced."""

import operator
import os
import pkgutil
import signal
import sys
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from support.commands import DESK, write_desk
from support.fleet import fleet

from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import load
from sim.studies.executors import Workplace, mapper
from sim.studies.experiment import make_experiment
from sim.studies.memory.plain import encode
from sim.studies.replicate import replicate
from sim.studies.work import cluster as module
from sim.studies.work import crew
from sim.studies.work.cluster import Cluster
from sim.studies.work.fingerprint import fingerprint
from sim.studies.work.parcel import ForeignWorkerError, play_parcel


@pytest.fixture(scope="module")
def address():
    with fleet() as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def place(address):
    made = Workplace(Cluster(address))
    yield made
    made.close()


def test_the_bytes_are_those_of_one_process_and_of_two(place, tmp_path):
    experiment = make_experiment(load(write_desk(tmp_path, DESK)))
    own, two, there = (
        replicate(experiment.measure, range(4), where).results for where in (1, 2, place)
    )
    assert place.jobs == 2
    assert encode(own) == encode(two) == encode(there)


def die_once(folder: Path, number: int) -> int:
    if number == 5 and not (folder / "died").exists():
        (folder / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return -number


def test_what_a_lost_worker_had_in_hand_is_played_by_another(place, tmp_path):
    played = replicate(partial(die_once, tmp_path), range(30), place)
    assert (tmp_path / "died").exists()
    assert played.results == tuple(range(0, -30, -1))
    assert not played.interrupted


def test_a_result_that_got_lost_on_its_way_is_played_again(address, monkeypatch):
    host = Cluster(address)
    own, swallowed = host.submit, []

    def submit(executor, digest, where, number):
        future = own(executor, digest, where, number)
        if number or swallowed:
            return future
        swallowed.append(future.result())
        host._client.futures.clear()  # as Dask does when the connection breaks
        return Future()

    monkeypatch.setattr(host, "submit", submit)
    monkeypatch.setattr(crew, "QUIET_SECONDS", 0.5)
    place = Workplace(host)
    assert replicate(operator.neg, range(1), place).results == (0,)
    place.close()
    assert swallowed == [0]


def test_a_failure_there_is_a_failure_here(place):
    with pytest.raises(ZeroDivisionError), mapper(place) as each:
        list(each(divided, [0]))


def divided(number: int) -> float:
    return 1 / number


def test_workers_of_another_installation_are_refused(address, monkeypatch):
    here = fingerprint()
    other = replace(here, arithmetic="0" * 64, numpy="1.0")
    monkeypatch.setattr(module, "fingerprint", Foreign(other))
    rule = f"a worker has numpy {here.numpy}, arithmetic {here.arithmetic[:12]}, and this process"
    with pytest.raises(ForeignWorkerError, match=f"{rule} numpy 1.0, arithmetic 000000000000"):
        Cluster(address)


class Foreign:
    """The fingerprint of this process is another; that of workers is their own."""

    def __init__(self, other) -> None:
        self._other = other

    def __call__(self):
        return self._other

    def __reduce__(self):
        return pkgutil.resolve_name, ("sim.studies.work.fingerprint:fingerprint",)


def test_one_that_joins_later_is_refused_when_it_plays():
    with pytest.raises(ForeignWorkerError, match="and this process code 000000000000; give all"):
        play_parcel("", b"", 0, replace(fingerprint(), code="0" * 64))


def test_a_scheduler_that_does_not_answer_is_one_line(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", "1 s")
    with pytest.raises(ScenarioError, match="--cluster: no scheduler answers at"):
        Cluster("tcp://127.0.0.1:1")


def test_without_dask_a_line_says_what_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ScenarioError, match=r"Dask is not installed; `pip install 'tierzero\[cl"):
        Cluster("tcp://127.0.0.1:1")
