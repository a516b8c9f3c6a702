"""How to get the same numbers again."""

import shlex
from dataclasses import dataclass
from typing import Any


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


def reproduction(document: dict[str, Any], manifest: dict[str, Any]) -> Reproduction:
    """Return what it takes to play a result again."""
    return Reproduction(
        command=shlex.join(["tierzero", *manifest["command"][1:]]),
        seed=document["seed"],
        replications=document["replications"],
        engine=document["engine"],
        scenario_hash=manifest["scenario_hash"],
        versions=manifest["versions"],
    )
