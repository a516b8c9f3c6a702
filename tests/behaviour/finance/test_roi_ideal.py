"""The ideal AI: the share it takes, in no time, always rightly."""

import pytest
from numpy.testing import assert_array_equal
from support.playing import play_out
from support.projects import project

from sim.engine.journal import Ending
from sim.engine.plan.rules import BuiltIn
from sim.finance.ideal import ideal_ai

HARD = (
    "inquiry_types.question.bot.eligible=false",
    "inquiry_types.question.solved_by_person=50 %",
    "channels.email.bot=never",
    "demand.volume=2000/month",
    "people.teams.desk.shifts.0.agents=8",
    "triage.method=ai",
)


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    arm = project(tmp_path_factory.mktemp("ideal"), *HARD).ai
    return play_out(ideal_ai(arm, arm, 0.65))


def test_it_takes_the_share_of_the_cases(played):
    contacts = played[1].contacts
    first = contacts.take(contacts.attempt == 0)
    solved = (first.ending == Ending.BOT_RESOLVED).mean()
    assert solved == pytest.approx(0.65, abs=4 * (0.65 * 0.35 / len(first)) ** 0.5)


def test_it_is_as_good_for_all_segments_and_leaves_programmes_to_the_next_step(tmp_path):
    segments = 'segments={"a": {"customers": 1, "bot_quality": 0.5, "bot_affinity": 0.5}}'
    notice = 'arms.ai.programmes={"notice": {"types": "question"}}'
    found = project(tmp_path, *HARD, segments, notice)
    ideal = ideal_ai(found.ai, found.baseline, 0.65)
    assert found.ai.programmes
    assert not ideal.programmes
    contacts = play_out(ideal)[1].contacts
    first = contacts.take(contacts.attempt == 0)
    solved = (first.ending == Ending.BOT_RESOLVED).mean()
    assert solved == pytest.approx(0.65, abs=4 * (0.65 * 0.35 / len(first)) ** 0.5)


def test_it_takes_no_time(played):
    contacts = played[1].contacts
    taken = contacts.take(contacts.bot_start == contacts.bot_start)
    assert (taken.bot_end == taken.bot_start).all()


def test_it_is_always_right_and_nobody_leaves_or_asks(played):
    plan, journal = played
    contacts = journal.contacts
    wrong = (Ending.BOT_FALSELY_CLOSED, Ending.BOT_LEFT)
    assert not any((contacts.ending == ending).any() for ending in wrong)
    assert set(contacts.rule.tolist()) == {-1, plan.policy.number(BuiltIn.TURN_LIMIT)}


def test_it_tries_each_case_once(played):
    contacts = played[1].contacts
    again = contacts.take(contacts.attempt > 0)
    assert len(again)
    assert (again.bot_start != again.bot_start).all()


def test_what_it_hands_over_takes_people_as_long_as_ever(tmp_path):
    arm = project(tmp_path, *HARD).ai
    _, ideal = play_out(ideal_ai(arm, arm, 0.0))
    _, alone = play_out(arm.model_copy(update={"bot": None}))
    for column in ("case", "attempt", "started", "talk_end"):
        assert_array_equal(getattr(ideal.legs, column), getattr(alone.legs, column))


def test_a_bot_that_resolves_all_leaves_people_nothing(tmp_path):
    found = project(tmp_path)
    _, journal = play_out(ideal_ai(found.ai, found.baseline, 1.0))
    assert len(journal.legs) == 0
