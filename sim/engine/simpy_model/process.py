"""The model: the support desk as SimPy processes.

Contacts, shifts, the calendar and arrivals are generators on one clock. What happens with people is
in `human_side`, waiting and assignment are the `Desk`, and what the policy sees is in
`observables`.
"""

from collections.abc import Sequence
from itertools import groupby
from math import ceil, inf, isinf, isnan

import numpy as np
import simpy
from simpy import Environment, Interrupt

from sim.base.arrays import Floats
from sim.base.time import HALF_HOUR
from sim.engine.bound import Bound
from sim.engine.journal import FORWARDS, Ending, Integrals, Journal, Outcome, Outreach
from sim.engine.parts import role_of
from sim.engine.plan.plan import Plan
from sim.engine.plan.review_plan import Reviewed
from sim.engine.plan.rules import BOT, BuiltIn
from sim.engine.simpy_model.desk import Desk
from sim.engine.simpy_model.desk_plan import desk_plan
from sim.engine.simpy_model.human_side import SESSION, TRIAGE, HumanSide, Process
from sim.engine.simpy_model.observables import ask_policy, bot_is_there, estimated_wait
from sim.engine.simpy_model.ordered_events import At, Step, order
from sim.engine.simpy_model.records import (
    ContactRecord,
    contact_columns,
    leg_columns,
    open_contact,
)
from sim.engine.simpy_model.store import Store
from sim.engine.simpy_model.time_persistent import TimePersistent
from sim.engine.timeline import (
    Change,
    DutyEvent,
    calendar_events,
    duty_events,
)


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
        self.plan = desk_plan(plan)
        self.store = Store(bound)
        self.roster = bound.roster
        self.end = plan.horizon.end
        half_hours = ceil(self.end / HALF_HOUR)
        self.env = Environment()
        self.desk = Desk(self.env, self.plan, bound.agents.tolist(), half_hours)
        self.people = HumanSide(self.env, self.plan, self.desk)
        self.sessions = TimePersistent(half_hours)
        self.bot_is_up = True
        self.talking_to_bot: dict[tuple[int, int], simpy.Process] = {}
        self.contacts: list[ContactRecord] = []

    def run(self) -> Journal:
        """Play to the run's end, or until the desk is empty where the run drains."""
        self.desk.begin(len(self.store.arrivals))
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
        return not self.desk.unfinished and self.env.peek() >= self.plan.horizon.arrivals_end

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
        return Journal(contacts, legs, self.roster.until(end), integrals, end)

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
        """Bring agents on duty and take them off; a shift's end breaks off deferred work.

        Who leaves at one instant leaves together: nobody takes what another one leaves behind.
        """
        for (time, ends), group in groupby(duty_events(self.roster, self.end), key=_leaves):
            if ends:
                yield At(self.env, time, order(Step.STAFF, Change.END))
                self.end_duties(list(group))
                continue
            for event in group:
                place = (event.change << 15 | event.team) << 20 | event.agent
                yield At(self.env, time, order(Step.STAFF, place))
                if event.change is Change.START:
                    self.desk.start_duty(event.team, event.agent, event.factor, event.of_presence)
                else:
                    self.desk.hand_over_paused(event.team, event.agent)

    def end_duties(self, ends: Sequence[DutyEvent]) -> None:
        """Take the agents off duty whose stretches end now, then break off what shifts leave."""
        for event in ends:
            self.desk.end_duty(event.team, event.agent)
        over = {(e.team, e.agent): e.returns for e in ends if e.of_presence}
        self.people.talks.end_shifts(over)

    def arrivals(self) -> Process:
        """Start each case's first contact at its time."""
        for case, time in enumerate(self.store.arrivals):
            yield At(self.env, time, order(Step.JOIN, case))
            self.env.process(self.contact(case, 0))

    def comes_back(self, case: int, attempt: int, time: float, begins: int | None) -> Process:
        """Start a case's next contact at its time."""
        yield At(self.env, time, order(Step.JOIN, case, attempt))
        self.desk.begin()
        yield from self.contact(case, attempt, begins)

    def contact(self, case: int, attempt: int, begins: int | None = None) -> Process:
        """Live through one contact: triage, perhaps the bot, perhaps people.

        One that `begins` on a forward goes to people at once.
        """
        contact = self.open_contact(case, attempt)
        contact.begins = begins
        ending = yield from self.triage(contact)
        if ending is None and begins is None:
            rule = self.ask_bot(contact)
            if rule is not None:
                self.people.let_go(contact)
                ending = yield from self.session(contact, rule)
        if ending is None:
            ending = yield from self.people.serve(contact)
        self.end_contact(contact, ending)
        self.people.let_go(contact)

    def triage(self, contact: ContactRecord) -> Process:
        """Find out what a contact is about; return how it ended meanwhile, None: it did not."""
        if contact.outreach == Outreach.AVERTED:
            return Ending.AVERTED
        if contact.begins is not None:
            contact.triaged = self.env.now
            return None
        if contact.plan.dispatched:
            ending = yield from self.people.dispatch(contact)
            return ending
        if contact.values.triage > 0:
            yield self.completion(contact, contact.values.triage, TRIAGE)
        contact.triaged = self.env.now
        return None

    def ask_bot(self, contact: ContactRecord) -> int | None:
        """Return with which rule a session begins, `BOT` for none; None: the bot takes it not."""
        if not (self.bot_is_up and contact.values.offered and bot_is_there(self.desk, contact)):
            return None
        number, rule = contact.plan.policy.number, self.decide(contact)
        if rule == BOT and not self.takes_bot(contact):
            contact.rule = self.number_of(number[BuiltIn.CHOSE_PERSON], contact)
        elif rule in (BOT, number[BuiltIn.ASKED]):
            if self.sessions.level < contact.plan.session_limit:
                return rule
            contact.rule = self.number_of(number[BuiltIn.BOT_FULL], contact)
        # Nobody has asked a bot that did not take the contact.
        contact.asked = False
        return None

    def takes_bot(self, contact: ContactRecord) -> bool:
        """Return whether the customer, told the wait for people, takes the bot."""
        if contact.values.least_wait == -inf:
            return True
        wait = estimated_wait(self.desk, contact, self.env.now)
        return isinf(wait) or wait > contact.values.least_wait

    def session(self, contact: ContactRecord, rule: int) -> Process:
        """Talk to the bot turn by turn; return how the contact ends, None: a person is to take it.

        `rule` is the one with which the session begins.
        """
        contact.ending, contact.bot_start = Ending.IN_BOT, self.env.now
        contact.confidence = contact.values.confidence
        self.sessions.change(self.env.now, +1)
        self.listen_to_outages(contact)
        ending = None
        try:
            while rule == BOT and ending is None:
                ending, rule = yield from self.turn(contact)
        except Interrupt:
            rule = contact.plan.policy.number[BuiltIn.OUTAGE]
        self.talking_to_bot.pop((contact.case, contact.attempt), None)
        self.sessions.change(self.env.now, -1)
        contact.bot_end = self.env.now
        if ending is None:
            contact.rule = self.number_of(rule, contact)
        return ending

    def listen_to_outages(self, contact: ContactRecord) -> None:
        """Let an outage interrupt the session that is played now."""
        process = self.env.active_process
        assert process is not None
        self.talking_to_bot[contact.case, contact.attempt] = process

    def turn(self, contact: ContactRecord) -> Process:
        """Play a turn; return how it ends the session, or which rule does (`BOT`: none)."""
        seen = contact.plan.review.before if contact.values.watched else Reviewed.NOTHING
        values, drafts = contact.values, seen == Reviewed.EVERY_TURN
        if drafts:
            yield self.completion(contact, values.first_reply, SESSION)
            verdict = yield from self.review(contact, proposal_of(contact, contact.turns + 1))
            if verdict is not None:
                return verdict
            if contact.turns == 0:
                contact.bot_reply = self.env.now
            self.people.let_go(contact)
        rest = values.turn_time - values.first_reply if drafts else values.turn_time
        yield self.completion(contact, rest, SESSION)
        ending, rule = self.end_turn(contact)
        if seen == Reviewed.CLOSING and ending is not None and ending is not Ending.BOT_LEFT:
            verdict = yield from self.review(contact, ending)
            return (ending, BOT) if verdict is None else verdict
        return ending, rule

    def review(self, contact: ContactRecord, proposal: Ending | None) -> Process:
        """Have a turn reviewed; return how that ends the session, None: it goes on.

        Outages act when the review ends: what would close the session then closes it, and all else
        goes to people.
        """
        plan, values = contact.plan, contact.values
        claims = proposal is Ending.BOT_FALSELY_CLOSED
        rejects = values.rejects_claim if claims else values.rejects_solution
        rejected = proposal is not None and bool(rejects)
        del self.talking_to_bot[contact.case, contact.attempt]
        if plan.review.by_people:
            outcome = Outcome.REJECTED if rejected else Outcome.PASSED
            stays = yield from self.people.review(contact, outcome)
            if not stays:
                return Ending.BOT_LEFT, BOT
        contact.reviews += 1
        if proposal is not None:
            contact.proposal = 0 if claims else 1
        closes = plan.review.before == Reviewed.CLOSING and not rejected
        if not self.bot_is_up and not closes:
            return None, plan.policy.number[BuiltIn.OUTAGE]
        if rejected:
            return None, plan.policy.number[BuiltIn.REJECTED]
        self.listen_to_outages(contact)
        return None

    def number_of(self, rule: int, contact: ContactRecord) -> int:
        """Return the number in `Plan.rules` of a rule of the contact's plan."""
        return rule if contact.plan is self.plan else rule + len(self.plan.rule_names)

    def end_turn(self, contact: ContactRecord) -> tuple[Ending | None, int]:
        """Return how a turn ends the session, or which rule does; `BOT`: another turn follows."""
        contact.turns += 1
        if isnan(contact.bot_reply):
            contact.bot_reply = contact.bot_start + contact.values.first_reply
        ending = session_ending(contact)
        if ending is not None:
            return ending, BOT
        rule = self.decide(contact)
        if rule == BOT and contact.turns == contact.plan.turn_limit:
            rule = contact.plan.policy.number[BuiltIn.TURN_LIMIT]
        return None, rule

    def end_contact(self, contact: ContactRecord, ending: Ending) -> None:
        """End a contact; an unresolved case may come back."""
        contact.ended, contact.ending = self.env.now, ending
        self.desk.finish()
        self.desk.hang_up(contact)
        delay = delay_to_next(contact)
        if delay is None:
            return
        if contact.attempt + 1 >= contact.plan.max_attempts:
            contact.gave_up = True
            return
        contact.returned = self.env.now + delay
        if contact.returned < self.end:
            attempt, begins = contact.attempt + 1, next_beginning(contact)
            self.env.process(self.comes_back(contact.case, attempt, contact.returned, begins))

    def open_contact(self, case: int, attempt: int) -> ContactRecord:
        """Open the record of a contact that arrives now, under the plan in force."""
        plan, store, now = self.plan, self.store, self.env.now
        if plan.before and store.before and now < plan.horizon.window_start:
            plan, store = plan.before, store.before
        is_open = self.desk.is_open(store.case("channel", case))
        contact = open_contact(plan, store, case, attempt, now, is_open)
        self.contacts.append(contact)
        return contact

    def decide(self, contact: ContactRecord) -> int:
        """Ask the policy about a contact at the bot's door or after a turn."""
        contact.asked = contact.turns >= contact.values.ask_turn
        return ask_policy(self.desk, contact, self.env.now)

    def completion(self, contact: ContactRecord, seconds: float, part: int) -> At:
        """Return the event that ends something of this contact in so many seconds."""
        place = order(Step.COMPLETION, contact.case, contact.attempt, part)
        return At(self.env, self.env.now + seconds, place)


def _leaves(event: DutyEvent) -> tuple[float, bool]:
    return event.time, event.change is Change.END


def proposal_of(contact: ContactRecord, turn: int) -> Ending | None:
    """Return how a turn would close the session; None: it would not."""
    if turn == contact.values.solve_turn:
        return Ending.BOT_RESOLVED
    return Ending.BOT_FALSELY_CLOSED if turn == contact.values.claim_turn else None


def session_ending(contact: ContactRecord) -> Ending | None:
    """Return how a session ends at the turn just done, by what comes first; None: it does not."""
    if contact.turns == contact.values.solve_turn:
        return Ending.BOT_RESOLVED
    if contact.turns == contact.values.claim_turn:
        return Ending.BOT_FALSELY_CLOSED
    if contact.turns >= contact.values.leave_turn:
        return Ending.BOT_LEFT
    return None


def delay_to_next(contact: ContactRecord) -> float | None:
    """Return the seconds until the customer of an ended contact tries again; None: they do not."""
    values = contact.values
    if contact.ending.not_through:
        return values.redial_delay if values.redials else None
    if contact.ending.unresolved_by_bot:
        return values.return_delay if values.back_after_bot else None
    returns = contact.ending is Ending.PERSON_UNRESOLVED and values.back_after_person
    return values.return_delay if returns else None


def next_beginning(contact: ContactRecord) -> int | None:
    """Return the forward with which the case's next contact begins; None: at the door."""
    redials_forwarded = contact.plan.types[contact.type].redials_forwarded[contact.channel]
    if not (redials_forwarded and contact.ending.not_through):
        return None
    part = contact.part if contact.legs else contact.begins
    return part if part is not None and role_of(part) in FORWARDS else None


def _areas(levels: list[TimePersistent]) -> Floats:
    return np.array([level.areas for level in levels])
