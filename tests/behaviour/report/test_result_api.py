"""`import sim`: the few names that a script needs."""

import doctest
import json
import re
from datetime import date

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
    assert all(callable(getattr(sim, name)) for name in dir(sim) if name != "__version__")
    assert re.match(r"\d+\.\d+", sim.__version__)
    with pytest.raises(AttributeError, match="module 'sim' has no attribute 'play'"):
        _ = sim.play


def test_the_example_of_the_package_runs():
    found = doctest.testmod(sim)
    assert (found.failed, found.attempted) == (0, 4)


# ---- What names a scenario

DICTIONARY = {
    "name": "Quick desk",
    "run": {
        "warm_up": "1 week",
        "window": "2 weeks",
        "run_out": "1 week",
        "replications": 2,
        "outlook": False,
        "start": date(2026, 1, 5),
    },
    "demand": {"volume": "200/month"},
    "channels": {"email": {"hours": "Mon-Fri 09:00-17:00"}},
    "inquiry_types": {"question": {"handle_time": "20 min"}},
    "bot": {"resolution_rate": "65 %"},
    "people": {"teams": {"desk": {"shifts": [{"hours": "Mon-Fri 09:00-17:00", "agents": 1}]}}},
    "targets": {"resolution_time_median": "<= 2 h", "period": "week"},
    "arms": {"baseline": {"bot": None}, "ai": {}},
}


def timeless(result) -> dict:
    return {**result.document, "timing": None}


def test_a_path_a_dictionary_and_what_is_loaded_are_the_same(tmp_path):
    path = write_desk(tmp_path)
    once = timeless(sim.run(path))
    for scenario in (str(path), DICTIONARY, sim.load(path), sim.load(DICTIONARY)):
        assert timeless(sim.run(scenario)) == once


def test_seed_replications_and_settings_are_laid_over(tmp_path):
    path = write_desk(tmp_path)
    over = {"demand.volume": "300/month", "people.teams.desk.shifts.0.agents": 2}
    result = sim.run(path, replications=1, seed=7, set=over)
    asked = [*(f"{key}={value}" for key, value in over.items()), "run.seed=7"]
    assert timeless(result) == timeless(sim.run(sim.load(path, [*asked, "run.replications=1"])))
    assert timeless(sim.run(sim.load(path), replications=1, seed=7, set=over)) == timeless(result)


@pytest.mark.parametrize("study", ["compare", "curve", "stress", "roi"])
def test_every_study_is_asked_alike(study):
    more = {"curve": {"volumes": "1"}, "roi": {"months": 1}}.get(study, {})
    over = {"people.staffing": "fixed", "run.outlook": None}
    result = getattr(sim, study)(DICTIONARY, replications=1, seed=3, set=over, **more)
    assert (result.document["seed"], result.document["replications"]) == (3, 1)
    assert repr(result) == f"<{type(result).__name__} of 'Quick desk': 1 replication, seed 3>"
    assert str(result).startswith("Quick desk")
    assert "<table" in result._repr_html_()


def test_so_are_check_and_trace():
    assert sim.check(DICTIONARY, set={"demand.volume": "100/month"}).document["scenario"]
    assert "case 3" in str(sim.trace(DICTIONARY, 3, seed=2)).lower()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"demand": {"volume": "many"}},
            "the dictionary demand.volume: 'many' is not a valid volume",
        ),
        ({"demnd": {}}, "the dictionary demnd: there is no `demnd` here; did you mean `demand`?"),
        ({"extends": "smee"}, "the dictionary extends: there is no file or preset 'smee'"),
    ],
)
def test_a_mistake_in_a_dictionary_has_its_path(change, message):
    with pytest.raises(ScenarioError) as error:
        sim.run(DICTIONARY | change)
    assert message in str(error.value)
    assert ":1:1" not in str(error.value)


def test_a_mistake_in_a_setting_has_its_path():
    with pytest.raises(ScenarioError, match=r"set demand\.volume: 'many' is not a valid volume"):
        sim.run(DICTIONARY, set={"demand.volume": "many"})


# ---- What a result can do


@pytest.fixture(scope="module")
def result():
    return sim.run(DICTIONARY, replications=2)


def test_print_shows_a_summary_of_a_few_kilobytes(result):
    text = str(result)
    assert text.startswith("Quick desk: 2 replications of each arm, seed 1")
    assert "Cases solved" in text
    assert 1000 < len(text) < 8000
    assert max(map(len, text.splitlines())) <= 80


def test_repr_is_one_line(result):
    assert repr(result) == "<RunResult of 'Quick desk': 2 replications, seed 1>"


def test_a_notebook_shows_the_short_table(result):
    html = result._repr_html_()
    assert "Cases solved" in html
    assert len(html) < 20_000


def test_the_journal_is_a_frame_with_names(result):
    contacts, legs = result.contacts("ai", 1), result.legs("ai", 1)
    assert set(contacts["channel"]) == {"email"}
    assert {"bot_resolved", "person_resolved"} <= set(contacts["ending"])
    assert set(legs["team"].dropna()) == {"desk"}
    assert len(result.contacts("baseline")) != len(contacts)


def test_an_arm_that_is_not_there_is_said(result):
    with pytest.raises(ScenarioError, match="no arm is called 'robot'"):
        result.contacts("robot")


def test_a_result_keeps_itself(result, tmp_path):
    folder = result.save(tmp_path / "kept")
    assert {path.name for path in folder.iterdir()} == {
        "result.json",
        "manifest.json",
        "report.html",
    }
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["command"] == ["tierzero", "run", "manifest.json"]
    assert manifest["written"]["inquiry_types"] == DICTIONARY["inquiry_types"]
    again = sim.load(folder / "manifest.json")
    assert timeless(sim.run(again)) == timeless(result)
    assert again.written == manifest["written"]


def test_a_report_is_written_where_it_is_wished(result, tmp_path):
    assert result.report(tmp_path / "desk.html").read_text().lower().startswith("<!doctype html>")
    assert result.report(tmp_path) == tmp_path / "report.html"


def test_a_check_is_told_in_one_line_and_printed_whole():
    result = sim.check("sme")
    assert repr(result) == "<CheckResult of 'Small shop': 0 pieces of advice>"
    assert str(result).startswith("ok: Small shop\n\na month\n")
