"""How the compiled libraries are made: `python -m sim.engine.kernel` makes them for this machine.

They share no source. Installing does the same (`hatch_build.py`, which reads this file alone, so
that it imports nothing of ours). What compiles is what `CC` names, else `cc`, else Zig from the
package ziglang, which is a C compiler for other machines, too. Without any of them SimPy plays,
Python checks and NumPy draws.
"""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1]
ENDING = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")
KERNEL = PACKAGE / "engine" / "kernel" / f"libkernel{ENDING}"
CHECKS = PACKAGE / "measures" / "checks" / "compiled" / f"libchecks{ENDING}"
DRAWS = PACKAGE / "workload" / "draws" / "compiled" / f"libdraws{ENDING}"
LIBRARIES = (KERNEL, CHECKS, DRAWS)
"""The libraries; each is built from the folder `source` beside it."""
FLAGS = (
    "-std=c99",
    "-O2",
    "-ffp-contract=off",
    "-fno-fast-math",
    "-fno-sanitize=undefined",
    "-fPIC",
    "-shared",
)
"""No operation may be merged with another or moved: both engines round alike. Zig checks for
undefined behaviour unless it is told not to."""


class BuildError(Exception):
    """A library could not be compiled; the text says why."""


class Target(NamedTuple):
    """A kind of machine that Zig compiles for, wherever it runs.

    Attributes
    ----------
    triple
        What Zig calls it, with the oldest system on which the library runs.
    tag
        What wheels for it are called.
    ending
        How its libraries' names end.
    """

    triple: str
    tag: str
    ending: str


TARGETS: Mapping[str, Target] = {
    "linux-x86_64": Target(
        "x86_64-linux-gnu.2.17", "manylinux_2_17_x86_64.manylinux2014_x86_64", ".so"
    ),
    "linux-aarch64": Target(
        "aarch64-linux-gnu.2.17", "manylinux_2_17_aarch64.manylinux2014_aarch64", ".so"
    ),
    "darwin-x86_64": Target("x86_64-macos.11.0", "macosx_11_0_x86_64", ".dylib"),
    "darwin-arm64": Target("aarch64-macos.11.0", "macosx_11_0_arm64", ".dylib"),
    "win32-amd64": Target("x86_64-windows-gnu", "win_amd64", ".dll"),
}
"""By `sys.platform` and machine."""


def sources_of(library: Path) -> list[Path]:
    """Return the files that a library is built from."""
    return sorted((library.parent / "source").glob("*.[ch]"))


def source_hash(library: Path) -> str:
    """Return a digest of all that a library is built from."""
    digest = sha256()
    for path in sources_of(library):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def this_machine() -> Target | None:
    """Return what Zig calls this machine; None where its libraries would not run."""
    if sys.platform == "linux" and platform.libc_ver()[0] != "glibc":
        return None
    return TARGETS.get(f"{sys.platform}-{platform.machine().lower()}")


def lacks_only_zig() -> bool:
    """Return whether there is no C compiler here, but Zig could be one."""
    return not os.environ.get("CC") and shutil.which("cc") is None and this_machine() is not None


def compiler(target: Target | None = None) -> list[str]:
    """Return the words that call the C compiler.

    Parameters
    ----------
    target
        What to compile for; None: for this machine.

    Raises
    ------
    BuildError
        When there is none.
    """
    if target is None:
        named = os.environ.get("CC") or "cc"
        if shutil.which(named.split()[0]) is not None:
            return named.split()
        if os.environ.get("CC"):
            raise BuildError(f"no C compiler: {named!r} was not found")
        target = this_machine()
    if target is None or find_spec("ziglang") is None:
        raise BuildError(
            "no C compiler: install one as `cc`, or `pip install ziglang`, and build again"
        )
    return [sys.executable, "-m", "ziglang", "cc", "-target", target.triple, "-s"]


def build_all() -> list[Path]:
    """Compile all libraries for this machine and return where they are.

    Raises
    ------
    BuildError
        When there is no C compiler, or it fails.
    """
    return [build(library) for library in LIBRARIES]


def build(
    library: Path, flags: Sequence[str] = (), target: Target | None = None, made: Path | None = None
) -> Path:
    """Compile a library and return where it is.

    Parameters
    ----------
    library
        Which of `LIBRARIES`.
    flags
        Further flags of the compiler, such as ``-DKERNEL_CHECKS``, which checks every index.
    target
        What to compile for, by Zig; None: for this machine.
    made
        Where to put it; None: in its place. The file appears whole or not at all.

    Raises
    ------
    BuildError
        When there is no C compiler, or it fails.
    """
    made = made or library
    words = compiler(target)
    files = [str(path) for path in sources_of(library) if path.suffix == ".c"]
    with tempfile.TemporaryDirectory(dir=made.parent) as folder:
        whole = Path(folder) / made.name
        hashed = f"-DSOURCE_HASH=h{source_hash(library)}"
        command = [*words, *FLAGS, hashed, *flags, "-o", str(whole), *files]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BuildError(f"{' '.join(words)} failed:\n{done.stderr.strip()[-2000:]}")
        whole.replace(made)
    return made
