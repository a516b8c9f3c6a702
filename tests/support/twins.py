"""Both engines on one plan: the same journal to the last bit, or what differs first."""

import os
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from sim.base.libraries import KERNEL, BuildError, build, compiler, this_machine
from sim.engine import Bound, Journal, Plan
from sim.engine.difference import first_difference
from sim.engine.kernel.library import Library, load
from sim.engine.kernel.playing import play as play_compiled
from sim.engine.simpy_model.process import play as play_simpy

FLAGS = os.environ.get("TIERZERO_KERNEL_FLAGS", "").split()
"""Further flags of the kernel that is tested, such as sanitizers."""


TARGET = this_machine() if os.environ.get("TIERZERO_ZIG") else None
"""What the kernel that is tested is compiled for, by Zig; None: by what compiles here."""


def has_compiler() -> bool:
    try:
        return bool(compiler(TARGET))
    except BuildError:
        return False


HAS_COMPILER = has_compiler()
"""Without one there is no compiled engine, and nothing to compare."""


@cache
def checked_library() -> Library:
    """The kernel, built so that it checks every index."""
    folder = Path(mkdtemp(prefix="tierzero-kernel-"))
    flags = ["-DKERNEL_CHECKS", "-Wall", "-Wextra", *FLAGS]
    return load(build(KERNEL, flags, TARGET, folder / "libchecked.so"))


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
