"""A plan and what is bound, played by the kernel into a journal."""

import ctypes
from dataclasses import fields
from functools import cache
from typing import TypeVar

import numpy as np

from sim.base.loading import NotLoadedError, Packed, Remembered, packed
from sim.engine.bound import Bound
from sim.engine.columns import DTYPES, Columns
from sim.engine.journal import Contacts, Integrals, Journal, Legs
from sim.engine.kernel.library import Library, load
from sim.engine.kernel.packing import empty_integrals, plan_values, run_values, store_values
from sim.engine.plan.plan import Plan

DONE, GOES_ON = 0, 1
SLICE = 1 << 16
"""Events between which signals are heard."""
_PLANS = Remembered()

Table = TypeVar("Table", bound=Columns)


class KernelError(Exception):
    """The kernel could not go on; the text says why."""


def obstacle(plan: Plan) -> str | None:
    """Return why the kernel cannot play a plan on this machine; None: it can.

    Parameters
    ----------
    plan
        The plan.
    """
    if plan.policy.hook is not None:
        return "a policy in Python plays on SimPy alone"
    if plan.before is not None and plan.before.policy.hook is not None:
        return "a policy in Python, before the launch, plays on SimPy alone"
    return not_loaded()


@cache
def not_loaded() -> str | None:
    """Return why there is no compiled engine on this machine; None: there is."""
    try:
        load()
    except NotLoadedError as error:
        return str(error)
    return None


def play(
    plan: Plan, bound: Bound, library: Library | None = None, slice_of: int = SLICE
) -> Journal:
    """Play one replication of a plan and return its journal.

    Parameters
    ----------
    plan
        What management decides, in numbers; without a policy in Python.
    bound
        The values that the world's draws take under this plan, and the roster.
    library
        What plays. Default: the library that was built.
    slice_of
        Events that are played before signals are heard again.

    Raises
    ------
    NotLoadedError
        When the library is not there or does not fit.
    KernelError
        When it fails: memory, or a limit that its text names.
    """
    library = library or load()
    integrals = empty_integrals(plan)
    run = packed(library.run, run_values(plan, bound, integrals))
    first = _packed(library, plan, bound)
    before = _packed(library, plan.before, bound.before)
    state = library.functions["begin"](
        run.address, *(part.address if part else None for part in (*first, *before))
    )
    if not state:
        raise KernelError("the compiled engine has not enough memory")
    try:
        # What was packed lives as long as this function: the kernel reads it.
        _play_on(library, state, slice_of)
        return _journal(library, state, bound, integrals)
    finally:
        library.functions["free"](state)


def _packed(
    library: Library, plan: Plan | None, bound: Bound | None
) -> tuple[Packed | None, Packed | None]:
    if plan is None or bound is None:
        return None, None
    first = _PLANS.of(plan, lambda: packed(library.plan, plan_values(plan)))
    return first, packed(library.store, store_values(bound))


def _play_on(library: Library, state: int, slice_of: int) -> None:
    play_on = library.functions["play"]
    while (status := play_on(state, slice_of)) == GOES_ON:
        pass
    if status != DONE:
        problem = library.functions["problem"](state).decode()
        raise KernelError(f"the compiled engine cannot go on: {problem}")


def _journal(library: Library, state: int, bound: Bound, integrals: Integrals) -> Journal:
    end = library.functions["close"](state)
    contacts = _table(library, state, "contacts", Contacts)
    legs = _table(library, state, "legs", Legs)
    return Journal(contacts, legs, bound.roster.until(end), integrals, end)


def _table(library: Library, state: int, name: str, table: type[Table]) -> Table:
    rows = library.functions[name](state)
    columns = {column.name: np.empty(rows, DTYPES[column.type]) for column in fields(table)}
    addresses = [column.ctypes.data for column in columns.values()]
    given = (ctypes.c_void_p * len(addresses))(*addresses)
    if library.functions[f"write_{name}"](state, given) != DONE:
        raise KernelError("the compiled engine has not enough memory for its rows")
    return table(**columns)
