"""What must be true of a wheel with a library for some platform."""

import re
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

from sim.base.libraries import Target

MAGIC = {".so": b"\x7fELF", ".dylib": b"\xcf\xfa\xed\xfe", ".dll": b"MZ"}
LIBRARIES = {
    "sim/engine/kernel/libkernel": (b"kernel_begin", b"kernel_play", b"kernel_free"),
    "sim/measures/checks/compiled/libchecks": (b"checks_find",),
    "sim/workload/draws/compiled/libdraws": (b"draws_uniforms",),
}
"""The functions of each."""
GLIBC = re.compile(rb"GLIBC_2\.(\d+)")


def problems(wheel: Path, target: Target) -> list[str]:
    """What is wrong with a wheel; nothing: it can be given away."""
    with ZipFile(wheel) as files:
        names = files.namelist()
        libraries = sorted(name for name in names if "/lib" in name)
        if libraries != sorted(f"{name}{target.ending}" for name in LIBRARIES):
            return [f"its libraries are {libraries}"]
        found = [
            problem
            for name, functions in LIBRARIES.items()
            for problem in of_library(files.read(f"{name}{target.ending}"), target, functions)
        ]
    if "sim/scenario/presets/sme.yaml" not in names:
        found.append("it has no presets")
    return found


def of_library(library: bytes, target: Target, functions: Sequence[bytes]) -> list[str]:
    """What is wrong with a library."""
    found = []
    if not library.startswith(MAGIC[target.ending]):
        found.append("its library is of another platform")
    missing = [name.decode() for name in functions if name not in library]
    if missing:
        found.append(f"its library says nothing of {', '.join(missing)}")
    needed = max((int(number) for number in GLIBC.findall(library)), default=0)
    promised = re.search(r"manylinux_2_(\d+)", target.tag)
    if promised and needed > int(promised[1]):
        found.append(f"it needs glibc 2.{needed}, and its name promises 2.{promised[1]}")
    return found
