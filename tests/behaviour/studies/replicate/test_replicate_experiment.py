"""The experiment: which arms share a workload, and what each of them plays."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.commands import DESK, write_desk

from sim.engine.simpy_model import process
from sim.measures.sample import Sample
from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import load
from sim.studies.experiment import Experiment, make_experiment
from sim.studies.files import with_files_in


@pytest.fixture
def experiment(tmp_path):
    """Return how to make the experiment of a desk."""

    def make(*settings: str, text: str = DESK) -> Experiment:
        return make_experiment(load(write_desk(tmp_path, text), settings))

    return make


def journals(experiment: Experiment, replication: int = 0) -> dict:
    return {arm.name: journal for arm, journal in experiment.play(replication)}


def identities(contacts) -> set[tuple[int, ...]]:
    columns = (contacts.cell, contacts.layer, contacts.day, contacts.ordinal)
    return set(zip(*(column.tolist() for column in columns), strict=True))


def test_arms_stand_in_the_order_of_the_file(experiment):
    text = DESK.replace("  ai: {}", "  late: {}\n  ai: {}")
    assert [arm.name for arm in experiment(text=text).arms] == ["baseline", "late", "ai"]


def test_arms_meet_the_same_cases(experiment):
    found = journals(experiment())
    assert identities(found["baseline"].contacts) == identities(found["ai"].contacts)


def test_arms_that_differ_in_management_share_one_workload(experiment):
    assert len(experiment().worlds) == 1


def test_growth_only_admits_more_of_the_shared_workload(experiment):
    grown = experiment(text=DESK.replace("ai: {}", "ai: {demand: {multiplier: 1.5}}"))
    assert len(grown.worlds) == 1
    found = journals(grown)
    assert identities(found["baseline"].contacts) < identities(found["ai"].contacts)


def test_an_arm_with_another_volume_has_a_workload_of_its_own(experiment):
    other = experiment(text=DESK.replace("ai: {}", "ai: {demand: {volume: 20/month}}"))
    assert len(other.worlds) == 2
    found = journals(other)
    assert len(found["ai"].contacts) < len(found["baseline"].contacts) / 2


def test_another_arm_changes_no_journal(experiment):
    alone = journals(experiment())
    text = DESK.replace("  ai: {}", "  big: {demand: {multiplier: 2.5}}\n  ai: {}")
    among_others = journals(experiment(text=text))
    for name in ("baseline", "ai"):
        for before, after in zip(
            alone[name].contacts.columns, among_others[name].contacts.columns, strict=True
        ):
            np.testing.assert_array_equal(before, after)


def test_replications_differ(experiment):
    first, second = (journals(experiment(), number)["ai"].contacts for number in (0, 1))
    assert identities(first) != identities(second)


def test_a_measured_replication_has_a_sample_for_each_arm(experiment):
    samples = experiment().measure(0)
    assert list(samples) == ["baseline", "ai"]
    assert all(isinstance(sample, Sample) for sample in samples.values())


def test_a_journal_that_contradicts_itself_is_never_measured(experiment, monkeypatch):
    from sim.measures.checks.conservation import ConservationError

    made = experiment()
    journal = journals(made)["ai"]
    later = replace(journal.contacts, ended=journal.contacts.ended + 3600)
    tampered = replace(journal, contacts=later)
    monkeypatch.setattr("sim.studies.experiment.play", lambda *_: tampered)
    with pytest.raises(ConservationError, match="check `"):
        made.measure(0)


# ---- What arms have in common is made once


PEOPLE_ONLY = """\
  ai: {}
  two: {people: {teams: {desk: {shifts: [{hours: Mon-Fri 09:00-17:00, agents: 2}]}}}}
  dear: {money: {wage: 40/h}}
"""


def counted(monkeypatch, name: str) -> list[object]:
    """The first arguments of every call of a function that worlds are made with."""
    from sim.studies import worlds

    worlds.forget()
    calls, function = [], getattr(worlds, name)

    def call(first, *arguments):
        calls.append(first)
        return function(first, *arguments)

    monkeypatch.setattr(worlds, name, call)
    return calls


def test_arms_that_differ_in_people_or_prices_are_bound_once(experiment, monkeypatch):
    made = experiment(text=DESK.replace("  ai: {}\n", PEOPLE_ONLY))
    bound, drawn = counted(monkeypatch, "bind_world"), counted(monkeypatch, "generate")
    together = journals(made)
    assert (len(bound), len(drawn)) == (2, 1)
    for arm in made.arms:
        alone = journals(made.of([arm]))[arm.name]
        for one_table, other in (
            (alone.contacts, together[arm.name].contacts),
            (alone.legs, together[arm.name].legs),
            (alone.roster, together[arm.name].roster),
        ):
            for before, after in zip(one_table.columns, other.columns, strict=True):
                np.testing.assert_array_equal(before, after)


def test_samples_stand_in_the_order_of_the_arms(experiment):
    made = experiment(text=DESK.replace("  ai: {}\n", "  ai: {}\n  late: {bot: null}\n"))
    assert [arm.name for arm in made.bound_alike] == ["baseline", "late", "ai"]
    assert list(made.measure(0)) == ["baseline", "ai", "late"]


def test_the_engine_that_is_asked_for_plays(experiment, monkeypatch):
    made = experiment()
    asked = []
    monkeypatch.setattr(
        "sim.studies.experiment.play",
        lambda plan, bound, engine: asked.append(engine) or process.play(plan, bound),
    )
    replace(made, engine="simpy").measure(0)
    assert asked == ["simpy"] * 2


def test_no_engine_of_an_unknown_name(experiment):
    rule = "'fortran' is not an engine; write one of auto, compiled, simpy"
    with pytest.raises(ValueError, match=rule):
        replace(experiment(), engine="fortran").measure(0)


# ---- Projects

PROJECT = DESK.replace(
    "run: {warm_up: 1 week, window: 2 weeks, run_out: 1 week, replications: 2, outlook: false}",
    "run: {kind: project, months: 1, warm_up: 1 week, run_out: 1 week}",
).replace("period: week", "period: month")


def test_every_arm_of_a_project_begins_as_the_baseline(experiment):
    baseline, ai = experiment(text=PROJECT).arms
    assert baseline.before is None
    assert ai.before == baseline.scenario
    contacts = journals(experiment(text=PROJECT))["ai"].contacts
    launch = ai.plan.horizon.window_start
    assert np.isnan(contacts.bot_start[contacts.arrival < launch]).all()
    assert not np.isnan(contacts.bot_start[contacts.arrival >= launch]).all()


def test_arms_of_a_typical_run_begin_as_themselves(experiment):
    assert [arm.before for arm in experiment().arms] == [None, None]


# ---- Files


def test_files_are_found_from_anywhere(tmp_path):
    (tmp_path / "calls.csv").write_text("at\n10\n")
    (tmp_path / "people.csv").write_text("agent,on,off\nAnn,0,3600\n")
    text = (
        DESK.replace(
            "demand: {volume: 200/month}",
            "demand: {trace: {file: calls.csv, columns: {arrival: at}}}",
        )
        .replace("shifts: [{hours: Mon-Fri 09:00-17:00, agents: 1}]", "roster: people.csv")
        .replace("run: {warm_up: 1 week", "run: {kind: day, warm_up: 1 week")
    )
    loaded = load(write_desk(tmp_path, text))
    scenario = with_files_in(loaded.scenario, loaded.folder)
    assert scenario.demand.trace.file == str(tmp_path / "calls.csv")
    assert scenario.people.teams["desk"].roster.file == str(tmp_path / "people.csv")
    found = journals(make_experiment(loaded))
    assert found["baseline"].contacts.arrival.tolist() == [10.0]


def test_a_scenario_without_files_stays_as_it_is(tmp_path):
    scenario = load(write_desk(tmp_path)).scenario
    assert with_files_in(scenario, Path("/nowhere")) == scenario


# ---- Mistakes


def test_an_arm_cannot_change_the_run(experiment):
    with pytest.raises(ScenarioError, match=r"arms\.ai\.run: arms are compared over one run"):
        experiment(text=DESK.replace("ai: {}", "ai: {run: {replications: 3}}"))
