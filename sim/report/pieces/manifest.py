"""The manifest that stands beside a result."""

from typing import Any, Literal

from typing_extensions import TypedDict

from sim.report.pieces.timing import TimingDocument


class ManifestDocument(TypedDict):
    """What it takes to play a run again, and to find out why two results differ."""

    schema: Literal["tierzero.manifest/1"]
    """Name of this document's schema."""
    scenario: dict[str, Any]
    """The scenario in full, defaults too; `tierzero schema` says its shape."""
    written: dict[str, Any]
    """What of it somebody wrote, bases and settings included; the rest are defaults."""
    folder: str
    """What the files that the scenario names are relative to, seen from the manifest."""
    files: dict[str, str]
    """SHA-256 of each data file, in hexadecimal, by its name in the scenario."""
    scenario_hash: str
    """SHA-256 of the scenario in full, in hexadecimal."""
    seed: int
    """Seed of all draws."""
    replications: int
    """How many replications were played of each desk."""
    engine: str
    """What played the model."""
    engine_reason: str
    """Why that engine played."""
    versions: dict[str, str]
    """Releases by package, Python and platform among them."""
    arithmetic: str
    """SHA-256 of a thousand exponentials, logarithms, powers and quantiles, in hexadecimal: where
    it differs, results may differ in their last bits."""
    command: list[str]
    """The command line that asked for it."""
    timing: TimingDocument
    """When it was played."""
