"""How to get the same numbers again."""

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Reproduction:
    """What a run was made from.

    Attributes
    ----------
    command
        The command line, as far as it is known.
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
    program, *words = manifest["command"]
    return Reproduction(
        command=shlex.join([Path(program).stem, *words]),
        seed=document["seed"],
        replications=document["replications"],
        engine=document["engine"],
        scenario_hash=manifest["scenario_hash"],
        versions=manifest["versions"],
    )
