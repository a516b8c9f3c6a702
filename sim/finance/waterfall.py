"""What remains of the promise: the savings of a month, step by step down to the cash."""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.finance.appraisal import mean_of
from sim.finance.pairs import Books
from sim.finance.schemes import CASHABLE, QUALITY, STAFFED
from sim.measures.statistics.estimator import Estimate


@dataclass(frozen=True)
class Bar:
    """One bar: what the AI saves per month as seen at this step."""

    step: str
    saving: Estimate


def waterfall(theoretical: float, books: Mapping[str, Books]) -> tuple[Bar, ...]:
    """Return the bars in their order.

    Parameters
    ----------
    theoretical
        Claimed rate x volume x handle time x hourly rate, per month.
    books
        Of the bars that are played.

    Notes
    -----
    `theoretical` believes the claim. `staffed` plays an ideal AI with whole people on shifts.
    `quality` plays the real bot. `cashable` lets heads fall only as people leave. `net` subtracts
    fees, platform, upkeep and the implementation, spread over the months.
    """
    played = [Bar(step, _a_month(books[step])) for step in (STAFFED, QUALITY, CASHABLE)]
    cash = books[CASHABLE].flows
    net = mean_of(cash.sum(axis=1) / (cash.shape[1] - 1))
    exact = Estimate(theoretical, theoretical, theoretical, "money", net.n)
    return (Bar("theoretical", exact), *played, Bar("net", net))


def _a_month(books: Books) -> Estimate:
    saved = books.labour
    return mean_of(saved.sum(axis=1) / (saved.shape[1] - 1))
