"""What is in the folder of a run: it appears whole or not at all."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sim.api.keep.journal_files import Journals, write_journals
from sim.api.keep.manifest import Saved, manifest, played_scenario, scenario_hash
from sim.api.keep.names import file_name
from sim.base.interrupts import interrupts_later
from sim.report.text import to_text
from sim.scenario.errors import ScenarioError

ROOM = 1_000_000
"""Bytes that a result may take; they are written, and let go of, before work begins."""


def save(
    result: Saved, results: Path, command: Sequence[str], journals: Journals | None = None
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
        The journals that are written beside it; None: there are none.

    Raises
    ------
    OSError
        When the folder cannot be written; nothing is left of it.
    PartlyKeptError
        When the result was kept, but not its journals or its report.
    """
    with interrupts_later(), unfinished(results, run_id(result)) as folder:
        document, manifest_text = result.to_json(), to_text(manifest(result, folder, command))
        (folder / "result.json").write_text(document, encoding="utf-8")
        (folder / "manifest.json").write_text(manifest_text, encoding="utf-8")
        try:
            _write_beside(folder, journals)
        except Exception as error:
            kept = publish(folder, results / run_id(result))
            raise PartlyKeptError(f"{kept} holds the result, but not all beside it") from error
        return publish(folder, results / run_id(result))


class PartlyKeptError(RuntimeError):
    """A result was kept, but its journals or its report could not be made."""


def _write_beside(folder: Path, journals: Journals | None) -> None:
    # Drawing charts takes half a second to import, which mistakes should not wait for.
    from sim.report.html.files import write_report

    if journals:
        write_journals(journals, folder / "journal")
    write_report(folder)


def make_results(results: Path) -> None:
    """Make the folder of all results if it is missing, and write in it, before any long work.

    Raises
    ------
    ScenarioError
        When it cannot be made, or nothing can be written in it.
    """
    try:
        results.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=results) as probe:
            probe.write(bytes(ROOM))
    except OSError as error:
        if results.exists() and not results.is_dir():
            problem = f"{str(results)!r} is a file; name a folder"
        else:
            problem = f"the folder {str(results)!r} cannot be written: {error.strerror}"
            problem = f"{problem}; name another, such as `--out ~/results`"
        raise ScenarioError(f"--out: {problem}") from None


def run_id(result: Saved) -> str:
    """Return the name of a run's folder: scenario, local time and the scenario's hash."""
    digest = scenario_hash(played_scenario(result))
    started = f"{result.timing.started:%Y%m%d-%H%M%S}"
    return f"{file_name(result.scenario.name)}-{started}-{digest[:6]}"


@contextmanager
def unfinished(results: Path, name: str) -> Iterator[Path]:
    """Lend a hidden folder beside the finished ones, which is removed if something goes wrong."""
    folder = results / f".{name}-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
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
