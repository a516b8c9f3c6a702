"""A plan and a journal, laid before the library: numbers once a plan, columns where they are."""

import ctypes
from collections.abc import Iterable
from dataclasses import fields
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.base.loading import POINTER, Values, codes, starts
from sim.engine.columns import DTYPES, Columns
from sim.engine.journal import Contacts, Journal, Legs, Roster
from sim.engine.plan.plan import Plan
from sim.engine.plan.rules import BuiltIn
from sim.engine.timeline import calendar_times

MOST_ROWS = 2**31 - 1
FLOAT = np.dtype(np.float64)
TABLES: tuple[type[Columns], ...] = (Contacts, Legs, Roster)
TYPES = {
    table.__name__: [(column.name, np.dtype(DTYPES[column.type])) for column in fields(table)]
    for table in TABLES
}
"""Names of the columns of the journal's tables, and the types of their elements."""
_NOTHING = ctypes.c_char * 0
BUILT_INS = {rule.name.lower(): rule for rule in BuiltIn}


class Laid(NamedTuple):
    """A table of a journal as the library reads it.

    Attributes
    ----------
    addresses
        Where its columns are.
    kept
        The columns, which must live as long.
    """

    addresses: "ctypes.Array[ctypes.c_void_p]"
    kept: list[NDArray[Any]]


def plan_values(plan: Plan) -> Values:
    """Return what the library's struct `Plan` says of a plan."""
    before = plan.before or plan
    return {
        "types": len(plan.types),
        "channels": len(plan.channels),
        "segments": len(plan.segments),
        "programmes": len(plan.programmes),
        "queues": len(plan.queues),
        "teams": len(plan.teams),
        "rules": len(plan.rules),
        "first_day": plan.horizon.first_ordinal,
        "days": plan.horizon.days,
        "window_start": plan.horizon.window_start,
        "has_before": plan.before is not None,
        "by_people": before.review.by_people and plan.review.by_people,
        **_arm(plan),
        **{f"{name}_before": value for name, value in _arm(before).items()},
        "customers": codes(plan.customers),
        "built_in": codes(BUILT_INS.get(name, -1) for name in plan.rules),
        **_channels(plan),
        "queue_of": plan.queue_of,
        "tier2_of": plan.tier2_of,
        "serves": plan.team_plan.serves,
        "helps_after": plan.team_plan.helps_after,
        "slots": plan.team_plan.slots,
    }


def _arm(plan: Plan) -> Values:
    """Return the numbers that are others before the launch."""
    return {
        "max_attempts": plan.max_attempts,
        "turn_limit": plan.turn_limit,
        "session_limit": plan.session_limit,
        **plan.usage._asdict(),
        "at_shift_end": plan.team_plan.at_shift_end,
        "target": codes(channel.target for channel in plan.channel_plans),
    }


def _channels(plan: Plan) -> Values:
    spans = np.concatenate(plan.opening)
    turns = calendar_times(plan.opening, plan.outages, plan.horizon.end)
    return {
        "live": plan.live,
        "dispatch_of": plan.dispatch_of,
        "review_of": plan.review_of,
        "opening_starts": starts(map(len, plan.opening)),
        "openings": spans[:, 0],
        "closings": spans[:, 1],
        "turns": len(turns),
        "turn": turns,
    }


def lengths_of(journal: Journal) -> "ctypes.Array[ctypes.c_int64]":
    """Return the numbers of contacts, legs, stretches of the roster and half hours."""
    half_hours = journal.integrals.bot
    lengths = [len(each) for each in (journal.contacts, journal.legs, journal.roster, half_hours)]
    if max(lengths) > MOST_ROWS or not len(half_hours):
        raise ValueError(f"a journal with {lengths} rows and half hours cannot be checked")
    return (ctypes.c_int64 * len(lengths))(*lengths)


def laid_table(table: Columns) -> Laid:
    """Return a table of a journal as the library reads it."""
    shape = (len(table),)
    return _laid(
        _column(getattr(table, name), dtype, shape) for name, dtype in TYPES[type(table).__name__]
    )


def laid_integrals(journal: Journal, plan: Plan) -> Laid:
    """Return the integrals of a journal as the library reads them."""
    integrals, half_hours = journal.integrals, len(journal.integrals.bot)
    queues, teams = (len(plan.queues), half_hours), (len(plan.teams), half_hours)
    shapes = {"waiting": queues, "in_hand": teams, "busy": teams, "available": teams}
    return _laid(
        _column(getattr(integrals, column.name), FLOAT, shapes.get(column.name, (half_hours,)))
        for column in fields(integrals)
    )


def _laid(columns: Iterable[NDArray[Any]]) -> Laid:
    kept = list(columns)
    # A third of the time that `column.ctypes` takes, for each of 67 columns.
    addresses = [ctypes.addressof(_NOTHING.from_buffer(column.data)) for column in kept]
    return Laid((POINTER * len(kept))(*addresses), kept)


def _column(values: NDArray[Any], dtype: "np.dtype[Any]", shape: tuple[int, ...]) -> NDArray[Any]:
    """Return values where they are, if the library can read them there, else a copy of them."""
    if values.shape != shape:
        raise ValueError(f"a column of a journal has the shape {values.shape}, not {shape}")
    if values.dtype == dtype and values.flags.carray:
        return values
    return np.array(values.astype(dtype, casting="safe"), order="C")
