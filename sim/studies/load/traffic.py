"""Cases, contacts and bot sessions a month of one arm, by formula."""

from typing import NamedTuple

import numpy as np

from sim.scenario.derived.case_life import total
from sim.scenario.derived.people_solve import solved_by_people
from sim.scenario.derived.splits import type_volume
from sim.scenario.derived.traffic import traffic
from sim.scenario.root import Scenario
from sim.workload.demand.counts import dated_factors

DAYS_A_MONTH = 365 / 12


class MonthlyTraffic(NamedTuple):
    """What a month brings on average over the measured window, surges aside.

    Attributes
    ----------
    cases
        New questions.
    contacts
        Contacts of all kinds, repeats included.
    sessions
        Contacts that the bot takes.
    people
        Contacts that reach people.
    solved_by_people
        Share of the cases that people solve with one answer, tier 2 and forwards included; by
        volume.
    """

    cases: float
    contacts: float
    sessions: float
    people: float
    solved_by_people: float


def monthly_traffic(scenario: Scenario) -> MonthlyTraffic | None:
    """Return the traffic of an arm; None where a trace brings it."""
    if scenario.demand.trace:
        return None
    cases, lives, volumes, solved = 0.0, [], 0.0, 0.0
    for name in scenario.inquiry_types:
        whole, share = type_volume(scenario, name)
        volume = 0.0 if whole is None else whole.per_day * share
        each = traffic(scenario, name)
        cases += volume * each.cases
        lives.append(each.life.times(volume))
        volumes += volume
        solved += volume * solved_by_people(scenario, name)
    days = DAYS_A_MONTH * scenario.demand.multiplier * _mean_factor(scenario)
    life = total(lives).times(days)
    by_people = solved / volumes if volumes else 0.0
    return MonthlyTraffic(cases * days, life.contacts, life.sessions, life.people, by_people)


def _mean_factor(scenario: Scenario) -> float:
    """Return what trend and season make of the volume in the measured window."""
    horizon = scenario.run.horizon()
    first = horizon.first_ordinal + int(horizon.window_start // 86_400)
    last = horizon.first_ordinal + max(int(horizon.window_end // 86_400), 1)
    return float(dated_factors(scenario, np.arange(first, max(last, first + 1))).mean())
