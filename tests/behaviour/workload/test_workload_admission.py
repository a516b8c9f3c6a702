"""Admission by marks: growth adds, shrinkage removes, counts are what they should be."""

import numpy as np
import pytest
from support.desks.workload_desk import DAY, brought, cases, desk


def admitted(workload, multiplier):
    return cases(workload, workload.admit(multiplier))


def counts_by_day(workload, multiplier=1.0):
    day = workload.candidates.day[workload.admit(multiplier)] - workload.days[0]
    return np.bincount(day, minlength=len(workload.days))


FLAT = {"profile": "flat", "busyness": {"cv": 0}}


@pytest.mark.parametrize("counts", ["poisson", "fixed"])
@pytest.mark.parametrize(("small", "large"), [(0.5, 1.0), (1.0, 1.3), (1.3, 2.7)])
def test_growth_adds_and_shrinkage_removes(counts, small, large):
    workload = brought(desk(counts=counts), multiplier=3)
    few, many = admitted(workload, small), admitted(workload, large)
    assert few.items() < many.items()


@pytest.mark.parametrize("counts", ["poisson", "fixed"])
@pytest.mark.parametrize("v", [0.4, 1.0, 1.3])
def test_further_layers_change_no_admission(counts, v):
    scenario = desk(counts=counts)
    few, many = brought(scenario, multiplier=1.3), brought(scenario, multiplier=4)
    assert admitted(few, v) == admitted(many, v)


def test_the_base_volume_is_layer_0():
    workload = brought(multiplier=2)
    assert np.array_equal(workload.admit(1.0), np.flatnonzero(workload.candidates.layer == 0))


@pytest.mark.parametrize("v", [0.3, 1.0, 1.3, 2.5])
def test_volume_follows_the_multiplier(v):
    workload = brought(desk(**FLAT, volume="200/day"), 98, multiplier=3)
    expected = 200 * 98 * v
    assert abs(len(workload.admit(v)) - expected) < 4 * np.sqrt(expected)


def test_marks_of_a_layer_lie_in_its_interval():
    table = brought(multiplier=3).candidates
    assert np.array_equal(np.floor(table.mark), table.layer)


def test_nothing_is_admitted_at_0():
    assert len(brought().admit(0.0)) == 0


@pytest.mark.parametrize("counts", ["poisson", "fixed"])
def test_a_multiplier_above_the_largest_is_refused(counts):
    workload = brought(desk(counts=counts), multiplier=1.3)
    assert len(workload.admit(1.3)) > len(workload.admit(1.2))
    rule = r"multiplier of 1\.31 is above the largest that this workload is for, 1\.3$"
    with pytest.raises(ValueError, match=rule):
        workload.admit(1.31)


@pytest.mark.parametrize("counts", ["poisson", "fixed"])
@pytest.mark.parametrize("most", [0.4, 1.0, 1.05, 2.3])
def test_what_is_never_admitted_is_not_kept(counts, most):
    scenario = desk(counts=counts)
    few, many = brought(scenario, multiplier=most), brought(scenario, multiplier=4)
    assert len(few.candidates) == len(few.admit(most)) == len(many.admit(most))
    assert admitted(few, most) == admitted(many, most)
    assert np.array_equal(few.uniforms("patience"), many.uniforms("patience")[many.admit(most)])


def test_a_fixed_count_is_not_rounded_above_the_largest():
    scenario = desk(counts="fixed", volume="30/day", profile="office")
    workload = brought(scenario, 7, multiplier=5 / 3)
    assert np.array_equal(workload.admit(surge(0, 7 * DAY, 0, 5 / 3)), workload.admit(5 / 3))


def test_an_empty_workload_admits_nothing():
    assert len(brought(desk(volume="0/day")).admit(1.0)) == 0


def surge(start, end, cell, v):
    """A multiplier of 1 but for one cell in a window."""
    return lambda time, cells: np.where((time >= start) & (time < end) & (cells == cell), v, 1.0)


def test_a_surge_adds_cases_of_its_type_in_its_window_only():
    workload = brought(desk(["a", "b"], volume="500/day"), 7, multiplier=2.5)
    base = set(workload.admit(1.0))
    surged = set(workload.admit(surge(2 * DAY, 2.25 * DAY, 1, 2.5)))
    assert base < surged
    added = np.array(sorted(surged - base))
    assert np.all(workload.candidates.cell[added] == 1)
    assert np.all(workload.candidates.time[added] // (DAY / 4) == 8)


def test_a_function_that_is_1_is_the_number_1():
    for counts in ("poisson", "fixed"):
        workload = brought(desk(counts=counts), multiplier=2)
        assert np.array_equal(workload.admit(surge(0, 0, 0, 2.0)), workload.admit(1.0))


@pytest.mark.parametrize("v", [0.5, 1.0, 1.5, 3.0])
def test_a_whole_fixed_count_is_exact(v):
    workload = brought(desk(counts="fixed", volume="20/day", profile="flat"), multiplier=3)
    assert set(counts_by_day(workload, v)) == {20 * v}


def test_a_fixed_count_follows_the_weekday():
    profile = [2.0] * 24 + [0.0] * 24 + [1.0] * 120
    workload = brought(desk(counts="fixed", volume="10/day", profile=profile), 14)
    assert counts_by_day(workload).tolist() == [20, 0, 10, 10, 10, 10, 10] * 2


@pytest.mark.parametrize("v", [0.7, 1.0, 1.9])
def test_a_broken_fixed_count_is_rounded_at_random_without_bias(v):
    workload = brought(desk(counts="fixed", volume="6.3/day", profile="flat"), 1000, multiplier=2)
    counts = counts_by_day(workload, v)
    mean, share = 6.3 * v, (6.3 * v) % 1
    assert set(counts) == {np.floor(mean), np.ceil(mean)}
    assert abs(counts.mean() - mean) < 4 * np.sqrt(share * (1 - share) / 1000)


def test_a_fixed_count_takes_the_lowest_marks_of_the_day():
    scenario = desk(counts="fixed", volume="8/day", profile="flat")
    workload = brought(scenario, 5, multiplier=2)
    ranks = workload.uniforms("demand.mark") + workload.candidates.layer
    chosen = set(workload.admit(1.25))
    for day in workload.days:
        rows = np.flatnonzero(workload.candidates.day == day)
        assert chosen & set(rows) == set(rows[np.argsort(ranks[rows])[:10]])


def test_a_fixed_count_grows_by_the_days_mean_multiplier():
    scenario = desk(["a", "b"], counts="fixed", volume="40/day", profile="flat")
    workload = brought(scenario, 4, multiplier=2)
    rows = workload.admit(surge(DAY, 1.5 * DAY, 0, 2.0))
    table = workload.candidates
    for kind, expected in ((0, [20, 30, 20, 20]), (1, [20] * 4)):
        day = table.day[rows][table.cell[rows] == kind] - workload.days[0]
        assert np.bincount(day).tolist() == expected


def test_the_day_mean_is_weighted_by_the_profile():
    morning = ([1.0] * 12 + [0.0] * 12) * 7
    scenario = desk(counts="fixed", volume="10/day", profile=morning)
    workload = brought(scenario, 1, multiplier=3)
    assert len(workload.admit(surge(DAY / 2, DAY, 0, 3.0))) == 10
    assert len(workload.admit(surge(0, DAY / 4, 0, 3.0))) == 20


def test_busyness_leaves_fixed_counts_alone():
    scenario = desk(counts="fixed", profile="flat", busyness={"cv": 1.0})
    assert set(counts_by_day(brought(scenario))) == {20}
