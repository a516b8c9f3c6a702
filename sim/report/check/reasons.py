"""Why an arm has more contacts than cases."""

from collections.abc import Iterator

from sim.report.units import number, quantity
from sim.scenario.derived.people_solve import solved_by_people
from sim.scenario.derived.splits import type_volume
from sim.scenario.root import Scenario
from sim.studies.load.load import Contacts


def why(scenario: Scenario, contacts: Contacts) -> str:
    """Return what lies between an arm's cases and its contacts.

    Parameters
    ----------
    scenario
        The arm.
    contacts
        What its cases become.
    """
    return "; ".join(_reasons(scenario, contacts))


def _reasons(scenario: Scenario, contacts: Contacts) -> Iterator[str]:
    each = contacts.contacts / contacts.cases if contacts.cases else 0.0
    yield f"{number(each)} contacts a case"
    solved = _solved_by_people(scenario)
    if solved is not None and solved < 1:
        back = quantity(scenario.returns.after_person, "share")
        share = quantity(solved, "share")
        yield f"people solve {share} with an answer, and {back} of the others come back"
    elif solved is not None:
        yield "people solve all that reach them"
    if scenario.bot is not None:
        after_bot = quantity(scenario.returns.after_bot, "share")
        yield f"{after_bot} of those whom the bot leaves unsolved come back"


def _solved_by_people(scenario: Scenario) -> float | None:
    """Return the share of cases that people solve with one answer; None where that is unknown."""
    if scenario.demand.trace:
        return None
    volumes = {name: type_volume(scenario, name) for name in scenario.inquiry_types}
    weights = {name: whole.per_day * share for name, (whole, share) in volumes.items() if whole}
    total = sum(weights.values())
    if not total:
        return None
    return (
        sum(weight * solved_by_people(scenario, name) for name, weight in weights.items()) / total
    )
