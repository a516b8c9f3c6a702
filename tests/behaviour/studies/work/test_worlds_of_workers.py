"""A worker that plays many desks of a study draws each world that it gets once."""

import os
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from support.commands import DESK, write_desk
from support.fleet import fleet
from support.work import count_calls

from sim.scenario.files.loading import load
from sim.studies.executors import Workplace
from sim.studies.experiment import Experiment, make_experiment
from sim.studies.replicate import replicate
from sim.studies.work.cluster import Cluster
from sim.studies.work.host import Host
from sim.studies.work.parcel import MOST_OPEN, packed, play_parcel
from sim.studies.work.processes import Processes
from sim.studies.worlds import forget
from sim.workload.generate import generate

DESKS = MOST_OPEN + 1
"""More than a worker holds ready: none of them brings the worlds of another."""
REPLICATIONS = 6


@pytest.fixture
def desks(tmp_path: Path) -> list[Experiment]:
    """Desks of one study that differ in their people."""
    path = write_desk(tmp_path, DESK)
    return [
        make_experiment(load(path, [f"people.teams.desk.shifts.0.agents={agents}"]))
        for agents in range(1, 1 + DESKS)
    ]


def test_a_world_is_drawn_once_for_all_desks(
    desks: list[Experiment], monkeypatch: pytest.MonkeyPatch
) -> None:
    forget()
    calls = count_calls(monkeypatch, (generate,))
    for desk in desks:
        digest, payload = packed(desk.measure)
        for replication in range(REPLICATIONS):
            play_parcel(digest, payload, replication)
    assert calls["generate"] == REPLICATIONS


_calls: Counter[str] = Counter()


def drawn(desk: Experiment, replication: int) -> tuple[int, int]:
    """Play a replication; return the process, and how often it has drawn so far."""
    global _calls
    if not _calls:
        _calls = count_calls(pytest.MonkeyPatch(), (generate,))
    desk.measure(replication)
    return os.getpid(), _calls["generate"]


@pytest.fixture(params=["processes", "cluster"])
def host(request: pytest.FixtureRequest) -> Iterator[Host]:
    if request.param == "processes":
        yield Processes(2)
        return
    with fleet() as cluster:
        yield Cluster(cluster.scheduler_address)


def test_so_it_is_in_each_worker(host: Host, desks: list[Experiment]) -> None:
    place = Workplace(host)
    draws: Counter[int] = Counter()
    got: set[tuple[int, int]] = set()
    for desk in desks:
        played = replicate(partial(drawn, desk), range(REPLICATIONS), place)
        for replication, (worker, count) in enumerate(played.results):
            got.add((worker, replication))
            draws[worker] = max(draws[worker], count)
    place.close()
    assert draws == Counter(worker for worker, _ in got)
