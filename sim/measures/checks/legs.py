"""Whether each leg agrees with itself: its wait, its handling, and being disconnected."""

import numpy as np

from sim.engine.journal import BROKEN_OFF, Journal, Legs, Outcome
from sim.engine.plan.plan import Plan
from sim.measures.checks.conservation import require
from sim.measures.checks.contacts import inside
from sim.measures.rows.contacts import PASSED_ON

TALKED = (
    Outcome.RESOLVED,
    Outcome.UNRESOLVED,
    Outcome.DISPATCHED,
    Outcome.AWAITS_REPLY,
    Outcome.PASSED,
    Outcome.REJECTED,
    *BROKEN_OFF,
    *PASSED_ON,
)
LEFT = (Outcome.ABANDONED, Outcome.DISCONNECTED, Outcome.MOVED)


def check_waits(legs: Legs, end: float) -> None:
    """Check that each wait ends in service, in time, or by leaving when patience says."""
    limit = legs.joined + legs.patience
    columns = ("joined", "patience", "left", "started", "outcome")
    silent, left = legs.outcome == Outcome.SILENT, ~np.isnan(legs.left)
    one_end = ~(left & ~np.isnan(legs.started)) & (silent | (left == np.isin(legs.outcome, LEFT)))
    require("a wait ends in one way", legs, one_end, *columns)
    over = np.fmin(legs.started, legs.left)
    in_time = (over >= legs.joined) & (over <= np.where(silent, end, limit)) & (over <= end)
    waited = np.isnan(over) | in_time
    require("a wait ends after joining and before patience", legs, waited, *columns)
    abandoned = legs.outcome == Outcome.ABANDONED
    require("patience ends an abandoned wait", legs, ~abandoned | (legs.left == limit), *columns)
    unseen = ~silent | ((limit <= end) & (np.isnan(over) | (over >= limit)))
    require("patience ends before somebody finds out", legs, unseen, *columns)
    lasting = silent | ~np.isnan(over) | (limit >= end)
    require("patience would have ended an open wait", legs, lasting, *columns)


def check_handling(legs: Legs, end: float) -> None:
    """Check that talk and after-call work follow the start, and have somebody who does them."""
    columns = ("started", "talk_end", "wrap_end", "outcome", "team", "agent")
    served, talked = ~np.isnan(legs.started), ~np.isnan(legs.talk_end)
    require("what is handled has an agent", legs, served == (legs.team >= 0), *columns)
    require("an agent has a team", legs, served == (legs.agent >= 0), *columns)
    silent = legs.outcome == Outcome.SILENT
    reaches_its_end = silent | (talked == np.isin(legs.outcome, TALKED))
    require("an outcome comes with the talk's end", legs, reaches_its_end, *columns)
    talk = ~talked | ((legs.talk_end >= legs.started) & (legs.talk_end <= end))
    wrap = np.isnan(legs.wrap_end) | ((legs.wrap_end >= legs.talk_end) & (legs.wrap_end <= end))
    require("handling is in order", legs, talk & wrap, *columns)


def check_disconnections(journal: Journal, plan: Plan) -> None:
    """Check that contacts are disconnected on closed channels only, and at which instants."""
    legs = journal.legs.take(
        ~np.isnan(journal.legs.left) & (journal.legs.outcome != Outcome.ABANDONED)
    )
    happens = legs.left == legs.joined
    happens |= np.isin(legs.left, journal.roster.end)
    for channel, spans in enumerate(plan.opening):
        rows = legs.channel == channel
        happens[rows] |= np.isin(legs.left[rows], spans[:, 1])
        happens[rows] &= ~inside(spans, legs.left[rows])
    require("a closing disconnects", legs, happens, "joined", "left", "channel")
