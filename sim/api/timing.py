"""How long does a study take? It is played, and its time is taken."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from sim.report.keeper import Keeper
from sim.report.study_result import Study
from sim.report.timing import Timing
from sim.scenario.files.loading import Loaded
from sim.scenario.root import Scenario
from sim.studies.executors import Jobs, Workplace, workplace
from sim.studies.experiment import Experiment

S = TypeVar("S", bound=Study)
R = TypeVar("R")


def timed(
    result: Callable[[Scenario, Path, str, S, Timing, Mapping[str, Any], Keeper, str], R],
    loaded: Loaded,
    experiment: Experiment,
    jobs: Jobs,
    keeper: Keeper,
    play: Callable[[Workplace], S],
) -> R:
    """Play a study and return its result.

    Parameters
    ----------
    result
        The result's class.
    loaded, experiment
        The scenario that is asked about, and how it is played.
    jobs
        Number of processes, or where to play.
    keeper
        Who will keep the result.
    play
        Plays the study, somewhere.

    Raises
    ------
    KeyboardInterrupt
        When Ctrl-C came before one replication was finished.
    """
    started, began = datetime.now().astimezone(), perf_counter()
    with workplace(jobs) as place:
        study = play(place)
    if not study.replications:
        raise KeyboardInterrupt
    timing = Timing(started, perf_counter() - began, place.jobs)
    engine, reason = experiment.played_by
    written = loaded.written
    return result(loaded.scenario, loaded.folder, engine, study, timing, written, keeper, reason)
