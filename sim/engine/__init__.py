"""The engine room: what happens.

`make_plan` turns one arm of a scenario into numbers, `bind` turns a replication's draws into the
values that this arm makes of them, and `play` plays both as SimPy processes into a `Journal`:

    plan = make_plan(scenario)
    journal = play(plan, bind(scenario, workload))

`process` is the model, written to be read; `desk` decides who waits and who gets whom; `journal`
lists every column. Engines see values only: no random number, no configuration, no KPI.
"""

from sim.engine.bind.bind import bind
from sim.engine.bound import Bound
from sim.engine.journal import Journal
from sim.engine.plan.plan import Plan, make_plan
from sim.engine.playing import play

__all__ = ["Bound", "Journal", "Plan", "bind", "make_plan", "play"]
