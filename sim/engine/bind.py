"""From draws to values: what the world has in store for each contact under a plan.

Exponentials, logarithms and quantiles happen here and nowhere in the engines, and times are put on
the grid, so that every engine adds, subtracts, multiplies and compares the very same numbers.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sim.engine.bot_values import BotLaws
from sim.engine.bound import Bound, Cases, Values
from sim.engine.human_values import (
    HandlingLaws,
    predicted_types,
    predicted_urgencies,
    urgencies,
)
from sim.engine.journal import Roster
from sim.engine.laws import inverse
from sim.engine.line_values import LineLaws
from sim.engine.needs import needed_for_cases, needed_for_contacts
from sim.engine.roster import agent_factors, handed_over, make_roster, team_sizes
from sim.scenario.people import People
from sim.scenario.root import Scenario
from sim.workload.grid import on_grid
from sim.workload.multiplier import volume_multiplier
from sim.workload.streams import Draw, Streams
from sim.workload.workload import Workload

Column = NDArray[np.float64]
Codes = NDArray[np.int64]
Draws = dict[str, Column]
Columns = dict[str, Column | Codes | NDArray[np.bool_] | np.float64]
"""Columns by field of `Values`; a number stands for a column of it."""


def bind(scenario: Scenario, workload: Workload, before: Scenario | None = None) -> Bound:
    """Return the values that the workload's draws take under one arm's scenario.

    Parameters
    ----------
    scenario
        The arm.
    workload
        One replication's candidates and draws; the scenario's volume multiplier admits among them.
    before
        The arm that a project plays until the launch; its people work until then.
    """
    later = _Binder(scenario, workload)
    if before is None:
        return _bound(later, later.attempts)
    earlier = _Binder(before, workload)
    # A case that came before the launch may come back after it, as often as it would have before.
    attempts = max(earlier.attempts, later.attempts)
    first, second = _bound(earlier, earlier.attempts), _bound(later, attempts)
    roster = handed_over(first.roster, second.roster, scenario.run.horizon().window_start)
    agents = team_sizes(roster, len(scenario.people.teams))
    factors = agent_factors(scenario.people, agents, workload.streams)
    return replace(second, roster=roster, agents=agents, agent_factors=factors, before=first)


def _bound(binder: "_Binder", attempts: int) -> Bound:
    roster = binder.roster()
    agents = team_sizes(roster, len(binder.people.teams))
    return Bound(
        cases=binder.cases(),
        attempts=tuple(binder.attempt(number) for number in range(attempts)),
        roster=roster,
        agents=agents,
        agent_factors=agent_factors(binder.people, agents, binder.streams),
    )


class _Binder:
    """The admitted rows of a workload and what one arm makes of them."""

    def __init__(self, scenario: Scenario, workload: Workload) -> None:
        self._scenario = scenario
        self._workload = workload
        self._rows = workload.admit(volume_multiplier(scenario))
        table = workload.candidates.take(self._rows)
        cells = workload.cells
        self._table = table
        self._kinds = np.array([cell.type for cell in cells], dtype=np.int64)[table.cell]
        self._ways = np.array([cell.channel for cell in cells], dtype=np.int64)[table.cell]
        self._laws = HandlingLaws(scenario, self._kinds, self._ways)
        self._lines_of = LineLaws(scenario, self._ways)
        case = self._draw_all(needed_for_cases(scenario), 0)
        self._urgency = urgencies(scenario, self._kinds, case["urgency"])
        if scenario.bot:
            days = table.day.astype(np.int64)
            self._bot_laws = BotLaws(scenario, scenario.bot, self._kinds, days)
            self._p = self._bot_laws.success_probability(case["difficulty"])

    @property
    def attempts(self) -> int:
        """How many contacts of a case can happen under this arm."""
        bot, returns = self._scenario.bot, self._scenario.returns
        after_bot = bot is not None and returns.after_bot > 0
        sure = all(kind.solved_by_person == 1 for kind in self._scenario.inquiry_types.values())
        after_person = returns.after_person > 0 and not sure
        redials = any(channel.redial for channel in self._scenario.channels.values())
        return returns.max_attempts if after_bot or after_person or redials else 1

    @property
    def people(self) -> People:
        """The arm's people."""
        return self._scenario.people

    @property
    def streams(self) -> Streams:
        """The replication's draws."""
        return self._workload.streams

    def roster(self) -> Roster:
        """Return the shifts under the replication's draws."""
        horizon = self._scenario.run.horizon()
        return make_roster(self.people, horizon, self.streams)

    def cases(self) -> Cases:
        """Return the identities of the admitted cases."""
        table = self._table
        return Cases(
            arrival=table.time.tolist(),
            cell=table.cell.tolist(),
            layer=table.layer.tolist(),
            day=table.day.tolist(),
            ordinal=table.ordinal.tolist(),
            type=self._kinds.tolist(),
            channel=self._ways.tolist(),
            urgency=self._urgency.tolist(),
        )

    def attempt(self, number: int) -> Column:
        """Return the values of all cases' contacts number so-and-so, shape (cases, fields)."""
        draws = self._draw_all(needed_for_contacts(self._scenario), number)
        predicted, triage = self._triage(draws)
        columns = _NOTHING | triage | {"predicted_type": predicted}
        if self._scenario.bot:
            columns |= self._bot(draws, predicted)
        columns |= self._people(draws) | self._returns(draws) | self._lines(draws, number)
        if number == 0:
            columns |= self._given(columns)
        table = np.empty((len(self._kinds), len(Values._fields)))
        for place, field in enumerate(Values._fields):
            table[:, place] = columns[field]
        return table

    def _triage(self, draws: Draws) -> tuple[Codes, Columns]:
        """Return the predicted types, and the other columns of triage."""
        triage = self._scenario.triage
        if triage.method == "none":
            return self._kinds, {"predicted_urgency": self._urgency}
        noise = draws["urgency_noise"]
        predicted = predicted_types(self._scenario, self._kinds, draws["predicted_type"])
        return predicted, {
            "predicted_urgency": predicted_urgencies(self._scenario, self._urgency, noise),
            "triage": np.float64(on_grid(triage.delay)),
        }

    def _bot(self, draws: Draws, predicted: Codes) -> Columns:
        solvable, laws = draws["solve"] < self._p, self._bot_laws
        return {
            "confidence": laws.reported_confidence(predicted, solvable, draws["confidence"]),
            **laws.stopping_turns(solvable, draws),
            **laws.session_times(draws["pace"]),
        }

    def _people(self, draws: Draws) -> Columns:
        kinds = self._scenario.inquiry_types.values()
        solved = np.array([kind.solved_by_person for kind in kinds])[self._kinds]
        columns: Columns = {
            "answer": self._laws.answer(draws["handle/answer"]),
            "patience": self._laws.patience(draws["patience/answer"]),
            "after_call": self._laws.after_call(draws["after_call/answer"]),
            "solved": draws["solved"] < solved,
        }
        if self._scenario.triage.method == "ai":
            law = self._scenario.triage.misroute_time
            columns["misroute"] = on_grid(inverse(law, draws["handle/misroute"]))
            columns["misroute_patience"] = self._laws.patience(draws["patience/misroute"])
        return columns

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
        if "balking" in draws:
            columns["balks"] = draws["balking"] < self._lines_of.balking
        if "redial" in draws:
            columns["redials"] = draws["redial"] < self._lines_of.redial(attempt)
            columns["redial_delay"] = self._lines_of.redial_delay(draws["redial_delay"])
        return columns

    def _given(self, columns: Columns) -> Columns:
        """Return what a trace gives in the place of what was drawn."""
        taken: Columns = {}
        for name, targets in _GIVEN.items():
            given = self._workload.given.get(name)
            if given is None:
                continue
            values = given[self._rows]
            for target in targets:
                taken[target] = np.where(np.isnan(values), columns[target], on_grid(values))
        return taken

    def _draw_all(self, streams: tuple[str, ...], attempt: int) -> Draws:
        """Return the uniforms of the admitted rows by stream, or `stream/role`."""
        wanted = [
            Draw(name, attempt, role) for name, _, role in (s.partition("/") for s in streams)
        ]
        drawn = self._workload.several(wanted)
        return {name: u[self._rows] for name, u in zip(streams, drawn, strict=True)}


_NOTHING: Columns = {
    name: np.float64(value)
    for name, value in {
        "triage": 0.0,
        "solve_turn": np.inf,
        "claim_turn": np.inf,
        "ask_turn": np.inf,
        "leave_turn": np.inf,
        "turn_time": 0.0,
        "first_reply": 0.0,
        "confidence": np.nan,
        "misroute": 0.0,
        "misroute_patience": np.inf,
        "balks": 0.0,
        "redials": 0.0,
        "redial_delay": 0.0,
    }.items()
}
_GIVEN = {
    "handle_time": ("answer",),
    "patience": ("patience",),
    "bot_time": ("turn_time", "first_reply"),
}
