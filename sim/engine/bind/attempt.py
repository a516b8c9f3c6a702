"""What one attempt has in store for the cases that can come to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from scipy.special import expit

from sim.base.arrays import Flags, Floats, Integers
from sim.engine.bind.admitted import Admitted
from sim.engine.bind.bot_values import BotLaws, least_waits
from sim.engine.bind.contact_rows import ContactColumns, ContactRows, Entry
from sim.engine.bind.forwarding import Forwarding, forwarding
from sim.engine.bind.human_values import predicted_types, predicted_urgencies
from sim.engine.bind.laws import inverse
from sim.engine.bind.leg_table import PartTables
from sim.engine.bind.leg_values import LegLaws, handle_places
from sim.engine.bind.line_values import LineLaws
from sim.engine.bind.streams import (
    StreamNames,
    Uniforms,
    needed_for_contacts,
    onward_streams,
    uniforms_of,
)
from sim.engine.bound import LegValues
from sim.engine.journal import BESIDE, Role
from sim.engine.parts import part_of, role_of
from sim.scenario.root import Scenario
from sim.workload.grid import on_grid
from sim.workload.workload import RowDraws


@dataclass(frozen=True)
class Cohort:
    """Cases that can come to an attempt, and what one arm makes of each whatever the attempt.

    Attributes
    ----------
    scenario
        The arm.
    cases
        Their numbers, ascending, shape (rows,), as all columns here.
    admitted
        How they come.
    given
        Seconds that a trace gives of them, by name.
    draws
        Their draws.
    types, channels, urgency
        True type, channel and true urgency of each.
    value
        What the customer of each is worth per month.
    bot
        What the arm's bot makes of each; None: there is no bot.
    """

    scenario: Scenario
    cases: Integers
    admitted: Admitted
    given: Mapping[str, Floats]
    draws: RowDraws
    types: Integers
    channels: Integers
    urgency: Integers
    value: Floats
    bot: BotLaws | None

    def take(self, rows: Integers) -> "Cohort":
        """Return some of the cases, by their rows."""
        return replace(
            self,
            cases=self.cases[rows],
            admitted=self.admitted.take(rows),
            given={name: column[rows] for name, column in self.given.items()},
            draws=self.draws.take(rows),
            types=self.types[rows],
            channels=self.channels[rows],
            urgency=self.urgency[rows],
            value=self.value[rows],
            bot=self.bot.take(rows) if self.bot else None,
        )


class BoundAttempt(NamedTuple):
    """What one attempt has in store.

    Attributes
    ----------
    legs
        For the legs of its contacts, by part.
    coming
        Cases that can come to the next attempt, ascending.
    """

    legs: PartTables
    coming: Integers


class AttemptBinder:
    """One attempt of the cases that can come to it.

    Parameters
    ----------
    cohort
        The cases.
    number
        The attempt.
    """

    def __init__(self, cohort: Cohort, number: int) -> None:
        self._cohort = cohort
        self._scenario = cohort.scenario
        self._number = number
        self._types = cohort.types
        self._line_laws = LineLaws(cohort.scenario, cohort.types, cohort.channels)

    def bound(self, rows: ContactRows) -> BoundAttempt:
        """Return what the contacts' legs have in store, and add what they have themselves.

        Parameters
        ----------
        rows
            What contacts have in store.
        """
        cohort, laws = self._cohort, LegLaws(self._scenario, self._types, self._cohort.channels)
        draws = self._uniforms(needed_for_contacts(self._scenario))
        forwarded = self._forwarded(draws)
        columns = self._contact(draws, forwarded)
        predicted = np.asarray(columns["predicted_type"], dtype=np.int64)
        touches = np.broadcast_to(np.asarray(columns["touches"], np.float64), len(self._types))
        legs = dict(laws.tables(predicted, touches, forwarded, self._leg_uniforms))
        if self._number == 0:
            self._put_given(columns, legs)
        self._shorten(legs)
        rows.add(cohort.cases, columns)
        return BoundAttempt(
            {part: table._replace(cases=cohort.cases[table.cases]) for part, table in legs.items()},
            cohort.cases[np.broadcast_to(self._comes_again(columns), len(cohort.cases))],
        )

    def _comes_again(self, columns: ContactColumns) -> Flags:
        """Return whether each case can come to the next attempt.

        It can where its customer would try again after not getting through, or would come back
        after the bot or people have not solved it, and what is in store can end so.
        """
        bot, review = self._scenario.bot, self._scenario.bot and self._scenario.bot.review
        fails = np.isfinite(columns["claim_turn"]) | np.isfinite(columns["leave_turn"])
        # A customer who does not wait for the end of a review leaves the bot, too.
        by_bot = bot is not None and (fails | bool(review))
        return np.asarray(
            (np.asarray(columns["redials"]) != 0)
            | (np.asarray(columns["back_after_bot"], np.bool_) & by_bot)
            | (
                np.asarray(columns["back_after_person"], np.bool_)
                & ~np.asarray(columns["solved"], np.bool_)
            )
        )

    def _forwarded(self, draws: Uniforms) -> Forwarding:
        """Return where contacts are forwarded: who redials as forwarded keeps the first way."""
        forwarded, keeps = forwarding(self._scenario, self._types, draws), self._line_laws.keeps_way
        if self._number == 0 or not keeps.any():
            return forwarded
        first = uniforms_of(self._cohort.draws, onward_streams(self._scenario))
        return forwarding(self._scenario, self._types, first).where(keeps, forwarded)

    def _contact(self, draws: Uniforms, forwarded: Forwarding) -> ContactColumns:
        predicted, triage = self._triage(draws)
        columns = _NOTHING | triage | {"predicted_type": predicted}
        if self._cohort.bot:
            columns |= self._bot(self._cohort.bot, draws, predicted)
        columns |= self._people(draws, forwarded) | self._returns(draws)
        return columns | self._lines(draws)

    def _triage(self, draws: Uniforms) -> tuple[Integers, ContactColumns]:
        """Return the predicted types, and the other columns of triage."""
        triage = self._scenario.triage
        if not triage.predicts:
            return self._types, {"predicted_urgency": self._cohort.urgency}
        noise = draws["urgency_noise"]
        predicted = predicted_types(self._scenario, self._types, draws["predicted_type"])
        return predicted, {
            "predicted_urgency": predicted_urgencies(self._scenario, self._cohort.urgency, noise),
            "triage": np.float64(on_grid(triage.seconds)),
        }

    def _bot(self, laws: BotLaws, draws: Uniforms, predicted: Integers) -> ContactColumns:
        solvable = laws.solvable(draws["solve"])
        confidence = laws.reported_confidence(predicted, solvable, draws["confidence"])
        offered = {"offered": laws.offered(draws["adoption"])} if "adoption" in draws else {}
        return {
            **offered,
            "confidence": confidence,
            "at_risk": expit(-confidence) * self._cohort.value,
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
            columns["least_wait"] = np.where(live[self._cohort.channels], least, -np.inf)
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

    def _lines(self, draws: Uniforms) -> ContactColumns:
        """Return what customers do on their channel: leave, reply, balk, redial."""
        columns: ContactColumns = {}
        if "silent" in draws:
            columns["silent"] = draws["silent"] < self._line_laws.silence
        if "touches" in draws:
            columns["touches"] = self._line_laws.touches(draws["touches"])
        if "balking" in draws:
            columns["balks"] = draws["balking"] < self._line_laws.balking
        if "redial" in draws:
            columns["redials"] = draws["redial"] < self._line_laws.redial(self._number)
            columns["redial_delay"] = self._line_laws.redial_delay(draws["redial_delay"])
        return columns

    def _put_given(self, columns: ContactColumns, legs: PartTables) -> None:
        """Put what a trace gives in place of what was drawn."""
        given = self._cohort.given
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
        factor = self._cohort.admitted.handle_factor
        if (factor == 1).all():
            return
        for (part, _), table in legs.items():
            if role_of(part) not in BESIDE:
                for place in handle_places(table.values):
                    shorter = table.values[:, place] * factor[table.cases]
                    table.values[:, place] = on_grid(shorter)

    def _uniforms(self, streams: StreamNames) -> Uniforms:
        return uniforms_of(self._cohort.draws, streams, self._number)

    def _leg_uniforms(self, streams: StreamNames, rows: Integers) -> Uniforms:
        """Return the uniforms of some of the cases by `stream/role`."""
        whose = self._cohort.draws
        draws = whose if len(rows) == len(self._types) else whose.take(rows)
        drawn = uniforms_of(draws, streams, self._number)
        if self._number == 0:
            return drawn
        keeps = self._line_laws.keeps_patience[rows]
        if not keeps.any():
            return drawn
        kept = tuple(name for name in streams if name.startswith("patience/"))
        first = uniforms_of(draws, kept)
        return drawn | {name: np.where(keeps, u, drawn[name]) for name, u in first.items()}


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


def _put(drawn: Entry, given: Floats) -> Floats:
    """Return the given seconds, or what was drawn where there are none."""
    return np.where(np.isnan(given), drawn, on_grid(given))
