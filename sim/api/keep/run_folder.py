"""The folder of a run: it appears whole or not at all."""

import errno
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sim.api.keep.journal_files import write_journals
from sim.api.keep.manifest import Saved, manifest, played_scenario, scenario_hash
from sim.report.text import to_text
from sim.scenario.errors import ScenarioError
from sim.studies.experiment import Experiment

_MOST_BYTES = 100
"""Bytes of a scenario's name in the name of a folder, which may have 255."""


def save(
    result: Saved, results: Path, command: Sequence[str], journals: Experiment | None = None
) -> Path:
    """Write a run's folder and return where it is.

    Parameters
    ----------
    result
        What was found.
    results
        The folder of all results, which exists.
    command
        The command line that asked for it.
    journals
        What to write the journals of the first replication of; None: of nothing.
    """
    # What draws charts takes half a second to import, which a mistake need not wait for.
    from sim.report.html.files import write_report

    with unfinished(results, run_id(result)) as folder:
        found, remembered = result.to_json(), to_text(manifest(result, folder, command))
        (folder / "result.json").write_text(found, encoding="utf-8")
        (folder / "manifest.json").write_text(remembered, encoding="utf-8")
        if journals:
            write_journals(journals, folder / "journal")
        write_report(folder)
        return publish(folder, results / run_id(result))


def make_results(results: Path) -> None:
    """Make the folder of all results where it is missing, before long work is done for it.

    Raises
    ------
    ScenarioError
        When that cannot be.
    """
    try:
        results.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"cannot make the folder {str(results)!r}: {error.strerror}"
        raise ScenarioError(f"--out: {problem}") from None


def run_id(result: Saved) -> str:
    """Return the name of a run's folder: scenario, local time and the scenario's hash."""
    name = re.sub(r"[^\w-]+", "-", result.scenario.name.lower()).strip("-") or "scenario"
    name = name.encode()[:_MOST_BYTES].decode(errors="ignore")
    digest = scenario_hash(played_scenario(result))
    return f"{name}-{result.timing.started:%Y%m%d-%H%M%S}-{digest[:6]}"


@contextmanager
def unfinished(results: Path, name: str) -> Iterator[Path]:
    """Lend a hidden folder beside the finished ones; it is gone if something goes wrong."""
    folder = results / f".{name}-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder)
        raise


def publish(folder: Path, target: Path) -> Path:
    """Give a finished folder its name, with a number after it where the name is taken."""
    path, number = target, 1
    while True:
        try:
            return folder.rename(path)
        except OSError as error:
            if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):
                raise
        number += 1
        path = target.with_name(f"{target.name}_{number}")
