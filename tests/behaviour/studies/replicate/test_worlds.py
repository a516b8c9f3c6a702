"""What plans share: a kept world, or what is bound of it, is never another plan's."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any, Literal, get_args, get_origin

import numpy as np
import pytest

import sim
from sim.base.kept import Kept
from sim.engine.bind.bind import bind_world
from sim.scenario.root import Scenario
from sim.scenario.values.section import Section
from sim.studies.worlds import Origin
from sim.workload.candidates.multiplier import largest_multiplier
from sim.workload.generate import generate
from sim.workload.workload import Workload

SHORT = {
    "demand": {"multiplier": 0.02},
    "run": {"warm_up": "0 weeks", "window": "1 week", "run_out": "0 weeks"},
}
CHEAP = {"replications", "outlook", "seed", "months", "window", "warm_up", "run_out", "start"}
"""Fields of the run that make it longer, or name its draws."""


def others(annotation: Any, value: Any) -> Iterator[Any]:
    """Other values of a field."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, float) and np.isfinite(value):
        yield value * 0.75 + 0.125 * (value <= 1)
    elif isinstance(value, date):
        yield value + timedelta(days=1)
    for option in literals(annotation):
        if option != value:
            yield option


def literals(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    for argument in get_args(annotation):
        if get_origin(argument) is not None:
            yield from literals(argument)


def changed(section: Any, annotation: Any = None) -> Iterator[tuple[str, Any]]:
    """Yield a section with one value in it changed, and where, for each value."""
    if isinstance(section, Section):
        for name, field in type(section).model_fields.items():
            if name in CHEAP or name == "arms":
                continue
            for path, other in changed(getattr(section, name), field.annotation):
                yield f".{name}{path}", section.model_copy(update={name: other})
    elif isinstance(section, Mapping):
        for key in section:
            for path, other in changed(section[key], annotation):
                yield f".{key}{path}", {**section, key: other}
    elif isinstance(section, tuple) and section and isinstance(section[0], Section):
        for place, each in enumerate(section):
            for path, other in changed(each, annotation):
                yield f"[{place}]{path}", (*section[:place], other, *section[place + 1 :])
    else:
        for other in others(annotation, section):
            yield f"={other}", other


def drawn(scenario: Scenario) -> Workload:
    most = max(1.0, largest_multiplier(scenario))
    return generate(scenario, 1, 0, scenario.run.horizon(), most)


def content(thing: Any) -> Any:
    """All arrays of a table of tables."""
    if is_dataclass(thing):
        return [content(getattr(thing, field.name)) for field in fields(thing)]
    return thing.tobytes() if isinstance(thing, np.ndarray) else thing


PRESETS = ("bank", "retailer", "saas", "telecom")


@pytest.mark.parametrize(
    ("preset", "step"),
    [
        *((preset, 6) for preset in PRESETS),
        *(pytest.param(preset, 1, marks=pytest.mark.slow) for preset in PRESETS),
    ],
)
def test_a_field_changes_the_key_or_no_byte(preset: str, step: int) -> None:
    """Of the fields that leave the key alone, each `step`-th is bound to see it."""
    scenario = next(reversed(sim.load(preset, SHORT).arms.values()))
    origin, world = Origin(scenario, None), drawn(scenario)
    bound = content(bind_world(scenario, world))
    shared, apart = [], []
    for path, other in changed(scenario):
        theirs = Origin(other, None)
        if (theirs.world, theirs.bound) != (origin.world, origin.bound):
            apart.append(path)
            continue
        shared.append(path)
        if len(shared) % step == 0:
            their_world = drawn(other)
            assert content(their_world.candidates) == content(world.candidates), path
            assert content(bind_world(other, their_world)) == bound, path
    # Both kinds are there: prices and thresholds; what customers and the bot are like.
    assert len(shared) > 40
    assert len(apart) > 40
    assert any(path.startswith(".money.") for path in shared)
    assert any(path.startswith(".people.") for path in shared)
    assert any(path.startswith(".inquiry_types.") for path in apart)


def test_what_was_not_used_for_longest_goes() -> None:
    kept: Kept[bytes] = Kept(100, len)
    made: list[str] = []

    def get(key: str, size: int = 40) -> bytes:
        return kept.get(key, lambda: (made.append(key), bytes(size))[1])

    get("a"), get("b"), get("a"), get("c")
    assert made == ["a", "b", "c"]
    get("a"), get("c")
    assert made == ["a", "b", "c"]
    get("b")
    assert made == ["a", "b", "c", "b"]


def test_what_fills_the_room_is_not_kept() -> None:
    kept: Kept[bytes] = Kept(100, len)
    kept.get("small", lambda: bytes(40))
    kept.get("large", lambda: bytes(60))
    assert kept.get("small", lambda: b"made anew") == bytes(40)
    assert kept.get("large", lambda: b"made anew") == b"made anew"
