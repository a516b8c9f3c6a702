"""What the plans of a study have in common: worlds drawn, and bound, once for all of them.

A world is what comes in one replication, whatever the plan. What is bound of it depends on few
sections of an arm; arms that differ in others alone, as in thresholds or people, share it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np
from pydantic_core import to_json

from sim.base.kept import Kept
from sim.engine.bind.bind import bind_world
from sim.engine.bound import Bound
from sim.scenario.root import Scenario
from sim.scenario.sections.demand import Demand
from sim.scenario.values.section import Section
from sim.workload.candidates.multiplier import induced_by_bot
from sim.workload.generate import generate
from sim.workload.workload import Workload

WORLDS_ROOM, BOUND_ROOM = 2**27, 2**29
"""Bytes of worlds, and of what is bound of them, that a process keeps: the planning replications of
a middle-sized desk, which a search goes through again and again."""
BROUGHT = ("run", "timezone", "calendar")
"""Sections of a scenario that a world is made from, besides its demand."""
OF_TYPES = ("share", "volume", "profile", "channels")
"""Fields of inquiry types that it is made from."""
OF_CHANNELS = ("share", "profile")
"""Fields of channels that it is made from."""
ADMITTED = ("multiplier", "multiplier_over", "surges")
"""Fields of the demand that only choose among a world's candidates."""
BOUND = (
    *BROUGHT,
    "demand",
    "channels",
    "inquiry_types",
    "segments",
    "triage",
    "bot",
    "returns",
    "programmes",
)
"""Sections on which bound values depend. What they read of others, `_bound_text` names."""


@dataclass(frozen=True)
class Origin:
    """What an arm's worlds, and what is bound of them, follow from.

    Attributes
    ----------
    scenario
        The arm.
    before
        What is played until a project's launch; None: the arm itself.
    """

    scenario: Scenario
    before: Scenario | None

    @cached_property
    def world(self) -> str:
        """A digest of what its worlds are made from, the size aside."""
        return _digest(_world_text(self.scenario))

    @property
    def key(self) -> tuple[str, str]:
        """What arms agree in that make the same values of a world, the roster aside."""
        return self.world, self.bound

    @cached_property
    def bound(self) -> str:
        """A digest of what the values that are bound of a world depend on, the roster aside."""
        texts = [_bound_text(self.scenario)]
        if self.before is not None:
            texts.append(_bound_text(self.before))
        return _digest(*texts)


def _world_text(scenario: Scenario) -> bytes:
    """Return all of an arm that its worlds are made from."""
    usual = {name: Demand.model_fields[name].get_default() for name in ADMITTED}
    return _text(
        {name: getattr(scenario, name) for name in BROUGHT}
        | {
            "demand": scenario.demand.model_copy(update=usual),
            "channels": _some(scenario.channels, OF_CHANNELS),
            "inquiry_types": _some(scenario.inquiry_types, OF_TYPES),
        }
    )


def _some(sections: Mapping[str, Section], names: Sequence[str]) -> Mapping[str, Any]:
    return {
        key: {name: getattr(section, name) for name in names} for key, section in sections.items()
    }


def _bound_text(scenario: Scenario) -> bytes:
    """Return all of an arm that bound values depend on, the roster aside."""
    people, queues = scenario.people, scenario.queues.values()
    return _text(
        {name: getattr(scenario, name) for name in BOUND}
        | {
            "max_forwards": people.max_forwards,
            "handle_laws": people.handle_laws,
            "assign": any(queue.assign == "uniform" for queue in queues),
            # Of the policy: what it lets the bot be offered, and so induce.
            "induced": induced_by_bot(scenario).tolist(),
        }
    )


def world_of(origin: Origin, seed: int, replication: int, most: float) -> Workload:
    """Return the world of a replication, drawn if it is not kept.

    Parameters
    ----------
    origin
        An arm.
    seed, replication
        The identity of all draws.
    most
        The largest volume multiplier that will be admitted.
    """
    scenario = origin.scenario
    return _WORLDS.get(
        (origin.world, seed, replication, most),
        lambda: generate(scenario, seed, replication, scenario.run.horizon(), most),
    )


def values_of(origin: Origin, workload: Workload) -> Bound:
    """Return what a world comes to under an arm, without a roster, bound if it is not kept.

    Parameters
    ----------
    origin
        The arm.
    workload
        Its world.
    """
    return _BOUND.get(
        (*origin.key, workload.streams, workload.max_multiplier),
        lambda: bind_world(origin.scenario, workload, origin.before),
    )


def forget() -> None:
    """Forget all worlds."""
    _WORLDS.clear()
    _BOUND.clear()


def _text(sections: Mapping[str, Any]) -> bytes:
    return to_json(sections)


def _digest(*texts: bytes) -> str:
    digest = sha256()
    for text in texts:
        digest.update(len(text).to_bytes(8, "little") + text)
    return digest.hexdigest()


def _bytes(thing: object) -> int:
    """Return the bytes of all arrays in a dataclass."""
    if isinstance(thing, np.ndarray):
        return thing.nbytes
    if is_dataclass(thing) and not isinstance(thing, type):
        return sum(_bytes(getattr(thing, field.name)) for field in fields(thing))
    if isinstance(thing, Mapping):
        return sum(map(_bytes, thing.values()))
    return 0


_WORLDS: Kept[Workload] = Kept(WORLDS_ROOM, _bytes)
_BOUND: Kept[Bound] = Kept(BOUND_ROOM, _bytes)
