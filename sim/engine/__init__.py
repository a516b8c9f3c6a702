"""What happens? One replication of one arm is played into a journal.

`make_plan` turns one arm of a scenario into numbers, `bind` turns a replication's draws into the
values that this arm makes of them, and `play` plays both into a `Journal`:

    plan = make_plan(scenario)
    journal = play(plan, bind(scenario, workload))

==================  ==============================================================================
`columns`           what is a table? Equally long arrays
`journal`           what is recorded? Every column of it
`plan/`             what does management decide, in numbers?
`bound`             what does an engine play?
`bind/`             what do draws come to under an arm?
`simpy_model/`      who does what, when? The model, written to be read
`kernel/`           the same, compiled
`playing`           which engine plays?
`difference`        where do two journals differ?
==================  ==============================================================================

Engines see values only: no random numbers, no configuration, no KPIs.
"""

from sim.engine.bind.bind import bind
from sim.engine.bound import Bound
from sim.engine.journal import Journal
from sim.engine.plan.plan import Plan, make_plan
from sim.engine.playing import play

__all__ = ["Bound", "Journal", "Plan", "bind", "make_plan", "play"]
