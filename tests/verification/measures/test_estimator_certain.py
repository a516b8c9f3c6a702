"""Shares that cannot vary have no interval; those that happened not to vary have one."""

import pytest
from support.handmade import case, played, scenario

from sim.measures import measure, summarise
from sim.measures.kpis.certain import certain_shares
from sim.measures.statistics.estimator import Estimate
from sim.measures.targets import enough, judge
from sim.scenario.files.loading import load
from sim.scenario.values.bounds import Goal


def estimates(desk, cases=None) -> dict[str, Estimate]:
    samples = []
    for _ in range(10):
        plan, journal = played(desk, cases or [case(0), case(600)])
        samples.append(measure(journal, plan, desk))
    return dict(summarise(samples, desk.targets).kpis)


def test_a_desk_without_a_bot_resolves_nothing_by_it():
    found = estimates(scenario())["ai_resolution_rate"]
    assert (found.mean, found.low, found.high, found.status) == (0.0, None, None, "certain")
    assert found.to_json() == {
        "mean": 0.0,
        "low": None,
        "high": None,
        "unit": "share",
        "n": 20,
        "status": "certain",
    }


def test_a_bot_that_resolved_nothing_might_have():
    found = estimates(scenario(bot={"resolution_rate": 0.5}))["ai_resolution_rate"]
    assert found.mean == 0
    assert found.low == 0
    assert found.high == pytest.approx(0.2775, abs=1e-4)


def mail(**types):
    kinds = {"general": {"handle_time": "1 min", "solved_by_person": 1.0} | types}
    return scenario(channels={"mail": {}}, inquiry_types=kinds)


@pytest.mark.parametrize("key", ["first_contact_resolution", "cases_solved", "turned_away_rate"])
def test_people_who_are_always_right_are_certain(key: str):
    found = estimates(mail())[key]
    assert found.mean == (0 if key == "turned_away_rate" else 1)
    assert found.status == "certain"


def test_people_who_were_always_right_by_luck_are_not():
    found = estimates(mail(solved_by_person=0.9))["first_contact_resolution"]
    assert (found.mean, found.status) == (1.0, "ok")
    assert found.low < 1


def test_a_line_may_lose_somebody_although_nobody_was_lost():
    found = estimates(scenario())["turned_away_rate"]
    assert (found.mean, found.low, found.status) == (0.0, 0.0, "ok")


def test_a_goal_on_what_is_certain_has_a_verdict():
    known = Estimate(1.0, None, None, "share", 20, "certain")
    assert judge("cases_solved", Goal(op=">=", value=0.9), known, 10).attainment == "met"
    assert judge("cases_solved", Goal(op="<", value=0.9), known, 10).attainment == "missed"


def test_what_each_preset_settles():
    sme = load("sme")
    assert {"cases_solved", "turned_away_rate"} <= certain_shares(sme.arm("baseline"))
    assert "cases_solved" not in certain_shares(sme.arm("ai"))
    assert "turned_away_rate" in certain_shares(sme.arm("ai"))
    assert "turned_away_rate" not in certain_shares(load("telecom").arm("ai"))


@pytest.mark.parametrize(
    ("low", "high", "replications", "verdict"),
    [
        (0.84, 1.0, 20, "yes"),
        (0.8, 0.9, 20, "yes"),
        (0.722, 1.0, 10, "too few replications"),
        (0.5, 0.79, 20, "no"),
        (0.0, 0.1, 9, "too few replications"),
    ],
)
def test_on_target_often_enough_is_asked_of_the_whole_interval(low, high, replications, verdict):
    share = Estimate((low + high) / 2, low, high, "share", 40)
    assert enough(share, 0.8, replications) == verdict


def test_without_data_nothing_is_enough():
    assert enough(Estimate(None, None, None, "share", 0, "no_data"), 0.8, 20) is None
