"""What the cases of an arm become: the line of `tierzero check` that tells, and its numbers."""

from collections.abc import Iterator, Sequence

from typing_extensions import TypedDict

from sim.report.units import number, quantity
from sim.scenario.derived.solved import Solved
from sim.scenario.root import Scenario
from sim.studies.load.traffic import MonthlyTraffic


class TrafficDocument(TypedDict):
    """Numbers a month, by formula: waiting and the rules of the policy aside."""

    cases: float
    """New questions."""
    contacts: float
    """Contacts with their repeats."""
    sessions: float
    """Contacts that the bot takes."""
    people: float
    """Contacts that reach people."""
    erlangs: float
    """Work of all teams, in erlangs: the mean over the hours of the week."""
    why: str
    """What lies between cases and contacts."""


class SolvedDocument(TypedDict):
    """A number that was entered as it is measured, and what was solved for."""

    path: str
    """Where it stands in the scenario."""
    measured: float
    """What was entered."""
    of: str
    """What it counts: contacts in a period, or sessions."""
    became: float
    """What it became."""
    into: str
    """What that counts: cases in a period, or cases."""
    why: str
    """What lies between the two."""


def traffic_document(
    scenario: Scenario, traffic: MonthlyTraffic, erlangs: float
) -> TrafficDocument:
    """Return what an arm's cases become.

    Parameters
    ----------
    scenario
        The arm.
    traffic
        Its month.
    erlangs
        Work of all its teams.
    """
    return {
        "cases": traffic.cases,
        "contacts": traffic.contacts,
        "sessions": traffic.sessions,
        "people": traffic.people,
        "erlangs": erlangs,
        "why": "; ".join(_reasons(scenario, traffic)),
    }


def traffic_line(traffic: TrafficDocument) -> str:
    """Return what an arm's cases become, in one line."""
    of_them = ""
    if traffic["sessions"]:
        sessions, people = (number(traffic[key]) for key in ("sessions", "people"))
        of_them = f" ({sessions} with the bot, {people} for people)"
    return (
        f"{number(traffic['cases'])} cases a month become {number(traffic['contacts'])} contacts"
        f"{of_them} and {number(traffic['erlangs'])} erlangs: {traffic['why']}"
    )


def solved_documents(solved: Sequence[Solved]) -> list[SolvedDocument]:
    """Return what was solved for."""
    return [
        {
            "path": ".".join(map(str, each.path)),
            "measured": each.measured,
            "of": each.of,
            "became": each.became,
            "into": each.into,
            "why": each.why,
        }
        for each in solved
    ]


def solved_line(solved: SolvedDocument) -> str:
    """Return what a number became, in one line."""
    if solved["of"] == "sessions":
        measured, became = (quantity(solved[key], "share") for key in ("measured", "became"))
        return f"{measured} of sessions is a true rate of {became}: {solved['why']}"
    (things, period), (others, _) = (solved[key].split("/") for key in ("of", "into"))
    measured, became = (number(solved[key]) for key in ("measured", "became"))
    return f"{measured} {things} a {period} are {became} {others}: {solved['why']}"


def _reasons(scenario: Scenario, traffic: MonthlyTraffic) -> Iterator[str]:
    each = traffic.contacts / traffic.cases if traffic.cases else 0.0
    yield f"{number(each)} contacts a case"
    if traffic.solved_by_people < 1:
        solved = quantity(traffic.solved_by_people, "share")
        back = quantity(scenario.returns.after_person, "share")
        yield f"people solve {solved} with an answer, and {back} of the others come back"
    else:
        yield "people solve all that reach them"
    if traffic.sessions:
        after_bot = quantity(scenario.returns.after_bot, "share")
        yield f"{after_bot} of those whom the bot leaves unsolved come back"
