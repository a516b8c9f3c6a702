"""What it takes to play a run again, and to find out why two results differ: the manifest."""

import hashlib
import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

from sim.base.arithmetic import arithmetic_digest
from sim.report.pieces.head import Head
from sim.report.pieces.manifest import ManifestDocument
from sim.report.pieces.timing import TimingDocument
from sim.report.text import canonical
from sim.report.timing import Timing
from sim.scenario.root import Scenario
from sim.studies.data import named_files
from sim.workload.tables.source import last_digest

PACKAGES = ("tierzero", "numpy", "pydantic", "scipy", "simpy")
"""What a result depends on."""


class Saved(Protocol):
    """A result that is kept: what it is about, its document, and all that may differ next time."""

    @property
    def scenario(self) -> Scenario:
        """What was played, without an arm's overrides."""

    @property
    def written(self) -> Mapping[str, Any]:
        """What of it somebody wrote."""

    @property
    def folder(self) -> Path:
        """What the files that it names are relative to."""

    @property
    def timing(self) -> Timing:
        """When it was played."""

    @property
    def times(self) -> TimingDocument:
        """The timing block."""

    @property
    def engine_reason(self) -> str:
        """Why the engine that the document names has played."""

    @property
    def document(self) -> Head:
        """The result with its seed, replications and engine."""

    def to_json(self) -> str:
        """Return the document as JSON text."""


def manifest(result: Saved, folder: Path, command: Sequence[str]) -> ManifestDocument:
    """Return the manifest of a result.

    Parameters
    ----------
    result
        What was found.
    folder
        Where the manifest will stand; the scenario's own files are found from there.
    command
        The command line that asked for it.
    """
    scenario = played_scenario(result)
    document = result.document
    return {
        "schema": "tierzero.manifest/1",
        "scenario": scenario,
        "written": dict(result.written),
        "folder": os.path.relpath(result.folder, folder),
        "files": file_digests(scenario, result.folder),
        "scenario_hash": scenario_hash(scenario),
        "seed": document["seed"],
        "replications": document["replications"],
        "engine": document["engine"],
        "engine_reason": result.engine_reason,
        "versions": versions(),
        "arithmetic": arithmetic_digest(),
        "command": list(command),
        "timing": result.times,
    }


def played_scenario(result: Saved) -> dict[str, Any]:
    """Return the scenario in full, defaults too, with the replications that were played."""
    scenario = result.scenario.model_dump(mode="json")
    scenario["run"]["replications"] = result.document["replications"]
    return scenario


def file_digests(scenario: dict[str, Any], folder: Path) -> dict[str, str]:
    """Return the SHA-256 digest of each data file as it was last read, by its name.

    Parameters
    ----------
    scenario
        The scenario in full.
    folder
        What the names are relative to.
    """
    names = dict.fromkeys(named_files(scenario))
    digests = {name: last_digest(str((folder / name).resolve())) for name in names}
    return {name: digest for name, digest in digests.items() if digest}


def scenario_hash(scenario: dict[str, Any]) -> str:
    """Return the SHA-256 digest of a scenario in full, in hexadecimal."""
    return hashlib.sha256(canonical(scenario).encode()).hexdigest()


def versions() -> dict[str, str]:
    """Return the platform, and the releases of Python and of what a result depends on."""
    releases = {"python": platform.python_version(), "platform": platform.platform()}
    return releases | {name: _release(name) for name in PACKAGES}


def _release(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # run from the sources, not installed
        return "not installed"
