"""`tierzero report`: the report of a run that was kept."""

import json

import pytest
from support.commands import run, tierzero, write_desk


@pytest.fixture(autouse=True)
def _desk(folder):
    write_desk(folder)


@pytest.fixture
def kept(folder):
    """The folder of a run."""
    run("--no-target-exit", "--quiet", "-n", "1")
    (path,) = folder.glob("results/*")
    return path


def test_a_run_writes_its_report(kept):
    assert (kept / "report.html").read_text().startswith("<!DOCTYPE html>")


def test_so_does_a_run_that_prints_json(folder):
    result = run("--json", "--quiet", "--no-target-exit", "-n", "1")
    assert json.loads(result.stdout)["scenario"] == "Quick desk"
    assert result.stderr == ""
    assert len(list(folder.glob("results/*/report.html"))) == 1


def test_the_same_report_is_written_anew_from_the_folder(kept):
    report = kept / "report.html"
    before = report.read_text()
    report.unlink()
    result = tierzero("report", str(kept))
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{report}\n", "")
    assert report.read_text() == before


def test_a_result_may_be_named_instead(kept):
    result = tierzero("report", str(kept / "result.json"))
    assert result.stdout == f"{kept / 'report.html'}\n"


def test_a_result_without_its_manifest_has_a_report(kept):
    (kept / "manifest.json").unlink()
    assert tierzero("report", str(kept)).exit_code == 0
    assert "What this rests on" not in (kept / "report.html").read_text()


def test_no_run_is_a_mistake():
    result = tierzero("report", "nowhere")
    assert result.exit_code == 2
    assert result.stderr == ("there is no run at 'nowhere'; name its folder or its result.json\n")


def test_a_folder_without_a_result_is_a_mistake():
    result = tierzero("report", ".")
    assert result.exit_code == 2
    assert result.stderr == "there is no run at '.'; name its folder or its result.json\n"


def test_what_is_no_json_is_a_mistake(folder):
    (folder / "result.json").write_text("{")
    result = tierzero("report", ".")
    assert result.exit_code == 2
    assert result.stderr.startswith("result.json:1:2: no JSON document from here on; make it anew")


@pytest.mark.parametrize("text", ["[]", "{}", '{"schema": "other/1"}', '{"schema": 1}'])
def test_what_is_not_ours_is_a_mistake(folder, text):
    (folder / "result.json").write_text(text)
    result = tierzero("report", ".")
    assert result.exit_code == 2
    assert result.stderr == (
        "result.json is no document of tierzero: it does not say its schema; name a run's folder "
        "or its result.json\n"
    )
