"""Several contacts in one agent's hands: slots, one channel at a time, slow-down, own speed."""

from dataclasses import replace

import numpy as np
import pytest
from support.handmade import bound, case, played, roster, scenario

from sim.engine import play
from sim.engine.bind.people.roster import make_roster
from sim.engine.plan.plan import make_plan
from sim.engine.plan.team_plan import slots_of
from sim.workload.draws.streams import Streams

CHAT, MAIL = 0, 1


def desk(**team):
    return scenario(
        channels={"chat": {"kind": "live", "patience": "never"}, "mail": {}},
        people={"teams": {"desk": {"headcount": 1, "slots": {"chat": 2}} | team}},
    )


def times(journal, name="started"):
    return getattr(journal.legs, name).tolist()


def test_two_slots_take_two_contacts_at_once():
    _, journal = played(desk(), [case(0), case(10), case(20)])
    assert times(journal) == [0, 10, 60]
    assert journal.legs.in_hand.tolist() == [1, 2, 2]


def test_slow_down_by_hand():
    _, journal = played(desk(slow_down={2: 1.5}), [case(0), case(10), case(200)])
    # The second begins beside the first; what has begun keeps its time; the third is alone.
    assert times(journal, "talk_end") == [60, 10 + 90, 260]


def test_the_last_slow_down_holds_for_more():
    team = {"slots": {"chat": 3}, "slow_down": {2: 1.5}}
    _, journal = played(desk(**team), [case(0), case(0), case(0)])
    assert times(journal, "talk_end") == [60, 90, 90]


def test_an_agent_has_contacts_of_one_channel_only():
    _, journal = played(desk(), [case(0), case(10, channel=MAIL), case(20)])
    # The mail waits until the agent has nothing in hand; the chat goes into the free slot.
    assert times(journal) == [0, 80, 20]


def test_a_channel_without_slots_has_one():
    _, journal = played(desk(), [case(0, channel=MAIL), case(10, channel=MAIL)])
    assert times(journal) == [0, 60]


def test_the_agent_with_the_fewest_in_hand_is_next():
    _, journal = played(
        desk(headcount=2),
        [case(0), case(1), case(2), case(3)],
        (0, 0, 0.0, 3600.0),
        (0, 1, 0.0, 3600.0),
    )
    assert journal.legs.agent.tolist() == [0, 1, 0, 1]


def test_at_the_end_of_a_shift_all_in_hand_is_finished_and_nothing_new_begins():
    _, journal = played(desk(), [case(0), case(10), case(30)], (0, 0, 0.0, 20.0))
    assert times(journal, "wrap_end")[:2] == [60, 70]
    assert np.isnan(journal.legs.started[2])


def test_a_shift_that_begins_fills_every_slot():
    _, journal = played(desk(), [case(0), case(1), case(2)], (0, 0, 30.0, 3600.0))
    assert times(journal) == [30, 30, 90]


def test_integrals_tell_busy_from_in_hand():
    _, journal = played(desk(), [case(0), case(10)])
    assert journal.integrals.in_hand.sum() == 120
    assert journal.integrals.busy.sum() == 70


@pytest.mark.parametrize(("mean", "slots"), [(1, [1, 1, 1, 1]), (2.5, [2, 3, 2, 3]), (3, [3] * 4)])
def test_half_the_team_has_one_slot_more(mean, slots):
    assert slots_of(mean, np.arange(4)).tolist() == slots


def test_factors_by_type_on_talk_and_on_after_call_work():
    types = {
        name: {"handle_time": "1 min", "share": 0.5, "after_call": 0.25} for name in ("a", "b")
    }
    team = {"headcount": 1, "handle_factor": {"b": 2}, "wrap_factor": {"b": 3}}
    slow = scenario(inquiry_types=types, people={"teams": {"desk": team}})
    _, journal = played(slow, [case(0, kind=0), case(500, kind=1)])
    assert times(journal, "talk_end") == [45, 500 + 90]
    assert times(journal, "wrap_end") == [60, 500 + 90 + 90]


def own_factors(agents: int, **team) -> list[float]:
    return make_roster(desk(headcount=agents, **team), Streams(1, 0)).factor.tolist()


def test_agents_differ_around_the_same_mean():
    factors = np.array(own_factors(5000, agent_spread=0.3))
    assert factors.mean() == pytest.approx(1, abs=0.02)
    assert np.log(factors).std() == pytest.approx(0.3, abs=0.01)


def test_one_more_agent_changes_no_agents_speed():
    assert own_factors(4, agent_spread=0.3)[:3] == own_factors(3, agent_spread=0.3)


def test_without_spread_all_are_alike():
    assert own_factors(3) == [1.0, 1.0, 1.0]


def test_an_agents_own_factor_is_on_their_handle_times():
    plan = make_plan(desk())
    shifts = replace(roster((0, 0, 0.0, 3600.0)), factor=np.array([1.5]))
    journal = play(plan, bound(plan, [case(0)], shifts))
    assert times(journal, "talk_end") == [90]


def test_slow_down_steps_hold_until_the_next():
    plan = make_plan(desk(slow_down={2: 1.2, 4: 1.6}))
    assert plan.team_plan.slow_down.tolist() == [[1.0, 1.2, 1.2, 1.6]]
