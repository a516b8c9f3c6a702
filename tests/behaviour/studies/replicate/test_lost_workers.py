"""Worker processes that are killed from outside: what was finished is kept, and that is said."""

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from sim.studies.executors import LostWorkerError, mapper
from sim.studies.replicate import replicate


def die_at(number: int, replication: int) -> int:
    """As the system ends what takes too much memory."""
    if replication == number:
        os.kill(os.getpid(), signal.SIGKILL)
    return replication


def die_last(folder: Path, replication: int) -> int:
    """Die at replication 40, when all those before it are done and their results on their way."""
    if replication == 40:
        while len(list(folder.iterdir())) < 40:
            time.sleep(0.01)
        time.sleep(1.0)
        os.kill(os.getpid(), signal.SIGKILL)
    if replication < 40:
        (folder / str(replication)).touch()
    return replication


def test_what_was_finished_is_kept(tmp_path: Path):
    played = replicate(partial(die_last, tmp_path), range(50), 2)
    assert played.interrupted
    assert len(played.results) > 0
    assert played.results == tuple(range(len(played.results)))


def test_without_one_replication_it_is_an_error_that_says_what_to_do():
    rule = "--jobs: a worker process was killed, perhaps for want of memory; use fewer than 2"
    with pytest.raises(LostWorkerError, match=rule):
        replicate(partial(die_at, 0), range(1), 2)


def test_so_it_is_in_planning():
    with pytest.raises(LostWorkerError), mapper(2) as each:
        list(each(partial(die_at, 0), range(1)))
