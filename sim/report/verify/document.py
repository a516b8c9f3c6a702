"""The document of a verification: what `tierzero verify --json` prints."""

from collections.abc import Callable, Sequence
from typing import Literal

from typing_extensions import TypedDict

from sim.engine.difference import Difference
from sim.report.pieces.head import Head
from sim.studies.twin import Comparison


class DifferenceDocument(TypedDict):
    """The first value that the engines do not have in common."""

    where: str
    """Its column, such as `contacts.arrival`, or its integral; of what rows the numbers differ."""
    place: list[int]
    """Its row, or its indices in an integral; empty where there is one value."""
    case: int | None
    """Whose row it is; null where it is no case's."""
    attempt: int | None
    """Which contact of the case."""
    simpy: str
    """The value by SimPy, with all of its digits."""
    compiled: str
    """The value by the compiled engine."""
    count: int
    """How many values of the column differ."""
    replay: str | None
    """The command that compares this again; null for what was read from no file."""


class ComparisonDocument(TypedDict):
    """One arm of one replication, played by both engines."""

    arm: str
    """Name of the arm."""
    replication: int
    """Number of the replication, from 0."""
    contacts: int
    """Contacts that were compared."""
    legs: int
    """Legs that were compared."""
    values: int
    """Values that were compared: all columns of contacts, legs and roster, integrals, the end."""
    difference: DifferenceDocument | None
    """The first that is not the same; null: all are, to the last bit."""


class VerifyDocument(Head):
    """Both engines on one scenario."""

    schema: Literal["tierzero.verify/1"]
    """Name of this document's schema."""
    identical: bool
    """Whether no journal differs."""
    twin: list[ComparisonDocument]
    """What was compared, in the order of playing."""


Replay = Callable[[Comparison], str | None]
"""The command that compares something again."""


def verify_document(
    scenario: str, seed: int, comparisons: Sequence[Comparison], replay: Replay
) -> VerifyDocument:
    """Return the document of what was compared.

    Parameters
    ----------
    scenario, seed
        Name and seed of the scenario.
    comparisons
        What was compared.
    replay
        Returns the command that compares it again.
    """
    return {
        "schema": "tierzero.verify/1",
        "scenario": scenario,
        "seed": seed,
        "replications": len({each.replication for each in comparisons}),
        "engine": "compiled, simpy",
        "identical": all(each.difference is None for each in comparisons),
        "twin": [_comparison(each, replay(each)) for each in comparisons],
    }


def _comparison(compared: Comparison, replay: str | None) -> ComparisonDocument:
    found = compared.difference
    return {
        "arm": compared.arm,
        "replication": compared.replication,
        "contacts": compared.contacts,
        "legs": compared.legs,
        "values": compared.values,
        "difference": None if found is None else _difference(found, replay),
    }


def _difference(found: Difference, replay: str | None) -> DifferenceDocument:
    return {
        "where": found.where,
        "place": list(found.place),
        "case": found.case,
        "attempt": found.attempt,
        "simpy": found.simpy,
        "compiled": found.compiled,
        "count": found.count,
        "replay": replay,
    }
