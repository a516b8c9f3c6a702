"""What was played is kept and shown, whatever cannot be: targets, folders, names, terminals."""

import errno
import json
import sys

import pytest
from support.commands import (
    DEADLINE,
    DESK,
    ENVIRONMENT,
    run,
    started,
    tierzero,
    write_desk,
)

IMPOSSIBLE = DESK.replace('"<= 2 h"', '"<= 1 min"')


def result_of(folder, out="results") -> dict:
    (path,) = (folder / out).glob("*/result.json")
    return json.loads(path.read_text())


# ---- Targets that nobody can meet


def test_a_curve_without_an_answer_says_so(folder):
    write_desk(folder, IMPOSSIBLE)
    words = ("--volumes", "1", "-n", "2", "--jobs", "1", "--quiet")
    result = tierzero("curve", "desk.yaml", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    text = " ".join(result.stdout.split())
    assert "no number of people is on target at any volume: look beyond people" in text
    assert "no number will do" in text
    kept = result_of(folder)
    assert [point["headcount"] for point in kept["points"]] == [None, None]
    (page,) = folder.glob("results/*/report.html")
    assert "no number of people is on target at any volume that was tried" in page.read_text()


def test_a_run_whose_outlook_is_impossible_keeps_its_kpis_and_says_so(folder):
    write_desk(folder, IMPOSSIBLE)
    result = run("--outlook", "--no-target-exit", "--quiet")
    assert result.exit_code == 0, result.stderr
    document = result_of(folder)
    assert document["arms"]["ai"]["kpis"]["contacts_per_month"]["mean"] > 0
    assert "curve" in document
    assert "roi" not in document
    assert document["advice"][0].startswith(
        "What the AI is worth is left out: people.staffing: no number of people is on target"
    )
    assert "Note: What the AI is worth is left out: " in result.stdout


def test_an_outlook_that_cannot_be_is_refused_before_anything_is_played(folder, monkeypatch):
    monkeypatch.setattr("sim.studies.experiment.Experiment.measure", never)
    write_desk(folder, DESK.replace("period: week", "period: month"))
    result = run("--outlook", "--set", "run.window=1 week")
    assert result.exit_code == 2
    assert "the measured window does not hold a whole month" in result.stderr


def never(*_):
    raise AssertionError


def test_by_default_what_is_impossible_is_left_out(folder):
    write_desk(folder, DESK.replace(", outlook: false", ", start: 2025-03-31"))
    result = run("--no-target-exit", "--quiet", "--set", "people.staffing=fixed")
    assert result.exit_code == 0, result.stderr
    assert "What the AI is worth is left out: " in result_of(folder)["advice"][0]
    assert "a project starts on a day from 1 to 28" in result_of(folder)["advice"][0]


# ---- Folders


@pytest.fixture
def unplayed(monkeypatch):
    monkeypatch.setattr("sim.studies.experiment.Experiment.measure", never)


@pytest.mark.usefixtures("unplayed")
@pytest.mark.parametrize("command", ["run", "compare", "curve", "stress", "roi"])
def test_a_file_is_no_folder_for_results(folder, command):
    write_desk(folder)
    (folder / "taken").touch()
    result = tierzero(command, "desk.yaml", "--jobs", "1", "--out", "taken")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        "--out: 'taken' is a file; name a folder",
    )


@pytest.mark.usefixtures("unplayed")
def test_a_folder_below_a_file_is_none(folder):
    write_desk(folder)
    result = run("--out", "desk.yaml/results")
    assert result.exit_code == 2
    assert result.stderr == (
        "--out: the folder 'desk.yaml/results' cannot be written: Not a directory; "
        "name another, such as `--out ~/results`\n"
    )


@pytest.mark.usefixtures("unplayed")
@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_writing_is_probed_before_work_begins(folder, monkeypatch, number):
    monkeypatch.setattr("tempfile.TemporaryFile", failing(number))
    write_desk(folder)
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith("--out: the folder 'results' cannot be written: ")


def failing(number: int):
    def fail(*_, **__):
        raise OSError(number, "it cannot be")

    return fail


def test_a_probe_leaves_nothing(folder):
    from sim.api.keep.run_folder import make_results

    make_results(folder / "results")
    assert not list((folder / "results").iterdir())


def test_a_folder_that_fills_up_meanwhile_costs_nothing(folder, monkeypatch):
    from sim.api.keep import run_folder

    (folder / "rescue").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder / "rescue"))
    own = run_folder.manifest
    left = [OSError(errno.ENOSPC, "No space left on device")]

    def once(*words):
        if left:
            raise left.pop()
        return own(*words)

    monkeypatch.setattr(run_folder, "manifest", once)
    write_desk(folder)
    result = run("--quiet", "--no-target-exit")
    assert result.exit_code == 0
    (kept,) = (folder / "rescue").glob("tierzero-*/*")
    assert result.stderr == (
        "--out: the folder 'results' cannot be written: No space left on device; "
        f"the result is in {kept} instead\n"
    )
    assert f"Result: {kept}" in result.stdout
    assert not list((folder / "results").iterdir())


def test_a_report_that_fails_costs_neither_the_folder_nor_the_table(folder, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("a chart")

    monkeypatch.setattr("sim.report.html.files.report_page", fail)
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    write_desk(folder)
    result = run("--quiet", "--no-target-exit")
    assert result.exit_code == 1
    assert "Quick desk: 2 replications of each arm" in result.stdout
    (kept,) = folder.glob("results/*")
    assert {path.name for path in kept.iterdir()} == {"result.json", "manifest.json"}
    first = result.stderr.splitlines()[0]
    assert f"PartlyKeptError: results/{kept.name} holds the result" in first
    (trace,) = folder.glob("tierzero-*.txt")
    assert "ZeroDivisionError: a chart" in trace.read_text()


# ---- Names and terminals


@pytest.mark.parametrize("name", ["客" * 80, "é" * 80, "a" * 80, "🎧" * 60, "-/-"])
def test_any_name_makes_a_folder(folder, name):
    write_desk(folder, DESK.replace("Quick desk", f'"{name}"'))
    assert run("-n", "1", "--quiet", "--no-target-exit").exit_code == 0
    (kept,) = folder.glob("results/*")
    assert len(kept.name.encode()) <= 143
    assert result_of(folder)["scenario"] == name


@pytest.mark.parametrize(
    "setting",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=str,
)
def test_any_terminal_will_do(folder, monkeypatch, setting):
    for key, value in setting.items():
        monkeypatch.setitem(ENVIRONMENT, key, value)
    write_desk(folder, DESK.replace("Quick desk", "客户 desk"))
    with started("run", "desk.yaml", "-n", "1", "--quiet", "--no-target-exit") as process:
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert (process.returncode, stderr) == (0, "")
    assert " desk: 1 replications" in stdout
    (path,) = folder.glob("results/*/result.json")
    assert json.loads(path.read_text(encoding="utf-8"))["scenario"] == "客户 desk"


# ---- Days that drain

SILENT = """\
name: Chat day
run: {kind: day, start: 2025-01-06, until: 12 h, at_end: drain, replications: 2}
demand: {volume: 300/day}
channels:
  chat: {kind: live, hours: Mon-Sun 00:00-24:00, patience: 2 h, silent_abandonment: 100 %}
inquiry_types:
  question: {handle_time: 20 min}
people:
  teams:
    desk: {shifts: [{hours: Mon-Sun 00:00-24:00, agents: 2}]}
arms:
  baseline: {bot: null}
  ai: {}
"""


def test_a_day_that_drains_waits_for_everybody_who_left_without_a_sign(folder, monkeypatch):
    import pandas as pd

    monkeypatch.setitem(sys.modules, "duckdb", None)  # without it journals are CSV files
    write_desk(folder, SILENT)
    result = run("--journal", "--quiet")
    assert result.exit_code == 0, result.stderr
    (journal,) = folder.glob("results/*/journal/baseline")
    contacts, legs = (pd.read_csv(journal / f"{name}.csv") for name in ("contacts", "legs"))
    silent = contacts[contacts.case.isin(legs[legs.outcome == "silent"].case)]
    assert len(silent) > 10
    assert (silent.ended > 12 * 3600).any()
    assert contacts.ended.notna().all()
    assert not (contacts.ending == "open").any()
    assert result_of(folder)["arms"]["baseline"]["kpis"]["open_share"]["mean"] == 0
