"""What the legs of contacts have in store: handle times, after-call work, patience, replies."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from sim.base.arrays import Floats, Integers
from sim.engine.bind.forwarding import Forwarding
from sim.engine.bind.human_values import HandlingLaws
from sim.engine.bind.laws import inverse
from sim.engine.bind.leg_table import Part, PartTable
from sim.engine.bind.streams import needed_for_leg
from sim.engine.bound import LegValues
from sim.engine.journal import FORWARDS, Role
from sim.engine.parts import forward_part, part_of, role_of
from sim.scenario.derived.queues import reviewing_team
from sim.scenario.root import Scenario
from sim.scenario.values.laws import Law
from sim.workload.grid import on_grid

TEAMS_OWN = (Role.ANSWER, Role.TOUCH, *FORWARDS)
"""Roles whose handle times may have laws of teams."""
DrawUniforms = Callable[[tuple[str, ...], Integers], dict[str, Floats]]
"""Returns the uniforms of the given streams for the given cases, by `stream/role`."""


class LegLaws:
    """The laws of all legs, applied to the contacts that can come to them.

    Parameters
    ----------
    scenario
        An arm.
    types, channels
        True type and channel of each contact, shape (contacts,).
    """

    def __init__(self, scenario: Scenario, types: Integers, channels: Integers) -> None:
        self._scenario = scenario
        self._types = types
        names = list(scenario.channels)
        to = [channel.diverts_to or name for name, channel in scenario.channels.items()]
        self._channels = {False: channels}
        if to != names:
            self._channels[True] = np.array([names.index(name) for name in to])[channels]

    def tables(
        self, predicted: Integers, touches: Floats, forwarded: Forwarding, draw: DrawUniforms
    ) -> Iterator[tuple[Part, PartTable]]:
        """Yield the values of each leg by its part.

        Parameters
        ----------
        predicted, touches
            Predicted type and number of answers of each contact, shape (contacts,).
        forwarded
            Where the contacts are forwarded to.
        draw
            Draws the uniforms of the attempt at hand.
        """
        for part, cases, handled_as in self._cases(predicted, touches, forwarded):
            draws = draw(needed_for_leg(self._scenario, part), cases)
            for elsewhere, channels in self._channels.items():
                there = (
                    channels[cases] != self._channels[False][cases] if elsewhere else slice(None)
                )
                laws = HandlingLaws(self._scenario, handled_as[there], channels[cases][there])
                drawn = {name.partition("/")[0]: u[there] for name, u in draws.items()}
                columns = dict(self._columns(laws, role_of(part), drawn))
                columns["kind"] = handled_as[there].astype(np.float64)
                by_team = self._by_team(laws, role_of(part), columns["handle"], drawn["handle"])
                yield (part, elsewhere), PartTable(cases[there], as_table(columns, by_team))

    def _cases(
        self, predicted: Integers, touches: Floats, forwarded: Forwarding
    ) -> Iterator[tuple[int, Integers, Integers]]:
        """Yield each part, the cases whose contacts can come to it, and their types there."""
        own, every = self._types, np.arange(len(self._types))
        yield part_of(Role.ANSWER), every, own
        if self._scenario.triage.method == "dispatcher":
            yield part_of(Role.DISPATCH), every, own
        if reviewing_team(self._scenario) is not None:
            yield part_of(Role.REVIEW), every, own
        comes = [(part_of(Role.MISROUTE), predicted != own, own)]
        for number, types in enumerate(forwarded.types):
            comes.append((forward_part(number), types >= 0, types))
        comes.append((part_of(Role.TIER2), forwarded.tier2, forwarded.last(own)))
        most = int(np.max(touches, initial=1))
        comes += [
            (part_of(Role.TOUCH, number - 2), touches >= number, own)
            for number in range(2, most + 1)
        ]
        for part, those, types in comes:
            if those.any():
                yield part, np.flatnonzero(those), types[those]

    def _by_team(self, laws: HandlingLaws, role: Role, usual: Floats, u: Floats) -> list[Floats]:
        """Return the seconds of handling under each law that teams have of their own.

        They come from the same uniforms; a leg that no such law is about has the usual ones.
        """
        own = self._scenario.people.handle_laws
        return [laws.answer(u, law) if role in TEAMS_OWN else usual for law in own]

    def _columns(
        self, laws: HandlingLaws, role: Role, draws: Mapping[str, Floats]
    ) -> Iterator[tuple[str, Floats]]:
        """Yield the values of a leg by field, from uniforms by the names of their streams."""
        triage, handle = self._scenario.triage, draws["handle"]
        if role is Role.MISROUTE:
            yield "handle", _seconds(triage.misroute_time, handle)
        elif role is Role.DISPATCH:
            yield "handle", _seconds(triage.dispatch_time, handle)
        elif role is Role.REVIEW:
            assert self._scenario.bot is not None
            assert self._scenario.bot.review is not None
            yield "handle", _seconds(self._scenario.bot.review.time, handle)
        else:
            yield "handle", laws.tier2(handle) if role is Role.TIER2 else laws.answer(handle)
        if "assign" in draws:
            yield "assign", draws["assign"]
        if "after_call" in draws:
            yield "after_call", laws.after_call(draws["after_call"])
        if role is Role.TOUCH:
            yield "reply", laws.reply(draws["reply"])
        else:
            yield "patience", laws.patience(draws["patience"])


def as_table(columns: Mapping[str, Floats], by_team: Sequence[Floats] = ()) -> Floats:
    """Return columns by field of `LegValues`, and those after them, as one table.

    Parameters
    ----------
    columns
        By field, shape (rows,), at least `handle`; `patience` is infinite where it is missing, any
        other field 0.
    by_team
        Seconds of handling under each law that teams have of their own, shape (rows,) each.
    """
    width = len(LegValues._fields)
    table = np.zeros((len(columns["handle"]), width + len(by_team)))
    table[:, LegValues._fields.index("patience")] = np.inf
    for place, field in enumerate(LegValues._fields):
        if field in columns:
            table[:, place] = columns[field]
    for place, seconds in enumerate(by_team, start=width):
        table[:, place] = seconds
    return table


def handle_places(table: Floats) -> list[int]:
    """Return which columns of a table of legs are seconds of handling."""
    further = range(len(LegValues._fields), table.shape[1])
    return [LegValues._fields.index("handle"), *further]


def _seconds(law: Law, u: Floats) -> Floats:
    return np.asarray(on_grid(inverse(law, u)))
