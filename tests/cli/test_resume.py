"""`--resume`: whatever ended a command, the same command goes on and ends with the same bytes."""

import errno
import json
import os
import random
import shutil
import signal
import subprocess

import pytest
from support.commands import (
    DEADLINE,
    DESK,
    document,
    script,
    tierzero,
    write_desk,
)

from sim.studies.memory.records import Records

COMMANDS = {
    "run": ("run", "desk.yaml", "-n", "6", "--no-target-exit"),
    "curve": ("curve", "desk.yaml", "-n", "2", "--volumes", "1"),
    "roi": ("roi", "desk.yaml", "-n", "2", "--months", "1"),
    "stress": ("stress", "desk.yaml", "-n", "2"),
    "compare": ("compare", "desk.yaml", "-n", "4"),
}

KILLABLE = """
import os, signal, sys, time
import sim.cli.commands, sim.studies.curve.curve, sim.studies.experiment, sim.studies.work.processes
import sim.api.curve, sim.api.roi, sim.api.run, sim.report.html.files
from sim.cli import main

if __name__ == "__main__":
    for line in sys.stdin:
        moment, *words = line.split()
        if process := os.fork():
            began = time.monotonic()
            if float(moment) < {deadline}:
                time.sleep(float(moment))
                os.kill(process, signal.SIGKILL)  # it is there until it is waited for
            os.waitpid(process, 0)
            print(time.monotonic() - began, flush=True)
            continue
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.argv = ["tierzero", *words, "--quiet"]
        main()
"""

ENDS = """
import os, signal, sys
from sim.studies.memory.records import Records

def add(self, key, known, own=Records.add):
    own(self, key, known)
    if len(self) == {records}:
        os.kill(os.getpid(), {number})

Records.add = add
if __name__ == "__main__":
    sys.argv = ["tierzero", *{words!r}, "--jobs", "{jobs}", "--quiet"]
    from sim.cli import main
    main()
"""


@pytest.fixture(autouse=True)
def _desk(folder):
    write_desk(folder, DESK.replace("people:\n", "people:\n  staffing: fixed\n"))


def undisturbed(folder, name: str) -> str:
    result = tierzero(*COMMANDS[name], "--jobs", "1", "--quiet", "--out", "undisturbed")
    assert result.exit_code == 0, result.stderr
    return document(folder, "undisturbed")


def end(folder, name: str, records: int, number: int, jobs: int = 1) -> tuple[int, str]:
    """End a command when so many plays are remembered; return its exit code and what it says."""
    text = ENDS.format(records=records, number=int(number), words=COMMANDS[name], jobs=jobs)
    (folder / "ends.py").write_text(text)
    with script("ends.py") as process:
        _, stderr = process.communicate(timeout=DEADLINE)
    return process.returncode, stderr


def left_over(folder) -> str:
    (path,) = folder.glob("results/.*")
    return path.name[1:]


def resumed(folder, name: str):
    words = (*COMMANDS[name], "--jobs", "1", "--quiet")
    return tierzero(*words, "--resume", left_over(folder))


def crashed(folder, monkeypatch, records: int) -> str:
    """Have a run fail in this process when so much is remembered; return what it leaves over."""
    own = Records.add

    def add(self, key, known):
        own(self, key, known)
        if len(self) == records:
            raise MemoryError

    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with monkeypatch.context() as patch:
        patch.setattr(Records, "add", add)
        result = tierzero(*COMMANDS["run"], "--jobs", "1", "--quiet")
    assert result.exit_code == 1
    name = left_over(folder)
    assert result.stderr.startswith(f"What was played is kept; add `--resume {name}` to go on.\n")
    return name


@pytest.mark.parametrize(
    ("name", "records", "number", "jobs"),
    [
        ("run", 1, signal.SIGKILL, 1),
        ("run", 3, signal.SIGKILL, 2),
        ("run", 6, signal.SIGKILL, 1),
        ("curve", 7, signal.SIGKILL, 1),
        ("roi", 2, signal.SIGKILL, 1),
        ("stress", 9, signal.SIGKILL, 1),
        ("compare", 2, signal.SIGKILL, 1),
    ],
)
def test_what_kill_9_left_over_ends_with_the_same_bytes(folder, name, records, number, jobs):
    code, _ = end(folder, name, records, number, jobs)
    assert code == -signal.SIGKILL
    assert not list(folder.glob("results/[!.]*"))
    played = count_plays(folder)
    assert played == records
    result = resumed(folder, name)
    assert result.exit_code == 0, result.stderr
    assert document(folder, "results") == undisturbed(folder, name)
    assert not list(folder.glob("results/.*"))


def count_plays(folder) -> int:
    (path,) = folder.glob("results/.*/plays")
    records = Records(path)
    count = len(records)
    records.close()
    return count


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("name", ["run", "curve"])
def test_what_a_signal_left_over_ends_with_the_same_bytes(folder, name, number, code):
    ended, stderr = end(folder, name, 2, number)
    assert ended == code
    for path in folder.glob("results/[!.]*"):
        shutil.rmtree(path)  # what was finished was kept; it is not what is asked about here
    if name == "curve":
        assert stderr == (
            f"Interrupted: no result yet; add `--resume {left_over(folder)}` to go on.\n"
        )
    result = resumed(folder, name)
    assert result.exit_code == 0, result.stderr
    assert document(folder, "results") == undisturbed(folder, name)
    assert not list(folder.glob("results/.*"))


def test_what_is_remembered_is_not_played_again(folder, monkeypatch):
    from sim.studies.experiment import Experiment

    crashed(folder, monkeypatch, 4)
    own, played = Experiment.measure, []

    def measure(self, replication):
        played.append(replication)
        return own(self, replication)

    measure.__qualname__ = own.__qualname__
    monkeypatch.setattr(Experiment, "measure", measure)
    assert resumed(folder, "run").exit_code == 0
    assert played == [4, 5]


@pytest.mark.parametrize("words", [(*COMMANDS["run"], "--seed", "9"), COMMANDS["compare"]])
def test_another_command_leaves_what_is_remembered(folder, monkeypatch, words):
    """Who resumes with another seed by mistake does not lose what was finished."""
    expected = undisturbed(folder, "run")
    name = crashed(folder, monkeypatch, 4)
    other = tierzero(*words, "--jobs", "1", "--quiet", "--resume", name)
    assert other.exit_code == 0
    assert other.stderr == f"Note: nothing that {name} remembers was asked: it stays.\n"
    shutil.rmtree(next(folder.glob("results/[!.]*")))
    assert resumed(folder, "run").stderr == ""
    assert document(folder, "results") == expected
    assert not list(folder.glob("results/.*"))


def test_a_resume_may_be_interrupted_and_resumed_in_its_turn(folder):
    end(folder, "run", 2, signal.SIGKILL)
    first = left_over(folder)
    own = COMMANDS["run"]
    try:
        COMMANDS["run"] = (*own, "--resume", first)
        end(folder, "run", 4, signal.SIGKILL)
    finally:
        COMMANDS["run"] = own
    assert left_over(folder) == first
    assert count_plays(folder) == 4
    assert resumed(folder, "run").exit_code == 0
    assert document(folder, "results") == undisturbed(folder, "run")


# ---- Refusals


def about(folder):
    (path,) = folder.glob("results/.*/work.json")
    return path, json.loads(path.read_text())


@pytest.mark.parametrize("field", ["code", "numpy", "scipy", "arithmetic"])
def test_another_installation_is_refused_with_both_named(folder, monkeypatch, field):
    crashed(folder, monkeypatch, 1)
    path, found = about(folder)
    here, found["fingerprint"][field] = found["fingerprint"][field][:12], "another"
    path.write_text(json.dumps(found))
    result = resumed(folder, "run")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"--resume: {left_over(folder)} was played with {field} another, and this is "
        f"{field} {here}; its bytes would not be the same: start anew\n"
    )
    assert list(folder.glob("results/.*/plays"))


def test_what_does_not_exist_is_refused():
    result = tierzero(*COMMANDS["run"], "--resume", "nothing-1")
    assert result.exit_code == 2
    expected = "--resume: 'results' has no unfinished 'nothing-1'; there is nothing to resume\n"
    assert result.stderr.endswith(expected)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "tierzero.work/1"}'])
def test_a_folder_that_does_not_say_what_it_is_is_refused(folder, monkeypatch, text):
    crashed(folder, monkeypatch, 1)
    about(folder)[0].write_text(text)
    result = resumed(folder, "run")
    assert result.exit_code == 2
    assert "holds nothing to go on from" in result.stderr


def test_what_is_still_at_work_is_refused_and_not_cleaned(folder, monkeypatch):
    crashed(folder, monkeypatch, 1)
    records = Records(folder / "results" / f".{left_over(folder)}" / "plays")
    result = resumed(folder, "run")
    assert result.exit_code == 2
    assert "is still at work; wait, or end it" in result.stderr
    listed = json.loads(tierzero("runs", "--clean", "--yes", "--json").stdout)
    assert [line["state"] for line in listed["runs"]] == ["at work"]
    assert listed["removed"] == []
    records.close()


# ---- Full disks


def test_a_memory_that_cannot_be_written_costs_only_itself(folder, monkeypatch):
    def add(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Records, "add", add)
    result = tierzero(*COMMANDS["run"], "--jobs", "1", "--quiet")
    assert result.exit_code == 0
    assert result.stderr == (
        "Note: what is played cannot be remembered any more: No space left on device; "
        "the command goes on without.\n"
    )
    assert len(list(folder.glob("results/*/result.json"))) == 1
    assert not list(folder.glob("results/.*"))


@pytest.fixture
def small_disk(folder):
    """A file system of 3 MB, mounted for the test."""
    place = folder / "results"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a small file system")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_full_before_work_begins_is_one_line(folder, small_disk, monkeypatch):
    (small_disk / "fill").write_bytes(bytes(2_500_000))
    monkeypatch.setattr("sim.studies.experiment.Experiment.measure", None)
    result = tierzero(*COMMANDS["run"], "--jobs", "1", "--quiet")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("--out: the folder 'results' cannot be written: No space left")
    assert folder.exists()


def test_a_disk_that_fills_up_meanwhile_costs_neither_result_nor_what_is_remembered(
    folder, small_disk, monkeypatch
):
    (folder / "rescue").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder / "rescue"))
    (small_disk / "fill").write_bytes(bytes(1_900_000))
    words = ("run", "desk.yaml", "-n", "12", "--no-target-exit", "--jobs", "1", "--quiet")
    result = tierzero(*words)
    assert result.exit_code == 0, result.stderr
    assert result.stderr.startswith("Note: what is played cannot be remembered any more: No space")
    kept = [*folder.glob("rescue/*/*/result.json"), *small_disk.glob("[!.]*/result.json")]
    assert len(kept) == 1
    assert json.loads(kept[0].read_text())["replications"] == 12


# ---- `tierzero runs`


def test_runs_are_listed_and_what_is_left_over_is_cleaned(folder, monkeypatch):
    assert tierzero("runs").stdout == "There are no runs.\n"
    undisturbed(folder, "compare")
    shutil.move(folder / "undisturbed", folder / "results")
    crashed(folder, monkeypatch, 1)
    name = left_over(folder)
    listed = json.loads(tierzero("runs", "--json").stdout)["runs"]
    assert [(line["state"], line["resumable"], line["scenario"]) for line in listed] == [
        ("finished", False, "Quick desk"),
        ("left over", True, "Quick desk"),
    ]
    assert listed[1]["id"] == name
    text = tierzero("runs").stdout
    assert name in text
    assert tierzero("runs", "--clean").exit_code == 1  # nobody answers
    assert left_over(folder) == name
    done = tierzero("runs", "--clean", "--yes")
    assert done.stdout.endswith(f"removed: {name}\n")
    assert not list(folder.glob("results/.*"))
    assert len(list(folder.glob("results/*/result.json"))) == 1


@pytest.mark.parametrize(
    ("process", "state"),
    [(os.getpid(), "at work"), (2**22 + 1, "left over")],
    # No number of a process: all that run the tests must collect the same ones.
    ids=["at work", "left over"],
)
def test_a_folder_without_a_memory_is_known_by_its_process(folder, process, state):
    (folder / "results" / f".desk-20250101-000000-abc123-{process}").mkdir(parents=True)
    (line,) = json.loads(tierzero("runs", "--json").stdout)["runs"]
    assert (line["state"], line["resumable"]) == (state, False)
    tierzero("runs", "--clean", "--yes")
    assert bool(list(folder.glob("results/.*"))) == (state == "at work")


def test_other_hidden_folders_are_not_ours(folder):
    for name in (".git", ".cache-dir", ".x"):
        (folder / "results" / name).mkdir(parents=True)
    tierzero("runs", "--clean", "--yes")
    assert len(list(folder.glob("results/.*"))) == 3


# ---- Any moment


@pytest.fixture
def commands(folder):
    """A process of which each command is a fork: it has its imports behind it when it begins."""
    (folder / "killable.py").write_text(KILLABLE.format(deadline=DEADLINE))
    with script("killable.py") as process:
        yield process


def killed(commands, words: tuple[str, ...], moment: float = DEADLINE) -> float:
    """Start a command, and kill it at a moment; return the seconds it took."""
    print(moment, *words, file=commands.stdin, flush=True)
    return float(commands.stdout.readline())


MOMENTS = {
    ("run", 1): 15,
    ("curve", 1): 15,
    ("roi", 1): 14,
    ("run", 2): 2,
    ("curve", 2): 2,
    ("roi", 2): 2,
}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "jobs"), MOMENTS)
def test_kill_9_at_any_moment(folder, commands, name, jobs):
    """Moments are drawn one from each of so many equal parts of the time that a command takes."""
    wanted, words = undisturbed(folder, name), (*COMMANDS[name], "--jobs", str(jobs))
    takes = killed(commands, (*words, "--out", "other"))
    assert document(folder, "other") == wanted
    draw, moments, went_on = random.Random(f"{name} {jobs}"), MOMENTS[name, jobs], 0
    for moment in range(moments):
        killed(commands, words, (moment + draw.random()) / moments * takes)
        if not list(folder.glob("results/[!.]*")):
            left = [path.parent.name[1:] for path in folder.glob("results/.*/plays")]
            went_on += len(left)
            again = tierzero(*COMMANDS[name], "--jobs", "1", "--quiet", *resuming(left))
            assert again.exit_code == 0, again.stderr
        assert document(folder, "results") == wanted
        shutil.rmtree(folder / "results")
    assert went_on or jobs > 1  # most of the time of two is that of their beginning


def resuming(left: list[str]) -> tuple[str, ...]:
    return ("--resume", *left) if left else ()
