"""The library, loaded: if it was built from these sources and reads columns as we write them."""

import ctypes
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sim.base.libraries import KERNEL, source_hash
from sim.base.loading import (
    POINTER,
    Functions,
    Layout,
    Signatures,
    check_sections,
    layout_of,
    lines_of_codes,
    lines_of_table,
    load_functions,
    struct,
)
from sim.engine.bound import ContactValues, LegValues
from sim.engine.journal import Contacts, Ending, Legs, Outcome, Outreach, Role
from sim.engine.plan.channel_plan import BotHours
from sim.engine.plan.queue_plan import Assign
from sim.engine.plan.review_plan import Reviewed
from sim.engine.plan.rules import BuiltIn, Relation
from sim.engine.plan.team_plan import ShiftEnd
from sim.engine.timeline import Change
from sim.scenario.values.observables import OBSERVABLES

NAME = "the compiled engine"
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

SIGNATURES: Signatures = {
    "begin": (POINTER, [POINTER] * 5),
    "play": (ctypes.c_int, [POINTER, ctypes.c_int64]),
    "problem": (ctypes.c_char_p, [POINTER]),
    "close": (ctypes.c_double, [POINTER]),
    "contacts": (ctypes.c_int64, [POINTER]),
    "legs": (ctypes.c_int64, [POINTER]),
    "write_contacts": (ctypes.c_int, [POINTER, POINTER]),
    "write_legs": (ctypes.c_int, [POINTER, POINTER]),
    "free": (None, [POINTER]),
}


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
    functions: Functions


@lru_cache
def load(path: Path = KERNEL) -> Library:
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
    functions = load_functions(path, source_hash(KERNEL), NAME, "kernel_", SIGNATURES)
    layout = layout_of(functions)
    check_layout(layout)
    structs = {name: struct(name, layout[name]) for name in ("plan", "store", "run")}
    return Library(**structs, functions=functions)


def check_layout(layout: Layout) -> None:
    """Check that a library's columns and codes are ours.

    Raises
    ------
    NotLoadedError
        When one is not.
    """
    ours = {
        "contacts": lines_of_table(Contacts),
        "legs": lines_of_table(Legs),
        "contact_values": [f"numbers {name}" for name in ContactValues._fields],
        "leg_values": [f"numbers {name}" for name in LegValues._fields],
        "observables": [observable.name for observable in OBSERVABLES],
        **lines_of_codes(CODES),
    }
    check_sections(layout, ours, NAME)
