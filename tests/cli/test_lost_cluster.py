"""The scheduler of a Dask cluster is lost in mid-study: said, kept, and gone on from."""

import re
import shutil

import pytest
from support.commands import DEADLINE, DESK, document, script, tierzero, write_desk

SCHEDULER = """
import time
from support.fleet import fleet

if __name__ == "__main__":
    with fleet(workers=1) as cluster:
        print(cluster.scheduler_address, flush=True)
        time.sleep({deadline})
"""

LOSES = """
import os, signal, sys
from sim.studies.memory.records import Records
from sim.studies.work import cluster

def add(self, key, known, own=Records.add):
    own(self, key, known)
    if len(self) == 2:
        os.kill({scheduler}, signal.SIGKILL)

Records.add, cluster.PATIENCE = add, "2 s"
sys.argv = ["tierzero", *{words!r}, "--cluster", "{address}"]
from sim.cli import main
main()
"""

COMMANDS = {
    "run": ("run", "desk.yaml", "-n", "30", "--no-target-exit"),
    "curve": ("curve", "desk.yaml", "-n", "2", "--volumes", "1", "--quiet"),
}


@pytest.fixture
def scheduler(folder):
    """A scheduler with a worker, in processes of their own: its process, and its address."""
    pytest.importorskip("distributed", reason="needs the extra `cluster`")
    write_desk(folder, DESK.replace("people:\n", "people:\n  staffing: fixed\n"))
    (folder / "scheduler.py").write_text(SCHEDULER.format(deadline=DEADLINE))
    with script("scheduler.py") as process:
        yield process, process.stdout.readline().strip()


def lost(folder, name: str, scheduler) -> tuple[int, str]:
    """Kill the scheduler when two plays are remembered; return the exit code and what is said."""
    process, address = scheduler
    text = LOSES.format(scheduler=process.pid, words=COMMANDS[name], address=address)
    (folder / "loses.py").write_text(text)
    with script("loses.py") as command:
        _, stderr = command.communicate(timeout=DEADLINE)
    return command.returncode, stderr


def left_over(folder) -> str:
    (path,) = folder.glob("results/.*")
    return path.name[1:]


def resumed_and_undisturbed(folder, name: str) -> tuple[str, str]:
    for words in (("--resume", left_over(folder)), ("--out", "undisturbed")):
        result = tierzero(*COMMANDS[name], "--jobs", "1", *words)
        assert result.exit_code == 0, result.stderr
    assert not list(folder.glob("results/.*"))
    return document(folder, "results"), document(folder, "undisturbed")


def complaint(address: str) -> str:
    """The line that says what was lost, up to what Dask says of it."""
    return f"--cluster: lost in mid-work: no scheduler answers at '{address}': "


REMEDY = "; start one with `dask scheduler`, which says its address"


def test_a_run_keeps_what_was_finished_and_goes_on(folder, scheduler):
    code, stderr = lost(folder, "run", scheduler)
    assert code == 130, stderr
    *_, loss, note = stderr.splitlines()
    assert loss.startswith(complaint(scheduler[1]))
    assert loss.endswith(REMEDY)
    count = re.fullmatch(
        r"Interrupted: (\d+) of 30 replications were finished and are kept; "
        f"add `--resume {left_over(folder)}` to go on.",
        note,
    )
    assert count is not None, stderr
    assert 2 <= int(count[1]) < 30
    assert "Traceback" not in stderr
    for path in folder.glob("results/[!.]*"):
        shutil.rmtree(path)  # what was finished; it is not what is asked about next
    resumed, wanted = resumed_and_undisturbed(folder, "run")
    assert resumed == wanted


def test_a_curve_without_a_result_yet_keeps_what_was_played_and_goes_on(folder, scheduler):
    code, stderr = lost(folder, "curve", scheduler)
    assert code == 2, stderr
    kept, loss = stderr.splitlines()
    assert kept == f"What was played is kept; add `--resume {left_over(folder)}` to go on."
    assert loss.startswith(complaint(scheduler[1]))
    assert loss.endswith(REMEDY)
    assert not list(folder.glob("results/[!.]*"))
    resumed, wanted = resumed_and_undisturbed(folder, "curve")
    assert resumed == wanted
