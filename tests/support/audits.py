"""Journals checked in Python and in C, which must be of one mind."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from sim.base.libraries import CHECKS, build
from sim.engine import Journal, Plan
from sim.measures import ConservationError
from sim.measures.checks.compiled.contradiction import Contradiction, contradiction
from sim.measures.checks.compiled.library import Library, load
from sim.measures.checks.specification import check_as_specified
from support.twins import HAS_COMPILER


@cache
def checks_library() -> Library:
    """The compiled checks, built with all warnings as errors."""
    folder = Path(mkdtemp(prefix="tierzero-checks-"))
    flags = ["-Wall", "-Wextra", "-Werror"]
    return load(build(CHECKS, flags, made=folder / "libchecks.so"))


def found_in_c(journal: Journal, plan: Plan) -> Contradiction | None:
    """What the compiled checks find first; None: nothing."""
    return contradiction(checks_library(), journal, plan)


def found_in_python(journal: Journal, plan: Plan) -> ConservationError | None:
    """What the Python checks find first; None: nothing."""
    try:
        check_as_specified(journal, plan)
    except ConservationError as error:
        return error
    return None


def check_by_both(journal: Journal, plan: Plan) -> None:
    """Raise what the Python checks object to, to which the compiled ones must object as well."""
    error = found_in_python(journal, plan)
    if HAS_COMPILER:
        found = found_in_c(journal, plan)
        assert (found and found.check) == (error and error.check), f"C: {found}, Python: {error}"
    if error:
        raise error
