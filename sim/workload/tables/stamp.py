"""Whether a file is still the one that was read."""

import os

Stamp = tuple[int, int, int]
"""Identity, size and time of the last change."""


def stamp(path: str) -> Stamp:
    """Return what changes when a file does; zeros where there is none."""
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return 0, 0, 0
    return state.st_ino, state.st_size, state.st_mtime_ns
