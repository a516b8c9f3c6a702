"""The trend: 1 at the run's start, compounded by the year, frozen in a typical run."""

from datetime import date

import numpy as np
import pytest
from support.desks.workload_desk import brought, desk

from sim.scenario.values.horizon import EPOCH
from sim.workload.demand.trend import trend_factors

START = date(2026, 1, 5)


def factors(run, offsets, trend=0.2):
    days = np.array(offsets) + START.toordinal() - EPOCH
    return trend_factors(desk(run={"start": START} | run, trend=trend), days).tolist()


@pytest.mark.parametrize("kind", ["project", "day"])
def test_growth_compounds_by_the_year(kind):
    assert factors({"kind": kind}, [0, 365, 730]) == pytest.approx([1, 1.2, 1.44])


def test_before_the_launch_the_volume_was_smaller():
    assert factors({"kind": "project"}, [-365]) == pytest.approx([1 / 1.2])


def test_a_typical_run_stands_still_at_its_start():
    assert factors({"kind": "typical"}, [-30, 0, 400]) == [1, 1, 1]


def test_a_typical_run_stands_still_at_its_date():
    run = {"kind": "typical", "as_of": date(2027, 1, 5)}
    assert factors(run, [0, 400]) == pytest.approx([1.2, 1.2])


def test_no_trend_is_exactly_1():
    assert factors({"kind": "project"}, [-20, 3, 1000], trend=0) == [1, 1, 1]


def test_the_trend_shows_in_fixed_counts():
    scenario = desk(counts="fixed", volume="100/day", profile="flat", trend=1.0)
    table = brought(scenario, 366).candidates
    admitted = brought(scenario, 366).admit(1.0)
    counts = np.bincount(table.day[admitted] - table.day.min())
    assert (counts[0], counts[365]) == (100, 200)
    assert np.all(np.diff(counts) >= -1)
