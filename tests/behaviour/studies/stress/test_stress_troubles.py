import pytest
from support.handmade import scenario

from sim.scenario.root import Scenario
from sim.scenario.sections.bot import Outage
from sim.scenario.sections.demand import Surge
from sim.scenario.sections.people import Absences
from sim.studies.experiment import Arm
from sim.studies.stress.stresses import Trouble, troubles
from sim.workload.candidates.multiplier import largest_multiplier

DAY, HOUR = 86_400.0, 3600.0
WEEKS = {"kind": "typical", "warm_up": "1 week", "window": "3 weeks", "run_out": 0}
BOT = {"resolution_rate": 0.5}


def desk(**sections) -> Scenario:
    channels = {"mail": {"hours": "Mon-Fri 09:00-17:00"}}
    demand = {"volume": "24/day", "profile": "office"}
    given = {"run": WEEKS, "channels": channels, "demand": demand, "bot": BOT}
    return scenario(**(given | sections))


def trouble(name: str, of: Scenario) -> Trouble:
    return {one.name: one for one in troubles(of)}[name]


def after(name: str, of: Scenario) -> Scenario:
    """The scenario to which it happens."""
    return trouble(name, of).on(Arm.of("ai", of, None)).scenario


def test_there_are_four_unless_the_scenario_leaves_some_out():
    assert [one.name for one in troubles(desk())] == ["growth", "surge", "outage", "absence"]
    few = desk(stress={"surge": None, "outage": None})
    assert [one.name for one in troubles(few)] == ["growth", "absence"]


def test_growth_is_30_percent_at_once():
    demand = after("growth", desk()).demand
    assert (demand.multiplier, demand.multiplier_over) == (1.3, 0.0)
    assert trouble("growth", desk()).text == "30 % more contacts"


def test_growth_may_be_a_ramp_and_come_on_top():
    ramp = {"stress": {"growth": {"growth": "50 %", "over": "2 weeks"}}}
    demand = after("growth", desk(**ramp)).demand
    assert (demand.multiplier, demand.multiplier_over) == (1.5, 14 * DAY)
    more = desk(demand={"volume": "24/day", "multiplier": 2.0})
    assert after("growth", more).demand.multiplier == 2.6


def test_a_surge_is_of_the_largest_type_in_the_busiest_hours():
    surge = Surge(start=7 * DAY + 9 * HOUR, duration=6 * HOUR, growth=1.5, types=("general",))
    assert after("surge", desk()).demand.surges == (surge,)
    assert trouble("surge", desk()).text == "150 % more of general for 6 h"


def test_an_outage_is_one_working_day():
    assert after("outage", desk()).bot.outages == (
        Outage(start=7 * DAY + 9 * HOUR, duration=8 * HOUR),
    )


def test_an_absence_is_a_week_for_everybody():
    flu = Absences(start=7 * DAY, duration=7 * DAY, share=0.3)
    assert after("absence", desk()).people.absences == (flu,)


@pytest.mark.parametrize("name", ["surge", "outage", "absence"])
def test_what_is_written_counts(name: str):
    written = desk(stress={name: {"start": "2 days", "duration": "1 day"}})
    found = trouble(name, written)
    assert (found.begins, found.ends) == (2 * DAY, 3 * DAY)


@pytest.mark.parametrize("name", ["surge", "outage", "absence"])
def test_what_the_scenario_has_anyway_stays(name: str):
    stretch = {"start": "1 day", "duration": "1 day"}
    own = desk(
        demand={"volume": "24/day", "surges": [stretch | {"growth": 1.0}]},
        bot=BOT | {"outages": [stretch]},
        people={"teams": {"desk": {"headcount": 1}}, "absences": [stretch | {"share": 0.1}]},
    )
    stressed = after(name, own)
    stretches = {
        "surge": stressed.demand.surges,
        "outage": stressed.bot.outages,
        "absence": stressed.people.absences,
    }
    assert len(stretches[name]) == 2
    assert stretches[name][0].start == DAY


def test_an_outage_befalls_no_desk_without_a_bot():
    people = Arm.of("baseline", desk(bot=None), None)
    assert [one.name for one in troubles(desk()) if one.befalls(people)] == [
        "growth",
        "surge",
        "absence",
    ]
    assert trouble("outage", desk()).changed(people.scenario) == people.scenario


def test_a_stressed_arm_meets_the_world_of_the_calm_one():
    calm = Arm.of("ai", desk(), None)
    for one in troubles(desk()):
        stressed = one.on(calm)
        assert stressed.origin.world == calm.origin.world
        assert stressed.name == f"ai under {one.name}"


def test_before_a_launch_the_same_cases_arrive():
    project = desk(run={"kind": "project", "start": "2026-01-05", "months": 2})
    arm = trouble("surge", project).on(Arm.of("ai", project, project))
    assert arm.before.demand.surges == arm.scenario.demand.surges
    assert largest_multiplier(arm.before) == largest_multiplier(arm.scenario) == 2.5


def test_a_surge_of_an_unknown_type_is_an_error():
    with pytest.raises(ValueError, match="no type is called 'genral'; did you mean `general`"):
        desk(stress={"surge": {"types": ["genral"]}})
