"""What installing compiles: by what there is, and never so that an installation fails."""

import importlib.util
import sys
from types import ModuleType, SimpleNamespace

import pytest
from support.places import REPOSITORY

from sim.base.libraries import BuildError

INTERFACE = "hatchling.builders.hooks.plugin.interface"
EXTRA = ["hatchling>=1", "ziglang>=0.17"]


@pytest.fixture
def hook(monkeypatch):
    """The hook, without the hatchling that would call it: tests need none."""
    interface = ModuleType(INTERFACE)
    interface.BuildHookInterface = object
    monkeypatch.setitem(sys.modules, INTERFACE, interface)
    monkeypatch.delenv("CC", raising=False)
    monkeypatch.delenv("TIERZERO_TARGET", raising=False)
    spec = importlib.util.spec_from_file_location("hook", REPOSITORY / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.KernelHook()
    made.root, made.warnings = str(REPOSITORY), []
    made.app = SimpleNamespace(display_warning=made.warnings.append)
    made.metadata = SimpleNamespace(
        core=SimpleNamespace(optional_dependencies={"build": EXTRA, "data": []})
    )
    return made


def nothing_built():
    return {"artifacts": [], "force_include": {}, "pure_python": True}


def test_zig_is_asked_for_where_there_is_no_compiler(hook, monkeypatch):
    monkeypatch.setattr(hook._libraries, "lacks_only_zig", lambda: True)
    assert hook.dependencies() == ["ziglang>=0.17"]
    monkeypatch.setattr(hook._libraries, "lacks_only_zig", lambda: False)
    assert hook.dependencies() == []
    monkeypatch.setenv("TIERZERO_TARGET", "win32-amd64")
    assert hook.dependencies() == ["ziglang>=0.17"]


def test_a_compiler_that_fails_leaves_a_package_without(hook, monkeypatch):
    monkeypatch.setenv("CC", "false")
    data = nothing_built()
    hook.initialize("standard", data)
    assert data == nothing_built()
    (warning,) = hook.warnings
    assert warning.startswith("no compiled engine, SimPy plays instead: false failed")


def test_what_is_compiled_here_is_for_machines_like_this(hook, monkeypatch, tmp_path):
    library = tmp_path / "sim" / "libkernel.so"
    hook.root = str(tmp_path)
    monkeypatch.setitem(
        vars(hook),
        "_libraries",
        SimpleNamespace(build_all=lambda: [library], BuildError=BuildError),
    )
    monkeypatch.setattr("sysconfig.get_platform", lambda: "linux-x86_64")
    data = nothing_built()
    hook.initialize("standard", data)
    assert data["artifacts"] == ["/sim/libkernel.so"]
    assert (data["pure_python"], data["tag"]) == (False, "py3-none-linux_x86_64")


def test_a_wheel_for_another_platform_has_its_library_and_its_name(hook, monkeypatch):
    monkeypatch.setenv("TIERZERO_TARGET", "darwin-arm64")
    monkeypatch.setattr(hook._libraries, "build", lambda path, **_: path)
    data = nothing_built()
    hook.initialize("standard", data)
    assert set(data["force_include"].values()) == {
        "sim/engine/kernel/libkernel.dylib",
        "sim/measures/checks/compiled/libchecks.dylib",
        "sim/workload/draws/compiled/libdraws.dylib",
    }
    assert data["tag"] == "py3-none-macosx_11_0_arm64"
    hook.finalize("standard", data, "")


def test_a_wheel_that_is_asked_for_by_name_is_not_made_without_its_library(hook, monkeypatch):
    def fails(*_, **__):
        raise hook._libraries.BuildError("no Zig")

    monkeypatch.setenv("TIERZERO_TARGET", "darwin-arm64")
    monkeypatch.setattr(hook._libraries, "build", fails)
    with pytest.raises(hook._libraries.BuildError, match="no Zig"):
        hook.initialize("standard", nothing_built())
    hook.finalize("standard", nothing_built(), "")
