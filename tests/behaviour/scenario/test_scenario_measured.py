"""Numbers that were entered as they are measured: contacts beside cases, sessions beside cases."""

import json

import pytest

from sim.report.text import canonical
from sim.scenario.derived.case_life import case_life
from sim.scenario.derived.traffic import traffic
from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import load

CONTACTS = "demand.volume={count: 2600/month, of: contacts}"
RETURNS = "inquiry_types.question.solved_by_person=70 %"
SESSIONS = "bot.of=sessions"


def contacts_when(solved: float, back: float, attempts: int = 4) -> float:
    return sum(((1 - solved) * back) ** attempt for attempt in range(attempts))


def test_a_volume_of_contacts_becomes_cases_at_the_baseline():
    loaded = load("sme", [CONTACTS, RETURNS])
    right = 2600 / contacts_when(0.7, 0.75)
    for arm in loaded.arms.values():
        volume = arm.demand.volume
        assert (volume.count, volume.period, volume.of) == (pytest.approx(right), "month", "cases")
    (solved,) = loaded.solved
    assert (solved.path, solved.measured, solved.of) == (
        ("demand", "volume"),
        2600,
        "contacts/month",
    )
    assert (solved.became, solved.into) == (pytest.approx(right), "cases/month")


def test_what_is_written_stays_for_the_manifest():
    loaded = load("sme", [CONTACTS, RETURNS, SESSIONS])
    volume, bot = loaded.scenario.demand.volume, loaded.scenario.bot
    assert (volume.count, volume.of) == (2600, "contacts")
    assert (bot.resolution_rate, bot.of) == (0.65, "sessions")


def test_a_volume_of_each_type_is_solved_for_by_itself(tmp_path):
    path = tmp_path / "desk.yaml"
    path.write_text(
        """\
name: desk
channels: {email: {}}
inquiry_types:
  easy: {volume: {count: 100/day, of: contacts}, handle_time: 5 min, solved_by_person: 100 %}
  hard: {volume: {count: 100/day, of: contacts}, handle_time: 5 min, solved_by_person: 40 %}
  rare: {volume: 10/day, handle_time: 5 min, solved_by_person: 40 %}
people: {teams: {desk: {headcount: 9}}}
""",
        encoding="utf-8",
    )
    types = load(path).arm("baseline").inquiry_types
    found = [types[name].volume.per_day for name in ("easy", "hard", "rare")]
    assert found == pytest.approx([100, 100 / contacts_when(0.4, 0.75), 10])


def test_the_rate_of_sessions_shows_what_was_measured():
    loaded = load("sme", [SESSIONS, RETURNS])
    arm = loaded.arm("ai")
    life = case_life(arm, "question", "email")
    assert life.closings / life.sessions == pytest.approx(0.65)
    assert arm.bot.of == "cases"
    assert arm.inquiry_types["question"].bot.resolution_rate == arm.bot.resolution_rate > 0.7
    assert arm.money.claimed_rate == 0.65  # what the spreadsheet believes


def test_with_one_contact_a_case_the_rate_is_the_formula():
    settings = [SESSIONS, "returns.max_attempts=1", "bot.turn_limit=1", "bot.asks_at_once=10 %"]
    rate = load("sme", settings).arm("ai").bot.resolution_rate
    assert rate == pytest.approx(0.65 * (1 - 0.15) / 0.9)


def test_a_type_has_a_measured_rate_of_its_own():
    loaded = load("saas", [SESSIONS])
    arm = loaded.arm("ai")
    for name, kind in load("saas").scenario.inquiry_types.items():
        lives = [case_life(arm, name, channel) for channel in arm.channels]
        closings = sum(life.closings for life in lives) / sum(life.sessions for life in lives)
        assert closings == pytest.approx(kind.bot.resolution_rate, rel=0.02)  # as_of: decay
    assert [solved.path[1] for solved in loaded.solved] == list(arm.inquiry_types)


def test_an_arm_that_changes_something_else_has_the_same_bot(tmp_path):
    text = (
        "extends: sme\nbot: {of: sessions}\n"
        "arms: {baseline: {bot: null}, ai: {}, short: {bot: {turn_limit: 2}}, "
        "own: {bot: {resolution_rate: 40 %}}}\n"
    )
    (tmp_path / "desk.yaml").write_text(text, encoding="utf-8")
    arms = load(tmp_path / "desk.yaml").arms
    assert arms["short"].bot.resolution_rate == arms["ai"].bot.resolution_rate
    assert arms["own"].bot.resolution_rate < arms["ai"].bot.resolution_rate
    assert arms["baseline"].bot is None


def test_a_rate_at_the_launch_is_one_of_sessions_too():
    bot = load("sme", [SESSIONS, "bot.launch_rate=30 %"]).arm("ai").bot
    assert 0.3 < bot.launch_rate < bot.resolution_rate


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            ["bot.resolution_rate=90 %"],
            "--set:1:21 bot.resolution_rate: 90 % of the sessions cannot be closed: customers ask "
            "for a person or leave before the bot is done, so that at most 73.9 % can; lower it, "
            "or `asks_at_once`, `asks_per_turn` or `leaves_per_turn`",
        ),
        (
            ["inquiry_types.question.bot={resolution_rate: 80 %}"],
            "--set:1:46 inquiry_types.question.bot.resolution_rate: 80 % of the sessions cannot",
        ),
    ],
)
def test_a_rate_that_cannot_be_measured_names_what_can_be(settings, message):
    with pytest.raises(ScenarioError) as caught:
        load("sme", [SESSIONS, "returns.max_attempts=1", *settings])
    assert str(caught.value).startswith(message)


def test_a_measured_rate_may_be_high_where_the_true_one_could_not_be():
    settings = [SESSIONS, "bot.asks_at_once=0", "bot.asks_per_turn=0", "bot.leaves_per_turn=0"]
    assert load("sme", [*settings, "bot.resolution_rate=90 %"]).arm("ai").bot.resolution_rate < 0.85


def test_all_cases_averted_have_no_contacts():
    every = "programmes={all: {types: question, success: 100 %}}"
    with pytest.raises(ScenarioError, match="programmes avert all of them; give the volume of"):
        load("sme", [CONTACTS, every])


@pytest.mark.parametrize(
    ("volume", "message"),
    [
        ("{count: 260/month, period: week}", "'260/month' says its period; remove `period`"),
        ("{of: contacts}", "`count` is missing; write `count: 200/month`"),
        ("{count: 260, of: contacts}", "`period` is missing; write it with the count, such as"),
        ("{count: 260/month, of: calls}", "'calls' is not a valid choice; did you mean `cases`?"),
    ],
)
def test_a_wrong_volume_says_what_to_write(volume, message):
    with pytest.raises(ScenarioError) as caught:
        load("sme", f"demand.volume={volume}")
    assert message in str(caught.value)


@pytest.mark.parametrize("settings", [[], [CONTACTS], [SESSIONS], [CONTACTS, SESSIONS]])
@pytest.mark.parametrize("preset", ["sme", "telecom", "bank"])
def test_what_is_dumped_loads_as_the_same_scenario(tmp_path, preset, settings):
    if preset != "sme":
        settings = [*settings, "bot.asks_at_once=0", "bot.asks_per_turn=0", "bot.leaves_per_turn=0"]
    loaded = load(preset, settings)
    manifest = {"scenario": loaded.scenario.model_dump(mode="json")}
    path = tmp_path / "manifest.json"
    path.write_text(canonical(manifest), encoding="utf-8")
    again = load(path)
    assert again.scenario == loaded.scenario
    assert again.arms == loaded.arms
    assert json.loads(canonical(again.scenario.model_dump(mode="json"))) == manifest["scenario"]


def test_averted_and_induced_cases_count_in_the_traffic():
    loaded = load("retailer")
    with_notices = traffic(loaded.arm("notices"), "order_status")
    assert with_notices.cases == pytest.approx(1 - 0.85 * 0.6 * 0.5 + 0.004 * 0.85 * 0.6 * 10)
    with_bot = traffic(loaded.arm("ai"), "order_status")
    assert with_bot.cases == pytest.approx(1 + 0.8 * 0.05)  # no bot on the phone, a fifth
