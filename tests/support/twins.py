"""Both engines on one plan: the same journal to the last bit, or what differs first."""

import os
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np

from sim.engine import Bound, Journal, Plan
from sim.engine.kernel.build import build
from sim.engine.kernel.library import Library, load
from sim.engine.kernel.playing import play as play_compiled
from sim.engine.simpy_model.process import play as play_simpy

HAS_COMPILER = shutil.which(os.environ.get("CC", "cc").split()[0]) is not None
"""Without one there is no compiled engine, and nothing to compare."""


@cache
def checked_library() -> Library:
    """The kernel, built so that it checks every index."""
    folder = Path(mkdtemp(prefix="tierzero-kernel-"))
    return load(build(folder / "libchecked.so", ["-DKERNEL_CHECKS", "-Wall", "-Wextra"]))


def played_by_both(plan: Plan, bound: Bound, which: str = "") -> Journal:
    """The journal of both engines, which must be one; a failure says which desk it was."""
    journal = play_simpy(plan, bound)
    if not HAS_COMPILER or asks_python(plan):
        return journal
    difference = first_difference(journal, play_compiled(plan, bound, checked_library(), 7))
    assert difference is None, f"{which}: {difference}"
    return journal


def asks_python(plan: Plan) -> bool:
    """Whether a policy in Python is asked, which only SimPy does."""
    return any(each and each.policy.hook for each in (plan, plan.before))


def first_difference(simpy: Journal, compiled: Journal) -> str | None:
    """Where two journals differ first in time, in words; None: nowhere."""
    for name in ("contacts", "legs"):
        ours, twins = getattr(simpy, name), getattr(compiled, name)
        if len(ours) != len(twins):
            return f"{name}: {len(ours)} rows by SimPy, {len(twins)} by the kernel"
        for column, one in vars(ours).items():
            other = getattr(twins, column)
            if one.dtype != other.dtype:
                return f"{name}.{column}: {one.dtype} by SimPy, {other.dtype} by the kernel"
            rows = np.flatnonzero(~_same(one, other))
            if rows.size:
                row = rows[0]
                what = f"{one[row]!r} by SimPy, {other[row]!r} by the kernel"
                whose = f"case {ours.case[row]}, attempt {ours.attempt[row]}"
                return f"{name}.{column}, row {row} ({whose}): {what}; {rows.size} rows differ"
    if simpy.end != compiled.end:
        return f"end: {simpy.end!r} by SimPy, {compiled.end!r} by the kernel"
    for name, one in vars(simpy.integrals).items():
        other = getattr(compiled.integrals, name)
        if one.shape != other.shape:
            return f"integrals.{name}: shape {one.shape} by SimPy, {other.shape} by the kernel"
        places = np.argwhere(~_same(one, other))
        if places.size:
            place = tuple(places[0].tolist())
            what = f"{one[place]!r} by SimPy, {other[place]!r} by the kernel"
            return f"integrals.{name}{list(place)}: {what}; {len(places)} differ"
    for name, one in vars(simpy.roster).items():
        if not np.array_equal(one, getattr(compiled.roster, name)):
            return f"roster.{name} differs"
    return None


def _same(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Whether each value is the same to the bit; one NaN is like another."""
    if one.dtype.kind != "f":
        return one == other
    return (one.view(np.int64) == other.view(np.int64)) | (np.isnan(one) & np.isnan(other))
