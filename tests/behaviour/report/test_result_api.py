"""`import sim`: the few names that a script needs."""

import doctest

import pytest
from support.commands import write_desk

import sim
from sim.scenario.errors import ScenarioError


def test_a_script_loads_runs_and_reads(tmp_path):
    loaded = sim.load(write_desk(tmp_path), ["run.replications=1"])
    result = sim.run(loaded)
    assert result.document["replications"] == 1
    assert result.to_frame().loc[0, "arm"] == "baseline"


def test_two_jobs_give_the_same_as_one(tmp_path):
    loaded = sim.load(write_desk(tmp_path))
    one, two = sim.run(loaded).document, sim.run(loaded, jobs=2).document
    assert {**one, "timing": None} == {**two, "timing": None}
    assert (one["timing"]["jobs"], two["timing"]["jobs"]) == (1, 2)


def test_a_precision_may_be_wished(tmp_path):
    loaded = sim.load(write_desk(tmp_path), ["run.replications=100"])
    result = sim.run(loaded, precision="containment_rate=50%")
    assert result.document["replications"] == 10


def test_progress_may_be_followed(tmp_path):
    told = []
    sim.run(sim.load(write_desk(tmp_path)), on_progress=told.append)
    assert [now.replications for now in told] == [1, 2]


def test_an_interrupt_before_anything_is_finished_is_raised(tmp_path, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.studies.experiment.Experiment.measure", stop)
    with pytest.raises(KeyboardInterrupt):
        sim.run(sim.load(write_desk(tmp_path)))


def test_mistakes_are_scenario_errors(tmp_path):
    loaded = sim.load(write_desk(tmp_path), ['targets.wait_p99="<= 1 h"'])
    with pytest.raises(ScenarioError, match="no KPI is called `wait_p99`"):
        sim.run(loaded)


def test_the_package_names_what_it_offers():
    assert {"load", "run"} <= set(dir(sim))
    assert all(callable(getattr(sim, name)) for name in dir(sim))
    with pytest.raises(AttributeError, match="module 'sim' has no attribute 'play'"):
        _ = sim.play


def test_the_example_of_the_package_runs():
    found = doctest.testmod(sim)
    assert (found.failed, found.attempted) == (0, 4)
