"""What triage and people have in store: predictions, handle times, patience."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.special import ndtri

from sim.base.arrays import Floats, Integers
from sim.engine.bind.laws import inverse, patience
from sim.scenario.root import Scenario
from sim.scenario.sections.inquiry_types import InquiryType
from sim.scenario.values.laws import Law
from sim.workload.grid import on_grid

LOWEST_URGENCY, HIGHEST_URGENCY = 1, 5


def urgencies(scenario: Scenario, kinds: Integers, u: Floats) -> Integers:
    """Return each case's true urgency, 1..5.

    Parameters
    ----------
    scenario
        An arm.
    kinds
        True types, shape (cases,).
    u
        Uniforms, shape (cases,).
    """
    levels = np.empty(len(kinds), dtype=np.int64)
    for number, kind in enumerate(scenario.inquiry_types.values()):
        rows = kinds == number
        shares = kind.urgency if isinstance(kind.urgency, dict) else {kind.urgency: 1.0}
        levels[rows] = _chosen(sorted(shares.items()), u[rows])
    return levels


def predicted_types(scenario: Scenario, kinds: Integers, u: Floats) -> Integers:
    """Return triage's types: by its confusion matrix, or by its accuracy where that has no row.

    The lowest uniforms are those of the right prediction, so that less confusion spares contacts
    and harms none.
    """
    types, triage = list(scenario.inquiry_types), scenario.triage
    predicted = _mostly_right(triage.accuracy, len(types), kinds, u)
    for name, row in triage.confusion.items():
        number = types.index(name)
        names = [name, *(other for other in types if other != name)]
        shares = [(types.index(one), row[one]) for one in names if row.get(one)]
        predicted[kinds == number] = _chosen(shares, u[kinds == number])
    return predicted


def _mostly_right(accuracy: float, count: int, kinds: Integers, u: Floats) -> Integers:
    """Return the right one of so many types with some accuracy, else any other alike."""
    if count == 1 or accuracy == 1:
        return kinds.copy()
    place = np.floor((u - accuracy) / (1 - accuracy) * (count - 1)).astype(np.int64)
    # The others in file order: those from the true type on are one place further.
    other = np.clip(place, 0, count - 2)
    return np.where(u < accuracy, kinds, other + (other >= kinds))


def _chosen(shares: Sequence[tuple[int, float]], u: Floats) -> Integers:
    """Return codes by their shares, which add to 1: low uniforms give the first."""
    codes, sizes = zip(*shares, strict=True)
    return np.array(codes)[np.searchsorted(np.cumsum(sizes)[:-1], u, side="right")]


def predicted_urgencies(scenario: Scenario, levels: Integers, u: Floats) -> Integers:
    """Return triage's urgencies: the true level plus normal noise, as a whole level 1..5."""
    noisy = np.rint(levels + scenario.triage.urgency_noise * ndtri(u))
    return np.clip(noisy, LOWEST_URGENCY, HIGHEST_URGENCY).astype(np.int64)


class HandlingLaws:
    """The laws of handling by true type and channel, applied to a table of cases.

    Parameters
    ----------
    scenario
        An arm.
    kinds, ways
        True type and channel of each case, shape (cases,).
    """

    def __init__(self, scenario: Scenario, kinds: Integers, ways: Integers) -> None:
        cells = (
            (kind, name, channel, np.flatnonzero((kinds == k) & (ways == w)))
            for k, kind in enumerate(scenario.inquiry_types.values())
            for w, (name, channel) in enumerate(scenario.channels.items())
        )
        self._cells = [cell for cell in cells if cell[-1].size]

    def answer(self, u: Floats) -> Floats:
        """Return base seconds of the answer."""
        return self._apply(lambda kind, name: kind.handle_law(name), u)

    def tier2(self, u: Floats) -> Floats:
        """Return base seconds of tier 2; the answer's for types that say no other."""
        return self._apply(lambda kind, name: kind.tier2_law(name), u)

    def reply(self, u: Floats) -> Floats:
        """Return seconds from an answer to the customer's reply; 0 where one answer is all."""
        seconds = np.zeros(len(u))
        for _, _, channel, rows in self._cells:
            if channel.touches:
                seconds[rows] = on_grid(inverse(channel.touches.reply_delay, u[rows]))
        return seconds

    def after_call(self, u: Floats) -> Floats:
        """Return base seconds of after-call work that has a law of its own; else 0."""
        return self._apply(lambda kind, _: _own_law(kind), u)

    def patience(self, u: Floats) -> Floats:
        """Return seconds until a waiting customer leaves; infinite for those who never do."""
        seconds = np.full(len(u), np.inf)
        for kind, name, channel, rows in self._cells:
            law = kind.patience_law(name, channel)
            if law is not None:
                seconds[rows] = on_grid(patience(law, u[rows]))
        return seconds

    def _apply(self, law_of: Callable[[InquiryType, str], Law | None], u: Floats) -> Floats:
        seconds = np.zeros(len(u))
        for kind, name, _, rows in self._cells:
            law = law_of(kind, name)
            if law is not None:
                seconds[rows] = on_grid(inverse(law, u[rows]))
        return seconds


def _own_law(kind: InquiryType) -> Law | None:
    return kind.after_call if isinstance(kind.after_call, Law) else None
