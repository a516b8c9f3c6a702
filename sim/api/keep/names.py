"""Names of scenarios, made fit for the names of folders."""

import re
import sys

MOST_BYTES = 100
"""Of a scenario's name in a folder's: time, hash and number follow, and some systems end at 143."""


def file_name(scenario: str) -> str:
    """Return a scenario's name as part of a folder's; file systems count bytes, not letters."""
    name, encoding = (
        re.sub(r"[^\w-]+", "-", scenario.lower()).strip("-"),
        sys.getfilesystemencoding(),
    )
    fit = name.encode(encoding, "ignore")[:MOST_BYTES].decode(encoding, "ignore").strip("-")
    return fit or "scenario"
