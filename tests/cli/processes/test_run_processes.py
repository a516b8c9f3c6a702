"""`tierzero run` as a process: jobs, manifests, interrupts and sudden deaths."""

import json
import signal
import subprocess
import sys
import time

import pytest
from support.commands import (
    DEADLINE,
    ENVIRONMENT,
    interrupt,
    run,
    script,
    started,
    tierzero,
    without_timing,
    write_desk,
)


@pytest.fixture(autouse=True)
def _desk(folder):
    write_desk(folder)


def only(folder, name):
    (path,) = folder.glob(f"*/{name}")
    return path


@pytest.fixture
def result(folder):
    """The text of the quick desk's result, but for its timing."""
    assert run("--out", "first", "--no-target-exit").exit_code == 0
    return without_timing(only(folder / "first", "result.json").read_text())


# ---- The same again


def test_two_processes_give_the_same_bytes_as_one(result):
    words = ("run", "desk.yaml", "--jobs", "2", "--json", "--quiet", "--no-target-exit")
    with started(*words) as process:
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert (process.returncode, stderr) == (0, "")
    assert without_timing(stdout) == result


def test_a_manifest_gives_the_same_result(folder, result):
    manifest = only(folder / "first", "manifest.json")
    again = tierzero("run", str(manifest), "--jobs", "1", "--out", "again", "--no-target-exit")
    assert again.exit_code == 0
    assert without_timing(only(folder / "again", "result.json").read_text()) == result


def test_a_manifest_gives_the_same_result_from_another_folder(folder, result, monkeypatch):
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    manifest = only(folder / "first", "manifest.json")
    again = tierzero("run", str(manifest), "--jobs", "1", "--json", "--no-target-exit")
    assert without_timing(again.stdout) == result


@pytest.mark.usefixtures("result")
def test_the_manifest_of_a_manifest_says_the_same_scenario(folder):
    manifest = only(folder / "first", "manifest.json")
    tierzero("run", str(manifest), "--jobs", "1", "--out", "again", "--no-target-exit")
    first, again = (
        json.loads(only(folder / name, "manifest.json").read_text()) for name in ("first", "again")
    )
    assert first["scenario"] == again["scenario"]
    assert first["scenario_hash"] == again["scenario_hash"]


def test_a_precision_is_replayed_as_its_replications(folder):
    run("--precision", "ai_resolution_rate=30%", "--out", "first", "--no-target-exit")
    manifest = only(folder / "first", "manifest.json")
    assert json.loads(manifest.read_text())["scenario"]["run"]["replications"] == 10
    again = tierzero("run", str(manifest), "--jobs", "1", "--json", "--no-target-exit")
    first = only(folder / "first", "result.json").read_text()
    assert without_timing(again.stdout) == without_timing(first)


# ---- Ctrl-C; test_interrupts.py has more


def begun(process):
    """Wait until a first replication is finished."""
    line = process.stderr.readline()
    assert line.startswith("1/20000 "), line


def test_an_interrupt_of_the_parent_alone_reaches_its_workers():
    with started("run", "desk.yaml", "--json", "-n", "20000", "--jobs", "2") as process:
        begun(process)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert process.returncode == 130
    assert json.loads(stdout)["timing"]["interrupted"] is True
    assert "Traceback" not in stderr


def test_what_ctrl_c_kept_is_an_ordinary_result(folder):
    with started("run", "desk.yaml", "--json", "-n", "20000", "--jobs", "1") as process:
        begun(process)
        interrupt(process)
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert process.returncode == 130, stderr
    manifest = only(folder / "results", "manifest.json")
    again = tierzero("run", str(manifest), "--jobs", "1", "--json", "--no-target-exit")
    assert again.exit_code == 0, again.stderr
    assert without_timing(again.stdout) == without_timing(stdout)


def test_ctrl_c_before_the_first_replication_is_no_traceback(monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.studies.experiment.Experiment.measure", stop)
    result = run()
    assert result.exit_code == 130
    assert (result.stdout, result.stderr) == ("", "Interrupted: nothing was kept.\n")


# ---- Sudden deaths

DIES_WHILE_WRITING = """
import os, signal, sys
from sim import cli
from sim.api.keep import run_folder

run_folder.write_journals = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
sys.argv = "tierzero run desk.yaml -n 1 --jobs 1 --journal --quiet".split()
cli.main()
"""


def test_a_run_killed_while_it_writes_leaves_no_half_result(folder):
    died = subprocess.run([sys.executable, "-c", DIES_WHILE_WRITING], env=ENVIRONMENT, check=False)
    assert died.returncode == -signal.SIGKILL
    assert not list((folder / "results").glob("[!.]*"))
    assert run("-n", "1", "--no-target-exit").exit_code == 0
    assert len(list((folder / "results").glob("[!.]*"))) == 1


SPAWNS = """
import os, sys, time
from sim.studies.executors import mapper

if __name__ == "__main__":
    with mapper(2) as each:
        for pid in each(os.getpgid, [0]):
            from multiprocessing import active_children
            print(*(child.pid for child in active_children()), flush=True)
            time.sleep(600)
"""


def test_workers_do_not_outlive_their_parent(folder):
    (folder / "spawns.py").write_text(SPAWNS)
    with script("spawns.py") as parent:
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        assert workers
        parent.kill()
        deadline = time.monotonic() + DEADLINE
        while any(alive(pid) for pid in workers) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not [pid for pid in workers if alive(pid)]


def alive(pid: int) -> bool:
    """Whether a process runs; it may be gone, or be nobody's any more, at every look."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_reader_who_leaves_is_no_failure():
    with started("kpis") as process:
        process.stdout.readline()
        process.stdout.close()
        stderr = process.stderr.read()
    assert "Traceback" not in stderr
    assert "bug" not in stderr
