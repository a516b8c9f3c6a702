"""The seat table of `sim.theory.seats` out of simulated desks: 13 -> 6 -> 7 -> 8 -> 10.

Its assumptions stand in the scenario: M/M/c queues, people busy at most 85 % of their time, half of
the periods on target, and every false closing straight back to a person. Eight seats reach 80.5 %
within a minute where 80 % are wanted, which takes long periods to see: the slow test has them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.api.curve import curve
from sim.scenario.files.loading import Loaded, load
from sim.studies.curve.volumes import grown
from sim.studies.executors import usable_cores
from sim.studies.experiment import make_experiment
from sim.studies.progress import unsaid
from sim.studies.staffing.planning import Planner
from sim.studies.staffing.search import StaffingSearch

SEATS = """\
name: Seats
run: {kind: day}
demand: {volume: 100/hour, profile: flat, busyness: {cv: 0}}
channels:
  chat: {kind: live, patience: never}
inquiry_types:
  question: {handle_time: exponential 6 min, solved_by_person: 1}
bot:
  resolution_rate: 65 %
  false_resolution: 0
  turn_limit: 1
  turn_time: 10 s
  pace_cv: 0
  asks_at_once: 0
  asks_per_turn: 0
  leaves_per_turn: 0
  escalated_handling: 1
  handover_saves: 0
policy:
  rules:
    - {name: back_again, when: {attempt: ">= 1"}, then: person}
returns: {after_bot: 1, delay: constant 0 s}
people:
  teams:
    desk: {headcount: 13, contract: 168 h}   # a seat around the clock is one head
targets:
  service_level: ">= 80 % within 60 s"
  occupancy: "<= 85 %"
  confidence: 0.5
arms:
  baseline: {bot: null}
  ai: {}
  harder:
    inquiry_types: {question: {handle_time: exponential 7.5 min}}
  few_false:                                  # the bot closes .65, of which .15 are false
    bot: {resolution_rate: 0.5525, false_resolution: 0.15}
    inquiry_types: {question: {handle_time: exponential 7.5 min}}
  many_false:
    bot: {resolution_rate: 0.455, false_resolution: 0.30}
    inquiry_types: {question: {handle_time: exponential 7.5 min}}
"""
LARGE = {"baseline": 13, "ai": 6, "harder": 7, "few_false": 8, "many_false": 10}
SMALL = {"baseline": 4, "ai": 2, "harder": 3, "few_false": 3, "many_false": 3}


@pytest.fixture
def seats(tmp_path: Path):
    """Loads the scenario with settings."""
    path = tmp_path / "seats.yaml"
    path.write_text(SEATS, encoding="utf-8")
    return lambda *settings: load(path, settings)


def fewest(loaded: Loaded, arms: list[str], volume: float) -> Iterator[tuple[str, int]]:
    """The seats that each arm needs at a volume."""
    experiment = make_experiment(loaded).only(arms)
    for arm in experiment.arms:
        desk = grown(arm, volume)
        planner = Planner(experiment, map, unsaid)
        found = StaffingSearch(desk, planner).fewest({"desk": 1})
        yield arm.name, found["desk"]


def test_at_100_contacts_an_hour_65_percent_closed_saves_no_65_percent_of_the_seats(seats):
    wanted = {name: need for name, need in LARGE.items() if name != "few_false"}
    assert dict(fewest(seats("run.until=1 day"), list(wanted), 1.0)) == wanted


def test_at_20_contacts_an_hour_a_small_team_saves_in_whole_people(seats):
    assert dict(fewest(seats("run.until=5 days"), list(SMALL), 0.2)) == SMALL


@pytest.mark.slow
def test_the_curve_shows_both_tables(seats):
    loaded = seats("run.until=6 days", "run.replications=3")
    result = curve(loaded, volumes="0.2,1", arms=list(LARGE), jobs=usable_cores())
    points = result.document["points"]
    found = {(p["volume_multiplier"], p["arm"]): p["headcount"] for p in points}
    assert found == {(0.2, arm): need for arm, need in SMALL.items()} | {
        (1.0, arm): need for arm, need in LARGE.items()
    }
