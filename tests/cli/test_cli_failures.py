"""How commands fail: no bare traceback, and an exit code that says what kind of failure it was."""

import pathlib

import pytest
from support.commands import run, tierzero, write_desk


@pytest.fixture(autouse=True)
def _desk(folder, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    write_desk(folder)


@pytest.fixture
def broken(monkeypatch):
    def fail(*_):
        raise RuntimeError("the impossible happened")

    monkeypatch.setattr("sim.studies.experiment.Experiment.measure", fail)


@pytest.mark.usefixtures("broken")
def test_an_unexpected_failure_exits_with_1_and_a_hint():
    result = run()
    assert result.exit_code == 1
    assert result.stdout == ""
    first, hint = result.stderr.splitlines()
    assert first == "Unexpected failure: RuntimeError: the impossible happened"
    assert hint.startswith("This is a bug in tierzero. Please report it with the command, ")


@pytest.mark.usefixtures("broken")
def test_the_traceback_is_in_the_file_that_the_hint_names(folder):
    stderr = run().stderr
    (path,) = folder.glob("tierzero-*.txt")
    assert str(path) in stderr
    text = pathlib.Path(path).read_text()
    assert text.startswith("Traceback")
    assert text.endswith("RuntimeError: the impossible happened\n")


@pytest.mark.usefixtures("broken")
def test_a_failed_run_leaves_no_folder(folder):
    run()
    assert not list((folder / "results").iterdir())


def test_an_unknown_command_is_a_usage_error_with_a_guess():
    result = tierzero("rum")
    assert result.exit_code == 2
    assert "Did you mean 'run'?" in result.stderr


def test_a_command_without_its_scenario_is_a_usage_error():
    result = tierzero("run")
    assert result.exit_code == 2
    assert "Missing argument 'SCENARIO'" in result.stderr


def test_mistakes_in_a_scenario_exit_with_2(folder):
    (folder / "desk.yaml").write_text("name: desk\nchanels: {}\n")
    result = run()
    assert result.exit_code == 2
    assert "desk.yaml:2:1 chanels: " in result.stderr
    assert "did you mean `channels`?" in result.stderr


def test_a_folder_that_cannot_be_written_is_no_bug(folder):
    (folder / "taken").touch()
    result = tierzero("init", "taken/below")
    assert result.exit_code == 2
    assert result.stderr == "taken/below: Not a directory; name another file or folder\n"
