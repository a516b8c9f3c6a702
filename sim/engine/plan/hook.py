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
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from math import exp
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from sim.scenario.errors import ScenarioError, suggest

Choice = Literal["bot", "person"] | None
"""Where the contact goes; None: as if there were no such policy."""


class Observation(NamedTuple):
    """What a policy may look at: what a desk knows, and nothing of what the world has in store.

    Attributes
    ----------
    type, channel
        Predicted inquiry type; channel.
    segment
        The customer's segment; None where the scenario has none.
    vip
        Whether it is a VIP's.
    urgency
        Predicted urgency, 1..5.
    attempt, turn
        0 for a case's first contact; turns done, 0 at entry.
    confidence
        Reported confidence, a share.
    value_at_risk
        (1 - confidence) x what the customer is worth a month, in money.
    mood
        1 at the start, less with each unsolved turn.
    asked_for_person, open
        Whether the customer has asked for a person; whether the channel's human side is open.
    queue_length
        Contacts waiting in the queue that this one would join.
    estimated_wait
        Seconds that it would wait there, infinite with nobody on duty.
    """

    type: str
    channel: str
    segment: str | None
    vip: bool
    urgency: int
    attempt: int
    turn: int
    confidence: float
    value_at_risk: float
    mood: float
    asked_for_person: bool
    open: bool
    queue_length: int
    estimated_wait: float


class Chooser(Protocol):
    """What a user's function is: asked at entry and after each turn where no rule acts."""

    def __call__(self, seen: Observation, /) -> Choice:
        """Return where the contact goes."""


class Names(NamedTuple):
    """What the codes of an observation mean."""

    types: tuple[str, ...]
    channels: tuple[str, ...]
    segments: tuple[str, ...]


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

    def __init__(self, path: str, names: Names) -> None:
        self.path = path
        self.names = names
        self._choose = _load(path)

    def __reduce__(self) -> tuple[type["Hook"], tuple[str, Names]]:
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
            The observables in the order of `Seen`.

        Raises
        ------
        ScenarioError
            When the function fails, or returns anything else.
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

    def _observation(self, seen: Sequence[float]) -> Observation:
        kind, channel, segment, vip, urgency, attempt, turn = map(int, seen[:7])
        confidence, at_risk, mood, asked, is_open, queue_length, wait = seen[7:]
        return Observation(
            type=self.names.types[kind],
            channel=self.names.channels[channel],
            segment=self.names.segments[segment] if segment >= 0 else None,
            vip=bool(vip),
            urgency=urgency,
            attempt=attempt,
            turn=turn,
            confidence=1 / (1 + exp(-confidence)),
            value_at_risk=at_risk,
            mood=mood,
            asked_for_person=bool(asked),
            open=bool(is_open),
            queue_length=int(queue_length),
            estimated_wait=wait,
        )


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
    found: Chooser | None = getattr(module, name, None)
    if not callable(found):
        names = [own for own in vars(module) if not own.startswith("_")]
        problem = f"no function is called {name!r}{suggest(name, names)}"
        raise ScenarioError(f"policy.python: {file}: {problem}")
    return found
