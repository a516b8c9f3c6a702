"""Files, bases, presets, settings, arms and manifests become one validated scenario."""

import json

import pytest

from sim.scenario.errors import ScenarioError, suggest
from sim.scenario.files.loading import load
from sim.scenario.files.presets import preset_names, preset_path, preset_story

SMALLEST = """\
name: desk
demand: {volume: 200/month}
channels: {email: {}}
inquiry_types: {question: {handle_time: 20 min}}
people: {teams: {desk: {headcount: 1}}}
"""


@pytest.fixture
def written(tmp_path):
    def write(text: str, name: str = "desk.yaml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_smallest_file_has_fewer_than_ten_lines(written):
    assert len(SMALLEST.splitlines()) < 10
    scenario = load(written(SMALLEST)).scenario
    assert scenario.inquiry_types["question"].mean_handle_time("email") == 1200


@pytest.mark.parametrize("arms", ["", "arms: {baseline: {}, ai: {}}\n", "arms: {baseline: {}}\n"])
def test_without_a_bot_there_is_the_baseline_alone(written, arms):
    loaded = load(written(SMALLEST + arms))
    assert loaded.arm_names == ("baseline",) == tuple(loaded.scenario.arms)
    assert loaded.arm("baseline").model_copy(update={"arms": {}}) == loaded.scenario.model_copy(
        update={"arms": {}}
    )


def test_without_a_bot_an_arm_that_differs_is_played(written):
    loaded = load(written(SMALLEST + "arms: {baseline: {}, ai: {money: {wage: 30/h}}}\n"))
    assert loaded.arm_names == ("baseline", "ai")


def test_a_bot_may_be_given_to_one_arm_only(written):
    loaded = load(written(SMALLEST), "arms.ai={bot: {resolution_rate: 65 %}}")
    assert [arm.bot is None for arm in loaded.arms.values()] == [True, False]


def test_a_preset_without_its_bot_has_one_arm():
    assert load("sme", "bot=null").arm_names == ("baseline",)


def test_a_desk_with_a_bot_has_both_arms_though_they_are_alike(written):
    text = SMALLEST + "bot: {resolution_rate: 65 %}\narms: {baseline: {}, ai: {}}\n"
    assert load(written(text)).arm_names == ("baseline", "ai")


def test_without_arms_the_baseline_has_no_bot(written):
    loaded = load(written(SMALLEST + "bot: {resolution_rate: 65 %}\n"))
    assert loaded.arm("baseline").bot is None
    assert loaded.arm("ai").bot.resolution_rate == 0.65


def test_an_arm_says_only_what_differs(written):
    arms = "arms: {baseline: , ai: {bot: {turn_limit: 3}}, more: {money: {wage: 30/h}}}\n"
    loaded = load(written(SMALLEST + arms))
    assert loaded.arm_names == ("baseline", "ai", "more")
    assert loaded.arm("ai").bot.turn_limit == 3
    assert loaded.arm("more").money.wage == 30
    assert loaded.arm("baseline").money.wage == loaded.scenario.money.wage == 20.59


def test_an_arm_may_change_one_entry_of_a_list(written):
    shifts = "[{hours: daily 08:00-12:00, agents: 1}, {hours: daily 12:00-18:00, agents: 2}]"
    text = SMALLEST.replace("headcount: 1", f"shifts: {shifts}")
    arms = "arms: {baseline: , ai: {people: {teams: {desk: {shifts: {1: {agents: 5}}}}}}}\n"
    shifts = load(written(text + arms)).arm("ai").people.teams["desk"].shifts
    assert [shift.agents for shift in shifts] == [1, 5]


def test_an_unknown_arm_is_an_error(written):
    loaded = load(written(SMALLEST))
    with pytest.raises(
        ScenarioError, match=r"^no arm is called 'baselin'; did you mean `baseline`\?$"
    ):
        loaded.arm("baselin")


def test_yaml_is_read_by_its_version_1_2(written):
    text = SMALLEST.replace("name: desk", "name: no") + "run: {start: 2026-02-01}\n"
    loaded = load(written(text.replace("email: {}", "email: {hours: Mon 9:00-17:00}")))
    assert loaded.scenario.name == "no"
    assert loaded.scenario.channels["email"].hours.weekly == ((32400.0, 61200.0),)
    assert loaded.document["run"] == {"start": "2026-02-01"}


def test_a_time_of_day_is_no_number(written):
    with pytest.raises(
        ScenarioError, match=r"desk\.yaml:6:14 run\.until: '9:00' is not a duration"
    ):
        load(written(SMALLEST + "run: {until: 9:00}\n"))


def test_a_file_builds_on_a_base(written):
    written(SMALLEST, "base.yaml")
    loaded = load(written("extends: base.yaml\ndemand: {volume: 300/month}\n"))
    assert loaded.scenario.demand.volume.count == 300
    assert loaded.scenario.name == "desk"
    assert "extends" not in loaded.document


def test_bases_may_build_on_bases(written):
    written(SMALLEST, "a.yaml")
    written("extends: a.yaml\nname: b\nmoney: {wage: 30/h, platform: 5/month}\n", "b.yaml")
    scenario = load(written("extends: b.yaml\nmoney: {wage: 31/h}\n")).scenario
    assert (scenario.name, scenario.money.wage, scenario.money.platform) == ("b", 31, 5)


def test_a_base_is_found_beside_the_file_that_names_it(written):
    written(SMALLEST, "sub/base.yaml")
    written("extends: base.yaml\n", "sub/middle.yaml")
    assert load(written("extends: sub/middle.yaml\n")).scenario.name == "desk"


def test_a_preset_can_be_a_base(written):
    scenario = load(written("extends: sme\nname: mine\n")).scenario
    assert scenario.name == "mine"
    assert scenario.demand == load("sme").scenario.demand


def test_lists_and_scalars_replace_and_null_clears(written):
    written(SMALLEST + "bot: {turns_to_solve: [1, 2, 3]}\ntargets: {csat: '>= 4'}\n", "base.yaml")
    text = "extends: base.yaml\nbot: {turns_to_solve: [1]}\ntargets: null\n"
    with pytest.raises(ScenarioError, match="targets: nothing is written here; write lines of"):
        load(written(text))
    loaded = load(written("extends: base.yaml\nbot: {turns_to_solve: [1]}\n"))
    assert loaded.scenario.bot.turns_to_solve == (1,)
    assert load(written("extends: base.yaml\nbot: null\n")).scenario.bot is None


def test_files_that_extend_in_a_circle(written):
    written("extends: b.yaml\n", "a.yaml")
    written("extends: c.yaml\n", "b.yaml")
    path = written("extends: a.yaml\n", "c.yaml")
    circle = (
        r"extends: files extend each other in a circle: c\.yaml -> a\.yaml -> b\.yaml -> c\.yaml"
    )
    with pytest.raises(ScenarioError, match=circle):
        load(path)


def test_a_mistake_in_a_base_is_shown_in_the_base(written):
    written(SMALLEST.replace("20 min", "20 mn"), "base.yaml")
    with pytest.raises(
        ScenarioError, match=r"base\.yaml:4:41 inquiry_types\.question\.handle_time:"
    ):
        load(written("extends: base.yaml\n"))


def test_extends_names_one_file(written):
    with pytest.raises(ScenarioError, match=r"desk\.yaml:1:1 extends: name one file or preset"):
        load(written("extends: [sme]\n"))


@pytest.mark.parametrize(
    ("setting", "volume"), [("300/month", 300), (" 1.5e3/month", None), ("'9/month'", 9)]
)
def test_a_setting_is_yaml(written, setting, volume):
    path = written(SMALLEST)
    if volume is None:
        with pytest.raises(ScenarioError, match=r"--set:1:16 demand\.volume: '1\.5e3/month' is no"):
            load(path, [f"demand.volume={setting}"])
    else:
        loaded = load(path, [f"demand.volume={setting}"])
        assert loaded.scenario.demand.volume.count == volume


def test_later_settings_win_and_reach_both_arms(written):
    settings = ["money.wage=1/h", "money={wage: 2/h, platform: 7/month}", "bot.turn_limit=2"]
    loaded = load(written(SMALLEST), settings)
    assert [loaded.arm(name).money.wage for name in loaded.arm_names] == [2, 2]
    assert loaded.arm("ai").bot.turn_limit == 2
    assert loaded.arm("baseline").bot is None


def test_a_setting_changes_one_entry_of_a_list():
    loaded = load("sme", ["people.teams.desk.shifts.0.agents=3"])
    (shift,) = loaded.scenario.people.teams["desk"].shifts
    assert shift.agents == 3
    assert shift.hours == load("sme").scenario.people.teams["desk"].shifts[0].hours


def test_a_text_is_one_setting():
    assert load("sme", "bot.turn_limit=3").arm("ai").bot.turn_limit == 3
    with pytest.raises(ScenarioError, match="--set:1:1 ab: there is no `ab` here"):
        load("sme", "ab=c")


def test_a_setting_may_be_about_an_arm_that_is_there_by_default(written):
    loaded = load(written(SMALLEST), ["arms.ai.bot.turn_limit=3"])
    assert loaded.arm("ai").bot.turn_limit == 3
    assert loaded.arm("baseline").bot is None


def test_a_new_section_is_set_key_by_key_but_a_new_channel_as_a_whole():
    loaded = load("sme", ["segments.vip.customers=5", "channels.chat={hours: Mon-Fri 09:00-17:00}"])
    assert loaded.scenario.segments["vip"].customers == 5
    assert loaded.scenario.channels["chat"].live


def test_a_setting_may_be_about_one_arm(written):
    text = SMALLEST + "arms: {baseline: {bot: null}, ai: {bot: {}}}\n"
    loaded = load(written(text), ["arms.ai.bot.resolution_rate=30 %"])
    assert loaded.arm("ai").bot.resolution_rate == 0.3


def test_the_document_gives_the_same_scenario_again(written, tmp_path):
    loaded = load("sme", ["run.start=2026-03-02"])
    path = written(json.dumps({"seed": 7, "scenario": loaded.document}), "run/manifest.json")
    again = load(path)
    assert again.document == loaded.document
    assert again.scenario == loaded.scenario
    assert again.arms == loaded.arms
    assert again.folder == tmp_path / "run"


def test_a_manifest_may_name_the_folder_of_the_files(written, tmp_path):
    loaded = load(written(SMALLEST))
    manifest = {"scenario": loaded.document, "folder": ".."}
    path = written(json.dumps(manifest), "run/manifest.json")
    assert load(path).folder.resolve() == tmp_path.resolve()


def test_files_are_looked_for_beside_the_scenario(written, tmp_path):
    text = SMALLEST.replace("headcount: 1", "roster: people.csv")
    message = r"people\.teams\.desk\.roster: there is no file 'people\.csv' in "
    with pytest.raises(ScenarioError, match=message):
        load(written(text))
    (tmp_path / "people.csv").write_text("agent,on,off\n", encoding="utf-8")
    assert load(written(text)).folder == tmp_path


def test_a_missing_file_of_an_arm_is_shown_in_the_arm(written):
    arms = "arms: {baseline: , ai: {people: {teams: {desk: {headcount: null, roster: a.csv}}}}}\n"
    with pytest.raises(
        ScenarioError, match=r"6:74 arms\.ai\.people\.teams\.desk\.roster: there is"
    ):
        load(written(SMALLEST + arms))


def test_the_presets_load_and_tell_their_story():
    for name in preset_names():
        assert load(name).scenario.name
        assert len(preset_story(name)) > 20


def test_the_golden_preset_is_the_golden_case():
    scenario = load("sme").scenario
    desk = scenario.people.teams["desk"]
    assert scenario.demand.volume.per_day == 200 * 12 / 365
    assert scenario.inquiry_types["question"].mean_handle_time("email") == 1200
    assert scenario.inquiry_types["question"].solved_by_person == 1
    assert (scenario.money.hourly_rate, scenario.money.platform) == (25, 200)
    assert scenario.money.implementation == 8000
    assert scenario.bot.resolution_rate == 0.65
    assert [shift.agents for shift in desk.shifts] == [1]
    assert list(scenario.targets.goals) == ["first_response_time_human_business_p90"]
    assert load("sme").arm("baseline").bot is None


def test_an_unknown_preset_is_an_error():
    with pytest.raises(ScenarioError, match="no preset is called 'smee'; did you mean `sme`"):
        preset_path("smee")


@pytest.mark.parametrize(
    ("word", "choices", "ending"),
    [
        ("chta", ["email", "chat"], "; did you mean `chat`?"),
        ("fax", ["email", "chat"], "; possible: `email`, `chat`"),
        ("fax", [], ""),
    ],
)
def test_a_guess_names_the_nearest_choice_or_all(word, choices, ending):
    assert suggest(word, choices) == ending


# ---- Merge keys

MERGING = """\
name: merging
demand: {volume: 200/month}
channels: {email: {}}
inquiry_types:
  plain: &plain
    share: 50 %
    handle_time: 20 min
    solved_by_person: 80 %
  hard:
    <<: *plain
    handle_time: 40 min
people:
  teams:
    desk: {headcount: 1}
"""


def test_a_type_may_be_another_with_something_else(written):
    hard = load(written(MERGING)).scenario.inquiry_types["hard"]
    assert (hard.mean_handle_time("email"), hard.solved_by_person, hard.share) == (2400, 0.8, 0.5)


def test_a_mistake_in_what_is_merged_is_shown_where_it_was_written(written):
    path = written(MERGING.replace("80 %", "80"))
    with pytest.raises(ScenarioError) as caught:
        load(path)
    plain, hard = (line for line in str(caught.value).splitlines() if line.startswith(str(path)))
    assert plain.startswith(f"{path}:8:23 inquiry_types.plain.solved_by_person: 80 is out of")
    assert hard.startswith(f"{path}:8:23 inquiry_types.hard.solved_by_person: 80 is out of bounds")


def test_a_mistake_beside_what_is_merged_is_shown_in_its_place(written):
    path = written(MERGING.replace("40 min", "40"))
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}:11:18 inquiry_types.hard.handle_time: 40 has no u")


def test_an_arm_may_merge_what_the_scenario_says(written):
    text = MERGING.replace("desk: {headcount: 1}", "desk: &desk {headcount: 1, absence: 5 %}")
    arms = "arms:\n  baseline: {}\n  ai: {people: {teams: {more: {<<: *desk, headcount: 2}}}}\n"
    teams = load(written(text + arms)).arm("ai").people.teams
    assert [(team.headcount, team.absence) for team in teams.values()] == [(1, 0.05), (2, 0.05)]


def test_merges_are_done_before_a_base_is_laid_under(written, tmp_path):
    (tmp_path / "base.yaml").write_text(MERGING, encoding="utf-8")
    kinds = "  plain: &new {share: 40 %}\n  hard: {<<: *new, share: 60 %}\n"
    over = f"extends: base.yaml\ninquiry_types:\n{kinds}"
    kinds = load(written(over)).scenario.inquiry_types
    assert [kind.share for kind in kinds.values()] == [0.4, 0.6]
    assert kinds["hard"].mean_handle_time("email") == 2400
