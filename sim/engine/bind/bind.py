"""What the draws of a replication come to under an arm: the values of cases, contacts and legs.

Exponentials, logarithms and quantiles are taken in this room and never in the engines, and times
are put on the grid, so that every engine adds, subtracts, multiplies and compares the very same
numbers. Later attempts are bound only for the cases that can come to them.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from typing import NamedTuple

import numpy as np

from sim.base.arrays import Integers
from sim.engine.bind.admitted import admit
from sim.engine.bind.attempt import BoundAttempt
from sim.engine.bind.cases import CaseBinder
from sim.engine.bind.contact_rows import ContactRows
from sim.engine.bind.leg_table import leg_table
from sim.engine.bind.people.roster import NOBODY, PeopleChanges, roster_of, team_sizes
from sim.engine.bound import Bound
from sim.scenario.root import Scenario
from sim.workload.workload import Workload


def bind(
    scenario: Scenario,
    workload: Workload,
    before: Scenario | None = None,
    people_changes: PeopleChanges = (),
) -> Bound:
    """Return the values that a workload's draws take under one arm.

    Parameters
    ----------
    scenario
        The arm.
    workload
        One replication's candidates, of which the arm admits some, and their draws.
    before
        The arm that a project plays until the launch; its people work until then.
    people_changes
        Who works from a time of the run on, in place of the scenario's people.
    """
    values = bind_world(scenario, workload, before)
    return with_roster(values, scenario, workload, before, people_changes)


def bind_world(scenario: Scenario, workload: Workload, before: Scenario | None = None) -> Bound:
    """Return the values that a workload's draws take under one arm, without a roster.

    Parameters
    ----------
    scenario, workload, before
        As for `bind`.
    """
    admitted = admit(scenario, workload, before)
    later = CaseBinder(scenario, workload, admitted)
    every = np.arange(len(admitted.rows))
    if before is None:
        whole = _Stretch(later, every, every, ContactRows(2 * len(every)))
        (attempts,) = _attempts([whole])
        return _bound(whole, attempts)
    earlier = CaseBinder(before, workload, admitted)
    launch = np.searchsorted(admitted.arrival, scenario.run.horizon().window_start)
    # A case that came before the launch may come back after it.
    until, since = every[:launch], every[launch:]
    first = _Stretch(earlier, until, until, ContactRows(2 * len(until)))
    second = _Stretch(later, since, every, ContactRows(2 * len(every)))
    until_launch, after = _attempts([first, second])
    return replace(_bound(second, after), before=_bound(first, until_launch))


def with_roster(
    bound: Bound,
    scenario: Scenario,
    workload: Workload,
    before: Scenario | None = None,
    people_changes: PeopleChanges = (),
) -> Bound:
    """Return bound values with the roster of an arm that binds them alike.

    Parameters
    ----------
    bound
        The bound values, which are shared and not copied.
    scenario, workload, before, people_changes
        As for `bind`.
    """
    roster = roster_of(scenario, workload.streams, before, people_changes)
    return replace(bound, roster=roster, agents=team_sizes(roster, len(scenario.people.teams)))


class _Stretch(NamedTuple):
    """A stretch of the run under one arm.

    Attributes
    ----------
    binder
        The arm's cases.
    begun
        Cases that begin in it, ascending.
    met
        Cases whose later attempts can lie in it, ascending.
    rows
        What its contacts have in store.
    """

    binder: CaseBinder
    begun: Integers
    met: Integers
    rows: ContactRows


def _attempts(stretches: Sequence[_Stretch]) -> list[list[list[BoundAttempt]]]:
    """Return what each stretch's attempts have in store, the first ones first, some cases each.

    A case comes to an attempt if the attempt before it lets it, in whichever stretch that was.
    """
    bound: list[list[list[BoundAttempt]]] = [
        [stretch.binder.attempt(0, stretch.begun, stretch.rows)] for stretch in stretches
    ]
    for number in range(1, max(stretch.binder.most_attempts for stretch in stretches)):
        last = [np.concatenate([some.coming for some in attempts[-1]]) for attempts in bound]
        coming = reduce(np.union1d, last)
        if not len(coming):
            break
        for stretch, attempts in zip(stretches, bound, strict=True):
            whose = coming
            if len(stretch.met) < stretch.binder.count:
                whose = np.intersect1d(coming, stretch.met, assume_unique=True)
            attempts.append(stretch.binder.attempt(number, whose, stretch.rows))
    return bound


def _bound(stretch: _Stretch, attempts: list[list[BoundAttempt]]) -> Bound:
    """Return what is bound of the attempts, which are used up: large desks have no room for two."""
    legs = [[some.legs for some in attempt] for attempt in attempts]
    attempts.clear()
    nobody = team_sizes(NOBODY, 0)
    return Bound(stretch.binder.cases(), stretch.rows.table(), leg_table(legs), NOBODY, nobody)
