"""The library of checks, loaded: if it was built from these sources and reads our columns."""

import ctypes
from collections.abc import Callable
from dataclasses import fields
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from sim.base.libraries import CHECKS, source_hash
from sim.base.loading import (
    POINTER,
    Layout,
    NotLoadedError,
    check_sections,
    layout_of,
    lines_of_codes,
    lines_of_table,
    load_functions,
    struct,
)
from sim.engine.journal import (
    Activity,
    Contacts,
    Ending,
    Integrals,
    Legs,
    Outcome,
    Outreach,
    Role,
    Roster,
)
from sim.engine.plan.rules import BuiltIn
from sim.engine.plan.team_plan import ShiftEnd

NAME = "the library of checks"
CODES: tuple[type[IntEnum], ...] = (Ending, Outcome, Role, Outreach, Activity, ShiftEnd, BuiltIn)


class Library(NamedTuple):
    """The library.

    Attributes
    ----------
    plan
        Class of the struct `Plan` of `checks.h`.
    find
        Its function `checks_find`.
    """

    plan: type[ctypes.Structure]
    find: Callable[..., int]


@cache
def loaded() -> Library | None:
    """Return the library that was built; None: there is none that fits, and Python checks."""
    try:
        return load()
    except NotLoadedError:
        return None


@lru_cache
def load(path: Path = CHECKS) -> Library:
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
    takes = (*[POINTER] * 6, ctypes.c_double, POINTER, POINTER)
    digest = source_hash(CHECKS)
    find: dict[str, tuple[Any, Any]] = {"find": (ctypes.c_int, takes)}
    functions = load_functions(path, digest, NAME, "checks_", find)
    layout = layout_of(functions)
    check_layout(layout)
    return Library(struct("plan", layout["plan"]), functions["find"])


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
        "roster": lines_of_table(Roster),
        "integrals": [f"numbers {column.name}" for column in fields(Integrals)],
        **lines_of_codes(CODES),
    }
    check_sections(layout, ours, NAME)
