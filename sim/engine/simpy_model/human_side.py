"""The human side of the desk as SimPy processes: contacts wait and are handled, leg by leg.

How a contact comes to people and what follows its end is in `process`; who waits where and who gets
whom is the `Desk`.
"""

from collections.abc import Generator
from math import isinf
from typing import Any

from simpy import Environment, Event

from sim.engine.journal import Ending, Outcome, Role
from sim.engine.parts import part_of
from sim.engine.simpy_model.admission import Door, turned_away
from sim.engine.simpy_model.desk import Desk
from sim.engine.simpy_model.desk_plan import DeskPlan
from sim.engine.simpy_model.legs import (
    LegAhead,
    door_type,
    handling,
    leg_values,
    new_leg,
    reading,
    reviewing,
    route,
)
from sim.engine.simpy_model.ordered_events import At, Step, order
from sim.engine.simpy_model.records import NOBODY, ContactRecord, LegRecord
from sim.engine.simpy_model.talks import Talks, broken_off, left_of

Process = Generator[Event, Any, Any]

# Places of one contact's completions within an instant; its legs follow by part.
TRIAGE, SESSION, FIRST_LEG = 0, 1, 2


class HumanSide:
    """What happens to contacts with people.

    Parameters
    ----------
    env, plan, desk
        The run's clock, its plan, and its queues and agents.

    Attributes
    ----------
    talks
        Talks that a shift's end may break off.
    legs
        Every wait so far.
    """

    def __init__(self, env: Environment, plan: DeskPlan, desk: Desk) -> None:
        self.env = env
        self.plan = plan
        self.desk = desk
        self.talks = Talks(env, desk)
        self.legs: list[LegRecord] = []

    def dispatch(self, contact: ContactRecord) -> Process:
        """Wait until a dispatcher has read a contact; return how it ended before, None: it did not.

        The dispatcher holds it until it has joined the next queue or is with the bot.
        """
        ahead = reading(contact)
        door = Door(contact.plan.dispatch_of, contact.predicted_type, part_of(Role.ANSWER))
        refusal = turned_away(self.desk, contact, self.env.now, door)
        if refusal is not None:
            contact.triaged = self.env.now
            return refusal
        ending = yield from self.wait_for(contact, ahead)
        if ending is None:
            yield from self.talk(contact, ahead)
            self.desk.hang_up(contact)
            contact.triaged = self.env.now
        return ending

    def serve(self, contact: ContactRecord) -> Process:
        """Wait for people and be handled by them, leg by leg; return how the contact ends."""
        if contact.legs == contact.review_legs:
            refusal = turned_away(self.desk, contact, self.env.now, door_of(contact))
            if refusal is not None:
                return refusal
        self.desk.pick_up(contact)
        for ahead in route(contact):
            if ahead.role is Role.TOUCH:
                yield from self.await_reply(contact, ahead)
            ending = yield from self.wait_for(contact, ahead)
            if ending is not None:
                return ending
            yield from self.talk(contact, ahead)
        assert contact.held is not None
        return HANDLED[contact.held.outcome]

    def review(self, contact: ContactRecord, outcome: Outcome) -> Process:
        """Have a reviewer look at a session; return whether the customer is still there.

        The reviewer then holds the contact, until it goes on.
        """
        leg = new_leg(contact, reviewing(contact), Event(self.env))
        contact.review_legs += 1
        self.legs.append(leg)
        self.desk.join(leg)
        yield from self.wait(contact, leg)
        if leg.outcome is not Outcome.OPEN:
            return False
        contact.held = leg
        seconds, leg.wrap = handling(contact, leg, self.desk.factor(leg.team, leg.agent))
        yield self.completion(leg, seconds)
        leg.talk_end, leg.outcome = self.env.now, outcome
        return True

    def wait_for(self, contact: ContactRecord, ahead: LegAhead) -> Process:
        """Wait for an agent, who then holds the contact; return how it ended before one was there.

        The agent who held it until now is free once it has joined.
        """
        while True:
            leg = new_leg(contact, ahead, Event(self.env))
            self.legs.append(leg)
            self.desk.join(leg)
            self.let_go(contact)
            yield from self.wait(contact, leg)
            if leg.outcome is Outcome.OPEN:
                contact.held = leg
                return None
            if leg.outcome is not Outcome.MOVED:
                return GAVE_UP[leg.outcome]
            self.desk.hang_up(contact)
            contact.handled_on = contact.plan.channels[contact.handled_on].target
            self.desk.pick_up(contact)

    def wait(self, contact: ContactRecord, leg: LegRecord) -> Process:
        """Wait in line, until an agent is there, or patience or the opening hours end.

        The wait is one event, whatever ends it: contacts whose waits end in the same step go on in
        the order in which they ended.
        """
        if not leg.over.triggered:
            if self.plan.helpers_of[leg.queue]:
                self.env.process(self.overflow(leg))
            if not isinf(leg.patience):
                place = order(Step.PATIENCE, leg.case, leg.attempt, FIRST_LEG + leg.part)
                patience = At(self.env, leg.joined + leg.patience, place)
                patience.callbacks.append(lambda _: self.give_up(contact, leg))
            yield leg.over
        if leg.outcome is Outcome.OPEN and leg.team == NOBODY:
            moves = contact.plan.channels[leg.channel].moves
            leg.outcome = Outcome.MOVED if moves else Outcome.DISCONNECTED

    def give_up(self, contact: ContactRecord, leg: LegRecord) -> None:
        """End a wait whose patience is over; who leaves without a sign keeps the place in line."""
        over = leg.over
        if over.triggered:
            return
        if contact.values.silent and leg.role is not Role.REVIEW:
            leg.outcome, leg.over = Outcome.SILENT, Event(self.env)
            self.desk.begin()
            self.env.process(self.find_out(leg))
        else:
            leg.outcome = Outcome.ABANDONED
            self.desk.leave(leg)
        over.succeed()

    def overflow(self, leg: LegRecord) -> Process:
        """Open a waiting leg to the teams that help with its queue after a while."""
        for after, team in self.plan.helpers_of[leg.queue]:
            place = order(Step.OVERFLOW, leg.case, leg.attempt, FIRST_LEG + leg.part)
            yield At(self.env, leg.joined + after, place)
            if leg.over.triggered or leg.outcome is Outcome.ABANDONED:
                return
            self.desk.overflow(leg, team)

    def find_out(self, leg: LegRecord) -> Process:
        """Keep the place in line of a customer who has left, until an agent opens the contact."""
        yield leg.over
        if leg.team != NOBODY:
            silent_time = self.plan.channels[leg.channel].silent_time
            yield self.completion(leg, silent_time)
            leg.talk_end = leg.wrap_end = self.env.now
            self.desk.release(leg)
        self.desk.finish()

    def talk(self, contact: ContactRecord, ahead: LegAhead) -> Process:
        """Be handled by the agent who holds the contact, up to the end of the talk."""
        leg = contact.held
        assert leg is not None
        self.take_up(contact, leg)
        answers = leg.role is Role.ANSWER or leg.part == contact.begins
        if answers:
            contact.answered = self.env.now
        yield self.end_of_talk(contact, leg)
        while broken_off(leg):
            leg = yield from self.go_on(contact, leg)
            yield self.end_of_talk(contact, leg)
        leg.talk_end = self.env.now
        if answers:
            contact.first_response_end = self.env.now
        leg.outcome = ahead.leads_to
        if leg.outcome is Outcome.OPEN:
            leg.outcome = Outcome.RESOLVED if contact.values.solved else Outcome.UNRESOLVED

    def take_up(self, contact: ContactRecord, leg: LegRecord) -> None:
        """Begin to handle a contact: how long is known from now on."""
        leg.talk, leg.wrap = handling(contact, leg, self.desk.factor(leg.team, leg.agent))
        contact.ending = Ending.IN_SERVICE

    def end_of_talk(self, contact: ContactRecord, leg: LegRecord) -> Event:
        """Return the event that ends a talk which begins now, or goes on."""
        return self.talks.end_of(contact, leg, self.completion(leg, leg.talk))

    def go_on(self, contact: ContactRecord, leg: LegRecord) -> Process:
        """Wait until a talk that was broken off goes on, and return the row in which it does.

        Paused work waits for its agent; what nobody comes back to is handed over and waits in its
        queue like any other, with its place in line, and longer than any patience.
        """
        contact.held, rest = None, left_of(contact, leg, self.env)
        if leg.outcome is Outcome.PAUSED:
            contact.ending = Ending.PAUSED
            self.desk.pause(rest, leg.team, leg.agent)
            yield rest.over
        self.legs.append(rest)
        if rest.team == NOBODY:
            contact.ending, rest.joined, rest.over = Ending.WAITING, self.env.now, Event(self.env)
            self.desk.join(rest)
            yield from self.wait(contact, rest)
            self.take_up(contact, rest)
        contact.ending, contact.held = Ending.IN_SERVICE, rest
        return rest

    def await_reply(self, contact: ContactRecord, ahead: LegAhead) -> Process:
        """Let the agent go and wait for the customer's reply."""
        contact.ending = Ending.AWAITING_CUSTOMER
        self.let_go(contact)
        reply = self.env.now + leg_values(contact, ahead.part).reply
        place = order(Step.JOIN, contact.case, contact.attempt, ahead.part)
        yield At(self.env, reply, place)

    def let_go(self, contact: ContactRecord) -> None:
        """Let the agent who holds a contact do the after-call work, or take the next contact."""
        leg, contact.held = contact.held, None
        if leg is None:
            return
        if leg.wrap > 0:
            self.desk.begin()
            self.env.process(self.wrap_up(leg))
        else:
            leg.wrap_end = self.env.now
            self.desk.release(leg)

    def wrap_up(self, leg: LegRecord) -> Process:
        """Do the after-call work, then take the next contact."""
        yield self.completion(leg, leg.wrap)
        leg.wrap_end = self.env.now
        self.desk.finish()
        self.desk.release(leg)

    def completion(self, leg: LegRecord, seconds: float) -> At:
        """Return the event that ends something of a leg in so many seconds."""
        place = order(Step.COMPLETION, leg.case, leg.attempt, FIRST_LEG + leg.part)
        return At(self.env, self.env.now + seconds, place)


def door_of(contact: ContactRecord) -> Door:
    """Return what a contact would wait for that comes to people for the first time."""
    part = part_of(Role.ANSWER) if contact.begins is None else contact.begins
    waits_as = door_type(contact)
    return Door(contact.plan.queue_of[waits_as], waits_as, part)


GAVE_UP = {
    Outcome.ABANDONED: Ending.ABANDONED,
    Outcome.SILENT: Ending.ABANDONED,
    Outcome.DISCONNECTED: Ending.DISCONNECTED,
}
HANDLED = {
    Outcome.RESOLVED: Ending.PERSON_RESOLVED,
    Outcome.UNRESOLVED: Ending.PERSON_UNRESOLVED,
}
