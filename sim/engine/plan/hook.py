"""A user's own policy: a Python function that is asked what a list of rules cannot say.

The scenario names it, `policy: {python: "my_policy.py:choose"}`, and the function is a `Chooser`::

    def choose(seen):
        if seen.estimated_wait < 120 and seen.mood < 0.7:
            return "person"
        return None

It should be a pure function of what it sees: then the same seed gives the same results. Only the
SimPy engine can ask it.

The file is code that somebody may have sent. It is read for the function's name without being run,
and run when the function is first asked, or by `ready`; who may do so is decided where an
experiment is made.
"""

import ast
import sys
from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from math import exp
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.values.observables import OBSERVABLES, Observable

LARGEST_FILE = 1_000_000
"""Bytes of a file of policies: a longer one is a mistake, and would take long to read."""

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
        When the file is no Python, or does not define the function; nothing of it is run.
    """

    def __init__(self, path: str, names: CodeNames) -> None:
        check_defined(path)
        self.path = path
        self.names = names

    def ready(self) -> None:
        """Run the file, before any work is done.

        Raises
        ------
        ScenarioError
            When it fails, or leaves no such function.
        """
        _load(self.path)

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
        observation, choose = self._observation(seen), _load(self.path)
        try:
            choice = choose(observation)
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
def check_defined(path: str) -> None:
    """Check, without running anything, that a file of Python defines a function.

    Parameters
    ----------
    path
        File and function, `my_policy.py:choose`.

    Raises
    ------
    ScenarioError
        When it does not; the text says what the file has instead.
    """
    file, _, name = path.rpartition(":")
    try:
        if Path(file).stat().st_size > LARGEST_FILE:
            rule = f"it has over {LARGEST_FILE // 1_000_000} MB; name a file with the function only"
            raise ScenarioError(f"policy.python: {file}: {rule}")
        tree = ast.parse(Path(file).read_bytes(), file)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        if isinstance(error, ScenarioError):
            raise
        what = f"{type(error).__name__}: {error}"
        raise ScenarioError(f"policy.python: {file}: it is no Python: {what}") from None
    except OSError as error:
        raise ScenarioError(f"policy.python: {file}: {error.strerror}") from None
    names = set(_defined(tree.body))
    if not {name, "*"} & names:
        raise _no_such_function(file, name, names)


def _defined(body: Sequence[ast.AST]) -> Iterator[str]:
    """Yield the names that statements define, and `*` where that cannot be known."""
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield statement.name
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in statement.names)
        elif isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
            names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
            yield from (node.id for node in names if isinstance(node.ctx, ast.Store))
        else:  # a branch, a loop, an attempt: what is in it may be defined
            yield from _defined(list(ast.iter_child_nodes(statement)))


def _no_such_function(file: str, name: str, names: Iterable[str]) -> ScenarioError:
    public = sorted(own for own in names if not own.startswith("_"))
    problem = f"no function is called {name!r}{suggest(name, public)}"
    return ScenarioError(f"policy.python: {file}: {problem}; define `def {name}(seen):` in it")


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
        raise _no_such_function(file, name, vars(module))
    return function
