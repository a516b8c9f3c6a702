"""What must not move: common cases keep their times and draws, whatever is added around them."""

from datetime import date, timedelta

import numpy as np
import pytest
from support.desks.workload_desk import DAY, MONDAY, brought, cases, desk

from sim.workload import Draw

PATIENCE = Draw("patience", 1, "answer")


def draws(workload, draw=PATIENCE):
    """Uniforms by identity of the case."""
    return dict(zip(cases(workload), workload.uniforms(*draw).tolist(), strict=True))


def assert_contains(larger, smaller):
    """Every case of the smaller workload is in the larger one, with the same time and draws."""
    for of in (cases, draws, lambda workload: draws(workload, Draw("demand.mark"))):
        few, many = of(smaller), of(larger)
        assert few
        assert {identity: many[identity] for identity in few} == few
    assert len(cases(larger)) > len(cases(smaller))


def test_the_same_arguments_bring_the_same_workload():
    first, second = brought(), brought()
    assert cases(first) == cases(second)
    assert draws(first) == draws(second)
    assert np.array_equal(first.candidates.mark, second.candidates.mark)


@pytest.mark.parametrize("other", [{"seed": 2}, {"replication": 1}])
def test_another_seed_or_replication_brings_another_workload(other):
    assert cases(brought()) != cases(brought(**other))


def test_another_layer_moves_nothing():
    assert_contains(brought(multiplier=2.3), brought(multiplier=1.0))


@pytest.mark.parametrize("counts", ["poisson", "fixed"])
def test_a_longer_run_moves_nothing(counts):
    scenario = desk(counts=counts)
    assert_contains(brought(scenario, 28), brought(scenario, 14))


@pytest.mark.parametrize("counts", ["poisson", "fixed"])
def test_a_part_of_a_day_moves_nothing(counts):
    scenario = desk(counts=counts)
    assert_contains(brought(scenario, 3), brought(scenario, 2.4))


def test_a_longer_warm_up_moves_nothing_on_the_calendar():
    scenario = desk(busyness={"cv": 0.3, "day_correlation": 0.5})
    early = brought(scenario, 21, first_day=MONDAY - timedelta(days=7))
    assert_contains(early, brought(scenario, 14))


def test_a_type_at_the_end_moves_nothing():
    few = {"refund": {"volume": "9/day"}}
    many = few | {"other": {"volume": "7/day"}}
    assert_contains(brought(desk(many)), brought(desk(few)))


def test_a_type_at_the_front_moves_nothing():
    few = {"refund": {"volume": "9/day"}}
    assert_contains(brought(desk({"other": {"volume": "7/day"}} | few)), brought(desk(few)))


def test_a_channel_moves_nothing():
    types = {"refund": {"volume": "9/day", "channels": {"email": 1.0}}}
    both = {"refund": {"volume": "18/day", "channels": {"email": 0.5, "chat": 0.5}}}
    larger = brought(desk(both, channels=["chat", "email"]))
    assert_contains(larger, brought(desk(types, channels=["email"])))


def test_more_volume_only_adds():
    assert_contains(brought(desk(volume="30/day")), brought(desk(volume="20/day")))


def test_more_busyness_keeps_common_cases():
    calm, wild = (brought(desk(busyness={"cv": cv})) for cv in (0.0, 0.4))
    common = cases(calm).keys() & cases(wild).keys()
    assert len(common) > 300
    assert all(cases(calm)[case] == cases(wild)[case] for case in common)
    assert all(draws(calm)[case] == draws(wild)[case] for case in common)


def test_other_draws_move_nothing():
    alone, among = brought(), brought()
    rows = np.arange(len(among.candidates))
    several = among.draws(rows).several([Draw("a"), PATIENCE, Draw("z", 3)])
    assert list(draws(alone).values()) == several[1].tolist()


def test_streams_attempts_and_roles_differ():
    workload = brought()
    drawn = [
        workload.uniforms("patience"),
        workload.uniforms("mood"),
        workload.uniforms("patience", 1),
        workload.uniforms("patience", role="tier2"),
    ]
    assert len({u[0] for u in drawn}) == 4


def test_several_draws_stand_in_the_order_asked():
    workload = brought()
    rows = np.arange(len(workload.candidates))
    a, b, again = workload.draws(rows).several([Draw("a"), Draw("b"), Draw("a")])
    assert np.array_equal(a, workload.uniforms("a"))
    assert np.array_equal(b, workload.uniforms("b"))
    assert np.array_equal(a, again)


def test_candidates_are_sorted_and_in_the_run():
    workload = brought(desk(types=["a", "b"], volume="400/day"), 2.5, multiplier=2)
    table = workload.candidates
    keys = list(zip(*(vars(table)[k] for k in ("time", "cell", "layer", "ordinal")), strict=True))
    assert keys == sorted(keys)
    assert table.time[0] >= 0
    assert table.time[-1] < 2.5 * DAY


def test_the_day_of_a_case_is_its_calendar_day():
    workload = brought(first_day=date(2024, 2, 28), days=4)
    first = date(2024, 2, 28).toordinal() - date(1970, 1, 1).toordinal()
    assert np.array_equal(workload.candidates.day - first, workload.candidates.time // DAY)


def test_ordinals_number_the_cases_of_a_day():
    table = brought(multiplier=2).candidates
    for day in np.unique(table.day):
        for layer in (0, 1):
            ordinals = table.ordinal[(table.day == day) & (table.layer == layer)]
            assert sorted(ordinals) == list(range(len(ordinals)))


def test_golden_cases():
    workload = brought(desk(volume="200/month"), 7)
    table = workload.candidates
    assert len(table) == 55
    assert table.time[:3].tolist() == [41721.277853012085, 42817.63054943085, 45076.89948272705]
    assert table.ordinal[:3].tolist() == [5, 3, 0]
    marks = [0.8596143847920151, 0.28248792200132533, 0.29393654355867616]
    assert table.mark[:3].tolist() == pytest.approx(marks, rel=1e-15)


def test_the_draws_of_a_few_rows_are_those_of_all() -> None:
    workload = brought()
    rows = np.arange(1, len(workload.candidates), 3)
    some = workload.draws(rows).several([Draw("a"), Draw("b", 2, "touch2")])
    assert np.array_equal(some[0], workload.uniforms("a")[rows])
    assert np.array_equal(some[1], workload.uniforms("b", 2, "touch2")[rows])
