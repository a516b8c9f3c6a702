"""How much work is done, in counts that no machine changes: calls, events, bytes."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from simpy import Environment

from sim.engine import Bound, Plan
from sim.engine.kernel.library import load
from sim.engine.kernel.playing import play
from support.places import REPOSITORY


def count_calls(
    monkeypatch: pytest.MonkeyPatch, functions: Iterable[Callable[..., Any]]
) -> Counter[str]:
    """Count the calls of functions from now on, by name, from whatever module of ours."""
    _import_all()
    calls: Counter[str] = Counter()
    for function in functions:
        counting = _counting(function, calls)
        for name, module in list(sys.modules.items()):
            if name.startswith("sim.") and vars(module).get(function.__name__) is function:
                monkeypatch.setattr(module, function.__name__, counting)
    return calls


def _import_all() -> None:
    """Import every module: one that is imported later would keep what counts for ever."""
    for path in (REPOSITORY / "sim").rglob("*.py"):
        if path.stem != "__main__":
            names = path.relative_to(REPOSITORY).with_suffix("").parts
            import_module(".".join(names).removesuffix(".__init__"))


def _counting(function: Callable[..., Any], calls: Counter[str]) -> Callable[..., Any]:
    def counting(*values: Any, **named: Any) -> Any:
        calls[function.__name__] += 1
        return function(*values, **named)

    return counting


def kernel_events(plan: Plan, bound: Bound) -> int:
    """How many events the kernel plays: it is asked for one at a time."""
    library, slices = load(), 0
    play_on = library.functions["play"]

    def counting(state: int, events: int) -> int:
        nonlocal slices
        slices += 1
        return play_on(state, events)

    counted = library._replace(functions={**library.functions, "play": counting})
    play(plan, bound, counted, slice_of=1)
    return slices


def simpy_events(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the events that SimPy processes from now on, as `step`."""
    events: Counter[str] = Counter()
    monkeypatch.setattr(Environment, "step", _counting(Environment.step, events))
    return events


def size_of(value: Any) -> int:
    """Bytes of all arrays in a table, and in tables of tables."""
    if isinstance(value, np.ndarray):
        return value.nbytes
    if is_dataclass(value):
        return sum(size_of(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, tuple | list):
        return sum(map(size_of, value))
    return 0
