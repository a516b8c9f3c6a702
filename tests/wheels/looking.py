"""What must be true of a wheel with a library for some platform."""

import re
from pathlib import Path
from zipfile import ZipFile

from sim.engine.kernel.build import Target

MAGIC = {".so": b"\x7fELF", ".dylib": b"\xcf\xfa\xed\xfe", ".dll": b"MZ"}
FUNCTIONS = (b"kernel_begin", b"kernel_play", b"kernel_free", b"kernel_layout")
GLIBC = re.compile(rb"GLIBC_2\.(\d+)")


def problems(wheel: Path, target: Target) -> list[str]:
    """What is wrong with a wheel; nothing: it can be given away."""
    with ZipFile(wheel) as files:
        names = files.namelist()
        libraries = [name for name in names if name.startswith("sim/engine/kernel/libkernel")]
        if libraries != [f"sim/engine/kernel/libkernel{target.ending}"]:
            return [f"its libraries are {libraries}"]
        library = files.read(libraries[0])
    found = of_library(library, target)
    if "sim/scenario/presets/sme.yaml" not in names:
        found.append("it has no presets")
    return found


def of_library(library: bytes, target: Target) -> list[str]:
    """What is wrong with a library."""
    found = []
    if not library.startswith(MAGIC[target.ending]):
        found.append("its library is of another platform")
    missing = [name.decode() for name in FUNCTIONS if name not in library]
    if missing:
        found.append(f"its library says nothing of {', '.join(missing)}")
    needed = max((int(number) for number in GLIBC.findall(library)), default=0)
    promised = re.search(r"manylinux_2_(\d+)", target.tag)
    if promised and needed > int(promised[1]):
        found.append(f"it needs glibc 2.{needed}, and its name promises 2.{promised[1]}")
    return found
