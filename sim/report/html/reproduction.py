"""How to get the same numbers again."""

import shlex
from dataclasses import dataclass

from sim.report.documents import ResultDocument
from sim.report.pieces.manifest import ManifestDocument


@dataclass(frozen=True)
class Reproduction:
    """What a run was made from.

    Attributes
    ----------
    command
        The command line.
    seed, replications, engine
        As the result says.
    scenario_hash
        SHA-256 of the scenario in full.
    versions
        Releases by package.
    """

    command: str
    seed: int
    replications: int
    engine: str
    scenario_hash: str
    versions: dict[str, str]


def reproduction(document: ResultDocument, manifest: ManifestDocument) -> Reproduction:
    """Return what it takes to play a result again.

    Parameters
    ----------
    document
        The result.
    manifest
        Its manifest, which has the command line and all releases.
    """
    return Reproduction(
        command=shlex.join(["tierzero", *manifest["command"][1:]]),
        seed=document["seed"],
        replications=document["replications"],
        engine=document["engine"],
        scenario_hash=manifest["scenario_hash"],
        versions=manifest["versions"],
    )
