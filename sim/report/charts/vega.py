"""What a browser needs to draw charts: their specifications and the library that reads them."""

import gzip
import os
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sim.report.charts.figure import GREY, Figure

CONFIG: dict[str, Any] = {
    "background": None,
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "domainColor": GREY,
        "tickColor": GREY,
        "gridColor": GREY,
        "gridOpacity": 0.25,
    },
    "legend": {
        "orient": "top",
        "columns": 3,
        "labelFontSize": 12,
        "labelLimit": 240,
        "symbolOpacity": 1,
    },
    "text": {"fontSize": 12},
    "rule": {"color": GREY},
}
"""What all charts look like; the page's style sheet colours their text."""
EXPORTED = "window.vegaEmbed = vegaEmbed;"


def specification(figure: Figure) -> dict[str, Any]:
    """Return a figure's chart in Vega-Lite with the look that all charts share."""
    return figure.chart.to_dict() | {"description": figure.text, "config": CONFIG}


@cache
def library() -> bytes:
    """Return Vega, Vega-Lite and Vega-Embed as one script that defines `vegaEmbed`, gzipped.

    Bundling takes seconds, so the script is kept in the user's cache where there is one.
    """
    kept = _cache_file()
    try:
        return kept.read_bytes()
    except OSError:
        script = _bundle()
    with suppress(OSError):  # no home that is ours to write in: bundled anew each time
        _keep(script, kept)
    return script


def _bundle() -> bytes:
    import vl_convert

    script: str = vl_convert.javascript_bundle(EXPORTED)
    return gzip.compress(script.encode(), mtime=0)


def _cache_file() -> Path:
    caches = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    return Path(caches) / "tierzero" / f"vega-{version('vl-convert-python')}.js.gz"


def _keep(script: bytes, path: Path) -> None:
    """Write the script so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}-{os.getpid()}")
    part.write_bytes(script)
    part.replace(path)
