"""The one seam between studies and engines: a plan and what is bound go in, a journal comes out."""

from collections.abc import Callable
from typing import Literal

from sim.engine.bound import Bound
from sim.engine.journal import Journal
from sim.engine.plan.plan import Plan
from sim.engine.simpy_model import process

EngineName = Literal["simpy"]
"""What can play a plan."""
Engine = Literal["auto", EngineName]
"""What may be asked for."""

NAMES: tuple[Engine, ...] = ("auto", "simpy")
"""All of them."""

ENGINES: dict[EngineName, Callable[[Plan, Bound], Journal]] = {"simpy": process.play}
"""By name; every engine gives the same journal to the last bit."""


def chosen_engine(engine: Engine) -> EngineName:
    """Return the engine that plays where one is asked for.

    Raises
    ------
    ValueError
        When there is no engine of this name.
    """
    if engine == "auto":
        return "simpy"
    if engine not in ENGINES:
        raise ValueError(f"{engine!r} is not an engine; write one of {', '.join(NAMES)}")
    return engine


def play(plan: Plan, bound: Bound, engine: Engine = "auto") -> Journal:
    """Play one replication of a plan and return its journal.

    Parameters
    ----------
    plan
        What management decides, in numbers.
    bound
        The values that the world's draws take under this plan, and the roster.
    engine
        What plays; `auto` chooses.

    Raises
    ------
    ValueError
        When there is no engine of this name.
    """
    return ENGINES[chosen_engine(engine)](plan, bound)
