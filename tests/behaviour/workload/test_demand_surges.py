"""Surges: more cases of their types exactly in their window, and the same ones elsewhere."""

import numpy as np
import pytest
from support.desks.workload_desk import cases, desk
from support.playing import workload_of

from sim.workload.candidates.multiplier import volume_multiplier

HOUR, DAY = 3600.0, 86_400.0
START, DURATION = 2 * DAY + 9.5 * HOUR, 6 * HOUR
SURGE = {"start": START, "duration": DURATION, "growth": 1.5, "types": "b"}


def week(*surges, kind="day", **demand):
    run = {"kind": kind, "until": "7 days", "warm_up": "1 week", "window": "1 week", "run_out": 0}
    demand = {"volume": "2000/day", "profile": "flat", "busyness": {"cv": 0}} | demand
    return desk(["a", "b"], ["phone", "email"], run, surges=surges, **demand)


def brought_under(scenario, workload):
    return cases(workload, workload.admit(volume_multiplier(scenario)))


@pytest.mark.parametrize("kind", ["day", "typical"])
def test_a_surge_acts_exactly_in_its_window(kind):
    surged, calm = week(SURGE, kind=kind), week(kind=kind)
    workload = workload_of(surged)
    more, few = brought_under(surged, workload), brought_under(calm, workload)
    assert few.items() < more.items()
    added = more.keys() - few.keys()
    assert {identity[0] for identity in added} == {"b/phone", "b/email"}
    begin = workload.days[0] * DAY + surged.run.horizon().window_start + START
    times = np.array([more[identity] for identity in added])
    assert np.all((times >= begin) & (times < begin + DURATION))
    # 250 of its cases come in six hours, and half as many again on top.
    expected = 1.5 * 2000 / 2 / 4
    assert abs(len(added) - expected) < 4 * np.sqrt(expected)
    assert times.max() - times.min() > 0.95 * DURATION


def test_the_cases_elsewhere_have_the_same_draws():
    surged = week(SURGE)
    workload, plain = workload_of(surged), workload_of(week())
    rows = workload.admit(volume_multiplier(surged))
    base = rows[workload.candidates.layer[rows] == 0]
    assert cases(workload, base) == cases(plain)
    assert np.array_equal(workload.uniforms("patience", 1)[base], plain.uniforms("patience", 1))


@pytest.mark.parametrize(
    ("at", "lasts"), [(0, True), (-(2**-20), False), (DURATION - 2**-20, True), (DURATION, False)]
)
def test_its_first_instant_belongs_to_it_and_its_end_does_not(at, lasts):
    v = volume_multiplier(week(SURGE))
    time, cells = np.full(4, START + at), np.arange(4)
    assert v(time, cells).tolist() == [1, 1, *([2.5] * 2 if lasts else [1] * 2)]


def test_surges_that_meet_multiply():
    v = volume_multiplier(week(SURGE, SURGE | {"growth": 1.0, "types": None}))
    assert v(np.full(4, START), np.arange(4)).tolist() == [2, 2, 5, 5]


def test_a_surge_of_half_a_day_shows_in_fixed_counts():
    surge = {"start": DAY, "duration": DAY / 2, "growth": 1.0, "types": "a"}
    scenario = week(surge, counts="fixed", volume="80/day")
    workload = workload_of(scenario)
    table = workload.candidates.take(workload.admit(volume_multiplier(scenario)))
    by_day = np.bincount(table.day - workload.days[0])
    assert by_day.tolist() == [80, 100, 80, 80, 80, 80, 80]
