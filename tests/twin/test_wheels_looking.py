"""A wheel that would not run where its name says is not given away."""

from zipfile import ZipFile

import pytest
from wheels.looking import LIBRARIES, of_library, problems

from sim.base.libraries import TARGETS

LINUX = TARGETS["linux-x86_64"]
FUNCTIONS = LIBRARIES["sim/engine/kernel/libkernel"]
GOOD = b"\x7fELF GLIBC_2.2.5 GLIBC_2.17 " + b" ".join(sum(LIBRARIES.values(), ()))


def a_wheel(folder, files):
    path = folder / "some.whl"
    with ZipFile(path, "w") as wheel:
        for name, content in files.items():
            wheel.writestr(name, content)
    return path


def test_a_good_one_has_its_library_and_the_presets(tmp_path):
    files = {f"{name}.so": GOOD for name in LIBRARIES} | {"sim/scenario/presets/sme.yaml": b""}
    assert problems(a_wheel(tmp_path, files), LINUX) == []
    files.pop("sim/scenario/presets/sme.yaml")
    assert problems(a_wheel(tmp_path, files), LINUX) == ["it has no presets"]


@pytest.mark.parametrize("endings", [(), (".dylib",), (".so", ".dylib")])
def test_another_library_is_seen(tmp_path, endings):
    names = [f"sim/engine/kernel/libkernel{ending}" for ending in endings]
    found = problems(a_wheel(tmp_path, dict.fromkeys(names, GOOD)), LINUX)
    assert found == [f"its libraries are {sorted(names)}"]


@pytest.mark.parametrize(
    ("library", "problem"),
    [
        (GOOD.replace(b"\x7fELF", b"MZ"), "its library is of another platform"),
        (GOOD.replace(b"2.17", b"2.34"), "it needs glibc 2.34, and its name promises 2.17"),
        (GOOD.replace(b"kernel_play", b""), "its library says nothing of kernel_play"),
    ],
)
def test_a_library_that_would_not_run_is_seen(library, problem):
    assert of_library(GOOD, LINUX, FUNCTIONS) == []
    assert of_library(library, LINUX, FUNCTIONS) == [problem]
