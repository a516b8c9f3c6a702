"""Every number of every preset, written otherwise: refused with its place, or read as it says."""

import random
import re
from functools import cache

import pytest
from support.commands import played
from support.mutations import Mutation, mutations, numbers

from sim.measures.targets import check_targets
from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import Loaded, load
from sim.scenario.files.presets import preset_names

SHORT = 24
"""Numbers of each preset in the short form."""


@cache
def original(preset: str) -> Loaded:
    return load(preset)


@cache
def read_numbers(preset: str) -> dict:
    return dict(numbers(all_values(original(preset))))


def all_values(loaded: Loaded) -> dict:
    arms = {name: arm.model_dump(exclude={"arms"}) for name, arm in loaded.arms.items()}
    return {"": loaded.scenario.model_dump(exclude={"arms"}), **arms}


def read(preset: str, mutation: Mutation) -> Loaded | str:
    """The preset with a mutation, or the first line of what is said about it."""
    try:
        loaded = load(preset, mutation.setting)
        for arm in loaded.arms.values():
            for key, message in check_targets(arm.targets).items():
                raise loaded.error(("targets", key), message)
    except ScenarioError as error:
        return str(error).splitlines()[0]
    return loaded


def check(preset: str, mutation: Mutation) -> str:
    """What is wrong with how a mutation is taken; empty where nothing is."""
    found = read(preset, mutation)
    if isinstance(found, str):
        return "" if re.search(r":\d+:\d+ \S+: .", found) else f"no place: {found}"
    if mutation.moves == "refused":
        return "accepted"
    before, after = read_numbers(preset), dict(numbers(all_values(found)))
    moves = [after[path] - before[path] for path in before.keys() & after.keys()]
    changed = [move for move in moves if move]
    if not changed:
        return "changes nothing"
    is_up = mutation.moves == "up"
    return "" if all((move > 0) == is_up for move in changed) else "goes the other way"


def assert_taken(preset: str, chosen: list[Mutation]) -> None:
    wrong = {f"{one.what}: {one.setting}": fault for one in chosen if (fault := check(preset, one))}
    assert wrong == {}


@pytest.mark.parametrize("preset", preset_names())
def test_some_numbers_of_a_preset_are_never_misread(preset):
    every = list(mutations(original(preset).document))
    some = random.Random(preset).sample(every, min(SHORT, len(every)))
    assert_taken(preset, some)


@pytest.mark.slow
@pytest.mark.parametrize("preset", preset_names())
def test_no_number_of_a_preset_is_ever_misread(preset):
    assert_taken(preset, list(mutations(original(preset).document)))


PLAYED = [
    ("demand.volume=400/month", "baseline", "contacts_per_month", 1),
    ("inquiry_types.question.handle_time=40 min", "baseline", "occupancy", 1),
    ("inquiry_types.question.solved_by_person=20 %", "baseline", "contacts_per_month", 1),
    ("bot.resolution_rate=30 %", "ai", "ai_resolution_rate", -1),
    ("bot.asks_at_once=50 %", "ai", "ai_resolution_rate", -1),
    ("bot.false_resolution=1 %", "ai", "false_resolution_rate", -1),
    ("money.wage=40/h", "ai", "cost_per_interaction_staffed", 1),
]


@pytest.mark.parametrize(("setting", "arm", "kpi", "direction"), PLAYED)
def test_what_is_played_goes_where_the_docstring_says(tmp_path, setting, arm, kpi, direction):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    before, after = (
        played(tmp_path / folder, "run.replications=2", *settings).document["arms"][arm]["kpis"][
            kpi
        ]
        for folder, settings in (("a", ()), ("b", (setting,)))
    )
    assert (after["mean"] - before["mean"]) * direction > 0
