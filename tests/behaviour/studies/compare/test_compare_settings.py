import pytest
from support.handmade import scenario

from sim.scenario.root import Scenario
from sim.studies.compare.differing import Setting, differing
from sim.studies.compare.pareto import pareto_front

BOT = {"resolution_rate": 0.5, "turn_limit": 6}


def differences(**scenarios: Scenario) -> dict[str, dict]:
    return {setting.path: dict(setting.values) for setting in differing(scenarios)}


def test_the_same_settings_do_not_differ():
    assert differing({"a": scenario(), "b": scenario()}) == ()


def test_a_setting_is_told_with_its_path_and_values():
    assert differing({"a": scenario(bot=BOT), "b": scenario(bot=BOT | {"turn_limit": 4})}) == (
        Setting("bot.turn_limit", {"a": 6, "b": 4}),
    )


def test_a_section_that_one_arm_lacks_is_told_once():
    assert differences(a=scenario(), b=scenario(bot=BOT)) == {"bot": {"a": None, "b": "given"}}


def test_what_differs_within_a_section_is_told_of_the_arms_that_have_it():
    arms = {"a": scenario(), "b": scenario(bot=BOT), "c": scenario(bot=BOT | {"turn_limit": 4})}
    assert differences(**arms) == {
        "bot": {"a": None, "b": "given", "c": "given"},
        "bot.turn_limit": {"b": 6, "c": 4},
    }


def test_a_list_is_told_as_a_whole():
    rules = {"rules": [{"name": "calm", "when": {"mood": "< 0.5"}, "then": "person"}]}
    found = differences(a=scenario(bot=BOT), b=scenario(bot=BOT, policy=rules))
    assert list(found) == ["policy.rules"]
    assert found["policy.rules"]["a"] == []
    assert found["policy.rules"]["b"][0]["name"] == "calm"


def test_names_seeds_and_arms_are_no_settings():
    run = scenario().run.model_dump() | {"seed": 7, "replications": 3}
    other = scenario(run=run, name="other", arms={"baseline": {}, "ai": {}, "more": {}})
    assert differences(a=scenario(), b=other) == {}


@pytest.mark.parametrize(
    ("points", "front"),
    [
        ({"a": (1, 2), "b": (2, 1)}, ("a", "b")),
        ({"a": (1, 2), "b": (1, 3)}, ("a",)),
        ({"a": (1, 2), "b": (1, 2)}, ("a", "b")),
        ({"a": (3, 3), "b": (1, 9), "c": (2, 2)}, ("b", "c")),
        ({}, ()),
    ],
)
def test_on_the_front_is_who_is_beaten_by_nobody_in_everything(points, front):
    assert pareto_front(points) == front
