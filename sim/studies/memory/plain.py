"""Answers as bytes, without code: text says their structure, columns stand as they are in memory.

Reading makes only values, arrays, and the dataclasses and named tuples of this package.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from struct import Struct
from typing import Any, Literal

import numpy as np

_LENGTH = Struct("<Q")


def encode(value: Any) -> bytes:
    """Return a value as bytes.

    Parameters
    ----------
    value
        Numbers, texts, arrays, tuples, lists, mappings, frozen sets of texts, and dataclasses and
        named tuples of this package.

    Raises
    ------
    TypeError
        When it holds anything else.
    """
    columns: list[bytes] = []
    head = json.dumps(_written(value, columns), separators=(",", ":")).encode()
    return b"".join((_LENGTH.pack(len(head)), head, *columns))


def decode(data: bytes) -> Any:
    """Return the value that `encode` wrote, the same to the last bit.

    Raises
    ------
    ValueError
        When the bytes are not what `encode` writes.
    """
    start = _LENGTH.size + _LENGTH.unpack_from(data)[0]
    return _read(json.loads(data[_LENGTH.size : start]), _Columns(data, start))


class _Columns:
    """The columns of an answer, taken one after the other."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data = data
        self._start = start

    def take(self, dtype: str, shape: list[int], order: Any) -> np.ndarray[Any, Any]:
        kind, count = np.dtype(dtype), int(np.prod(shape, dtype=np.int64))
        flat = np.frombuffer(self._data, kind, count, self._start)
        self._start += count * kind.itemsize
        return flat.reshape(shape, order=order).copy(order="K")


def _written(value: Any, columns: list[bytes]) -> Any:
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if kind is np.ndarray:
        return _column(value, columns)
    if kind in (tuple, list):
        return [kind.__name__, *(_written(each, columns) for each in value)]
    if kind is frozenset:
        return ["frozenset", *sorted(value)]
    if isinstance(value, Mapping):
        return ["dict", *(_written(part, columns) for pair in value.items() for part in pair)]
    return [_name(kind), *(_written(part, columns) for part in _parts(value))]


def _column(array: np.ndarray[Any, Any], columns: list[bytes]) -> Any:
    if array.dtype.hasobject:
        raise TypeError("an array of objects has no plain bytes")
    order: Literal["C", "F"] = (
        "F" if array.flags.f_contiguous and not array.flags.c_contiguous else "C"
    )
    columns.append(array.tobytes(order))
    return ["array", array.dtype.str, list(array.shape), order]


def _parts(value: Any) -> Iterator[Any]:
    if is_dataclass(value):
        yield from (getattr(value, field.name) for field in fields(value))
    else:
        yield from value


def _name(kind: type) -> str:
    """Return the name by which a class is found again."""
    name = f"{kind.__module__}:{kind.__qualname__}"
    if _class(name) is not kind:
        raise TypeError(f"a {kind.__qualname__} is not plain")
    return name


@cache
def _class(name: str) -> type | None:
    """Return the dataclass or named tuple of this package that has a name; None: there is none."""
    module, _, own = name.partition(":")
    if module.partition(".")[0] != "sim":
        return None
    found = getattr(import_module(module), own, None)
    is_named_tuple = isinstance(found, type) and issubclass(found, tuple) and found is not tuple
    return found if is_dataclass(found) or is_named_tuple else None


def _read(written: Any, columns: _Columns) -> Any:
    if not isinstance(written, list):
        return written
    name, *rest = written
    if name == "array":
        return columns.take(*rest)
    if name == "frozenset":
        return frozenset(rest)
    values = [_read(each, columns) for each in rest]
    if name == "list":
        return values
    if name == "tuple":
        return tuple(values)
    if name == "dict":
        return dict(zip(values[::2], values[1::2], strict=True))
    kind = _class(name)
    if kind is None:
        raise ValueError(f"{name} is not plain")
    return kind(*values)
