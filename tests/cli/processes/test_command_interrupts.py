"""Ctrl-C and SIGTERM at every moment of a command: one line, an exit code, and nothing lost."""

import json
import signal
import time

import pytest
from support.commands import (
    DEADLINE,
    blocked_at_first,
    interrupt,
    script,
    started,
    write_desk,
)

NOTHING = "Interrupted: nothing was kept.\n"
ENDLESS = ("run", "desk.yaml", "--json", "-n", "20000")
SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143}


@pytest.fixture(autouse=True)
def _desk(folder):
    write_desk(folder)


def begun(process):
    """Wait until a first replication is finished."""
    line = process.stderr.readline()
    assert line.startswith("1/20000 "), line


@pytest.mark.parametrize(("number", "code"), SIGNALS.items())
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_finished_is_kept_and_nothing_leaks(folder, jobs, number, code):
    with started(*ENDLESS, "--jobs", jobs) as process:
        begun(process)
        interrupt(process, number)
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert process.returncode == code, stderr
    found = json.loads(stdout)
    count = found["replications"]
    *progress, note = stderr.splitlines()
    (left,) = folder.glob("results/.*")
    assert note == (
        f"Interrupted: {count} of 20000 replications were finished and are kept; "
        f"add `--resume {left.name[1:]}` to go on."
    )
    assert all("/20000 resolution_time_median " in line for line in progress), stderr
    kept = folder.glob("results/[!.]*/result.json")
    assert [json.loads(path.read_text()) for path in kept] == [found]


SIGNALS_ITSELF = """
import signal, sys
from sim.base import interrupts
from sim.studies import experiment

def measure(self, replication, measure=experiment.Experiment.measure):
    if replication == 3:
        signal.raise_signal({number})
    return measure(self, replication)

experiment.Experiment.measure = measure
sys.argv = "tierzero run desk.yaml -n 9 --jobs 1 --json --quiet".split()
from sim.cli import main
main()
"""


@pytest.mark.parametrize(("number", "code"), SIGNALS.items())
def test_a_replication_that_is_hit_is_dropped_and_those_before_it_are_kept(folder, number, code):
    (folder / "hit.py").write_text(SIGNALS_ITSELF.format(number=int(number)))
    with script("hit.py") as process:
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert process.returncode == code
    assert json.loads(stdout)["replications"] == 3
    assert stderr == ""  # --quiet


HITS = """
import signal, sys

left = [signal.SIGINT] * {times}

def hit(*_, **__):
    while left:
        signal.raise_signal(left.pop())

{patch}
sys.argv = "tierzero run desk.yaml -n 2 --jobs 1 --json --no-target-exit".split()
from sim.cli import main
main()
"""
IMPORTING = "import sim.scenario.files.loading as place; place.load = hit"
SUMMARISING = (
    "import sim.studies.played_run as place; own = place.summarise\n"
    "place.summarise = lambda *words: (hit(), own(*words))[1]"
)
SAVING = (
    "import sim.api.keep.run_folder as place; own = place.manifest\n"
    "place.manifest = lambda *words: (hit(), own(*words))[1]"
)


def hit(folder, patch: str, times: int = 1):
    (folder / "hit.py").write_text(HITS.format(patch=patch, times=times))
    with script("hit.py") as process:
        stdout, stderr = process.communicate(timeout=DEADLINE)
    return process.returncode, stdout, stderr


def test_before_the_work_it_ends_at_once(folder):
    assert hit(folder, IMPORTING) == (130, "", NOTHING)


@pytest.mark.parametrize("patch", [SUMMARISING, SAVING], ids=["summarising", "saving"])
def test_when_all_is_played_nothing_of_it_is_lost(folder, patch):
    code, stdout, stderr = hit(folder, patch)
    assert code == 130
    assert json.loads(stdout)["replications"] == 2
    assert stderr.splitlines()[-1] == "Interrupted: everything was finished and is kept."
    assert len(list(folder.glob("results/*/report.html"))) == 1


def test_a_second_ctrl_c_ends_at_once(folder):
    code, stdout, stderr = hit(folder, SAVING, times=2)
    assert (code, stdout) == (130, "")
    assert stderr.endswith(NOTHING)
    assert not list(folder.glob("results/[!.]*"))


SLOW_WORKERS = """
import signal, sys, time
from sim.studies import experiment

def measure(self, replication):
    while True:  # as in a library that swallows it
        try:
            time.sleep(600)
        except KeyboardInterrupt:
            print("swallowed", file=sys.stderr, flush=True)

experiment.Experiment.measure = measure
if __name__ == "__main__":
    sys.argv = "tierzero run desk.yaml -n 9 --jobs 2 --quiet".split()
    from sim.cli import main
    main()
"""


@pytest.mark.parametrize(("number", "code"), SIGNALS.items())
def test_a_second_signal_does_not_wait_for_workers_and_leaves_nothing(folder, number, code):
    (folder / "slow.py").write_text(SLOW_WORKERS)
    with script("slow.py") as process:
        while not process.poll() and not (workers := children(process.pid)):
            time.sleep(0.05)
        process.send_signal(number)
        assert process.stderr.readline() == "swallowed\n"
        process.send_signal(number)
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert process.returncode == code
    assert stdout == ""
    said = [line for line in stderr.splitlines() if line != "swallowed"]
    assert said == [NOTHING.rstrip()]
    assert workers


def children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


# ---- Start-up


@pytest.mark.parametrize(("number", "code"), SIGNALS.items())
def test_a_signal_that_comes_before_anything_else_is_heard(number, code):
    """It waits, blocked, until the command line listens: the first thing that it does."""
    with blocked_at_first(number, "run", "desk.yaml") as process:
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert (process.returncode, stdout, stderr) == (code, "", NOTHING)


@pytest.mark.parametrize("module", ["typer", "numpy", "pydantic", "rich.console"])
def test_a_signal_while_a_library_is_imported_is_one_line(folder, module):
    name = module.partition(".")[0]
    (folder / "hit.py").write_text(
        "import signal, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {name!r}: signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "sys.argv = 'tierzero run desk.yaml --quiet'.split()\n"
        "from sim.cli import main\n"
        "main()\n"
    )
    with script("hit.py") as process:
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert (process.returncode, stdout, stderr) == (130, "", NOTHING)


@pytest.mark.parametrize("turn", range(8))
def test_any_moment_will_do(folder, turn):
    """Whenever it comes: one line at the end, its exit code, and a whole result or none."""
    moment = turn * turn * 0.05
    with started("run", "desk.yaml", "--json", "-n", "60", "--jobs", str(1 + turn % 2)) as process:
        wait_until_listening(process)
        time.sleep(moment)
        interrupt(process)
        stdout, stderr = process.communicate(timeout=DEADLINE)
    assert "Traceback" not in stderr, stderr
    assert "leaked" not in stderr, stderr
    kept = list(folder.glob("results/[!.]*/result.json"))
    if process.returncode == 130:
        assert stderr.splitlines()[-1].startswith("Interrupted")
        assert bool(kept) == bool(stdout)
    else:
        assert process.returncode in (0, 3, 4)
        assert kept
    left = [path.name[1:] for path in folder.glob("results/.*")]
    assert all(f"`--resume {name}`" in stderr.splitlines()[-1] for name in left)
    assert not left or process.returncode == 130
    if stdout:
        assert json.loads(stdout)["replications"] >= 1


def wait_until_listening(process) -> None:
    """Wait until a process has a handler of its own for Ctrl-C, which Python's start-up has not."""
    bit = 1 << (signal.SIGTERM - 1)
    while process.poll() is None:
        with open(f"/proc/{process.pid}/status") as file:
            caught = next(line for line in file if line.startswith("SigCgt:"))
        if int(caught.split()[1], 16) & bit:
            return
        time.sleep(0.001)


def test_who_ignores_ctrl_c_is_not_interrupted(folder):
    """As `nohup` and the background jobs of a shell do."""
    (folder / "hit.py").write_text(
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "sys.argv = 'tierzero run desk.yaml -n 1 --jobs 1 --no-target-exit --quiet'.split()\n"
        "from sim.cli import main\n"
        "import sim.studies.played_run as place; own = place.summarise\n"
        "place.summarise = lambda *w: (signal.raise_signal(signal.SIGINT), own(*w))[1]\n"
        "main()\n"
    )
    with script("hit.py") as process:
        _, stderr = process.communicate(timeout=DEADLINE)
    assert (process.returncode, stderr) == (0, "")
