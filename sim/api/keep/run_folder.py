"""What is in the folder of a run: it appears whole or not at all."""

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
        The experiment whose first replication is written as journals; None: no journals.
    """
    # Drawing charts takes half a second to import, which mistakes should not wait for.
    from sim.report.html.files import write_report

    with unfinished(results, run_id(result)) as folder:
        document, manifest_text = result.to_json(), to_text(manifest(result, folder, command))
        (folder / "result.json").write_text(document, encoding="utf-8")
        (folder / "manifest.json").write_text(manifest_text, encoding="utf-8")
        if journals:
            write_journals(journals, folder / "journal")
        write_report(folder)
        return publish(folder, results / run_id(result))


def make_results(results: Path) -> None:
    """Make the folder of all results if it is missing, before any long work is done.

    Raises
    ------
    ScenarioError
        When it cannot be made.
    """
    try:
        results.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"cannot make the folder {str(results)!r}: {error.strerror}"
        raise ScenarioError(f"--out: {problem}") from None


def run_id(result: Saved) -> str:
    """Return the name of a run's folder: scenario, local time and the scenario's hash."""
    name = re.sub(r"[^\w-]+", "-", result.scenario.name.lower()).strip("-") or "scenario"
    digest = scenario_hash(played_scenario(result))
    return f"{name}-{result.timing.started:%Y%m%d-%H%M%S}-{digest[:6]}"


@contextmanager
def unfinished(results: Path, name: str) -> Iterator[Path]:
    """Lend a hidden folder beside the finished ones, which is removed if something goes wrong."""
    folder = results / f".{name}-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder)
        raise


def publish(folder: Path, target: Path) -> Path:
    """Give a finished folder its name, followed by a number if the name is taken."""
    path, number = target, 1
    while True:
        try:
            return folder.rename(path)
        except OSError as error:
            if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):
                raise
        number += 1
        path = target.with_name(f"{target.name}_{number}")
