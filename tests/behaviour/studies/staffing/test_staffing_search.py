"""The search against desks whose need is known: no replication is played here."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from support.handmade import scenario

from sim.studies.experiment import Arm
from sim.studies.staffing.planning import Score
from sim.studies.staffing.search import StaffingSearch, least_sizes, staffed, todays_sizes
from sim.studies.staffing.steps import size

LINE = {"hours": "daily 00:00-24:00"}


@dataclass
class Oracle:
    """Knows the sizes of teams that are enough, in the place of planning replications."""

    need: dict[str, int]
    asked: list[dict[str, int]] = field(default_factory=list)

    def score(self, arm: Arm) -> Score:
        sizes = {name: size(team) for name, team in arm.scenario.people.teams.items()}
        self.asked.append(sizes)
        shares = [min(1.0, sizes[name] / need) for name, need in self.need.items()]
        busy = [min(1.0, need / max(sizes[name], 0.5)) for name, need in self.need.items()]
        share = float(np.prod(shares))
        return Score(share, share >= 1.0, np.array(busy))


def desk(**agents: int) -> Arm:
    teams = {name: {"shifts": [LINE | {"agents": n}]} for name, n in agents.items()}
    return Arm.of("ai", scenario(people={"teams": teams}), None)


@pytest.mark.parametrize("need", range(1, 12))
def test_one_team_gets_the_fewest_heads_that_are_enough(need: int):
    arm = desk(phones=3)
    assert StaffingSearch(arm, Oracle({"phones": need})).fewest({"phones": 1}) == {"phones": need}


def test_no_desk_is_played_twice():
    oracle = Oracle({"phones": 7})
    search = StaffingSearch(desk(phones=2), oracle)
    search.one_less(search.fewest({"phones": 1}))
    assert len(oracle.asked) == len({tuple(sizes.values()) for sizes in oracle.asked})


def test_no_team_is_smaller_than_its_least_size():
    found = StaffingSearch(desk(phones=3), Oracle({"phones": 2})).fewest({"phones": 5})
    assert found == {"phones": 5}


def test_where_no_number_is_enough_the_search_says_so():
    assert StaffingSearch(desk(phones=3), Oracle({"phones": 10_000})).fewest({"phones": 1}) is None
    both = Oracle({"phones": 10_000, "mail": 1})
    assert StaffingSearch(desk(phones=1, mail=1), both).fewest({"phones": 1, "mail": 1}) is None


@pytest.mark.parametrize(
    "need", [{"phones": 1, "mail": 1}, {"phones": 4, "mail": 1}, {"phones": 2, "mail": 5}]
)
def test_several_teams_each_get_what_they_need(need: dict[str, int]):
    found = StaffingSearch(desk(phones=1, mail=1), Oracle(need)).fewest({"phones": 1, "mail": 1})
    assert found == need


def test_several_teams_are_trimmed_from_a_guess_that_is_too_high():
    need = {"phones": 1, "mail": 1}
    search = StaffingSearch(desk(phones=3, mail=4), Oracle(need))
    assert search.fewest({"phones": 1, "mail": 1}) == need
    oracle = Oracle(need)
    assert StaffingSearch(desk(phones=3, mail=4), oracle).fewest({"phones": 3, "mail": 4}) == {
        "phones": 3,
        "mail": 4,
    }


@dataclass
class Together:
    """Enough is any mix of so many hours: cheap people do as well as dear ones."""

    heads: int

    def score(self, arm: Arm) -> Score:
        sizes = [size(team) for team in arm.scenario.people.teams.values()]
        share = min(1.0, sum(sizes) / self.heads)
        return Score(share, share >= 1.0, np.ones(len(sizes)))


def test_the_team_whose_heads_work_fewer_hours_grows():
    dear, cheap = {"shifts": [LINE]}, {"shifts": [{"hours": "Mon-Fri 09:00-17:00"}]}
    arm = Arm.of("ai", scenario(people={"teams": {"dear": dear, "cheap": cheap}}), None)
    found = StaffingSearch(arm, Together(5)).fewest({"dear": 1, "cheap": 1})
    assert found == {"dear": 1, "cheap": 4}


@pytest.mark.parametrize(
    ("wages", "found"),
    [
        ({}, {"long": 1, "short": 4}),
        # 168 hours at 5 cost 840 a week, 40 hours at 25 cost 1,000.
        ({"long": "5/h", "short": "25/h"}, {"long": 4, "short": 1}),
        # At 20 they are cheaper than 840 again.
        ({"long": "5/h", "short": "20/h"}, {"long": 1, "short": 4}),
        # Where somebody costs nothing, hours are weighed.
        ({"long": "0/h", "short": "25/h"}, {"long": 1, "short": 4}),
    ],
)
def test_the_team_whose_heads_cost_less_grows(wages: dict[str, str], found: dict[str, int]):
    hours = {"long": LINE, "short": {"hours": "Mon-Fri 09:00-17:00"}}
    teams = {name: {"shifts": [shift], "wage": wages.get(name)} for name, shift in hours.items()}
    arm = Arm.of("ai", scenario(people={"teams": teams}), None)
    assert StaffingSearch(arm, Together(5)).fewest({"long": 1, "short": 1}) == found


@dataclass
class Hopeless:
    """Nothing helps before there are many; one team is busier than the other."""

    def score(self, arm: Arm) -> Score:
        phones = size(arm.scenario.people.teams["phones"])
        share = 1.0 if phones >= 5 else 0.0
        return Score(share, share >= 1.0, np.array([0.9, 0.1]))


def test_while_nothing_helps_yet_the_busiest_team_grows():
    search = StaffingSearch(desk(phones=2, mail=2), Hopeless())
    assert search.fewest({"phones": 1, "mail": 1}) == {"phones": 5, "mail": 1}


def test_one_less_is_taken_where_it_hurts_least():
    search = StaffingSearch(desk(phones=1, mail=1), Oracle({"phones": 2, "mail": 10}))
    assert search.one_less({"phones": 2, "mail": 10}) == {"phones": 2, "mail": 9}


def test_one_less_of_one_head_is_nobody():
    assert StaffingSearch(desk(phones=1), Oracle({"phones": 1})).one_less({"phones": 1}) == {
        "phones": 0
    }


def test_a_staffed_desk_has_its_people_and_says_so():
    arm = staffed(desk(phones=1, mail=2), {"phones": 4, "mail": 1})
    assert arm.name == "ai (phones 4, mail 1)"
    assert todays_sizes(arm.scenario) == {"phones": 4, "mail": 1}


def test_another_staffing_meets_the_same_world():
    arm = desk(phones=1)
    assert staffed(arm, {"phones": 4}).origin.world == arm.origin.world


def test_teams_of_a_roster_file_are_left_alone():
    teams = {"phones": {"shifts": [LINE]}, "night": {"roster": "night.csv"}}
    listed = scenario(people={"teams": teams})
    assert todays_sizes(listed) == {"phones": 1}
    assert least_sizes(listed) == {"phones": 1}
