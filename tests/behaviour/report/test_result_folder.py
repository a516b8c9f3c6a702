"""The folder of a run: whole or not at all, and all it takes to play it again."""

import json
import re
from pathlib import Path

import pytest
from support.commands import played

from sim.api.keep import run_folder
from sim.api.keep.journal_files import Journals
from sim.api.keep.manifest import scenario_hash, versions
from sim.api.keep.run_folder import make_results, run_id, save
from sim.scenario.errors import ScenarioError


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    return played(tmp_path_factory.mktemp("desk"), "run.replications=1")


def test_a_folder_holds_result_manifest_and_report(result, tmp_path):
    folder = save(result, tmp_path, ["tierzero"])
    assert folder.parent == tmp_path
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["manifest.json", "report.html", "result.json"]
    assert (folder / "result.json").read_text() == result.to_json()


def test_its_name_is_scenario_time_and_hash(result):
    assert re.fullmatch(r"quick-desk-\d{8}-\d{6}-[0-9a-f]{6}", run_id(result))


@pytest.mark.parametrize(
    ("name", "slug"), [("A/B: test!", "a-b-test"), ("../..", "scenario"), ("Büro 7", "büro-7")]
)
def test_any_name_of_a_scenario_makes_a_folder(tmp_path, name, slug):
    named = played(tmp_path, "run.replications=1", f"name={json.dumps(name)}")
    assert run_id(named).startswith(f"{slug}-2")


def test_names_never_collide(result, tmp_path):
    first, second, third = (save(result, tmp_path, []) for _ in range(3))
    assert second.name == f"{first.name}_2"
    assert third.name == f"{first.name}_3"


def fail(*_):
    raise OSError("disk full")


def test_a_failure_leaves_nothing(result, tmp_path, monkeypatch):
    monkeypatch.setattr(run_folder, "manifest", fail)
    with pytest.raises(OSError, match="disk full"):
        save(result, tmp_path, [], Journals(result.experiment, 1))
    assert list(tmp_path.iterdir()) == []


def test_a_failure_beside_the_result_keeps_the_result(result, tmp_path, monkeypatch):
    monkeypatch.setattr(run_folder, "write_journals", fail)
    with pytest.raises(run_folder.PartlyKeptError, match="holds the result"):
        save(result, tmp_path, [], Journals(result.experiment, 1))
    (folder,) = tmp_path.iterdir()
    assert {"result.json", "manifest.json"} <= {path.name for path in folder.iterdir()}


def test_nothing_is_to_be_seen_before_it_is_whole(result, tmp_path, monkeypatch):
    seen: list[Path] = []
    monkeypatch.setattr(
        run_folder, "write_journals", lambda *_: seen.extend(tmp_path.glob("[!.]*"))
    )
    save(result, tmp_path, [], Journals(result.experiment, 1))
    assert seen == []


def test_a_folder_of_results_that_cannot_be_is_a_mistake(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ScenarioError, match=r"file/below' cannot be written: Not a"):
        make_results(tmp_path / "file" / "below")


# ---- The manifest


@pytest.fixture(scope="module")
def manifest(result, tmp_path_factory):
    folder = save(result, tmp_path_factory.mktemp("out"), ["tierzero", "run"])
    return json.loads((folder / "manifest.json").read_text()), folder


def test_it_names_the_scenario_in_full_with_its_hash(manifest):
    found, _ = manifest
    assert found["scenario"]["returns"]["max_attempts"] == 4
    assert found["scenario_hash"] == scenario_hash(found["scenario"])
    assert re.fullmatch("[0-9a-f]{64}", found["scenario_hash"])


def test_it_names_seed_replications_engine_and_command(manifest, result):
    found, _ = manifest
    assert (found["seed"], found["replications"]) == (1, 1)
    assert (found["engine"], found["engine_reason"]) == result.experiment.played_by
    assert found["command"] == ["tierzero", "run"]


def test_it_names_the_releases_of_what_a_result_depends_on(manifest):
    found, _ = manifest
    assert set(found["versions"]) == {
        "python",
        "platform",
        "tierzero",
        "numpy",
        "pydantic",
        "scipy",
        "simpy",
    }


def test_it_says_from_where_the_scenario_reads_its_files(manifest, result):
    found, folder = manifest
    assert (folder / found["folder"]).resolve() == result.folder.resolve()


def test_the_hash_is_of_the_content_and_not_of_the_order():
    assert scenario_hash({"a": 1, "b": 2}) == scenario_hash({"b": 2, "a": 1})
    assert scenario_hash({"a": 1, "b": 2}) != scenario_hash({"a": 1, "b": 3})


def test_a_package_that_is_not_installed_is_no_failure(monkeypatch):
    monkeypatch.setattr("sim.api.keep.manifest.PACKAGES", ("no-such-package",))
    assert versions()["no-such-package"] == "not installed"
