"""What the legs of contacts have in store: handle times, after-call work, patience, replies."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from sim.engine.bound import LegValues, Part
from sim.engine.human_values import HandlingLaws
from sim.engine.journal import Role
from sim.engine.laws import inverse
from sim.engine.paths import Paths
from sim.scenario.laws import Law
from sim.scenario.root import Scenario
from sim.workload.grid import on_grid

Column = NDArray[np.float64]
Codes = NDArray[np.int64]
Draws = Mapping[str, Column]
"""Uniforms by `stream/role`; a role has a leg where its handle times are drawn."""


class LegLaws:
    """The laws of all legs, applied to a table of contacts.

    Parameters
    ----------
    scenario
        An arm.
    kinds, ways
        True type and channel of each contact, shape (contacts,).
    """

    def __init__(self, scenario: Scenario, kinds: Codes, ways: Codes) -> None:
        self._scenario = scenario
        self._kinds = kinds
        channels = list(scenario.channels)
        to = [channel.diverts_to or name for name, channel in scenario.channels.items()]
        self._ways = {False: ways}
        if to != channels:
            self._ways[True] = np.array([channels.index(name) for name in to])[ways]

    def tables(self, paths: Paths, draws: Draws) -> Iterator[tuple[Part, Column]]:
        """Yield the values of each leg by its part, shape (contacts, fields of `LegValues`).

        Parameters
        ----------
        paths
            Where the contacts are forwarded to.
        draws
            Uniforms of the attempt at hand.
        """
        kinds = {
            Role.TIER2: paths.last,
            Role.FORWARD1: np.where(paths.second >= 0, paths.second, self._kinds),
            Role.FORWARD2: np.where(paths.third >= 0, paths.third, self._kinds),
        }
        for elsewhere, ways in self._ways.items():
            for role in (role for role in Role if f"handle/{name_of(role)}" in draws):
                laws = HandlingLaws(self._scenario, kinds.get(role, self._kinds), ways)
                yield (int(role), elsewhere), self._table(laws, role, draws)
            yield from self._touches(ways, elsewhere, draws)

    def _table(self, laws: HandlingLaws, role: Role, draws: Draws) -> Column:
        name = name_of(role)
        handle, triage = draws[f"handle/{name}"], self._scenario.triage
        columns = {"patience": laws.patience(draws[f"patience/{name}"])}
        if role is Role.MISROUTE:
            columns["handle"] = _seconds(triage.misroute_time, handle)
        elif role is Role.DISPATCH:
            columns["handle"] = _seconds(triage.dispatch_time, handle)
        else:
            columns["handle"] = laws.tier2(handle) if role is Role.TIER2 else laws.answer(handle)
            if f"after_call/{name}" in draws:
                columns["after_call"] = laws.after_call(draws[f"after_call/{name}"])
        return as_table(len(handle), columns)

    def _touches(self, ways: Codes, elsewhere: bool, draws: Draws) -> Iterator[tuple[Part, Column]]:
        """Yield the values of the second, third ... answer to a deferred contact."""
        laws = HandlingLaws(self._scenario, self._kinds, ways)
        number = 2
        while (name := f"touch{number}") and f"handle/{name}" in draws:
            columns = {
                "handle": laws.answer(draws[f"handle/{name}"]),
                "after_call": laws.after_call(draws[f"after_call/{name}"]),
                "reply": laws.reply(draws[f"reply/{name}"]),
            }
            part = Role.TOUCH + number - 2
            yield (part, elsewhere), as_table(len(ways), columns)
            number += 1


def name_of(role: Role) -> str:
    """Return a role's name in the identity of draws."""
    return role.name.lower()


def as_table(rows: int, columns: Mapping[str, Column]) -> Column:
    """Return columns by field of `LegValues` as one table; who is not said has no patience limit.

    Parameters
    ----------
    rows
        Contacts.
    columns
        By field, shape (rows,); a field that is missing is 0, `patience` infinite.
    """
    table = np.zeros((rows, len(LegValues._fields)))
    table[:, LegValues._fields.index("patience")] = np.inf
    for place, field in enumerate(LegValues._fields):
        if field in columns:
            table[:, place] = columns[field]
    return table


def _seconds(law: Law, u: Column) -> Column:
    return np.asarray(on_grid(inverse(law, u)))
