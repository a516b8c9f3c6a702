"""Whether a journal contradicts itself, asked in C where it is built and told in Python."""

from sim.engine.journal import Journal
from sim.engine.plan.plan import Plan
from sim.measures.checks.compiled.contradiction import contradiction
from sim.measures.checks.compiled.library import loaded
from sim.measures.checks.conservation import DisagreementError
from sim.measures.checks.specification import check_as_specified


def check_journal(journal: Journal, plan: Plan) -> None:
    """Check that a journal agrees with itself and with its plan, to the last bit.

    The compiled checks find what is wrong, and those in Python say what it is; where there are no
    compiled ones, Python finds it, too.

    Parameters
    ----------
    journal, plan
        What happened, under which plan.

    Raises
    ------
    ConservationError
        When it does not; the error names the check, the row and the values.
    """
    library = loaded()
    found = contradiction(library, journal, plan) if library else None
    if library and found is None:
        return
    check_as_specified(journal, plan)
    if found is not None:
        raise DisagreementError(*found)
