"""What the compiled libraries have in common: loaded if they fit, and given structs of columns.

Each says as text from which sources it was built and how its structs are laid out, and is loaded
only where that is what we have: a section of the text is a list of lines, one a member or code.
"""

import ctypes
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from enum import IntEnum
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.base.arrays import Flags, Floats, Integers

POINTER = ctypes.c_void_p
CTYPES: Mapping[str, Any] = {
    "count": ctypes.c_int64,
    "number": ctypes.c_double,
    "codes": POINTER,
    "numbers": POINTER,
    "flags": POINTER,
    "sums": POINTER,
}
KINDS: Mapping[object, str] = {Integers: "codes", Floats: "numbers", Flags: "flags"}
REMEDY = "`python -m sim.engine.kernel` builds it"

Functions = Mapping[str, Callable[..., Any]]
Signatures = Mapping[str, tuple[Any, Sequence[Any]]]
"""What each function of a library returns and takes."""
Layout = Mapping[str, Sequence[str]]
"""Lines of a library's layout by section."""
Values = Mapping[str, ArrayLike]


class NotLoadedError(Exception):
    """The library is not there or does not fit; the text says why, and what to do."""


class Packed(NamedTuple):
    """A struct of a library.

    Attributes
    ----------
    struct
        What the library is given.
    kept
        The arrays that it points to, which must live as long.
    """

    struct: ctypes.Structure
    kept: Mapping[str, NDArray[Any]]

    @property
    def address(self) -> ctypes.c_void_p:
        """Where it is."""
        return ctypes.c_void_p(ctypes.addressof(self.struct))


class Remembered:
    """Structs by the identity of what they were made from: a plan plays many replications."""

    def __init__(self) -> None:
        self._made: dict[int, Packed] = {}

    def of(self, source: object, make: Callable[[], Packed]) -> Packed:
        """Return the struct of a source, made at the first call and kept while the source lives.

        Parameters
        ----------
        source
            What it is made from.
        make
            What makes it.
        """
        known = self._made.get(id(source))
        if known is None:
            known = self._made[id(source)] = make()
            weakref.finalize(source, self._made.pop, id(source), None)
        return known


def load_functions(
    path: Path, digest: str, name: str, prefix: str, signatures: Signatures
) -> Functions:
    """Return the functions of a library, by name without the prefix.

    Parameters
    ----------
    path
        Where it is.
    digest
        What its sources are.
    name
        What messages call it.
    prefix
        What the names of its functions begin with.
    signatures
        Its functions, besides `hash` and `layout`.

    Raises
    ------
    NotLoadedError
        When it is not there, or was built from other sources.
    """
    if not path.exists():
        raise NotLoadedError(f"{name} is not built; {REMEDY}")
    text: tuple[Any, Sequence[Any]] = (ctypes.c_char_p, ())
    functions = {}
    try:
        library = ctypes.CDLL(str(path))
        for each, (returns, takes) in {"hash": text, "layout": text, **signatures}.items():
            function = functions[each] = getattr(library, prefix + each)
            function.restype, function.argtypes = returns, list(takes)
    except (OSError, AttributeError) as error:
        raise NotLoadedError(f"{name} cannot be loaded: {error}; {REMEDY}") from error
    if functions["hash"]() != f"h{digest}".encode():
        raise NotLoadedError(f"{name} is older than its sources; {REMEDY} anew")
    return functions


def layout_of(functions: Functions) -> Layout:
    """Return how the structs of a library are laid out, and its codes."""
    sections: dict[str, list[str]] = {}
    for line in functions["layout"]().decode().splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), [])
        else:
            section.append(line)
    return sections


def check_sections(layout: Layout, ours: Layout, name: str) -> None:
    """Check that sections of a library's layout are ours.

    Raises
    ------
    NotLoadedError
        When one is not.
    """
    for section, lines in ours.items():
        if list(layout.get(section, ())) != list(lines):
            raise NotLoadedError(f"{name} has other {section}: its sources are old")


def lines_of_table(table: type[Any]) -> list[str]:
    """Return the lines of the columns of a table, a dataclass of arrays."""
    return [f"{KINDS[column.type]} {column.name}" for column in fields(table)]


def lines_of_codes(codes: Iterable[type[IntEnum]]) -> dict[str, list[str]]:
    """Return the lines of enumerations by name, each of which counts from 0."""
    for each in codes:
        assert list(each) == list(range(len(each))), each
    return {each.__name__: [code.name for code in each] for each in codes}


def struct(name: str, lines: Sequence[str]) -> type[ctypes.Structure]:
    """Return the class of a struct with members by the lines of its section."""
    pairs = [line.split() for line in lines]
    members = [(field, CTYPES[kind]) for kind, field in pairs]
    return type(name.title(), (ctypes.Structure,), {"_fields_": members})


def packed(kind: type[ctypes.Structure], values: Values) -> Packed:
    """Return a struct with the values of all of its fields, by name."""
    kept: dict[str, NDArray[Any]] = {}
    filled = kind()
    for name, member, *_ in kind._fields_:
        value = values[name]
        if member is POINTER:
            kept[name] = array = _column(value)
            value = array.ctypes.data
        setattr(filled, name, value)
    return Packed(filled, kept)


def _column(values: ArrayLike) -> NDArray[Any]:
    array = np.asarray(values)
    whole = array.dtype.kind in "bi"
    return np.ascontiguousarray(array, dtype=np.int64 if whole else np.float64)


def codes(values: Iterable[int]) -> Integers:
    """Return whole numbers as a column, which may be empty."""
    return np.array(list(values), dtype=np.int64)


def starts(lengths: Iterable[int]) -> Integers:
    """Return where each of several lists begins in the column of all, and where the last ends."""
    return np.concatenate(([0], np.cumsum(codes(lengths), dtype=np.int64)))
