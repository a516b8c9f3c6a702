"""How the kernel is compiled: `python -m sim.engine.kernel` makes it for this machine.

Installing does the same (`hatch_build.py`, which reads this file alone, so that it imports nothing
of ours). Without a C compiler all runs on SimPy.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent
SOURCES = FOLDER / "source"
ENDINGS = {"win32": ".dll", "darwin": ".dylib"}
LIBRARY = FOLDER / f"libkernel{ENDINGS.get(sys.platform, '.so')}"
FLAGS = ("-std=c99", "-O2", "-ffp-contract=off", "-fno-fast-math", "-fPIC", "-shared")
"""No operation may be merged with another or moved: both engines round alike."""


class BuildError(Exception):
    """The kernel could not be compiled; the text says why."""


def source_hash() -> str:
    """Return a digest of all that the library is built from."""
    digest = sha256()
    for path in sorted(SOURCES.glob("*.[ch]")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def build(library: Path = LIBRARY, flags: Sequence[str] = ()) -> Path:
    """Compile the kernel and return where it is.

    Parameters
    ----------
    library
        Where to put it; the file appears whole or not at all.
    flags
        Further flags of the compiler, such as ``-DKERNEL_CHECKS``, which checks every index.

    Raises
    ------
    BuildError
        When there is no C compiler, or it fails.
    """
    compiler = os.environ.get("CC", "cc")
    if shutil.which(compiler.split()[0]) is None:
        raise BuildError(f"no C compiler: {compiler!r} was not found")
    sources = sorted(map(str, SOURCES.glob("*.c")))
    with tempfile.TemporaryDirectory(dir=library.parent) as folder:
        made = Path(folder) / library.name
        hashed = f"-DKERNEL_HASH=h{source_hash()}"
        command = [*compiler.split(), *FLAGS, hashed, *flags, "-o", str(made), *sources]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BuildError(f"{compiler} failed:\n{done.stderr.strip()[-2000:]}")
        made.replace(library)
    return library
