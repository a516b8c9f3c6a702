from __future__ import annotations

import doctest
import importlib
import pkgutil
import re

import pytest

import sim.theory

MODULES = {module.name for module in pkgutil.iter_modules(sim.theory.__path__)}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_the_examples_in_the_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"sim.theory.{name}")).failed == 0


def test_the_table_of_contents_names_every_module_of_formulas() -> None:
    named = set(re.findall(r"^``(\w+)``", sim.theory.__doc__ or "", flags=re.MULTILINE))
    assert named == MODULES - {"requirements"}
