"""What triage and people have in store: predictions, handle times, patience."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from sim.base.arrays import Floats, Integers
from sim.engine.bind.laws import inverse, patience
from sim.scenario.root import Scenario
from sim.scenario.sections.channels import Channel
from sim.scenario.sections.inquiry_types import InquiryType
from sim.scenario.sections.team import law_of
from sim.scenario.values.laws import Law
from sim.workload.grid import on_grid

LOWEST_URGENCY, HIGHEST_URGENCY = 1, 5


def urgencies(scenario: Scenario, types: Integers, u: Floats) -> Integers:
    """Return each case's true urgency, 1..5.

    Parameters
    ----------
    scenario
        An arm.
    types
        True types, shape (cases,).
    u
        Uniforms, shape (cases,).
    """
    levels = np.empty(len(types), dtype=np.int64)
    for number, inquiry_type in enumerate(scenario.inquiry_types.values()):
        rows = types == number
        shares = (
            inquiry_type.urgency
            if isinstance(inquiry_type.urgency, dict)
            else {inquiry_type.urgency: 1.0}
        )
        levels[rows] = _chosen(sorted(shares.items()), u[rows])
    return levels


def predicted_types(scenario: Scenario, types: Integers, u: Floats) -> Integers:
    """Return the types that triage predicts, by its confusion matrix.

    A type without a row in the matrix is predicted with triage's accuracy. The lowest uniforms give
    the right prediction, so that less confusion helps some contacts and harms none.
    """
    names, triage = list(scenario.inquiry_types), scenario.triage
    predicted = _mostly_right(triage.accuracy, len(names), types, u)
    for name, row in triage.confusion.items():
        number = names.index(name)
        right_first = [name, *(other for other in names if other != name)]
        shares = [(names.index(guess), row[guess]) for guess in right_first if row.get(guess)]
        predicted[types == number] = _chosen(shares, u[types == number])
    return predicted


def _mostly_right(accuracy: float, count: int, types: Integers, u: Floats) -> Integers:
    """Return the right type with some accuracy, and otherwise any of the others alike."""
    if count == 1 or accuracy == 1:
        return types.copy()
    place = np.floor((u - accuracy) / (1 - accuracy) * (count - 1)).astype(np.int64)
    # The others in file order: those from the true type on are one place further.
    other = np.clip(place, 0, count - 2)
    return np.where(u < accuracy, types, other + (other >= types))


def _chosen(shares: Sequence[tuple[int, float]], u: Floats) -> Integers:
    """Return codes by their shares, which add to 1: low uniforms give the first."""
    codes, sizes = zip(*shares, strict=True)
    return np.array(codes)[np.searchsorted(np.cumsum(sizes)[:-1], u, side="right")]


def predicted_urgencies(scenario: Scenario, levels: Integers, u: Floats) -> Integers:
    """Return the urgencies that triage predicts: the true level plus normal noise, 1..5.

    Where errors lie on one side, the noise does: plus or minus its size.
    """
    triage, z = scenario.triage, np.asarray(ndtri(u))
    signed = {"both": z, "up": np.abs(z), "down": -np.abs(z)}[triage.urgency_errors]
    noisy = np.rint(levels + triage.urgency_noise * signed)
    return np.clip(noisy, LOWEST_URGENCY, HIGHEST_URGENCY).astype(np.int64)


def rows_by_code(codes: Integers) -> Iterator[tuple[int, Integers]]:
    """Yield each code that there is, ascending, and its rows, ascending."""
    # A stable sort of such short numbers takes one step per row.
    order = np.argsort(codes.astype(np.int16), kind="stable")
    different, first = np.unique(codes[order], return_index=True)
    ends = [*first[1:], len(codes)]
    for code, start, end in zip(different.tolist(), first, ends, strict=False):
        yield code, order[start:end]


class _Cell(NamedTuple):
    """An inquiry type on a channel, by names, and the rows of its cases."""

    kind: str
    inquiry_type: InquiryType
    name: str
    channel: Channel
    rows: Integers


class HandlingLaws:
    """The laws of handling by true type and channel, applied to a table of cases.

    Parameters
    ----------
    scenario
        An arm.
    types, channels
        True type and channel of each case, shape (cases,).
    """

    def __init__(self, scenario: Scenario, types: Integers, channels: Integers) -> None:
        kinds, names = list(scenario.inquiry_types.items()), list(scenario.channels.items())
        self._cells = [
            _Cell(*kinds[cell // len(names)], *names[cell % len(names)], rows)
            for cell, rows in rows_by_code(types * len(names) + channels)
        ]

    def answer(self, u: Floats, own: Law | dict[str, Law] | None = None) -> Floats:
        """Return the base seconds of the answer; by a team with laws of its own where it has some.

        Parameters
        ----------
        u
            Uniforms, shape (cases,).
        own
            A team's own laws.
        """
        seconds = self._apply(lambda inquiry_type, name: inquiry_type.handle_law(name), u)
        for kind, *_, rows in self._cells:
            law = law_of(own, kind)
            if law is not None:
                seconds[rows] = on_grid(inverse(law, u[rows]))
        return seconds

    def tier2(self, u: Floats) -> Floats:
        """Return the base seconds of tier 2; those of the answer for types without a law of it."""
        return self._apply(lambda inquiry_type, name: inquiry_type.tier2_law(name), u)

    def reply(self, u: Floats) -> Floats:
        """Return the seconds from an answer to the customer's reply; 0 where nobody replies."""
        seconds = np.zeros(len(u))
        for _, _, _, channel, rows in self._cells:
            if channel.touches:
                seconds[rows] = on_grid(inverse(channel.touches.reply_delay, u[rows]))
        return seconds

    def after_call(self, u: Floats) -> Floats:
        """Return the base seconds of after-call work that has a law of its own; else 0."""
        return self._apply(lambda inquiry_type, _: _own_law(inquiry_type), u)

    def patience(self, u: Floats) -> Floats:
        """Return the seconds until a waiting customer leaves; infinite for those who never do."""
        seconds = np.full(len(u), np.inf)
        for _, inquiry_type, name, channel, rows in self._cells:
            law = inquiry_type.patience_law(name, channel)
            if law is not None:
                seconds[rows] = on_grid(patience(law, u[rows]))
        return seconds

    def _apply(self, law_of: Callable[[InquiryType, str], Law | None], u: Floats) -> Floats:
        seconds = np.zeros(len(u))
        for _, inquiry_type, name, _, rows in self._cells:
            law = law_of(inquiry_type, name)
            if law is not None:
                seconds[rows] = on_grid(inverse(law, u[rows]))
        return seconds


def _own_law(inquiry_type: InquiryType) -> Law | None:
    return inquiry_type.after_call if isinstance(inquiry_type.after_call, Law) else None
