"""One case's journey in words and times: what happened to each of its contacts, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sim.engine.journal import Journal, Outreach
from sim.engine.plan.plan import Plan
from sim.report.trace.document import StepDocument, TraceDocument
from sim.report.trace.records import ContactRecord, contacts_of, legs_of
from sim.report.trace.steps import Step, steps_of


@dataclass(frozen=True)
class Journey:
    """What happened to one case.

    Attributes
    ----------
    case
        Its number in the journal.
    title
        What it was about.
    contacts
        The steps of each of its contacts, in order.
    first_day
        The run's first day, from whose midnight times are counted.
    """

    case: int
    title: str
    contacts: list[list[Step]]
    first_day: date

    def __str__(self) -> str:
        """Return it as lines of text, each with the time at which it happened."""
        lines = [f"Case {self.case}: {self.title}"]
        for number, steps in enumerate(self.contacts, start=1):
            lines += ["", f"Contact {number}"]
            lines += [f"  {self._clock(step.time)}  {step.text}" for step in steps]
        return "\n".join(lines)

    def document(self) -> TraceDocument:
        """Return it as a JSON document; times are seconds of the run."""
        return {
            "schema": "tierzero.trace/1",
            "case": self.case,
            "title": self.title,
            "contacts": [[self._step(step) for step in steps] for steps in self.contacts],
        }

    def _step(self, step: Step) -> StepDocument:
        return {"time": step.time, "at": self._clock(step.time), "text": step.text}

    def _clock(self, time: float) -> str:
        midnight = datetime.combine(self.first_day, datetime.min.time())
        return f"{midnight + timedelta(seconds=round(time)):%a %Y-%m-%d %H:%M:%S}"


def journey(journal: Journal, plan: Plan, case: int) -> Journey:
    """Return what happened to a case.

    Parameters
    ----------
    journal, plan
        What happened, under which plan.
    case
        Its number, as in the journal's `case`; from 0.

    Raises
    ------
    IndexError
        When the journal has no such case; the text says how many it has.
    """
    contacts = contacts_of(journal, case)
    if not contacts:
        cases = int(journal.contacts.case.max(initial=-1)) + 1
        raise IndexError(f"there is no case {case}; the replication has cases 0 to {cases - 1}")
    stories = []
    for contact in contacts:
        legs = legs_of(journal, case, contact["attempt"])
        steps = steps_of(contact, legs, plan, journal.end)
        stories.append(sorted(steps, key=lambda step: step.time))
    title = ", ".join(_title(contacts[0], plan))
    return Journey(case, title, stories, plan.horizon.first_day)


def _title(first: ContactRecord, plan: Plan) -> Iterator[str]:
    """Yield what a case is about and whose it is."""
    yield plan.types[first["type"]]
    yield f"urgency {first['urgency']}"
    if first["segment"] >= 0:
        yield f"customer {first['customer']} of {plan.segments[first['segment']]}"
    if first["programme"] >= 0:
        what = {Outreach.MOVED: ", which brought it earlier", Outreach.AVERTED: ""}
        effect = what.get(Outreach(first["outreach"]), " in vain")
        yield f"reached by {plan.programmes[first['programme']].name}{effect}"
