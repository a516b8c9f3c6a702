"""From draws to values: what the world has in store for each contact under a plan.

Exponentials, logarithms and quantiles happen here and nowhere in the engines, and times are put on
the grid, so that every engine adds, subtracts, multiplies and compares the very same numbers.
"""

from dataclasses import replace
from functools import partial
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from sim.base.arrays import Floats, Integers
from sim.base.time import DAY
from sim.engine.bind.admitted import Admitted, admit
from sim.engine.bind.bot_values import BotLaws
from sim.engine.bind.customers import Customers
from sim.engine.bind.forwarding import Paths, paths
from sim.engine.bind.human_values import predicted_types, predicted_urgencies, urgencies
from sim.engine.bind.laws import inverse
from sim.engine.bind.leg_table import PartTables, leg_table
from sim.engine.bind.leg_values import LegLaws
from sim.engine.bind.line_values import LineLaws
from sim.engine.bind.roster import Months, roster_of, team_sizes
from sim.engine.bind.streams import needed_for_cases, needed_for_contacts
from sim.engine.bound import Bound, Cases, LegTable, LegValues, Values
from sim.engine.journal import BESIDE, Role
from sim.scenario.root import Scenario
from sim.workload.draws.streams import Draw
from sim.workload.grid import on_grid
from sim.workload.workload import Workload

Draws = dict[str, Floats]
Entry = Floats | Integers | NDArray[np.bool_] | np.float64
Columns = dict[str, Entry]
"""Columns by field of `Values`; a number stands for a column of it."""


def bind(
    scenario: Scenario,
    workload: Workload,
    before: Scenario | None = None,
    months: Months = (),
) -> Bound:
    """Return the values that the workload's draws take under one arm's scenario.

    Parameters
    ----------
    scenario
        The arm.
    workload
        One replication's candidates and draws; the arms' volume multipliers admit among them.
    before
        The arm that a project plays until the launch; its people work until then.
    months
        Who works from a time of the run on, in place of the scenario's people.
    """
    roster = roster_of(scenario, workload.streams, before, months)
    agents = team_sizes(roster, len(scenario.people.teams))
    admitted = admit(scenario, workload, before)
    later = _Binder(scenario, workload, admitted)
    if before is None:
        return Bound(**later.values(later.attempts), roster=roster, agents=agents)
    earlier = _Binder(before, workload, admitted)
    # A case that came before the launch may come back after it, as often as it would have before.
    attempts = max(earlier.attempts, later.attempts)
    first = Bound(**earlier.values(earlier.attempts), roster=roster, agents=agents)
    return Bound(**later.values(attempts), roster=roster, agents=agents, before=first)


def with_roster(
    bound: Bound,
    scenario: Scenario,
    workload: Workload,
    before: Scenario | None = None,
    months: Months = (),
) -> Bound:
    """Return what is bound, with the people of another arm that makes the same values of it.

    Parameters
    ----------
    bound
        What is bound; its values are shared, not copied.
    scenario, workload, before, months
        As for `bind`.
    """
    roster = roster_of(scenario, workload.streams, before, months)
    return replace(bound, roster=roster, agents=team_sizes(roster, len(scenario.people.teams)))


class _Values(TypedDict):
    """The parts of `Bound` that draws decide, the roster aside."""

    cases: Cases
    contacts: Floats
    legs: LegTable


class _Binder:
    """The admitted rows of a workload and what one arm makes of them."""

    def __init__(self, scenario: Scenario, workload: Workload, admitted: Admitted) -> None:
        self._scenario = scenario
        self._workload = workload
        self._admitted = admitted
        self._rows = admitted.rows
        table = workload.candidates.take(self._rows)
        cells = workload.cells
        self._table = table
        self._kinds = np.array([cell.type for cell in cells], dtype=np.int64)[table.cell]
        self._ways = np.array([cell.channel for cell in cells], dtype=np.int64)[table.cell]
        self._legs_of = LegLaws(scenario, self._kinds, self._ways)
        self._lines_of = LineLaws(scenario, self._ways)
        case = self._draw_all(needed_for_cases(scenario), 0)
        self._customers = Customers(scenario.segments, case, len(self._rows))
        self._urgency = urgencies(scenario, self._kinds, case["urgency"])
        if scenario.bot:
            days = scenario.run.horizon().first_ordinal + (admitted.arrival // DAY).astype(np.int64)
            self._bot_laws = BotLaws(scenario, scenario.bot, self._kinds, days, self._customers)
            self._p = self._bot_laws.success_probability(case["difficulty"])

    @property
    def attempts(self) -> int:
        """How many contacts of a case can happen under this arm."""
        bot, returns = self._scenario.bot, self._scenario.returns
        after_bot = bot is not None and returns.after_bot > 0
        kinds = self._scenario.inquiry_types.values()
        sure = all(
            kind.solved_by_person == 1 and (kind.tier2 is None or kind.tier2.solved == 1)
            for kind in kinds
        )
        after_person = returns.after_person > 0 and not sure
        redials = any(channel.redial for channel in self._scenario.channels.values())
        return returns.max_attempts if after_bot or after_person or redials else 1

    def values(self, attempts: int) -> "_Values":
        """Return the cases, and what so many of their contacts have in store."""
        contacts = np.empty((attempts, len(self._kinds), len(Values._fields)))
        legs = [self.attempt(number, contacts[number]) for number in range(attempts)]
        return {"cases": self.cases(), "contacts": contacts, "legs": leg_table(legs)}

    def cases(self) -> Cases:
        """Return the identities of the admitted cases."""
        table = self._table
        return Cases(
            arrival=self._admitted.arrival,
            cell=table.cell.astype(np.int64),
            layer=table.layer.astype(np.int64),
            day=table.day.astype(np.int64),
            ordinal=table.ordinal.astype(np.int64),
            type=self._kinds,
            channel=self._ways,
            segment=self._customers.segment,
            customer=self._customers.customer,
            urgency=self._urgency,
            programme=self._admitted.programme,
            outreach=self._admitted.outreach,
        )

    def attempt(self, number: int, table: Floats) -> PartTables:
        """Return the values of all cases' legs in contact number so-and-so.

        Parameters
        ----------
        number
            The attempt.
        table
            Where the contacts' own values are put, shape (cases, fields of `Values`).
        """
        draws = self._draw_all(needed_for_contacts(self._scenario), number)
        ways_on = paths(self._scenario, self._kinds, draws)
        columns = self._contact(draws, ways_on, number)
        predicted = np.asarray(columns["predicted_type"], dtype=np.int64)
        touches = np.broadcast_to(np.asarray(columns["touches"], np.float64), len(self._kinds))
        draw = partial(self._draw_some, number)
        legs = dict(self._legs_of.tables(predicted, touches, ways_on, draw))
        if number == 0:
            self._put_given(columns, legs)
        self._shorten(legs)
        for place, field in enumerate(Values._fields):
            table[:, place] = columns[field]
        return legs

    def _contact(self, draws: Draws, ways_on: Paths, number: int) -> Columns:
        predicted, triage = self._triage(draws)
        columns = _NOTHING | triage | {"predicted_type": predicted}
        if self._scenario.bot:
            columns |= self._bot(draws, predicted)
        columns |= self._people(draws, ways_on) | self._returns(draws)
        return columns | self._lines(draws, number)

    def _triage(self, draws: Draws) -> tuple[Integers, Columns]:
        """Return the predicted types, and the other columns of triage."""
        triage = self._scenario.triage
        if not triage.predicts:
            return self._kinds, {"predicted_urgency": self._urgency}
        noise = draws["urgency_noise"]
        predicted = predicted_types(self._scenario, self._kinds, draws["predicted_type"])
        return predicted, {
            "predicted_urgency": predicted_urgencies(self._scenario, self._urgency, noise),
            "triage": np.float64(on_grid(triage.seconds)),
        }

    def _bot(self, draws: Draws, predicted: Integers) -> Columns:
        solvable, laws = draws["solve"] < self._p, self._bot_laws
        confidence = laws.reported_confidence(predicted, solvable, draws["confidence"])
        offered = {"offered": laws.offered(draws["adoption"])} if "adoption" in draws else {}
        return {
            **offered,
            "confidence": confidence,
            "at_risk": expit(-confidence) * self._customers.value,
            **laws.stopping_turns(solvable, draws),
            **laws.session_times(draws["pace"]),
        }

    def _people(self, draws: Draws, ways_on: Paths) -> Columns:
        kinds = self._scenario.inquiry_types.values()
        solved = np.array([kind.solved_by_person for kind in kinds])[ways_on.last]
        tier2 = np.array([kind.tier2.solved if kind.tier2 else 1.0 for kind in kinds])[ways_on.last]
        return {
            "second_type": ways_on.second,
            "third_type": ways_on.third,
            "tier2": ways_on.tier2,
            "solved": draws["solved"] < np.where(ways_on.tier2, tier2, solved),
        }

    def _returns(self, draws: Draws) -> Columns:
        returns = self._scenario.returns
        return {
            "back_after_bot": draws["return"] < returns.after_bot,
            "back_after_person": draws["return"] < returns.after_person,
            "return_delay": on_grid(inverse(returns.delay, draws["return_delay"])),
        }

    def _lines(self, draws: Draws, attempt: int) -> Columns:
        """Return what customers do who do not get through."""
        columns: Columns = {}
        if "silent" in draws:
            columns["silent"] = draws["silent"] < self._lines_of.silence
        if "touches" in draws:
            columns["touches"] = self._lines_of.touches(draws["touches"])
        if "balking" in draws:
            columns["balks"] = draws["balking"] < self._lines_of.balking
        if "redial" in draws:
            columns["redials"] = draws["redial"] < self._lines_of.redial(attempt)
            columns["redial_delay"] = self._lines_of.redial_delay(draws["redial_delay"])
        return columns

    def _put_given(self, columns: Columns, legs: PartTables) -> None:
        """Put what a trace gives in the place of what was drawn."""
        given = {name: values[self._rows] for name, values in self._workload.given.items()}
        for name in ("turn_time", "first_reply"):
            if "bot_time" in given:
                columns[name] = _put(columns[name], given["bot_time"])
        for name, field in (("handle_time", "handle"), ("patience", "patience")):
            if name in given:
                place = LegValues._fields.index(field)
                for part, table in legs.items():
                    if part[0] == Role.ANSWER:
                        values = table.values[:, place]
                        table.values[:, place] = _put(values, given[name][table.cases])

    def _shorten(self, legs: PartTables) -> None:
        """Put the factor of programmes on the handle times of the cases that they moved."""
        factor, place = self._admitted.handle_factor, LegValues._fields.index("handle")
        if (factor == 1).all():
            return
        for (part, _), table in legs.items():
            if part not in BESIDE:
                shorter = table.values[:, place] * factor[table.cases]
                table.values[:, place] = on_grid(shorter)

    def _draw_all(self, streams: tuple[str, ...], attempt: int) -> Draws:
        """Return the uniforms of the admitted rows by stream, or `stream/role`."""
        drawn = self._workload.several(_draws(streams, attempt)) if streams else []
        return {name: u[self._rows] for name, u in zip(streams, drawn, strict=True)}

    def _draw_some(self, attempt: int, streams: tuple[str, ...], cases: Integers) -> Draws:
        """Return the uniforms of some of the admitted rows by `stream/role`."""
        if len(cases) == len(self._rows):
            return self._draw_all(streams, attempt)
        drawn = self._workload.of_rows(_draws(streams, attempt), self._rows[cases])
        return dict(zip(streams, drawn, strict=True))


_NOTHING: Columns = {
    name: np.float64(value)
    for name, value in {
        "triage": 0.0,
        "offered": 1.0,
        "solve_turn": np.inf,
        "claim_turn": np.inf,
        "ask_turn": np.inf,
        "leave_turn": np.inf,
        "turn_time": 0.0,
        "first_reply": 0.0,
        "confidence": np.nan,
        "at_risk": np.nan,
        "touches": 1.0,
        "silent": 0.0,
        "balks": 0.0,
        "redials": 0.0,
        "redial_delay": 0.0,
    }.items()
}


def _draws(streams: tuple[str, ...], attempt: int) -> list[Draw]:
    return [Draw(name, attempt, role) for name, _, role in (s.partition("/") for s in streams)]


def _put(drawn: Entry, given: Floats) -> Floats:
    """Return given seconds, and what was drawn where there are none."""
    return np.where(np.isnan(given), drawn, on_grid(given))
