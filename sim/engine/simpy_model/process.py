"""The model: the support desk as SimPy processes.

Contacts, shifts, the calendar and arrivals are generators on one clock. What happens with people is
in `human_side`, waiting and assignment are the `Desk`, and what the policy sees is in `look`.
"""

from math import ceil

import numpy as np
import simpy
from numpy.typing import NDArray
from simpy import Environment, Interrupt

from sim.base.time import HALF_HOUR
from sim.engine.bind.roster import clip
from sim.engine.bound import Bound
from sim.engine.journal import Ending, Integrals, Journal, Outreach
from sim.engine.plan.plan import Plan
from sim.engine.plan.rules import BOT
from sim.engine.simpy_model.desk import Desk
from sim.engine.simpy_model.human_side import SESSION, TRIAGE, HumanSide, Process
from sim.engine.simpy_model.observables import ask_policy, bot_is_there
from sim.engine.simpy_model.ordered_events import At, Step, order
from sim.engine.simpy_model.records import ContactRecord, contact_columns, leg_columns, open_contact
from sim.engine.simpy_model.time_persistent import Level
from sim.engine.simpy_model.timeline import calendar_events, duty_events


def play(plan: Plan, bound: Bound) -> Journal:
    """Play one replication of a plan and return its journal.

    Parameters
    ----------
    plan
        What management decides, in numbers.
    bound
        The values that the world's draws take under this plan, and the roster.
    """
    return SupportDesk(plan, bound).run()


class SupportDesk:
    """One replication, from the first instant to the end of the run."""

    def __init__(self, plan: Plan, bound: Bound) -> None:
        self.plan = plan
        self.bound = bound
        self.end = plan.horizon.end
        half_hours = ceil(self.end / HALF_HOUR)
        self.env = Environment()
        self.desk = Desk(self.env, plan, bound.agents, half_hours)
        self.sessions = Level(half_hours)
        self.bot_is_up = True
        self.talking_to_bot: dict[tuple[int, int], simpy.Process] = {}
        self.contacts: list[ContactRecord] = []
        self.people = HumanSide(self.env, plan, self.desk, self.end_contact)
        self.unfinished = len(bound.cases.arrival)

    def run(self) -> Journal:
        """Play to the run's end, or until the desk is empty where the run drains."""
        for process in (self.calendar(), self.staff(), self.arrivals()):
            self.env.process(process)
        if not self.plan.horizon.drains:
            self.env.run(until=self.end)
            return self.journal(self.end)
        while self.env.peek() < self.end and not self.drained():
            self.env.step()
        end = max(self.env.now, self.plan.horizon.arrivals_end) if self.drained() else self.end
        return self.journal(end)

    def drained(self) -> bool:
        """Return whether nothing is left to do."""
        done = not self.unfinished and not self.people.unfinished
        return done and self.env.peek() >= self.plan.horizon.arrivals_end

    def journal(self, end: float) -> Journal:
        """Close the integrals at `end` and return everything as columns."""
        self.desk.settle(end)
        self.sessions.settle(end)
        integrals = Integrals(
            waiting=_areas(self.desk.waiting),
            in_hand=_areas(self.desk.in_hand),
            busy=_areas(self.desk.busy),
            available=_areas(self.desk.available),
            bot=np.array(self.sessions.areas),
        )
        contacts, legs = contact_columns(self.contacts), leg_columns(self.people.legs)
        return Journal(contacts, legs, clip(self.bound.roster, end), integrals, end)

    def calendar(self) -> Process:
        """Open and close the human side of the channels, and the bot around its outages."""
        plan = self.plan
        for time, opens, channel in calendar_events(plan.opening, plan.outages, self.end):
            yield At(self.env, time, order(Step.CALENDAR, opens << 20 | channel))
            if channel == len(plan.channels):
                self.switch_bot(opens)
            elif opens:
                self.desk.open_channel(channel)
            else:
                self.desk.close_channel(channel)

    def switch_bot(self, up: bool) -> None:
        """Begin or end an outage; running sessions are interrupted by case and attempt."""
        self.bot_is_up = up
        if not up:
            for key in sorted(self.talking_to_bot):
                self.talking_to_bot[key].interrupt()

    def staff(self) -> Process:
        """Bring agents on duty and take them off."""
        for time, starts, team, agent, factor in duty_events(self.bound.roster, self.end):
            yield At(self.env, time, order(Step.STAFF, (starts << 15 | team) << 20 | agent))
            if starts:
                self.desk.start_duty(team, agent, factor)
            else:
                self.desk.end_duty(team, agent)

    def arrivals(self) -> Process:
        """Start each case's first contact at its time."""
        for case, time in enumerate(self.bound.cases.arrival):
            yield At(self.env, time, order(Step.JOIN, case))
            self.env.process(self.contact(case, 0))

    def comes_back(self, case: int, attempt: int, time: float) -> Process:
        """Start a case's next contact at its time."""
        yield At(self.env, time, order(Step.JOIN, case, attempt))
        self.unfinished += 1
        yield from self.contact(case, attempt)

    def contact(self, case: int, attempt: int) -> Process:
        """Live through one contact: triage, perhaps the bot, perhaps people."""
        row, dispatcher = self.open_contact(case, attempt), None
        if row.outreach == Outreach.AVERTED:
            self.end_contact(row, Ending.AVERTED)
            return
        if row.plan.dispatched:
            dispatcher = yield from self.people.dispatch(row)
        elif row.values.triage > 0:
            yield self.completion(row, row.values.triage, TRIAGE)
        if not row.ending.open:
            return
        row.triaged = self.env.now
        rule = self.ask_bot(row)
        if rule is not None:
            if dispatcher is not None:
                self.people.leave_agent(dispatcher)
            yield from self.session(row, rule)
            dispatcher = None
        if row.ending.open:
            yield from self.people.serve(row, dispatcher)

    def ask_bot(self, row: ContactRecord) -> int | None:
        """Return with which rule a session begins, `BOT` for none; None: the bot takes it not."""
        if not (self.bot_is_up and row.values.offered and bot_is_there(self.desk, row)):
            return None
        policy, rule = row.plan.policy, self.decide(row)
        if rule in (BOT, policy.asked):
            if self.sessions.level < row.plan.session_limit:
                return rule
            row.rule = self.number_of(policy.bot_full, row)
        # Nobody has asked a bot that did not take the contact.
        row.asked = False
        return None

    def session(self, row: ContactRecord, rule: int) -> Process:
        """Talk to the bot turn by turn until the session ends or a rule sends it to a person."""
        row.ending, row.bot_start = Ending.IN_BOT, self.env.now
        row.confidence = row.values.confidence
        key, process = (row.case, row.attempt), self.env.active_process
        assert process is not None
        self.talking_to_bot[key] = process
        self.sessions.change(self.env.now, +1)
        ending = None
        try:
            while rule == BOT and ending is None:
                yield self.completion(row, row.values.turn_time, SESSION)
                ending, rule = self.end_turn(row)
        except Interrupt:
            rule = row.plan.policy.outage
        del self.talking_to_bot[key]
        self.sessions.change(self.env.now, -1)
        row.bot_end = self.env.now
        if ending is not None:
            self.end_contact(row, ending)
        else:
            row.rule = self.number_of(rule, row)

    def number_of(self, rule: int, row: ContactRecord) -> int:
        """Return the number in `Plan.rules` of a rule of the contact's plan."""
        return rule if row.plan is self.plan else rule + len(self.plan.policy.names)

    def end_turn(self, row: ContactRecord) -> tuple[Ending | None, int]:
        """Return how a turn ends the session, or which rule does; `BOT`: another turn follows."""
        row.turns += 1
        row.bot_reply = row.bot_start + row.values.first_reply
        ending = session_ending(row)
        if ending is not None:
            return ending, BOT
        rule = self.decide(row)
        if rule == BOT and row.turns == row.plan.turn_limit:
            rule = row.plan.policy.turn_limit
        return None, rule

    def end_contact(self, row: ContactRecord, ending: Ending) -> None:
        """End a contact; an unresolved case may come back."""
        row.ended, row.ending = self.env.now, ending
        self.unfinished -= 1
        self.people.hang_up(row)
        delay = delay_to_next(row)
        if delay is None:
            return
        if row.attempt + 1 >= row.plan.max_attempts:
            row.gave_up = True
            return
        row.returned = self.env.now + delay
        if row.returned < self.end:
            self.env.process(self.comes_back(row.case, row.attempt + 1, row.returned))

    def open_contact(self, case: int, attempt: int) -> ContactRecord:
        """Open the row of a contact that arrives now, under the plan in force."""
        plan, bound, now = self.plan, self.bound, self.env.now
        if plan.before and bound.before and now < plan.horizon.window_start:
            plan, bound = plan.before, bound.before
        is_open = self.desk.is_open(bound.cases.channel[case])
        row = open_contact(plan, bound, case, attempt, now, is_open)
        self.contacts.append(row)
        return row

    def decide(self, row: ContactRecord) -> int:
        """Ask the policy about a contact at the bot's door or after a turn."""
        row.asked = row.turns >= row.values.ask_turn
        return ask_policy(self.desk, row, self.env.now)

    def completion(self, row: ContactRecord, seconds: float, part: int) -> At:
        """Return the event that ends something of this contact in so many seconds."""
        place = order(Step.COMPLETION, row.case, row.attempt, part)
        return At(self.env, self.env.now + seconds, place)


NOT_THROUGH = (Ending.ABANDONED, Ending.BALKED, Ending.BLOCKED, Ending.DISCONNECTED)


def session_ending(row: ContactRecord) -> Ending | None:
    """Return how a session ends at the turn just done, by what comes first; None: it does not."""
    if row.turns == row.values.solve_turn:
        return Ending.BOT_RESOLVED
    if row.turns == row.values.claim_turn:
        return Ending.BOT_FALSELY_CLOSED
    if row.turns >= row.values.leave_turn:
        return Ending.BOT_LEFT
    return None


def delay_to_next(row: ContactRecord) -> float | None:
    """Return the seconds until the customer of an ended contact tries again; None: they do not."""
    values = row.values
    if row.ending in NOT_THROUGH:
        return values.redial_delay if values.redials else None
    if row.ending in (Ending.BOT_FALSELY_CLOSED, Ending.BOT_LEFT):
        return values.return_delay if values.back_after_bot else None
    returns = row.ending is Ending.PERSON_UNRESOLVED and values.back_after_person
    return values.return_delay if returns else None


def _areas(levels: list[Level]) -> NDArray[np.float64]:
    return np.array([level.areas for level in levels])
