"""The keys that a part of the scenario may have."""

from collections.abc import Iterator, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


def keys_at(model: type[BaseModel], path: Sequence[str]) -> list[str]:
    """Return the fields that can stand at a path below a model; none where keys are free names."""
    kinds = _kinds_at(model, path)
    return [field for kind in kinds if _is_model(kind) for field in kind.model_fields]


def is_list_at(model: type[BaseModel], path: Sequence[str]) -> bool:
    """Return whether a list, and nothing else, can stand at a path below a model."""
    kinds = [kind for kind in _kinds_at(model, path) if kind is not NoneType]
    return bool(kinds) and all(get_origin(kind) is tuple for kind in kinds)


def _kinds_at(model: type[BaseModel], path: Sequence[str]) -> list[Any]:
    kinds: list[Any] = [model]
    for step in path:
        kinds = [inner for kind in kinds for inner in _step(kind, step)]
    return kinds


def _step(kind: Any, step: str) -> Iterator[Any]:
    if _is_model(kind):
        if step in kind.model_fields:
            yield from _alternatives(kind.model_fields[step].annotation)
    elif get_origin(kind) in (dict, tuple):
        position = 1 if get_origin(kind) is dict else 0
        yield from _alternatives(get_args(kind)[position])


def _alternatives(kind: Any) -> Iterator[Any]:
    """Return the members of a union, without their annotations."""
    if get_origin(kind) is Annotated:
        yield from _alternatives(get_args(kind)[0])
    elif get_origin(kind) in (Union, UnionType):
        for member in get_args(kind):
            yield from _alternatives(member)
    else:
        yield kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
