"""Weekly profiles that differ by inquiry type: a type's own takes the place of its channel's."""

import numpy as np
import pytest
from support.desks.workload_desk import brought, desk

from sim.base.time import DAY, HOUR
from sim.engine import make_plan
from sim.scenario.derived.open_share import open_share
from sim.studies.load.load import team_loads
from sim.workload.demand.cells import read_cells

MORNING = [1.0] * 12 + [0.0] * 12
EVENING = [0.0] * 20 + [1.0] * 4
CHANNELS = {"email": {}, "chat": {"profile": EVENING * 7}}


def two_types(own=None, **more):
    """Cases of a and of b, as many of each; b has a profile of its own, or None."""
    kind = {"share": 0.5, "solved_by_person": 1}
    return desk({"a": kind, "b": kind | {"profile": own}}, **more)


def test_a_types_profile_stands_above_the_channels_and_the_demands():
    cells = read_cells(two_types(MORNING * 7, channels=CHANNELS, profile="flat"))
    hours = {cell.name: (cell.profile.shares[0, ::2] > 0).tolist() for cell in cells}
    morning, evening = ([weight > 0 for weight in weights] for weights in (MORNING, EVENING))
    assert hours == {
        "a/email": [True] * 24,
        "a/chat": evening,
        "b/email": morning,
        "b/chat": morning,
    }


def test_only_the_cases_of_the_type_move():
    usual, own = brought(two_types()).candidates, brought(two_types(MORNING * 7)).candidates
    assert np.array_equal(usual.time[usual.cell == 0], own.time[own.cell == 0])
    assert (usual.time[usual.cell == 1] % DAY >= 12 * HOUR).any()
    assert not (own.time[own.cell == 1] % DAY >= 12 * HOUR).any()


def test_the_days_of_a_type_have_its_volume():
    workdays = [1.0] * 120 + [0.0] * 48
    found = brought(
        two_types(workdays, volume="700/day", counts="fixed", profile="flat"), days=7
    ).candidates
    days = [np.bincount(found.day[found.cell == cell] - found.day.min()) for cell in (0, 1)]
    # 350 a day of each: those of b in five days of seven.
    assert days[0].tolist() == [350] * 7
    assert days[1].tolist() == [490] * 5


@pytest.mark.parametrize(("own", "first"), [("flat", 0.5), (MORNING * 7, 1.0), (EVENING * 7, 0)])
def test_the_share_of_first_contacts_in_the_opening_hours_is_the_types(own, first):
    shop = two_types(own, channels={"email": {"hours": "daily 00:00-12:00"}}, profile="flat")
    assert open_share(shop, "a", "email").first == pytest.approx(0.5)
    assert open_share(shop, "b", "email").first == pytest.approx(first)
    assert open_share(shop, "b", "email").later == pytest.approx(0.5)


def test_check_reckons_hour_by_hour_with_the_types_profile():
    week = {"kind": "typical", "warm_up": 0, "window": "1 week", "run_out": 0}
    # 24 a day of each, a minute each: a all day long, b from midnight to noon.
    shop = two_types(MORNING * 7, volume="48/day", profile="flat", run=week)
    (load,) = team_loads(shop, make_plan(shop))
    assert load.load * 60 == pytest.approx(np.array(([3.0] * 12 + [1.0] * 12) * 7))
