"""What a study's command works with: workers, a memory of what they play, and a way to go on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sim.cli.interrupts import at_work, exit_code

if TYPE_CHECKING:
    from sim.api.keep.work_folder import WorkFolder
    from sim.studies.executors import Workplace
    from sim.studies.memory.plays import Memory


@dataclass(frozen=True)
class Wishes:
    """Where to play, and what to go on from.

    Attributes
    ----------
    out
        The folder of all results.
    jobs
        Number of processes; None: one for each core.
    cluster
        Address of a Dask scheduler, which plays in place of them.
    resume
        Id of a command that did not end in order.
    """

    out: Path
    jobs: int | None
    cluster: str | None
    resume: str | None


@dataclass
class Work:
    """A command at work.

    Attributes
    ----------
    place
        Where replications are played.
    """

    place: "Workplace"
    _folder: "WorkFolder"
    _memory: "Memory"
    _remembered: int
    _done: bool = field(default=False, init=False)

    def done(self) -> None:
        """Note that the result is whole and kept: there is nothing to go on from."""
        self._done = True

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to go on from."""
        return self._done or not len(self._memory)

    @property
    def asked_otherwise(self) -> bool:
        """Whether it went on from another command's memory, which is not this one's to remove."""
        return self._remembered > 0 and self._memory.recalled == 0

    @property
    def cause(self) -> str:
        """The line to say before an interruption that nobody asked for: of lost workers."""
        return f"{self.place.loss}\n" if self.place.loss else ""

    @property
    def remedy(self) -> str:
        """What to say after an interrupt: how to go on, if anything is remembered."""
        return "" if self.is_done else f"; add `--resume {self._folder.id}` to go on"


@contextmanager
def working(scenario: str, wishes: Wishes) -> Iterator[Work]:
    """Lend workers with a memory, which is removed unless there is something left to go on from.

    Signals are held back, except while replications are played.

    Parameters
    ----------
    scenario
        The name of what is played.
    wishes
        Where to play, and what to go on from.

    Raises
    ------
    ScenarioError
        When there is nothing to go on from, or a cluster cannot play.
    typer.Exit
        With 130 or 143 when a signal came before there was any result, and what was played is kept.
    """
    from sim.api.keep.run_folder import PartlyKeptError, make_results
    from sim.scenario.errors import ScenarioError
    from sim.studies.executors import LostWorkerError
    from sim.studies.work.parcel import ForeignWorkerError

    make_results(wishes.out)
    with (
        at_work(),
        _remembering(scenario, wishes) as (folder, memory),
        _workplace(wishes, memory) as place,
    ):
        work = Work(place, folder, memory, len(memory))
        try:
            yield work
        except KeyboardInterrupt:
            if work.is_done:
                raise
            typer.echo(f"Interrupted: no result yet{work.remedy}.", err=True)
            raise typer.Exit(exit_code()) from None
        except ScenarioError as error:
            # The same command would come to the same again, but for a worker that is lost or wrong.
            if not isinstance(error, LostWorkerError | ForeignWorkerError):
                work.done()
            _say_remedy(work)
            raise
        except PartlyKeptError:  # the result itself is there
            work.done()
            raise
        except typer.Exit:
            raise
        except Exception:
            _say_remedy(work)
            raise
        finally:
            memory.close()
            if work.asked_otherwise:
                problem = f"nothing that {folder.id} remembers was asked: it stays"
                typer.echo(f"Note: {problem}.", err=True)
            elif work.is_done:
                folder.remove()


def _say_remedy(work: Work) -> None:
    if not work.is_done:
        typer.echo(f"What was played is kept{work.remedy}.", err=True)


@contextmanager
def _remembering(scenario: str, wishes: Wishes) -> "Iterator[tuple[WorkFolder, Memory]]":
    from sim.api.keep.work_folder import WorkFolder, taken_up
    from sim.studies.memory.plays import Memory

    records = None
    if wishes.resume is None:
        folder = WorkFolder.new(wishes.out, scenario, sys.argv)
    else:
        folder, records = taken_up(wishes.out, wishes.resume)
        if not len(records):
            typer.echo(f"Note: {folder.id} had finished no replication.", err=True)
    memory = Memory(folder.make, _say_failure, records)
    try:
        yield folder, memory
    finally:
        memory.close()


@contextmanager
def _workplace(wishes: Wishes, memory: "Memory") -> "Iterator[Workplace]":
    from sim.studies.executors import Workplace, usable_cores
    from sim.studies.work.host import Host

    host: Host | None = None
    if wishes.cluster is not None:
        from sim.studies.work.cluster import Cluster

        host = Cluster(wishes.cluster)
    elif (jobs := wishes.jobs or usable_cores()) > 1:
        from sim.studies.work.processes import Processes

        host = Processes(jobs)
    place = Workplace(host, memory)
    try:
        yield place
    finally:
        place.close()


def _say_failure(error: OSError) -> None:
    problem = f"what is played cannot be remembered any more: {error.strerror}"
    typer.echo(f"Note: {problem}; the command goes on without.", err=True)
