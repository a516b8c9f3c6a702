"""The one seam between studies and engines: a plan and what is bound go in, a journal comes out."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from sim.engine.bound import Bound
from sim.engine.journal import Journal
from sim.engine.kernel import playing as kernel
from sim.engine.plan.plan import Plan
from sim.engine.simpy_model import process
from sim.scenario.errors import ScenarioError

EngineName = Literal["compiled", "simpy"]
"""What can play a plan."""
Engine = Literal["auto", EngineName]
"""What may be asked for."""

NAMES: tuple[Engine, ...] = ("auto", "compiled", "simpy")
"""All of them; whichever plays, the journal is the same to the last bit."""


class Choice(NamedTuple):
    """Which engine plays, and why.

    Attributes
    ----------
    engine
        Its name; where arms are played by different ones `compiled, simpy`.
    reason
        Why.
    """

    engine: str
    reason: str


def chosen_engine(engine: Engine, plans: Sequence[Plan]) -> Choice:
    """Return what plays some plans where an engine is asked for, and why.

    Parameters
    ----------
    engine
        What is asked for.
    plans
        The plans of all arms.

    Raises
    ------
    ValueError
        When there is no engine of this name.
    ScenarioError
        When the compiled engine is asked for and cannot play one of them.
    """
    if engine not in NAMES:
        raise ValueError(f"{engine!r} is not an engine; write one of {', '.join(NAMES)}")
    if engine == "simpy":
        return Choice("simpy", "asked for")
    obstacles = [kernel.obstacle(plan) for plan in plans]
    problem = next(filter(None, obstacles), None)
    if engine == "compiled":
        if problem:
            raise ScenarioError(f"--engine compiled: {problem}")
        return Choice("compiled", "asked for")
    if problem is None:
        return Choice("compiled", "the fastest that can play")
    return Choice("simpy" if all(obstacles) else "compiled, simpy", problem)


def play(plan: Plan, bound: Bound, engine: Engine = "auto") -> Journal:
    """Play one replication of a plan and return its journal.

    Parameters
    ----------
    plan
        What management decides, in numbers.
    bound
        The values that the world's draws take under this plan, and the roster.
    engine
        What plays; `auto` takes the compiled engine where it is built and can play the plan.

    Raises
    ------
    ValueError
        When there is no engine of this name.
    ScenarioError
        When the compiled engine is asked for and cannot play the plan.
    """
    chosen, _ = chosen_engine(engine, [plan])
    return kernel.play(plan, bound) if chosen == "compiled" else process.play(plan, bound)
