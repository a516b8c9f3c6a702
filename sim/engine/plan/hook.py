"""A user's own policy: a Python function that is asked what a list of rules cannot say.

The scenario names it, `policy: {python: "my_policy.py:choose"}`, and the function is a `Chooser`::

    def choose(seen):
        if seen.estimated_wait < 120 and seen.mood < 0.7:
            return "person"
        return None

It should be a pure function of what it sees: then the same seed gives the same results. Only the
SimPy engine can ask it.
"""

import sys
from collections import namedtuple
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from math import exp
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.values.observables import OBSERVABLES, Observable

Choice = Literal["bot", "person"] | None
"""Where the contact goes; None: as if there were no such policy."""


_SEEN_AS: Mapping[str, object] = {
    "name": str,
    "flag": bool,
    "count": int,
    "share": float,
    "money": float,
    "duration": float,
}

# Made from the list of observables, where mypy would have it written out.
Observation: Any = namedtuple(  # type: ignore[misc]
    "Observation", [observable.name for observable in OBSERVABLES]
)
"""What a policy may look at: what a desk knows, and nothing of what the world has in store."""

Observation.__annotations__ = {
    observable.name: _SEEN_AS[observable.kind] for observable in OBSERVABLES
}
for _observable in OBSERVABLES:
    _words = _observable.python or _observable.meaning
    getattr(Observation, _observable.name).__doc__ = _words


class Chooser(Protocol):
    """What a user's function is: asked at entry and after each turn where no rule acts."""

    def __call__(self, seen: Any, /) -> Choice:
        """Return where the contact goes."""


class CodeNames(NamedTuple):
    """What the codes of observables mean.

    Attributes
    ----------
    types, channels, segments
        Names in the order of their codes.
    """

    types: tuple[str, ...]
    channels: tuple[str, ...]
    segments: tuple[str, ...]

    def of(self, observable: Observable) -> tuple[str, ...]:
        """Return the names of an observable's codes."""
        names: tuple[str, ...] = getattr(self, f"{observable.name}s")
        return names


class Hook:
    """A user's function behind the numbers of the engine; passes between processes by its name.

    Parameters
    ----------
    path
        File and function, `my_policy.py:choose`.
    names
        What codes mean.

    Raises
    ------
    ScenarioError
        When the file cannot be run, or has no such function.
    """

    def __init__(self, path: str, names: CodeNames) -> None:
        self.path = path
        self.names = names
        self._choose = _load(path)

    def __reduce__(self) -> tuple[type["Hook"], tuple[str, CodeNames]]:
        """Return what makes it anew in another process."""
        return type(self), (self.path, self.names)

    @property
    def name(self) -> str:
        """Name of the function, which the journal shows as the rule."""
        return function_of(self.path)

    def __call__(self, seen: Sequence[float]) -> Choice:
        """Return the function's choice.

        Parameters
        ----------
        seen
            The observables in the order of `OBSERVABLES`.

        Raises
        ------
        ScenarioError
            When the function fails, or returns something other than a `Choice`.
        """
        observation = self._observation(seen)
        try:
            choice = self._choose(observation)
        except (Exception, SystemExit) as error:
            what = f"{type(error).__name__}: {error}; it saw {observation}"
            raise ScenarioError(f"policy.python: {self.path}: {what}") from error
        # Not by equality alone: what a function returns may make anything of that.
        if isinstance(choice, str) and choice in ("bot", "person"):
            return choice
        if choice is None:
            return None
        rule = 'return "bot", "person" or None'
        raise ScenarioError(f"policy.python: {self.path}: it returned {choice!r}; {rule}")

    def _observation(self, seen: Sequence[float]) -> Any:
        pairs = zip(OBSERVABLES, seen, strict=True)
        return Observation._make([self._value(observable, value) for observable, value in pairs])

    def _value(self, observable: Observable, value: float) -> object:
        if observable.kind == "name":
            return self.names.of(observable)[int(value)] if value >= 0 else None
        if observable.kind in ("flag", "count"):
            return bool(value) if observable.kind == "flag" else int(value)
        return 1 / (1 + exp(-value)) if observable.name == "confidence" else value


def function_of(path: str) -> str:
    """Return the function's name in `my_policy.py:choose`."""
    return path.rpartition(":")[2]


@lru_cache
def _load(path: str) -> Chooser:
    file, _, name = path.rpartition(":")
    spec = spec_from_file_location(f"tierzero_policy_{Path(file).stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    # Dataclasses look their own module up.
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        what = f"{type(error).__name__}: {error}"
        raise ScenarioError(f"policy.python: {file}: {what}") from error
    function: Chooser | None = getattr(module, name, None)
    if not callable(function):
        names = [own for own in vars(module) if not own.startswith("_")]
        problem = f"no function is called {name!r}{suggest(name, names)}"
        raise ScenarioError(f"policy.python: {file}: {problem}")
    return function
