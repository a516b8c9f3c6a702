"""What holds for every demand: identities, order, nesting of admissions."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from support.desks.workload_desk import DAY, brought, cases, desk

from sim.workload.grid import TICK

multipliers = st.floats(0, 3, exclude_min=True)
volumes = st.floats(0, 30).map(lambda x: f"{x:.3f}/day")
weights = st.lists(st.sampled_from([0.0, 0.5, 1.0, 7.0]), min_size=168, max_size=168).filter(any)


@st.composite
def scenarios(draw):
    types = {f"type {i}": {"volume": draw(volumes)} for i in range(draw(st.integers(1, 3)))}
    return desk(
        types,
        ["email", "chat"][: draw(st.integers(1, 2))],
        counts=draw(st.sampled_from(["poisson", "fixed"])),
        profile=draw(st.sampled_from(["flat", "office", "evening"]) | weights),
        busyness={"cv": draw(st.sampled_from([0.0, 0.12, 1.5])), "day_correlation": 0.4},
    )


@given(scenarios(), st.integers(1, 9), st.integers(1, 3))
def test_a_table_is_sorted_unique_and_on_the_grid(scenario, days, layers):
    table = brought(scenario, days, multiplier=layers).candidates
    order = np.lexsort((table.ordinal, table.layer, table.cell, table.time))
    assert np.array_equal(order, np.arange(len(table)))
    identities = set(zip(table.cell, table.layer, table.day, table.ordinal, strict=True))
    assert len(identities) == len(table)
    assert np.all(table.time / TICK == np.rint(table.time / TICK))
    assert np.all((table.time >= 0) & (table.time < days * DAY))
    assert np.all(table.layer < layers)


@given(scenarios(), multipliers, multipliers)
def test_admissions_are_nested(scenario, first, second):
    workload = brought(scenario, 7, multiplier=3)
    small, large = sorted((first, second))
    assert set(workload.admit(small)) <= set(workload.admit(large))


@given(scenarios(), st.integers(1, 8), st.integers(0, 8), multipliers)
def test_a_longer_run_with_more_layers_admits_the_same_cases(scenario, days, more, multiplier):
    short = brought(scenario, days, multiplier=multiplier)
    long = brought(scenario, days + more, multiplier=3)
    end = (short.days[0] + days) * DAY
    admitted = cases(long, long.admit(multiplier))
    assert cases(short, short.admit(multiplier)) == {k: t for k, t in admitted.items() if t < end}


@given(st.integers(0, 40), multipliers, st.integers(1, 10))
def test_fixed_counts_are_exact_up_to_rounding(count, multiplier, days):
    scenario = desk(counts="fixed", volume=f"{count}/day", profile="flat")
    workload = brought(scenario, days, multiplier=multiplier)
    day = workload.candidates.day[workload.admit(multiplier)] - workload.days[0]
    counts = np.bincount(day, minlength=days)
    expected = count * multiplier
    assert np.all((counts >= np.floor(expected)) & (counts <= np.floor(expected) + 1))


@given(scenarios(), st.integers(0, 2**63 - 1), st.integers(0, 10**6))
def test_uniforms_are_open_and_aligned(scenario, seed, replication):
    workload = brought(scenario, 3, seed=seed, replication=replication)
    u = workload.uniforms("patience", 3, "tier2")
    assert u.shape == (len(workload.candidates),)
    assert np.all((u > 0) & (u < 1))
