"""Which runs are in a folder of results? Whole ones, and what commands have left over."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sim.api.keep.work_folder import LeftOver, left_over, remove_left_over
from sim.report.runs.document import RunLine
from sim.report.runs.listing import Listing


def runs(results: str | Path = "results", *, clean: bool = False) -> Listing:
    """List the runs of a folder.

    Parameters
    ----------
    results
        The folder of all results; a missing one holds none.
    clean
        Whether to remove what commands left over that have not ended in order; what is still being
        played is never touched.

    Returns
    -------
    Listing
        It prints itself.

    Examples
    --------
    >>> import sim
    >>> print(sim.runs("no-such-folder"))
    There are no runs.
    <BLANKLINE>
    """
    folder = Path(results)
    removed = [found for found in left_over(folder) if remove_left_over(found)] if clean else []
    lines = [*_whole(folder), *map(_unfinished, left_over(folder))]
    return Listing(lines, [found.id for found in removed])


def _whole(results: Path) -> Iterator[RunLine]:
    for path in sorted(results.glob("[!.]*/manifest.json")):
        try:
            manifest = json.loads(path.read_bytes())
        except (OSError, ValueError):
            continue
        if isinstance(manifest, Mapping) and manifest.get("schema") == "tierzero.manifest/1":
            timing, scenario = _mapping(manifest, "timing"), _mapping(manifest, "scenario")
            yield {
                "id": path.parent.name,
                "state": "interrupted" if timing.get("interrupted") is True else "finished",
                "resumable": False,
                "scenario": _text(scenario.get("name")),
                "started": _text(timing.get("started")),
                "command": _words(manifest.get("command")),
            }


def _unfinished(found: LeftOver) -> RunLine:
    about = found.about or {}
    return {
        "id": found.id,
        "state": "at work" if found.alive else "left over",
        "resumable": found.resumable,
        "scenario": _text(about.get("scenario")),
        "started": _text(about.get("started")),
        "command": _words(about.get("command")),
    }


def _mapping(of: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = of.get(key)
    return found if isinstance(found, Mapping) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _words(value: Any) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else []
