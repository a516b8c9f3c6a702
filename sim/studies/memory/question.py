"""What exactly is asked of a replication? A key that holds all on which the answer depends.

Values are told with their types, names and last bits, and sections of a scenario in their order,
which decides who is asked first. What follows from a scenario by the code alone, as its plan does,
is left out: another code is another memory.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import partial
from pathlib import Path
from types import MethodType
from typing import Any

import numpy as np
from pydantic import BaseModel

from sim.studies.experiment import Arm, Experiment


def key_of(function: Callable[[int], Any]) -> bytes:
    """Return the SHA-256 of what a function asks of every replication.

    Parameters
    ----------
    function
        A method of an experiment, or a function with its first arguments given.

    Raises
    ------
    TypeError
        When it holds something that has no exact description.
    """
    return hashlib.sha256(json.dumps(_told(function), ensure_ascii=False).encode()).digest()


def _told(value: Any) -> Any:
    """Return a value as JSON that no other value has."""
    if value is None or type(value) in (bool, int, str):
        return value
    if isinstance(value, float):
        return {"float": value.hex()}
    for kinds, tell in _TELLS:
        if isinstance(value, kinds):
            return [type(value).__qualname__, tell(value)]
    if is_dataclass(value):
        return [type(value).__qualname__, _fields(value, [each.name for each in fields(value)])]
    if callable(value):
        return f"{value.__module__}:{value.__qualname__}"
    raise TypeError(f"a {type(value).__name__} cannot be told exactly")


def _fields(value: Any, names: Iterable[str]) -> Any:
    return [[name, _told(getattr(value, name))] for name in names]


def _arm(arm: Arm) -> Any:
    played = (arm.name, arm.scenario, arm.before, tuple(arm.people_changes))
    return [*map(_told, played), *map(_code, (arm.scenario, arm.before))]


def _code(scenario: Any) -> str | None:
    """Return the digest of the file with a scenario's policy in Python; None: there is none."""
    if scenario is None or scenario.policy.python is None:
        return None
    file = Path(scenario.policy.python.rpartition(":")[0])
    return hashlib.sha256(file.read_bytes()).hexdigest()


_TELLS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (partial, lambda asked: [_told(asked.func), *map(_told, asked.args), _told(asked.keywords)]),
    (MethodType, lambda method: [method.__func__.__qualname__, _told(method.__self__)]),
    (Experiment, lambda own: [own.seed, own.engine, *map(_arm, own.arms)]),
    (BaseModel, lambda model: _fields(model, type(model).model_fields)),
    (Mapping, lambda pairs: [[_told(key), _told(value)] for key, value in pairs.items()]),
    (tuple | list, lambda values: [_told(value) for value in values]),
    (set | frozenset, lambda values: sorted(json.dumps(_told(value)) for value in values)),
    (np.ndarray, lambda array: [array.dtype.str, array.shape, array.tobytes().hex()]),
    (Enum, lambda member: member.name),
    (datetime | date | time, lambda moment: moment.isoformat()),
    (timedelta, lambda span: [span.days, span.seconds, span.microseconds]),
)
