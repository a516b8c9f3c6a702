"""The library, loaded: if it was built from these sources and reads columns as we write them."""

import ctypes
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.bound import ContactValues, LegValues
from sim.engine.columns import Columns
from sim.engine.journal import Contacts, Ending, Legs, Outcome, Outreach, Role
from sim.engine.kernel.build import LIBRARY, source_hash
from sim.engine.plan.channel_plan import BotHours
from sim.engine.plan.queue_plan import Assign
from sim.engine.plan.review_plan import Reviewed
from sim.engine.plan.rules import BuiltIn, Relation
from sim.engine.plan.team_plan import ShiftEnd
from sim.engine.timeline import Change
from sim.scenario.values.observables import OBSERVABLES

POINTER = ctypes.c_void_p
CTYPES: Mapping[str, Any] = {
    "count": ctypes.c_int64,
    "number": ctypes.c_double,
    "codes": POINTER,
    "numbers": POINTER,
    "sums": POINTER,
}
KINDS: Mapping[object, str] = {Integers: "codes", Floats: "numbers", Flags: "flags"}
CODES: tuple[type[IntEnum], ...] = (
    Ending,
    Outcome,
    Role,
    Outreach,
    Assign,
    ShiftEnd,
    BotHours,
    Reviewed,
    Relation,
    BuiltIn,
    Change,
)

Layout = Mapping[str, Sequence[str]]
"""Lines of a library's layout by section."""


class NotLoadedError(Exception):
    """The library is not there or does not fit; the text says why, and what to do."""


class Library(NamedTuple):
    """The kernel's functions and the structs that they read.

    Attributes
    ----------
    plan, store, run
        Classes of the structs of `kernel.h`.
    functions
        The functions by name, `kernel_` left out.
    """

    plan: type[ctypes.Structure]
    store: type[ctypes.Structure]
    run: type[ctypes.Structure]
    functions: Mapping[str, Callable[..., Any]]


@lru_cache
def load(path: Path = LIBRARY) -> Library:
    """Load the library.

    Parameters
    ----------
    path
        Where it is.

    Raises
    ------
    NotLoadedError
        When it is not there, was built from other sources, or reads other columns.
    """
    remedy = "`python -m sim.engine.kernel` builds it"
    if not path.exists():
        raise NotLoadedError(f"the compiled engine is not built; {remedy}")
    try:
        library = ctypes.CDLL(str(path))
        functions = _functions(library)
    except (OSError, AttributeError) as error:
        raise NotLoadedError(f"the compiled engine cannot be loaded: {error}; {remedy}") from error
    if functions["hash"]() != f"h{source_hash()}".encode():
        raise NotLoadedError(f"the compiled engine is older than its sources; {remedy} anew")
    layout = _layout(functions["layout"]().decode())
    check_layout(layout)
    structs = {name: _struct(name, layout[name]) for name in ("plan", "store", "run")}
    return Library(**structs, functions=functions)


def check_layout(layout: Layout) -> None:
    """Check that a library's columns and codes are ours.

    Raises
    ------
    NotLoadedError
        When one is not.
    """
    ours = {
        "contacts": _columns(Contacts),
        "legs": _columns(Legs),
        "contact_values": [f"numbers {name}" for name in ContactValues._fields],
        "leg_values": [f"numbers {name}" for name in LegValues._fields],
        "observables": [observable.name for observable in OBSERVABLES],
        **{codes.__name__: [code.name for code in codes] for codes in CODES},
    }
    for section, lines in ours.items():
        if list(layout.get(section, ())) != lines:
            raise NotLoadedError(f"the compiled engine has other {section}: its sources are old")
    for codes in CODES:
        assert list(codes) == list(range(len(codes))), codes


def _columns(table: type[Columns]) -> list[str]:
    return [f"{KINDS[column.type]} {column.name}" for column in fields(table)]


def _layout(text: str) -> Layout:
    sections: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), [])
        else:
            section.append(line)
    return sections


def _struct(name: str, lines: Sequence[str]) -> type[ctypes.Structure]:
    pairs = [line.split() for line in lines]
    members = [(field, CTYPES[kind]) for kind, field in pairs]
    return type(name.title(), (ctypes.Structure,), {"_fields_": members})


def _functions(library: ctypes.CDLL) -> dict[str, Callable[..., Any]]:
    whole, number, text = ctypes.c_int64, ctypes.c_double, ctypes.c_char_p
    signatures: dict[str, tuple[Any, list[Any]]] = {
        "hash": (text, []),
        "layout": (text, []),
        "begin": (POINTER, [POINTER] * 5),
        "play": (ctypes.c_int, [POINTER, whole]),
        "problem": (text, [POINTER]),
        "close": (number, [POINTER]),
        "contacts": (whole, [POINTER]),
        "legs": (whole, [POINTER]),
        "write_contacts": (ctypes.c_int, [POINTER, POINTER]),
        "write_legs": (ctypes.c_int, [POINTER, POINTER]),
        "free": (None, [POINTER]),
    }
    functions = {}
    for name, (returns, takes) in signatures.items():
        function = getattr(library, f"kernel_{name}")
        function.restype, function.argtypes = returns, takes
        functions[name] = function
    return functions
