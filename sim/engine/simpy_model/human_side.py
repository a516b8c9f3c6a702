"""The human side of the desk as SimPy processes: contacts wait and are handled, leg by leg.

How a contact comes to people and what follows its end is in `process`; who waits where and who gets
whom is the `Desk`.
"""

from collections.abc import Callable, Generator, Sequence
from math import isinf
from typing import Any

from simpy import Environment, Event

from sim.engine.journal import Ending, Outcome, Role
from sim.engine.plan.plan import Plan
from sim.engine.simpy_model.admission import turned_away
from sim.engine.simpy_model.desk import Desk
from sim.engine.simpy_model.handling import (
    Stage,
    dispatch_stage,
    handling,
    leg_values,
    new_leg,
    route,
)
from sim.engine.simpy_model.ordered_events import At, Step, order
from sim.engine.simpy_model.records import NOBODY, ContactRecord, LegRecord

Process = Generator[Event, Any, Any]
EndContact = Callable[[ContactRecord, Ending], None]

# Places of one contact's completions within an instant; its legs follow by part.
TRIAGE, SESSION, FIRST_LEG = 0, 1, 2


class HumanSide:
    """What happens to contacts with people.

    Parameters
    ----------
    env, plan, desk
        The run's clock, its plan, and its queues and agents.
    end_contact
        What ends a contact.
    """

    def __init__(self, env: Environment, plan: Plan, desk: Desk, end_contact: EndContact) -> None:
        self.env = env
        self.plan = plan
        self.desk = desk
        self.end_contact = end_contact
        self.legs: list[LegRecord] = []
        # Contacts that wait or are in hand on each channel.
        self.on_line = [0] * len(plan.channels)
        # After-call work that goes on, and contacts that nobody knows to be over.
        self.unfinished = 0

    def dispatch(self, row: ContactRecord) -> Process:
        """Wait until a dispatcher has read a contact; return the leg, None if it ended before."""
        if not self.let_in(row, row.plan.dispatch_of):
            row.triaged = self.env.now
            return None
        stage = dispatch_stage(row)
        leg = yield from self.wait_for(row, stage)
        if leg is not None:
            yield from self.talk(row, leg, stage)
            self.hang_up(row)
        return leg

    def serve(self, row: ContactRecord, before: LegRecord | None) -> Process:
        """Wait for people and be handled by them, leg by leg; `before` is the dispatcher's."""
        queues = row.plan.queue_number[row.predicted_type]
        if before is None and row.legs == 0 and not self.let_in(row, queues):
            return
        self.pick_up(row)
        for stage in route(row):
            if stage.role is Role.TOUCH and before is not None:
                yield from self.await_reply(row, before, stage)
                before = None
            leg = yield from self.wait_for(row, stage, before)
            if leg is None:
                return
            yield from self.talk(row, leg, stage)
            before = leg
        assert before is not None
        self.end_contact(row, HANDLED[before.outcome])
        self.leave_agent(before)

    def let_in(self, row: ContactRecord, queues: Sequence[int]) -> bool:
        """Let a contact in, or end it at the door."""
        refusal = turned_away(self.desk, row, self.on_line, self.env.now, queues)
        if refusal is None:
            return True
        self.end_contact(row, refusal)
        return False

    def pick_up(self, row: ContactRecord) -> None:
        """Occupy a line of the contact's channel."""
        row.on_line = True
        self.on_line[row.handled_on] += 1

    def hang_up(self, row: ContactRecord) -> None:
        """Free the contact's line, if it has one."""
        self.on_line[row.handled_on] -= row.on_line
        row.on_line = False

    def wait_for(
        self, row: ContactRecord, stage: Stage, before: LegRecord | None = None
    ) -> Process:
        """Wait for an agent; return the leg, or None if the contact ended before one was there.

        The agent of the leg before it is free once it has joined.
        """
        while True:
            leg = new_leg(row, stage, Event(self.env))
            self.legs.append(leg)
            self.desk.join(leg)
            if before is not None:
                self.leave_agent(before)
                before = None
            yield from self.wait(row, leg)
            if leg.outcome is Outcome.OPEN:
                return leg
            if leg.outcome is not Outcome.MOVED:
                self.end_contact(row, GAVE_UP[leg.outcome])
                return None
            self.hang_up(row)
            row.handled_on = row.plan.ways[row.handled_on].target
            self.pick_up(row)

    def wait(self, row: ContactRecord, leg: LegRecord) -> Process:
        """Wait in line, until patience or the opening hours end."""
        if not leg.given.triggered:
            if self.plan.helpers_of[leg.queue]:
                self.env.process(self.overflow(leg))
            if isinf(leg.patience):
                yield leg.given
            else:
                place = order(Step.PATIENCE, leg.case, leg.attempt, FIRST_LEG + leg.part)
                yield leg.given | At(self.env, leg.joined + leg.patience, place)
        if not leg.given.triggered:
            if row.values.silent:
                leg.outcome = Outcome.SILENT
                self.env.process(self.find_out(leg))
            else:
                leg.outcome = Outcome.ABANDONED
                self.desk.leave(leg)
        elif leg.team == NOBODY:
            moves = row.plan.ways[leg.channel].moves
            leg.outcome = Outcome.MOVED if moves else Outcome.DISCONNECTED

    def overflow(self, leg: LegRecord) -> Process:
        """Open a waiting leg to the teams that help with its queue after a while."""
        for after, team in self.plan.helpers_of[leg.queue]:
            place = order(Step.OVERFLOW, leg.case, leg.attempt, FIRST_LEG + leg.part)
            yield At(self.env, leg.joined + after, place)
            if leg.given.triggered or leg.outcome is Outcome.ABANDONED:
                return
            self.desk.overflow(leg, team)

    def find_out(self, leg: LegRecord) -> Process:
        """Keep the place in line of a customer who has left, until an agent opens the contact."""
        self.unfinished += 1
        yield leg.given
        if leg.team != NOBODY:
            place = order(Step.COMPLETION, leg.case, leg.attempt, FIRST_LEG + leg.part)
            silent_time = self.plan.ways[leg.channel].silent_time
            yield At(self.env, self.env.now + silent_time, place)
            leg.talk_end = leg.wrap_end = self.env.now
            self.desk.release(leg)
        self.unfinished -= 1

    def talk(self, row: ContactRecord, leg: LegRecord, stage: Stage) -> Process:
        """Be handled by the leg's agent up to the end of the talk."""
        talk, leg.wrap = handling(row, leg, self.desk.factor(leg.team, leg.agent))
        row.ending = Ending.IN_SERVICE
        if leg.role is Role.ANSWER:
            row.answered = self.env.now
        place = order(Step.COMPLETION, leg.case, leg.attempt, FIRST_LEG + leg.part)
        yield At(self.env, self.env.now + talk, place)
        leg.talk_end = self.env.now
        if leg.role is Role.ANSWER:
            row.first_response_end = self.env.now
        leg.outcome = stage.leads_to
        if leg.outcome is Outcome.OPEN:
            leg.outcome = Outcome.RESOLVED if row.values.solved else Outcome.UNRESOLVED

    def await_reply(self, row: ContactRecord, before: LegRecord, stage: Stage) -> Process:
        """Let the agent go and wait for the customer's reply."""
        row.ending = Ending.AWAITING_CUSTOMER
        self.leave_agent(before)
        reply = self.env.now + leg_values(row, stage.part).reply
        yield At(self.env, reply, order(Step.JOIN, row.case, row.attempt, stage.part))

    def leave_agent(self, leg: LegRecord) -> None:
        """Let the agent of a finished talk do the after-call work, or take the next contact."""
        if leg.wrap > 0:
            self.unfinished += 1
            self.env.process(self.wrap_up(leg))
        else:
            leg.wrap_end = self.env.now
            self.desk.release(leg)

    def wrap_up(self, leg: LegRecord) -> Process:
        """Do the after-call work, then take the next contact."""
        place = order(Step.COMPLETION, leg.case, leg.attempt, FIRST_LEG + leg.part)
        yield At(self.env, self.env.now + leg.wrap, place)
        leg.wrap_end = self.env.now
        self.unfinished -= 1
        self.desk.release(leg)


GAVE_UP = {
    Outcome.ABANDONED: Ending.ABANDONED,
    Outcome.SILENT: Ending.ABANDONED,
    Outcome.DISCONNECTED: Ending.DISCONNECTED,
}
HANDLED = {
    Outcome.RESOLVED: Ending.PERSON_RESOLVED,
    Outcome.UNRESOLVED: Ending.PERSON_UNRESOLVED,
}
