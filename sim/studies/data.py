"""The data files of a scenario: read before anything is played, counted, and pinned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from sim.base.arrays import Floats
from sim.base.time import DAY
from sim.engine.bind.people.roster_file import Listed, read_roster
from sim.scenario.errors import ScenarioError
from sim.scenario.root import Scenario
from sim.scenario.sections.data_file import DataFile, RosterFile
from sim.scenario.sections.demand import Trace
from sim.workload.tables.source import shown
from sim.workload.traces.trace import Arrivals, read_arrivals

F = TypeVar("F", bound=DataFile)

Digests = dict[str, str]
"""SHA-256 by a file's full path, in hexadecimal."""


@dataclass(frozen=True)
class Data:
    """What the data files of an experiment's arms hold.

    Attributes
    ----------
    digests
        SHA-256 of each file by its full path.
    notes
        What was left out of the files or looks wrong in them, one sentence each.
    """

    digests: Mapping[str, str]
    notes: tuple[str, ...]


def read_data(arms: Mapping[str, Scenario]) -> Data:
    """Read the data files of all arms, each once.

    Parameters
    ----------
    arms
        The arms by name; their files are found from anywhere.

    Raises
    ------
    ScenarioError
        When a file or a value in it is wrong, with its place.
    """
    digests: Digests = {}
    notes: list[str] = []
    for scenario in arms.values():
        if trace := scenario.demand.trace:
            arrivals = _arrivals(scenario, trace)
            digests[trace.file] = arrivals.sha256
            notes += [*arrivals.doubts, *_cases(scenario, trace, arrivals)]
        for team in scenario.people.teams.values():
            if team.roster:
                listed = read_roster(team.roster, scenario.run.horizon().first_day)
                digests[team.roster.file] = listed.sha256
                notes += [*listed.doubts, *_shifts(scenario, team.roster, listed)]
    return Data(digests, tuple(dict.fromkeys(notes)))


def changed(
    digests: Mapping[str, str], remembered: Mapping[str, str], folder: Path
) -> Iterator[str]:
    """Yield which files are not those that a manifest remembers.

    Parameters
    ----------
    digests
        SHA-256 of the files by their full paths.
    remembered
        The same by their names in the scenario.
    folder
        What these names are relative to.
    """
    for name, before in remembered.items():
        path = str((folder / name).resolve())
        now = digests.get(path, before)
        if now != before:
            yield (
                f"{shown(path)} is not the file that the manifest remembers (SHA-256 "
                f"{before[:12]}... there, {now[:12]}... here): results will differ"
            )


def named_files(scenario: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the data files in a scenario as a plain mapping, its arms included."""
    trace = (scenario.get("demand") or {}).get("trace")
    teams = (scenario.get("people") or {}).get("teams") or {}
    for file in (trace, *((team or {}).get("roster") for team in teams.values())):
        name = file.get("file") if isinstance(file, dict) else file
        if isinstance(name, str):
            yield name
    for arm in (scenario.get("arms") or {}).values():
        yield from named_files(arm)


def pinned(scenario: Scenario, digests: Mapping[str, str]) -> Scenario:
    """Return a scenario whose data files must stay as they were read, whichever process reads."""
    demand, people = scenario.demand, scenario.people
    if demand.trace:
        demand = demand.model_copy(update={"trace": _pin(demand.trace, digests)})
    teams = {
        name: team.model_copy(update={"roster": _pin(team.roster, digests)})
        if team.roster
        else team
        for name, team in people.teams.items()
    }
    people = people.model_copy(update={"teams": teams})
    return scenario.model_copy(update={"demand": demand, "people": people})


def _pin(file: F, digests: Mapping[str, str]) -> F:
    return file.model_copy(update={"sha256": digests[file.file]})


def _arrivals(scenario: Scenario, trace: Trace) -> Arrivals:
    types, channels = list(scenario.inquiry_types), list(scenario.channels)
    return read_arrivals(trace, scenario.run.horizon().first_day, types, channels)


def _cases(scenario: Scenario, trace: Trace, arrivals: Arrivals) -> Iterator[str]:
    """Yield which part of a trace is not played; where days of it are drawn, all of it may be."""
    horizon, time = scenario.run.horizon(), arrivals.time
    if trace.resample:
        return
    used = _Used.of(time, time, horizon.arrivals_end)
    if not used.within:
        stretch = f"{horizon.arrivals_end / DAY:g} days from {horizon.first_day}"
        rule = f"no case arrives in the run's {stretch}"
        remedy = f"set run.start or run.until{used.outside}"
        raise ScenarioError(f"{shown(trace.file)}: {rule}; {remedy}")
    if used.lost:
        part = f"{used.part('case', 'cases')} of {shown(trace.file)} lie in the run"
        yield f"{part}{used.outside}: set run.start / run.until"


def _shifts(scenario: Scenario, file: RosterFile, listed: Listed) -> Iterator[str]:
    """Yield which part of a roster file lies outside of the run."""
    used = _Used.of(listed.on, listed.off, scenario.run.horizon().end)
    if used.lost:
        yield f"{used.part('shift', 'shifts')} of {shown(file.file)} lie in the run{used.outside}"


@dataclass(frozen=True)
class _Used:
    """How much of a file lies in a run."""

    before: int
    within: int
    after: int

    @classmethod
    def of(cls, start: Floats, end: Floats, until: float) -> "_Used":
        before = int(np.count_nonzero((end <= 0) & (start < 0)))
        after = int(np.count_nonzero(start >= until))
        return cls(before, len(start) - before - after, after)

    @property
    def lost(self) -> int:
        return self.before + self.after

    @property
    def outside(self) -> str:
        """The rows outside of the run, in parentheses."""
        counts = {"before": self.before, "after": self.after}
        parts = [f"{count:,} {side} it" for side, count in counts.items() if count]
        return f" ({', '.join(parts)})" if parts else ""

    def part(self, single: str, many: str) -> str:
        """Return `1 of 90 cases`."""
        total = self.within + self.lost
        return f"{self.within:,} of {total:,} {single if total == 1 else many}"
