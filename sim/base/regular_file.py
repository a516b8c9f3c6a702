"""Files that others name: read whole, and only if they are files and not too large."""

import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG

MOST_BYTES = 50_000_000
"""Largest file that is read."""

_MB = 1_000_000


class UnfitFileError(ValueError):
    """A file that cannot be read; the text says why, without its name."""


def read_regular(path: str | Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a regular file.

    Parameters
    ----------
    path
        Where it lies.
    most
        Bytes at most.

    Raises
    ------
    UnfitFileError
        When there is none, it is a folder, a device or a pipe (which may never end), it is too
        large, or it must not be read.
    """
    try:
        # Without O_NONBLOCK, opening a pipe waits for somebody who writes.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            state = os.fstat(number)
            if not S_ISREG(state.st_mode):
                kind = "a folder" if S_ISDIR(state.st_mode) else "a device or a pipe"
                raise UnfitFileError(f"{kind}, not a file; name a file")
            with open(number, "rb", closefd=False) as file:
                data = b"" if state.st_size > most else file.read(most + 1)
            size = max(state.st_size, len(data))
        finally:
            os.close(number)
    except OSError as error:
        raise UnfitFileError((error.strerror or "it cannot be read").lower()) from None
    except ValueError as error:  # a name that no file can have, such as one with a NUL
        if isinstance(error, UnfitFileError):
            raise
        raise UnfitFileError("no file can have this name; correct it") from None
    if size > most:
        raise UnfitFileError(f"{size / _MB:.3g} MB are more than the {most / _MB:g} that are read")
    return data
