"""How the kernel and the checks of its journals are compiled: `python -m sim.engine.kernel`.

They are two libraries that share no source, made by one builder. Installing does the same
(`hatch_build.py`, which reads this file alone, so that it imports nothing of ours). Without a C
compiler all runs on SimPy, and Python checks.
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
ENDING = ENDINGS.get(sys.platform, ".so")
LIBRARY = FOLDER / f"libkernel{ENDING}"
CHECKS = FOLDER.parents[1] / "measures" / "checks" / "compiled"
CHECKS_SOURCES = CHECKS / "source"
CHECKS_LIBRARY = CHECKS / f"libchecks{ENDING}"
LIBRARIES = {LIBRARY: SOURCES, CHECKS_LIBRARY: CHECKS_SOURCES}
"""The libraries, and the folder that each is built from."""
FLAGS = ("-std=c99", "-O2", "-ffp-contract=off", "-fno-fast-math", "-fPIC", "-shared")
"""No operation may be merged with another or moved: both engines round alike."""


class BuildError(Exception):
    """A library could not be compiled; the text says why."""


def source_hash(sources: Path = SOURCES) -> str:
    """Return a digest of all that a library is built from."""
    digest = sha256()
    for path in sorted(sources.glob("*.[ch]")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def build_all() -> list[Path]:
    """Compile all libraries for this machine and return where they are.

    Raises
    ------
    BuildError
        When there is no C compiler, or it fails.
    """
    return [build(library, sources=sources) for library, sources in LIBRARIES.items()]


def build(library: Path = LIBRARY, flags: Sequence[str] = (), sources: Path = SOURCES) -> Path:
    """Compile a library and return where it is.

    Parameters
    ----------
    library
        Where to put it; the file appears whole or not at all.
    flags
        Further flags of the compiler, such as ``-DKERNEL_CHECKS``, which checks every index.
    sources
        Folder of what it is built from. Default: the kernel.

    Raises
    ------
    BuildError
        When there is no C compiler, or it fails.
    """
    compiler = os.environ.get("CC", "cc")
    if shutil.which(compiler.split()[0]) is None:
        raise BuildError(f"no C compiler: {compiler!r} was not found")
    files = sorted(map(str, sources.glob("*.c")))
    with tempfile.TemporaryDirectory(dir=library.parent) as folder:
        made = Path(folder) / library.name
        hashed = f"-DSOURCE_HASH=h{source_hash(sources)}"
        command = [*compiler.split(), *FLAGS, hashed, *flags, "-o", str(made), *files]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BuildError(f"{compiler} failed:\n{done.stderr.strip()[-2000:]}")
        made.replace(library)
    return library
