"""Contacts and session rates that were entered as they are measured, and what is played."""

import numpy as np
import pytest
from support.playing import journals

from sim.engine.journal import Ending, Journal
from sim.engine.plan.plan import Plan
from sim.measures.statistics.estimator import ratios, student
from sim.scenario.files.loading import load
from sim.scenario.root import Scenario

FURTHEST, WIDEST = 4.0, 0.02
REPLICATIONS = 8
CLOSED = [Ending.BOT_RESOLVED, Ending.BOT_FALSELY_CLOSED]

DESK = """\
name: measured
run: {warm_up: 2 weeks, window: 4 weeks, run_out: 0, replications: 8}
demand:
  volume: {count: 3000/month, of: contacts}
  profile: flat
  counts: fixed
  busyness: {cv: 0}
channels:
  email: {}
inquiry_types:
  question: {handle_time: constant 1 s}
people:
  teams:
    desk: {headcount: 9}
"""

TIER2 = """\
inquiry_types:
  order:
    share: 70 %
    handle_time: constant 1 s
    solved_by_person: 60 %
    forwards: {bug: 20 %}
  bug:
    share: 30 %
    handle_time: constant 1 s
    solved_by_person: 40 %
    tier2: {share: 30 %, solved: 90 %}
    forwards: {order: 10 %}
returns: {after_person: 90 %}
"""

BOT = """\
bot:
  resolution_rate: 55 %
  of: sessions
  false_resolution: 20 %
  turn_limit: 5
  asks_at_once: 10 %
  asks_per_turn: 4 %
  leaves_per_turn: 5 %
"""

SEGMENTS = """\
segments:
  shy: {customers: 500, share: 30 %, bot_affinity: 0.5, bot_quality: 0.7}
  keen: {customers: 500, share: 70 %, bot_affinity: 2}
"""

PROGRAMMES = """\
programmes:
  notice: {types: question, reach: 50 %, recall: 60 %, success: 50 %, induced: 10 %}
"""

PHONE = """\
channels:
  phone: {hours: Mon-Fri 08:00-18:00, patience: never}
"""


def arm(folder, *parts: str, name: str = "baseline") -> Scenario:
    """The desk with parts that replace or follow its own, and the bot in all arms."""
    text = DESK
    for part in parts:
        section = part.partition(":")[0]
        text = without(text, section) + part
    text += "arms: {baseline: {}, ai: {}}\n"
    (folder / "desk.yaml").write_text(text, encoding="utf-8")
    return load(folder / "desk.yaml").arm(name)


def without(text: str, section: str) -> str:
    """A file without one of its sections."""
    lines, kept = text.splitlines(keepends=True), True
    rest = []
    for line in lines:
        if not line.startswith(" "):
            kept = not line.startswith(f"{section}:")
        rest += [line] * kept
    return "".join(rest)


def contacts_a_month(plan: Plan, journal: Journal) -> tuple[float, float]:
    arrived = journal.contacts.arrival
    inside = (arrived >= plan.horizon.window_start) & (arrived < plan.horizon.window_end)
    met = inside & (journal.contacts.ending != Ending.AVERTED)
    months = (plan.horizon.window_end - plan.horizon.window_start) / 86_400 / 365 * 12
    return np.count_nonzero(met), months


def closed_sessions(plan: Plan, journal: Journal) -> tuple[float, float]:
    table = journal.contacts
    taken = ~np.isnan(table.bot_start) & (table.arrival >= plan.horizon.window_start)
    return np.count_nonzero(taken & np.isin(table.ending, CLOSED)), np.count_nonzero(taken)


def assert_shows(scenario: Scenario, counting, right: float) -> None:
    table = np.array([counting(plan, journal) for plan, journal in journals(scenario)])
    (found,) = ratios(table[:, :1], table[:, 1:], [""])
    half = (found.high - found.low) / 2
    z = (found.mean - right) / half * student(REPLICATIONS)
    print(f"{right:.5g} {found.mean:.5g} +- {half:.2g}, z {z:.2f}")
    assert abs(z) < FURTHEST
    assert half < WIDEST * right


@pytest.mark.parametrize(
    "parts",
    [(), (TIER2,), (PROGRAMMES,), (BOT,), (BOT, SEGMENTS, TIER2), (PHONE,)],
    ids=["returns", "tier2", "programme", "bot", "segments", "hours"],
)
def test_as_many_contacts_come_as_were_counted(tmp_path, parts):
    assert_shows(arm(tmp_path, *parts), contacts_a_month, 3000)


@pytest.mark.parametrize(
    "parts",
    [(BOT,), (BOT, SEGMENTS), (BOT, TIER2), (BOT, SEGMENTS, PHONE)],
    ids=["alone", "segments", "tier2", "hours"],
)
def test_the_bot_closes_as_many_sessions_as_its_dashboard_showed(tmp_path, parts):
    assert_shows(arm(tmp_path, *parts), closed_sessions, 0.55)
