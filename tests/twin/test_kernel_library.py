"""The library is loaded where it fits; whoever asks for an engine is told what plays, and why."""

import re
import sys
from dataclasses import replace

import pytest
from support.handmade import bound, case, roster, scenario
from support.twins import HAS_COMPILER, checked_library

from sim.base import libraries as building
from sim.base.libraries import KERNEL, TARGETS, BuildError, build, compiler, lacks_only_zig
from sim.base.loading import NotLoadedError
from sim.engine import make_plan
from sim.engine.kernel import playing as kernel
from sim.engine.kernel.library import check_layout, load
from sim.engine.playing import Choice, chosen_engine, play
from sim.scenario.errors import ScenarioError

pytestmark = pytest.mark.skipif(not HAS_COMPILER, reason="there is no C compiler")


@pytest.fixture
def no_library(monkeypatch):
    monkeypatch.setattr(kernel, "not_loaded", lambda: "the compiled engine is not built")


def a_plan():
    return make_plan(scenario())


def test_a_library_that_is_not_there_says_what_builds_it(tmp_path):
    with pytest.raises(NotLoadedError, match=r"not built; `python -m sim\.engine\.kernel` builds"):
        load(tmp_path / "libkernel.so")


def test_a_library_of_older_sources_is_not_loaded(tmp_path, monkeypatch):
    library = build(KERNEL, made=tmp_path / "libold.so")
    monkeypatch.setattr("sim.engine.kernel.library.source_hash", lambda _: "another")
    with pytest.raises(NotLoadedError, match="older than its sources"):
        load(library)


def test_what_is_no_library_is_not_loaded(tmp_path):
    (tmp_path / "libtext.so").write_text("text")
    with pytest.raises(NotLoadedError, match="cannot be loaded"):
        load(tmp_path / "libtext.so")


def test_other_columns_are_not_read():
    with pytest.raises(NotLoadedError, match="other contacts"):
        check_layout({"contacts": ["codes case"]})


def test_without_a_compiler_the_build_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("CC", "no-such-compiler")
    with pytest.raises(BuildError, match="no C compiler: 'no-such-compiler' was not found"):
        build(KERNEL, made=tmp_path / "libkernel.so")
    assert list(tmp_path.iterdir()) == []


def machine(monkeypatch, *, commands=(), zig=True, machine="x86_64", libc="glibc"):
    """A Linux machine that has some commands, Zig or not, and a C library."""
    monkeypatch.delenv("CC", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("platform.machine", lambda: machine)
    monkeypatch.setattr("platform.libc_ver", lambda: (libc, "2.36"))
    monkeypatch.setattr("shutil.which", lambda name: name if name in commands else None)
    monkeypatch.setattr(building, "find_spec", lambda name: name if zig else None)


ZIG = [sys.executable, "-m", "ziglang", "cc", "-target"]


def test_the_machines_own_compiler_comes_first(monkeypatch):
    machine(monkeypatch, commands=["cc"])
    assert compiler() == ["cc"]
    assert not lacks_only_zig()


def test_what_is_named_is_taken_and_nothing_else(monkeypatch):
    machine(monkeypatch, commands=["cc", "clang"])
    monkeypatch.setenv("CC", "clang -m64")
    assert compiler() == ["clang", "-m64"]
    monkeypatch.setenv("CC", "gcc-99")
    assert not lacks_only_zig()
    with pytest.raises(BuildError, match="'gcc-99' was not found"):
        compiler()


@pytest.mark.parametrize("kind", ["x86_64", "aarch64"])
def test_without_one_zig_compiles_for_any_processor_of_its_kind(monkeypatch, kind):
    machine(monkeypatch, machine=kind)
    assert lacks_only_zig()
    assert compiler() == [*ZIG, f"{kind}-linux-gnu.2.17", "-s"]


def test_zig_compiles_for_other_machines_whatever_this_one_has(monkeypatch):
    machine(monkeypatch, commands=["cc"])
    assert compiler(TARGETS["darwin-arm64"]) == [*ZIG, "aarch64-macos.11.0", "-s"]


@pytest.mark.parametrize("other", [{"libc": ""}, {"machine": "riscv64"}])
def test_zig_is_not_asked_where_its_library_would_not_run(monkeypatch, other):
    machine(monkeypatch, **other)
    assert not lacks_only_zig()
    with pytest.raises(BuildError, match="install one as `cc`"):
        compiler()


def test_without_any_a_remedy_is_said(monkeypatch):
    machine(monkeypatch, zig=False)
    with pytest.raises(BuildError, match="`pip install ziglang`, and build again"):
        compiler()


def test_a_compiler_that_fails_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "FLAGS", ("-std=c99", "--no-such-flag"))
    with pytest.raises(BuildError, match="failed"):
        build(KERNEL, made=tmp_path / "libkernel.so")
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_index_is_found_where_indices_are_checked():
    plan = a_plan()
    stored = bound(plan, [case(10.0)], roster((0, 0, 0.0, 3600.0)))
    wrong = replace(stored.cases, channel=stored.cases.channel + 5)
    problem = r"cannot go on: .*(index \d+ of \d+ at \w+\.c:\d+|nothing is in store)"
    with pytest.raises(kernel.KernelError, match=problem):
        kernel.play(plan, replace(stored, cases=wrong), checked_library())


def test_a_time_that_is_too_long_is_a_mistake():
    plan = a_plan()
    stored = bound(plan, [case(10.0, {"answer": 2.0**31})], roster((0, 0, 0.0, 3600.0)))
    with pytest.raises(kernel.KernelError, match="68 years"):
        kernel.play(plan, stored, checked_library())


def test_simpy_plays_where_it_is_asked_for():
    assert chosen_engine("simpy", [a_plan()]) == Choice("simpy", "asked for")


def test_auto_takes_the_compiled_engine_where_it_is_built(monkeypatch):
    monkeypatch.setattr(kernel, "not_loaded", lambda: None)
    assert chosen_engine("auto", [a_plan()]) == Choice("compiled", "the fastest that can play")


@pytest.mark.usefixtures("no_library")
def test_auto_takes_simpy_where_it_is_not():
    assert chosen_engine("auto", [a_plan()]) == Choice("simpy", "the compiled engine is not built")


@pytest.mark.usefixtures("no_library")
def test_the_compiled_engine_alone_is_no_wish_for_another():
    with pytest.raises(ScenarioError, match="--engine compiled: the compiled engine is not built"):
        chosen_engine("compiled", [a_plan()])


def test_a_policy_in_python_plays_on_simpy_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(kernel, "not_loaded", lambda: None)
    policy = tmp_path / "policy.py"
    policy.write_text("def choose(seen):\n    return None\n")
    own = make_plan(scenario(policy={"python": f"{policy}:choose"}))
    reason = "a policy in Python plays on SimPy alone"
    assert chosen_engine("auto", [own]) == Choice("simpy", reason)
    assert chosen_engine("auto", [a_plan(), own]) == Choice("compiled, simpy", reason)
    launched = replace(a_plan(), before=own)
    assert "before the launch" in chosen_engine("auto", [launched]).reason
    with pytest.raises(ScenarioError, match=re.escape(reason)):
        chosen_engine("compiled", [own])
    stored = bound(own, [case(10.0)], roster((0, 0, 0.0, 3600.0)))
    assert len(play(own, stored).contacts) == 1
