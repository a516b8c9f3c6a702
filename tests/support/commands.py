"""A small desk that is played in a moment, and the command line that plays it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from typer.testing import CliRunner, Result

from sim.api.run import run as simulate
from sim.cli.commands import app
from sim.report.run.result import RunResult
from sim.scenario.files.loading import load
from support.places import REPOSITORY

ENVIRONMENT = os.environ | {
    "PYTHONPATH": os.pathsep.join(map(str, (REPOSITORY, REPOSITORY / "tests")))
}
"""Of a process that is to play this checkout, wherever it begins."""

DEADLINE = 900
"""Seconds after which a process is taken to hang: no machine is that busy."""

ENGINE_NOTE = b"Note: SimPy plays, "

DESK = """\
name: Quick desk
run: {warm_up: 1 week, window: 2 weeks, run_out: 1 week, replications: 2, outlook: false}
demand: {volume: 200/month}
channels:
  email: {hours: Mon-Fri 09:00-17:00}
inquiry_types:
  question: {handle_time: 20 min}
bot: {resolution_rate: 65 %}
people:
  teams:
    desk: {shifts: [{hours: Mon-Fri 09:00-17:00, agents: 1}]}
targets:
  resolution_time_median: "<= 2 h"
  period: week
arms:
  baseline: {bot: null}
  ai: {}
"""


def write_desk(folder: Path, text: str = DESK) -> Path:
    path = folder / "desk.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def played(folder: Path, *settings: str) -> RunResult:
    """The result of the quick desk, written to a folder."""
    return simulate(load(write_desk(folder), settings))


def tierzero(*words: str) -> Result:
    """What a command says; not that SimPy plays, where this machine has no compiled engine."""
    result = CliRunner().invoke(app, words)
    lines = (result.stderr_bytes or b"").splitlines(keepends=True)
    result.stderr_bytes = b"".join(each for each in lines if not each.startswith(ENGINE_NOTE))
    return result


def run(*words: str) -> Result:
    """`tierzero run desk.yaml` in this process."""
    return tierzero("run", "desk.yaml", "--jobs", "1", *words)


@contextmanager
def started(*words: str) -> Iterator[subprocess.Popen]:
    """The command line in a process group of its own, which ends with the block."""
    with ended(
        subprocess.Popen(
            [sys.executable, "-m", "sim", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=hear_ctrl_c,
            env=ENVIRONMENT,
        )
    ) as process:
        yield process


@contextmanager
def blocked_at_first(number: int, *words: str) -> Iterator[subprocess.Popen]:
    """The command line to which a signal was sent before it began; it is blocked and so waits."""

    def send() -> None:
        hear_ctrl_c()
        signal.pthread_sigmask(signal.SIG_BLOCK, {number})
        os.kill(os.getpid(), number)

    with ended(
        subprocess.Popen(
            [sys.executable, "-m", "sim", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=send,
            env=ENVIRONMENT,
        )
    ) as process:
        yield process


@contextmanager
def script(*words: str) -> Iterator[subprocess.Popen]:
    """A Python script in a process group of its own, which ends with the block."""
    with ended(
        subprocess.Popen(
            [sys.executable, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=hear_ctrl_c,
            env=ENVIRONMENT,
        )
    ) as process:
        yield process


@contextmanager
def ended(process: subprocess.Popen) -> Iterator[subprocess.Popen]:
    """Lend a process that leads its group; whatever happens, nothing of the group is left."""
    with process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def hear_ctrl_c() -> None:
    """Undo what a shell does to its background jobs, in which these tests may be running."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupt(process: subprocess.Popen, number: int = signal.SIGINT) -> None:
    """Press Ctrl-C: the terminal sends it to all processes of the group."""
    os.killpg(process.pid, number)


def without_timing(text: str) -> str:
    """The text of a document up to its timing block, which is the last."""
    found, _, timing = text.partition('  "timing": ')
    assert set(json.loads(timing.rstrip().removesuffix("}"))) >= {"started", "seconds"}
    return found


def document(folder: Path, out: str) -> str:
    """The text of a result, but for its timing."""
    (path,) = folder.glob(f"{out}/[!.]*/result.json")
    text = path.read_text()
    return without_timing(text) if '  "timing": ' in text else text
