"""What the draws of a replication come to under an arm: the values of cases, contacts and legs.

Exponentials, logarithms and quantiles are taken in this room and never in the engines, and times
are put on the grid, so that every engine adds, subtracts, multiplies and compares the very same
numbers.
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
from sim.engine.bind.bot_values import BotLaws, least_waits
from sim.engine.bind.customers import Customers
from sim.engine.bind.forwarding import Forwarding, forwarding
from sim.engine.bind.human_values import predicted_types, predicted_urgencies, urgencies
from sim.engine.bind.laws import inverse
from sim.engine.bind.leg_table import PartTables, leg_table
from sim.engine.bind.leg_values import LegLaws, handle_places
from sim.engine.bind.line_values import LineLaws
from sim.engine.bind.roster import PeopleChanges, roster_of, team_sizes
from sim.engine.bind.streams import Uniforms, needed_for_cases, needed_for_contacts, onward_streams
from sim.engine.bound import Bound, Cases, ContactValues, LegTable, LegValues
from sim.engine.journal import BESIDE, Role
from sim.engine.parts import part_of, role_of
from sim.scenario.derived.redials import any_redials
from sim.scenario.root import Scenario
from sim.workload.draws.streams import Draw
from sim.workload.grid import on_grid
from sim.workload.workload import Workload

Entry = Floats | Integers | NDArray[np.bool_] | np.float64
"""A column, or one number for all of its rows."""
ContactColumns = dict[str, Entry]
"""Columns by field of `ContactValues`."""


def bind(
    scenario: Scenario,
    workload: Workload,
    before: Scenario | None = None,
    people_changes: PeopleChanges = (),
) -> Bound:
    """Return the values that a workload's draws take under one arm.

    Parameters
    ----------
    scenario
        The arm.
    workload
        One replication's candidates, of which the arm admits some, and their draws.
    before
        The arm that a project plays until the launch; its people work until then.
    people_changes
        Who works from a time of the run on, in place of the scenario's people.
    """
    roster = roster_of(scenario, workload.streams, before, people_changes)
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
    people_changes: PeopleChanges = (),
) -> Bound:
    """Return bound values with the roster of another arm that differs in its people only.

    Parameters
    ----------
    bound
        The bound values, which are shared and not copied.
    scenario, workload, before, people_changes
        As for `bind`.
    """
    roster = roster_of(scenario, workload.streams, before, people_changes)
    return replace(bound, roster=roster, agents=team_sizes(roster, len(scenario.people.teams)))


class _BoundValues(TypedDict):
    """The fields of `Bound` that draws decide, the roster aside."""

    cases: Cases
    contacts: Floats
    legs: LegTable


class _Binder:
    """The admitted cases of a workload, and what one arm makes of them."""

    def __init__(self, scenario: Scenario, workload: Workload, admitted: Admitted) -> None:
        self._scenario = scenario
        self._workload = workload
        self._admitted = admitted
        self._rows = admitted.rows
        table = workload.candidates.take(self._rows)
        cells = workload.cells
        self._table = table
        self._types = np.array([cell.type for cell in cells], dtype=np.int64)[table.cell]
        self._channels = np.array([cell.channel for cell in cells], dtype=np.int64)[table.cell]
        self._leg_laws = LegLaws(scenario, self._types, self._channels)
        self._line_laws = LineLaws(scenario, self._types, self._channels)
        case = self._draw_all(needed_for_cases(scenario), 0)
        self._customers = Customers(scenario.segments, case, len(self._rows))
        self._urgency = urgencies(scenario, self._types, case["urgency"])
        if scenario.bot:
            days = scenario.run.horizon().first_ordinal + (admitted.arrival // DAY).astype(np.int64)
            self._bot_laws = BotLaws(scenario, scenario.bot, self._types, days, self._customers)
            self._p = self._bot_laws.success_probability(case["difficulty"])

    @property
    def attempts(self) -> int:
        """How many contacts a case can have under this arm."""
        bot, returns = self._scenario.bot, self._scenario.returns
        after_bot = bot is not None and returns.after_bot > 0
        inquiry_types = self._scenario.inquiry_types.values()
        sure = all(
            inquiry_type.solved_by_person == 1
            and (inquiry_type.tier2 is None or inquiry_type.tier2.solved == 1)
            for inquiry_type in inquiry_types
        )
        after_person = returns.after_person > 0 and not sure
        redials = any_redials(self._scenario)
        return returns.max_attempts if after_bot or after_person or redials else 1

    def values(self, attempts: int) -> _BoundValues:
        """Return the cases, and what the given number of attempts has in store."""
        contacts = np.empty((attempts, len(self._types), len(ContactValues._fields)))
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
            type=self._types,
            channel=self._channels,
            segment=self._customers.segment,
            customer=self._customers.customer,
            urgency=self._urgency,
            programme=self._admitted.programme,
            outreach=self._admitted.outreach,
        )

    def attempt(self, number: int, table: Floats) -> PartTables:
        """Return the values of all legs in one attempt, and fill in those of the contacts.

        Parameters
        ----------
        number
            The attempt.
        table
            Where the contacts' own values are put, shape (cases, fields of `ContactValues`).
        """
        draws = self._draw_all(needed_for_contacts(self._scenario), number)
        forwarded = self._forwarded(draws, number)
        columns = self._contact(draws, forwarded, number)
        predicted = np.asarray(columns["predicted_type"], dtype=np.int64)
        touches = np.broadcast_to(np.asarray(columns["touches"], np.float64), len(self._types))
        draw = partial(self._draw_some, number)
        legs = dict(self._leg_laws.tables(predicted, touches, forwarded, draw))
        if number == 0:
            self._put_given(columns, legs)
        self._shorten(legs)
        for place, field in enumerate(ContactValues._fields):
            table[:, place] = columns[field]
        return legs

    def _forwarded(self, draws: Uniforms, number: int) -> Forwarding:
        """Return where contacts are forwarded: who redials as forwarded keeps the first way."""
        forwarded, keeps = forwarding(self._scenario, self._types, draws), self._line_laws.keeps_way
        if number == 0 or not keeps.any():
            return forwarded
        first = self._draw_all(onward_streams(self._scenario), 0)
        return forwarding(self._scenario, self._types, first).where(keeps, forwarded)

    def _contact(self, draws: Uniforms, forwarded: Forwarding, number: int) -> ContactColumns:
        predicted, triage = self._triage(draws)
        columns = _NOTHING | triage | {"predicted_type": predicted}
        if self._scenario.bot:
            columns |= self._bot(draws, predicted)
        columns |= self._people(draws, forwarded) | self._returns(draws)
        return columns | self._lines(draws, number)

    def _triage(self, draws: Uniforms) -> tuple[Integers, ContactColumns]:
        """Return the predicted types, and the other columns of triage."""
        triage = self._scenario.triage
        if not triage.predicts:
            return self._types, {"predicted_urgency": self._urgency}
        noise = draws["urgency_noise"]
        predicted = predicted_types(self._scenario, self._types, draws["predicted_type"])
        return predicted, {
            "predicted_urgency": predicted_urgencies(self._scenario, self._urgency, noise),
            "triage": np.float64(on_grid(triage.seconds)),
        }

    def _bot(self, draws: Uniforms, predicted: Integers) -> ContactColumns:
        solvable, laws = draws["solve"] < self._p, self._bot_laws
        confidence = laws.reported_confidence(predicted, solvable, draws["confidence"])
        offered = {"offered": laws.offered(draws["adoption"])} if "adoption" in draws else {}
        return {
            **offered,
            "confidence": confidence,
            "at_risk": expit(-confidence) * self._customers.value,
            **laws.stopping_turns(solvable, draws),
            **laws.session_times(draws["pace"]),
            **self._watched(draws, predicted),
        }

    def _watched(self, draws: Uniforms, predicted: Integers) -> ContactColumns:
        """Return what customers choose at the door, and what reviewers would say."""
        columns: ContactColumns = {}
        bot = self._scenario.bot
        if bot and bot.choice:
            live = np.array([channel.live for channel in self._scenario.channels.values()])
            least = least_waits(bot.choice, draws["choice"])
            columns["least_wait"] = np.where(live[self._channels], least, -np.inf)
        if bot and bot.review and bot.review.share:
            types, review = list(self._scenario.inquiry_types), bot.review
            concerned = np.array([review.types is None or name in review.types for name in types])
            columns["watched"] = concerned[predicted] & (draws["review"] < review.share)
            columns["rejects_claim"] = draws["judge"] < review.reject_false
            columns["rejects_solution"] = draws["judge"] < review.reject_true
        return columns

    def _people(self, draws: Uniforms, forwarded: Forwarding) -> ContactColumns:
        inquiry_types = self._scenario.inquiry_types.values()
        own = np.array([inquiry_type.solved_by_person for inquiry_type in inquiry_types])
        tiers = [inquiry_type.tier2 for inquiry_type in inquiry_types]
        tier2 = np.array([tier.solved if tier else 1.0 for tier in tiers])
        last = forwarded.last(self._types)
        chance = np.where(forwarded.tier2, tier2[last], own[last])
        return {
            "forwards": forwarded.count,
            "tier2": forwarded.tier2,
            "solved": draws["solved"] < chance,
        }

    def _returns(self, draws: Uniforms) -> ContactColumns:
        returns = self._scenario.returns
        return {
            "back_after_bot": draws["return"] < returns.after_bot,
            "back_after_person": draws["return"] < returns.after_person,
            "return_delay": on_grid(inverse(returns.delay, draws["return_delay"])),
        }

    def _lines(self, draws: Uniforms, attempt: int) -> ContactColumns:
        """Return what customers do on their channel: leave, reply, balk, redial."""
        columns: ContactColumns = {}
        if "silent" in draws:
            columns["silent"] = draws["silent"] < self._line_laws.silence
        if "touches" in draws:
            columns["touches"] = self._line_laws.touches(draws["touches"])
        if "balking" in draws:
            columns["balks"] = draws["balking"] < self._line_laws.balking
        if "redial" in draws:
            columns["redials"] = draws["redial"] < self._line_laws.redial(attempt)
            columns["redial_delay"] = self._line_laws.redial_delay(draws["redial_delay"])
        return columns

    def _put_given(self, columns: ContactColumns, legs: PartTables) -> None:
        """Put what a trace gives in place of what was drawn."""
        given = {name: values[self._rows] for name, values in self._workload.given.items()}
        for name in ("turn_time", "first_reply"):
            if "bot_time" in given:
                columns[name] = _put(columns[name], given["bot_time"])
        answers = [table for (part, _), table in legs.items() if part == part_of(Role.ANSWER)]
        for table in answers:
            places = {
                "handle_time": handle_places(table.values),
                "patience": [LegValues._fields.index("patience")],
            }
            for name in places.keys() & given.keys():
                for place in places[name]:
                    drawn = table.values[:, place]
                    table.values[:, place] = _put(drawn, given[name][table.cases])

    def _shorten(self, legs: PartTables) -> None:
        """Put the factor of programmes on the handle times of the cases that they moved."""
        factor = self._admitted.handle_factor
        if (factor == 1).all():
            return
        for (part, _), table in legs.items():
            if role_of(part) not in BESIDE:
                for place in handle_places(table.values):
                    shorter = table.values[:, place] * factor[table.cases]
                    table.values[:, place] = on_grid(shorter)

    def _draw_all(self, streams: tuple[str, ...], attempt: int) -> Uniforms:
        """Return the uniforms of all admitted cases by stream, or `stream/role`."""
        drawn = self._workload.several(_draws(streams, attempt)) if streams else []
        return {name: u[self._rows] for name, u in zip(streams, drawn, strict=True)}

    def _draw_some(self, attempt: int, streams: tuple[str, ...], cases: Integers) -> Uniforms:
        """Return the uniforms of some of the admitted cases by `stream/role`."""
        drawn = self._draw_rows(attempt, streams, cases)
        keeps = self._line_laws.keeps_patience[cases] if attempt else np.zeros(0, np.bool_)
        if keeps.any():
            kept = tuple(name for name in streams if name.startswith("patience/"))
            for name, first in self._draw_rows(0, kept, cases).items():
                drawn[name] = np.where(keeps, first, drawn[name])
        return drawn

    def _draw_rows(
        self, attempt: int, streams: tuple[str, ...], cases: Integers
    ) -> dict[str, Floats]:
        if len(cases) == len(self._rows):
            return dict(self._draw_all(streams, attempt))
        drawn = self._workload.of_rows(_draws(streams, attempt), self._rows[cases])
        return dict(zip(streams, drawn, strict=True))


_NOTHING: ContactColumns = {
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
        "least_wait": -np.inf,
        "watched": 0.0,
        "rejects_claim": 0.0,
        "rejects_solution": 0.0,
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
    """Return the given seconds, or what was drawn where there are none."""
    return np.where(np.isnan(given), drawn, on_grid(given))
