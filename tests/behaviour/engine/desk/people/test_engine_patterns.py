"""Patterns: neither their order in the file nor a head added to another moves anybody's draws."""

from datetime import date

import numpy as np
import pytest
from support.handmade import scenario

from sim.engine.bind.people.patterns import canonical_text, patterns_of
from sim.engine.bind.people.roster import make_roster
from sim.engine.journal import Roster
from sim.scenario.sections.team import Shift, Team
from sim.workload.draws.streams import Streams

EARLY = {"hours": "Mon-Fri 08:00-16:00", "agents": 2, "breaks": "daily 12:00-12:30"}
LATE = {"hours": "Mon-Fri 11:00-19:00", "agents": 3}
SATURDAY = {"hours": "Sat 09:00-17:00", "agents": 1}
TEAM = {"absence": 0.3, "off_queue": 0.2, "agent_spread": 0.2}


def rostered(*patterns: dict) -> Roster:
    run = {"kind": "typical", "start": date(2026, 1, 5)}
    team = TEAM | {"shifts": list(patterns)}
    return make_roster(scenario(run=run, people={"teams": {"desk": team}}), Streams(1, 0))


def same(first: Roster, second: Roster) -> bool:
    pairs = zip(first.columns, second.columns, strict=True)
    return all(np.array_equal(column, other) for column, other in pairs)


@pytest.mark.parametrize(
    "order", [(EARLY, SATURDAY, LATE), (SATURDAY, LATE, EARLY), (LATE, EARLY, SATURDAY)]
)
def test_the_order_in_the_file_changes_nothing(order: tuple[dict, ...]) -> None:
    assert same(rostered(EARLY, LATE, SATURDAY), rostered(*order))


def test_a_pattern_written_twice_is_one() -> None:
    assert same(rostered(LATE), rostered(LATE | {"agents": 1}, LATE | {"agents": 2}))


def test_agents_are_numbered_by_the_first_hour_worked() -> None:
    texts = [p.shift.hours.weekly[0][0] / 3600 for p in patterns_of(team(LATE, SATURDAY, EARLY))]
    assert texts == [8, 11, 5 * 24 + 9]


@pytest.mark.parametrize("grown", [EARLY, LATE, SATURDAY])
def test_a_head_added_to_one_pattern_moves_no_draw_of_another(grown: dict) -> None:
    patterns = [EARLY, LATE, SATURDAY]
    more = [p | {"agents": p["agents"] + 1} if p is grown else p for p in patterns]
    before, after = by_pattern(patterns), by_pattern(more)
    for text, stretches in before.items():
        assert stretches <= after[text]
        if text != canonical_text(Shift.model_validate(grown)):
            assert stretches == after[text]


def by_pattern(patterns: list[dict]) -> dict[str, set[tuple[float, ...]]]:
    """The stretches of each pattern by the number within it, whatever number in the team."""
    roster, first, found = rostered(*patterns), 0, {}
    for pattern in patterns_of(team(*patterns)):
        rows = roster.take((roster.agent >= first) & (roster.agent < first + pattern.agents))
        columns = (rows.agent - first, rows.start, rows.end, rows.activity, rows.factor)
        found[pattern.text] = set(zip(*(column.tolist() for column in columns), strict=True))
        first += pattern.agents
    return found


def team(*patterns: dict) -> Team:
    return Team.model_validate({"shifts": list(patterns)})


def test_a_pattern_may_be_written_in_other_words() -> None:
    other = {"hours": "Mon 08:00-16:00, Tue-Fri 08:00-16:00", "breaks": "daily 12:00-12:30"}
    assert canonical_text(Shift.model_validate(EARLY)) == canonical_text(
        Shift.model_validate(other)
    )


def test_people_who_join_a_pattern_in_the_middle_have_numbers_of_their_own() -> None:
    run = {"kind": "project", "start": date(2026, 1, 5), "months": 2, "warm_up": "1 week"}
    people = {"teams": {"desk": {"shifts": [LATE, EARLY], "changes": {1: 2}}}}
    roster = make_roster(scenario(run=run, people=people), Streams(1, 0))
    by_agent = {
        agent: set((roster.start[roster.agent == agent] % 86_400 / 3600).tolist())
        for agent in range(7)
    }
    assert [min(starts) for starts in by_agent.values()] == [8, 8, 8, 8, 11, 11, 11]
