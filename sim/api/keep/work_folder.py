"""The hidden folder of a command at work: what it has played, and what it takes to go on.

It is made with the first thing to remember, lasts until the command has ended in order, and can be
taken up by another command after Ctrl-C, a kill or a full disk.
"""

import json
import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from typing import Any

from sim.api.keep.names import file_name
from sim.report.text import to_text
from sim.scenario.errors import ScenarioError, suggest
from sim.studies.memory.records import InUseError, Records, held
from sim.studies.work.fingerprint import Fingerprint, fingerprint

PLAYS, ABOUT = "plays", "work.json"
"""Files of the folder: the memory, and what is about it."""
_HIDDEN = re.compile(r"\.(?P<id>.+-(?P<process>\d+))")


@dataclass(frozen=True)
class WorkFolder:
    """Where a command remembers what it has played.

    Attributes
    ----------
    path
        The hidden folder, which need not exist.
    scenario
        The name of what is played.
    command
        The command line.
    started
        When it began, as ISO 8601 text.
    """

    path: Path
    scenario: str
    command: Sequence[str]
    started: str

    @classmethod
    def new(cls, results: Path, scenario: str, command: Sequence[str]) -> "WorkFolder":
        """Return the folder of a command that begins.

        Parameters
        ----------
        results
            The folder of all results.
        scenario
            The name of what is played.
        command
            The command line.
        """
        now = datetime.now().astimezone()
        name = f".{file_name(scenario)}-{now:%Y%m%d-%H%M%S}-{os.getpid()}"
        return cls(results / name, scenario, command, now.isoformat(timespec="seconds"))

    @property
    def id(self) -> str:
        """What `--resume` calls it."""
        return self.path.name.removeprefix(".")

    def make(self) -> Records:
        """Make the folder and return its memory.

        Raises
        ------
        OSError
            When it cannot be written; nothing is left of it.
        """
        about = {
            "schema": "tierzero.work/1",
            "scenario": self.scenario,
            "command": list(self.command),
            "started": self.started,
            "fingerprint": asdict(fingerprint()),
        }
        self.path.mkdir()
        try:
            _write_whole(self.path / ABOUT, to_text(about).encode())
            return Records(self.path / PLAYS)
        except OSError:
            self.remove()
            raise

    def remove(self) -> None:
        """Remove the folder with all that is remembered."""
        rmtree(self.path, ignore_errors=True)


@dataclass(frozen=True)
class LeftOver:
    """A hidden folder, as it is found beside results.

    Attributes
    ----------
    path
        Where it is.
    alive
        Whether the process that made it, or has taken it up, still runs.
    about
        What it says of itself; None: it holds no memory of plays.
    """

    path: Path
    alive: bool
    about: dict[str, Any] | None

    @property
    def id(self) -> str:
        """What `--resume` calls it."""
        return self.path.name.removeprefix(".")

    @property
    def fingerprint(self) -> Fingerprint | None:
        """Of the process that made it; None where it does not say."""
        try:
            return Fingerprint(**self.about["fingerprint"]) if self.about else None
        except (KeyError, TypeError):
            return None

    @property
    def resumable(self) -> bool:
        """Whether a command of this installation can take it up."""
        made_by = self.fingerprint
        return not self.alive and made_by is not None and not made_by.difference(fingerprint())


def left_over(results: Path) -> list[LeftOver]:
    """Return the hidden folders of commands that have not ended in order, or are at work.

    Parameters
    ----------
    results
        The folder of all results; a missing one holds none.
    """
    hidden = sorted(results.glob(".*-*")) if results.is_dir() else []
    return [_found(path) for path in hidden if _HIDDEN.fullmatch(path.name) and path.is_dir()]


def taken_up(results: Path, run: str) -> tuple[WorkFolder, Records]:
    """Return the folder of a command that did not end in order, and its memory.

    Parameters
    ----------
    results
        The folder of all results.
    run
        The command's id.

    Raises
    ------
    ScenarioError
        When there is no such folder, it is in use, or another code, library or arithmetic has
        played what it remembers.
    OSError
        When it cannot be written.
    """
    by_id = {found.id: found for found in left_over(results)}
    name = Path(run).name.removeprefix(".")
    if name not in by_id:
        hint = suggest(name, by_id) if by_id else "; there is nothing to resume"
        raise ScenarioError(f"--resume: {str(results)!r} has no unfinished {run!r}{hint}")
    found = by_id[name]
    made_by = found.fingerprint
    if found.alive:
        raise ScenarioError(f"--resume: {name} is still at work; wait, or end it")
    if made_by is None or found.about is None:
        remedy = "`tierzero runs --clean` removes it"
        raise ScenarioError(f"--resume: {name} holds nothing to go on from; {remedy}")
    if unlike := made_by.difference(fingerprint()):
        there, here = unlike
        problem = f"{name} was played with {there}, and this is {here}"
        raise ScenarioError(f"--resume: {problem}; its bytes would not be the same: start anew")
    try:
        records = Records(found.path / PLAYS)
    except InUseError:
        raise ScenarioError(f"--resume: {name} is still at work; wait, or end it") from None
    about = found.about
    return WorkFolder(found.path, about["scenario"], about["command"], about["started"]), records


def remove_left_over(found: LeftOver) -> bool:
    """Remove a hidden folder unless a process is at work in it; return whether it is removed.

    While it is removed nobody can take it up.
    """
    if found.alive:
        return False
    try:
        with held(found.path / PLAYS):
            rmtree(found.path)
    except InUseError:
        return False
    return True


def _found(path: Path) -> LeftOver:
    match = _HIDDEN.fullmatch(path.name)
    assert match is not None
    plays = path / PLAYS
    # A lock ends with its process; a number may be another process's by now, and is then heeded.
    alive = _is_held(plays) if plays.exists() else _runs(int(match["process"]))
    return LeftOver(path, alive, _about(path / ABOUT))


def _is_held(plays: Path) -> bool:
    try:
        with held(plays):
            return False
    except InUseError:
        return True


def _about(file: Path) -> dict[str, Any] | None:
    try:
        about = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    texts = ("scenario", "started")
    is_whole = (
        isinstance(about, dict)
        and about.get("schema") == "tierzero.work/1"
        and all(isinstance(about.get(key), str) for key in texts)
        and isinstance(about.get("command"), list)
    )
    return about if is_whole else None


def _runs(process: int) -> bool:
    """Return whether a process of a number runs, ours or another's."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _write_whole(file: Path, data: bytes) -> None:
    """Write a file that is whole on the disk before anything is remembered beside it."""
    with open(file, "wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())
