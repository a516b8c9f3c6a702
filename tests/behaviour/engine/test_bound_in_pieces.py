"""Large desks are bound piece by piece: the same values as at once."""

from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pytest

import sim
from sim.engine.bind import cases, contact_rows
from sim.engine.bind.bind import bind_world
from sim.engine.bind.joined import joined
from sim.studies.experiment import make_experiment
from sim.studies.worlds import world_of

SHORT = ["demand.multiplier=20 %", "run.warm_up=0 weeks", "run.window=1 week"]
PROJECT = ["demand.multiplier=5 %", "run.kind=project", "run.months=1", "run.as_of=null"]


def content(thing: Any) -> Any:
    if is_dataclass(thing):
        return [content(getattr(thing, field.name)) for field in fields(thing)]
    return (thing.shape, thing.tobytes()) if isinstance(thing, np.ndarray) else thing


@pytest.mark.parametrize(
    ("preset", "settings"),
    [
        *((preset, SHORT) for preset in ("telecom", "saas", "retailer", "bank")),
        *((preset, PROJECT) for preset in ("telecom", "saas", "retailer")),
    ],
)
def test_in_pieces_it_is_the_same(
    preset: str, settings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arm = make_experiment(sim.load(preset, settings), code="none").arms[-1]
    world = world_of(arm.origin, 1, 0, 6.0)
    whole = bind_world(arm.scenario, world, arm.before)
    assert len(whole.cases) > 200
    monkeypatch.setattr(cases, "AT_ONCE", 97)
    monkeypatch.setattr(contact_rows, "AT_ONCE", 40)
    assert content(bind_world(arm.scenario, world, arm.before)) == content(whole)


def test_what_is_joined_is_let_go_of() -> None:
    parts = [np.arange(3), np.arange(0), np.arange(5)]
    assert joined(parts).tolist() == [0, 1, 2, 0, 1, 2, 3, 4]
    assert not parts
