"""People who watch the AI: what they let pass, what waits for them, and what they catch."""

import numpy as np
import pytest
from support.audits import check_by_both
from support.handmade import case, played, scenario
from support.playing import bound_of, play_out, values_of, z_of_share

from sim.engine.journal import Ending, Outcome, Role
from sim.engine.plan.rules import BuiltIn

TEAMS = {"desk": {"headcount": 1}, "watch": {"headcount": 1, "queues": []}}
BOTH = ((0, 0, 0.0, 3600.0), (1, 0, 0.0, 3600.0))
SOLVES, CLAIMS = {"solve_turn": 2, "watched": 1.0}, {"claim_turn": 2, "watched": 1.0}
BOT = {"handover_saves": 0, "escalated_handling": 1}


def desk(team="watch", before="closing", channel="live", **bot):
    review = {"team": team, "before": before}
    channels = {"phone": {"kind": channel}}
    return scenario(
        channels=channels,
        bot=BOT | {"review": review} | bot,
        people={
            "teams": {"desk": {"headcount": 1}, "watch": {"headcount": 1, "queues": ["general"]}}
        },
    )


def run(cases, *shifts, **how):
    plan, journal = played(desk(**how), cases, *(shifts or BOTH))
    check_by_both(journal, plan)
    return plan, journal


def reviews(journal):
    return journal.legs.take(journal.legs.role == Role.REVIEW)


def test_a_closing_that_passes_closes_when_the_review_ends():
    _, journal = run([case(0, SOLVES | {"review": 45})])
    legs, contacts = journal.legs, journal.contacts
    assert (legs.joined[0], legs.started[0], legs.talk_end[0], legs.team[0]) == (20, 20, 65, 1)
    assert legs.outcome.tolist() == [Outcome.PASSED]
    assert (contacts.bot_end[0], contacts.ended[0]) == (65, 65)
    assert contacts.ending.tolist() == [Ending.BOT_RESOLVED]
    assert (contacts.reviews[0], contacts.proposal[0]) == (1, 1)
    assert np.isnan(contacts.joined[0])


def test_a_false_one_that_is_caught_goes_to_people_by_the_rule_rejected():
    plan, journal = run([case(0, CLAIMS | {"rejects_claim": 1.0, "review": 45})])
    contacts, legs = journal.contacts, journal.legs
    assert contacts.rule.tolist() == [plan.policy.number(BuiltIn.REJECTED)]
    assert legs.role.tolist() == [Role.REVIEW, Role.ANSWER]
    assert legs.outcome.tolist() == [Outcome.REJECTED, Outcome.RESOLVED]
    assert legs.joined.tolist() == [20, 65]
    assert (contacts.joined[0], contacts.bot_end[0], contacts.proposal[0]) == (65, 65, 0)
    assert contacts.ending.tolist() == [Ending.PERSON_RESOLVED]


def test_one_that_is_missed_closes_falsely():
    _, journal = run([case(0, CLAIMS)])
    assert journal.contacts.ending.tolist() == [Ending.BOT_FALSELY_CLOSED]
    assert journal.contacts.proposal.tolist() == [0]


def test_a_true_one_may_be_rejected_by_mistake():
    _, journal = run([case(0, SOLVES | {"rejects_solution": 1.0, "rejects_claim": 0.0})])
    assert journal.contacts.ending.tolist() == [Ending.PERSON_RESOLVED]


def test_who_is_not_watched_has_no_review():
    _, journal = run([case(0, SOLVES | {"watched": 0.0})])
    assert (len(journal.legs), journal.contacts.reviews[0], journal.contacts.proposal[0]) == (
        0,
        0,
        -1,
    )


def test_a_session_that_proposes_nothing_has_none():
    _, journal = run([case(0, {"ask_turn": 2, "watched": 1.0})])
    assert journal.contacts.reviews.tolist() == [0]


def test_reviews_wait_for_their_team_alone():
    # The reviewer is busy; the idle agent of the other team does not help.
    _, journal = run([case(0, SOLVES | {"review": 100}), case(5, SOLVES)])
    legs = reviews(journal)
    assert legs.team.tolist() == [1, 1]
    assert legs.started.tolist() == [20, 120]
    assert journal.contacts.bot_end.tolist() == [120, 150]


def test_a_live_customer_may_leave_the_wait_and_is_never_silent():
    impatient = SOLVES | {"review_patience": 30.0, "silent": 1.0}
    _, journal = run([case(0, SOLVES | {"review": 100}), case(5, impatient)])
    assert journal.contacts.ending.tolist() == [Ending.BOT_RESOLVED, Ending.BOT_LEFT]
    assert journal.contacts.bot_end.tolist()[1] == 55
    assert reviews(journal).outcome.tolist() == [Outcome.PASSED, Outcome.ABANDONED]


def test_every_turn_is_cut_at_its_draft():
    # Draft 4 s, review 30 s, rest 6 s; the draft of the second turn is the proposal.
    _, journal = run([case(0, SOLVES)], before="every_turn")
    legs, contacts = reviews(journal), journal.contacts
    assert legs.joined.tolist() == [4, 44]
    assert legs.talk_end.tolist() == [34, 74]
    assert (contacts.bot_reply[0], contacts.bot_end[0], contacts.reviews[0]) == (34, 80, 2)
    assert contacts.ending.tolist() == [Ending.BOT_RESOLVED]


def test_a_rejected_first_draft_is_never_sent():
    _, journal = run(
        [case(0, {"claim_turn": 1, "watched": 1.0, "rejects_claim": 1.0})], before="every_turn"
    )
    contacts = journal.contacts
    assert (contacts.turns[0], contacts.bot_end[0], contacts.joined[0]) == (0, 34, 34)
    assert np.isnan(contacts.bot_reply[0])


def test_the_session_holds_its_place():
    plan, journal = run([case(0, SOLVES | {"review": 200}), case(100)], session_limit=1)
    assert journal.contacts.rule.tolist() == [-1, plan.policy.number(BuiltIn.BOT_FULL)]
    assert journal.integrals.bot.sum() == 220


def test_an_outage_acts_when_the_review_ends():
    outage = {"outages": [{"start": "30 s", "duration": "10 min"}]}
    plan, journal = run([case(0, SOLVES | {"review": 100})], **outage)
    assert journal.contacts.ending.tolist() == [Ending.BOT_RESOLVED]
    assert journal.contacts.bot_end.tolist() == [120]
    caught = SOLVES | {"review": 100, "rejects_solution": 1.0}
    plan, journal = run([case(0, caught)], **outage)
    assert journal.contacts.rule.tolist() == [plan.policy.number(BuiltIn.OUTAGE)]
    assert journal.contacts.bot_end.tolist() == [120]


def test_an_outage_that_is_over_by_then_has_not_happened():
    outage = {"outages": [{"start": "30 s", "duration": "20 s"}]}
    _, journal = run([case(0, SOLVES | {"review": 100})], before="every_turn", **outage)
    assert journal.contacts.ending.tolist() == [Ending.BOT_RESOLVED]


def test_closings_do_not_act_on_reviews():
    channels = {"phone": {"kind": "live", "hours": "Mon 00:00-00:01", "at_closing": "disconnect"}}
    review = {"team": "watch"}
    people = {"teams": {"desk": {"headcount": 1}, "watch": {"headcount": 1, "queues": ["general"]}}}
    closing = scenario(channels=channels, bot=BOT | {"review": review}, people=people)
    plan, journal = played(closing, [case(0, SOLVES | {"review": 90}), case(1, SOLVES)], *BOTH)
    check_by_both(journal, plan)
    assert journal.contacts.ending.tolist() == [Ending.BOT_RESOLVED] * 2
    assert journal.contacts.bot_end.tolist() == [110, 140]


def test_the_contact_goes_on_before_the_reviewer_is_offered_work():
    """The one who reviews also answers: what was rejected joins before the reviewer is free."""
    people = {"teams": {"watch": {"headcount": 1}}}
    own = scenario(bot=BOT | {"review": {"team": "watch"}}, people=people)
    cases = [case(0, CLAIMS | {"rejects_claim": 1.0}), case(25, {"ask_turn": 0}, urgency=1)]
    plan, journal = played(own, cases, (0, 0, 0.0, 3600.0))
    check_by_both(journal, plan)
    answers = journal.legs.take(journal.legs.role == Role.ANSWER)
    assert answers.started.tolist() == [50, 110]


def test_a_judge_takes_no_time_and_leaves_no_row():
    _, journal = run([case(0, CLAIMS | {"rejects_claim": 1.0}), case(100, SOLVES)], team=None)
    assert reviews(journal).case.tolist() == []
    assert journal.contacts.reviews.tolist() == [1, 1]
    assert journal.contacts.bot_end.tolist() == [20, 120]
    assert journal.contacts.ending.tolist() == [Ending.PERSON_RESOLVED, Ending.BOT_RESOLVED]


DRAWN = {"demand": {"volume": "400/hour"}, "people": {"teams": {"desk": {"headcount": 40}}}}


def test_a_judge_removes_exactly_what_it_catches():
    """Without returns and rules on queues: false closings fall by those with u < reject_false."""
    returns = {"max_attempts": 1}
    bot = {"resolution_rate": 0.4, "false_resolution": 0.3}
    review = {"review": {"reject_false": 0.6, "reject_true": 0.0}}
    plain = scenario(**DRAWN, returns=returns, bot=bot)
    watched = scenario(**DRAWN, returns=returns, bot=bot | review)
    _, before = play_out(plain)
    _, after = play_out(watched)
    false = before.contacts.ending == Ending.BOT_FALSELY_CLOSED
    caught = values_of(bound_of(watched))["rejects_claim"][before.contacts.case] > 0
    still = after.contacts.ending == Ending.BOT_FALSELY_CLOSED
    assert np.array_equal(still, false & ~caught)
    assert abs(z_of_share(caught[false], 0.6)) < 4


def test_share_0_is_the_desk_without_it():
    with_share, without = (
        play_out(scenario(**DRAWN, bot=bot))[1]
        for bot in ({"review": {"share": 0, "team": "desk"}}, {})
    )
    for table in ("contacts", "legs"):
        pairs = zip(
            getattr(with_share, table).columns, getattr(without, table).columns, strict=True
        )
        for column, other in pairs:
            np.testing.assert_array_equal(column, other)


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_as_many_sessions_are_watched_as_said(share: float):
    watched = values_of(bound_of(scenario(**DRAWN, bot={"review": {"share": share}})))["watched"]
    assert abs(z_of_share(watched > 0, share)) < 4 if share < 1 else watched.all()
