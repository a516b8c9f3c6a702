"""What a team, a type or a queue says of its own: read in one form, written in another."""

import pytest
from support.handmade import scenario
from support.validation import validate

from sim.engine import make_plan
from sim.report.check.lint import lint
from sim.scenario.root import Scenario
from sim.scenario.sections.team import law_of
from sim.studies.load.load import arm_load

LAW = {"a": "gamma 5 min cv 0.5", "b": "6 min"}
QUEUE = {"capacity": 9, "service_limit": "40 s", "transferred_bonus": -1}
REDIAL = {"first": "90 %", "further": "40 %", "as": "forwarded", "keeps": "patience"}


def desk(**sections) -> Scenario:
    """A desk that says all of it."""
    teams = {
        "first": {"headcount": 1, "wage": "35/h", "connect": "4 s", "handle_time": LAW},
        "second": {"headcount": 1, "handle_time": "exponential 3 min"},
        "third": {"headcount": 1},
    }
    kind = {"share": 0.5, "handle_time": "2 min"}
    given = {
        "inquiry_types": {"a": kind, "b": kind | {"redial": REDIAL, "profile": "evening"}},
        "people": {"teams": teams},
        "queues": {"a": QUEUE, "*/phone": {}},
        "triage": {"method": "rules", "urgency_noise": 1, "urgency_errors": "down"},
    }
    return scenario(**given | sections)


def test_what_is_written_reads_as_before() -> None:
    asked = desk()
    assert validate(asked.model_dump(mode="json")) == asked


def test_a_team_has_a_law_for_all_types_or_for_some() -> None:
    teams = desk().people.teams
    own, one, none = (teams[name].handle_time for name in ("first", "second", "third"))
    found = [law_of(laws, name) for laws in (own, one, none) for name in ("a", "c")]
    assert [law and (law.law, law.mean, law.cv) for law in found] == [
        ("gamma", 300, 0.5),
        None,
        ("exponential", 180, 1),
        ("exponential", 180, 1),
        None,
        None,
    ]
    # A bare duration is what it is for types: lognormal with a cv of 1.2.
    law = law_of(own, "b")
    assert law is not None
    assert (law.law, law.mean, law.cv) == ("lognormal", 360, 1.2)


def test_equal_laws_are_one() -> None:
    assert len(desk().people.handle_laws) == 2
    teams = {name: {"headcount": 1, "handle_time": "3 min"} for name in ("first", "second")}
    teams["third"] = {"headcount": 1, "handle_time": "180 s"}
    assert len(desk(people={"teams": teams}).people.handle_laws) == 1


@pytest.mark.parametrize(
    ("goal", "queues", "told"),
    [
        (">= 80 %", {}, True),
        (">= 80 % within 30 s", {}, False),
        (">= 80 %", {"a": QUEUE}, True),
        (">= 80 %", {"*/phone": QUEUE}, False),
        (">= 80 %", {"a": QUEUE, "b": QUEUE}, False),
    ],
)
def test_check_says_where_no_limit_is_written(goal: str, queues: dict, told: bool) -> None:
    asked = desk(queues=queues, targets={"service_level": goal})
    hints = lint({"arm": asked}, {"arm": arm_load(asked, make_plan(asked))})
    assert ("targets.service_level" in [hint["place"] for hint in hints]) is told
