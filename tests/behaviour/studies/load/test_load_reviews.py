"""Reviews of the bot are work of their team, and send some of what would close to people."""

import pytest
from support.agreement import verification_desk
from support.playing import play_out

from sim.engine import make_plan
from sim.engine.journal import Outcome
from sim.studies.load.load import arm_load


def loads(*settings: str) -> dict[str, float]:
    """Mean work by team in erlangs."""
    scenario = verification_desk("reviewers", *settings)
    teams = arm_load(scenario, make_plan(scenario)).teams
    return {team.name: float(team.load.mean()) for team in teams}


def test_each_closing_is_reviewed_and_three_of_ten_go_on():
    found = loads()
    assert found == pytest.approx({"reviewers": 6 / 3, "people": 6 * 0.3 * 2}, rel=1e-6)


def test_a_share_of_the_sessions_is_watched():
    found = loads("bot.review.share=25 %")
    assert found == pytest.approx({"reviewers": 6 / 3 / 4, "people": 6 * 0.3 * 2 / 4}, rel=1e-6)


def test_a_judge_takes_nobodys_time():
    judged = loads("bot.review.team=null", "people.teams.reviewers.queues=[question]")
    assert sum(judged.values()) == pytest.approx(6 * 0.3 * 2, rel=1e-6)


def test_false_closings_are_rejected_at_their_own_rate():
    found = loads(
        "bot.resolution_rate=50 %",
        "bot.false_resolution=50 %",
        "bot.review.reject_false=80 %",
        "returns.after_bot=0",
    )
    # Half of the closings are false, so that every session closes in one way or the other.
    assert found["people"] == pytest.approx(6 * (0.3 + 0.8) / 2 * 2, rel=1e-6)


def test_every_draft_is_read():
    """Held against a run: a session has as many reviews as turns."""
    words = (
        "bot.review.before=every_turn",
        "bot.turn_limit=4",
        "bot.turns_to_solve=[1, 1, 1, 1]",
        "bot.resolution_rate=70 %",
        "run.window=3 weeks",
        "people.teams.reviewers.headcount=12",
    )
    scenario = verification_desk("reviewers", *words)
    _, journal = play_out(scenario)
    legs = journal.legs
    reviews = legs.take((legs.outcome == Outcome.PASSED) | (legs.outcome == Outcome.REJECTED))
    worked = float((reviews.talk_end - reviews.started).sum()) / journal.end
    assert loads(*words)["reviewers"] == pytest.approx(worked, rel=0.05)
