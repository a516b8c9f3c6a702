"""What a user reads who made a mistake in a scenario: place, path, message, line, caret."""

import textwrap

import pytest

from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import load

DESK = """\
name: desk
demand: {volume: 200/month}
channels:
  email: {hours: Mon-Fri 09:00-17:00}
  chat: {kind: live, patience: 6 min}
inquiry_types:
  order:
    share: 60 %
    handle_time: 20 min
  refund:
    share: 0.4
    handle_time: {email: 12 min, chat: 5 min}
people:
  teams:
    desk:
      shifts:
        - {hours: Mon-Fri 09:00-17:00, agents: 3}
bot:
  resolution_rate: 65 %
"""


pytestmark = pytest.mark.usefixtures("folder")


def complaint(text: str, *settings: str) -> str:
    """What is said about a file with this text."""
    with open("desk.yaml", "w", encoding="utf-8") as file:
        file.write(text)
    with pytest.raises(ScenarioError) as caught:
        load("desk.yaml", settings)
    return str(caught.value)


def changed(old: str, new: str) -> str:
    assert DESK.count(old) >= 1
    return DESK.replace(old, new)


def said(text: str) -> str:
    return textwrap.dedent(text).strip("\n")


def test_the_desk_of_these_tests_is_right():
    with open("desk.yaml", "w", encoding="utf-8") as file:
        file.write(DESK)
    assert load("desk.yaml").scenario.name == "desk"


FULL_TEXTS = {
    "a typo in a key": (
        ("share: 60 %", "shrae: 60 %"),
        """
        desk.yaml:8:5 inquiry_types.order.shrae: there is no `shrae` here; did you mean `share`?
                shrae: 60 %
                ^
        """,
    ),
    "a wrong unit": (
        ("handle_time: 20 min", "handle_time: 20 minn"),
        """
        desk.yaml:9:18 inquiry_types.order.handle_time: '20 minn' is not a duration; \
write `45 s`, `20 min`, `1.5 h`, `2 days` or `2 weeks`
                handle_time: 20 minn
                             ^
        """,
    ),
    "a wrong unit in one channel": (
        ("chat: 5 min", "chat: 5 mn"),
        """
        desk.yaml:12:40 inquiry_types.refund.handle_time.chat: '5 mn' is not a duration; \
write `45 s`, `20 min`, `1.5 h`, `2 days` or `2 weeks`
                handle_time: {email: 12 min, chat: 5 mn}
                                                   ^
        """,
    ),
    "a share above 1": (
        ("share: 60 %", "share: 60"),
        """
        desk.yaml:8:12 inquiry_types.order.share: 60 is out of bounds: \
a share lies between 0 and 1; did you mean `60 %`?
                share: 60
                       ^
        """,
    ),
    "a word that is none of the choices": (
        ("kind: live", "kind: life"),
        """
        desk.yaml:5:16 channels.chat.kind: 'life' is not a valid choice; did you mean `live`?
              chat: {kind: life, patience: 6 min}
                           ^
        """,
    ),
    "no such day": (
        ("email: {hours: Mon-Fri", "email: {hours: Mon-Fir"),
        """
        desk.yaml:4:18 channels.email.hours: 'Fir' is not a day; \
write Mon, Tue, Wed, Thu, Fri, Sat, Sun or daily
              email: {hours: Mon-Fir 09:00-17:00}
                             ^
        """,
    ),
    "an unknown type in a team": (
        ("      shifts:", "      queues: [order, refnd, refund]\n      shifts:"),
        """
        desk.yaml:16:23 people.teams.desk.queues.1: no queue is called 'refnd'; \
did you mean `refund`?
                  queues: [order, refnd, refund]
                                  ^
        """,
    ),
    "a queue without a team": (
        ("      shifts:", "      queues: [order, refund/chat]\n      shifts:"),
        """
        desk.yaml:14:3 people.teams: no team serves `refund/email`; add it to `queues`
              teams:
              ^
        """,
    ),
    "a number that is not whole": (
        ("agents: 3", "agents: 2.5"),
        """
        desk.yaml:17:48 people.teams.desk.shifts.0.agents: 2.5 is not a whole number; \
write one such as `3`
                    - {hours: Mon-Fri 09:00-17:00, agents: 2.5}
                                                           ^
        """,
    ),
    "a mapping in place of a list": (
        ("        - {hours", "        {hours"),
        """
        desk.yaml:16:7 people.teams.desk.shifts: a mapping is not a list; begin each entry with `- `
                  shifts:
                  ^
        """,
    ),
    "a section that is missing": (
        (DESK[DESK.index("people:") : DESK.index("bot:")], ""),
        """
        desk.yaml:1:1 people: `people` is missing
            name: desk
            ^
        """,
    ),
    "a field that is missing": (
        ("    handle_time: 20 min\n", ""),
        """
        desk.yaml:7:3 inquiry_types.order.handle_time: `handle_time` is missing
              order:
              ^
        """,
    ),
    "an empty section": (
        (DESK[DESK.index("people:") : DESK.index("bot:")], "people:\n"),
        """
        desk.yaml:13:1 people: nothing is written here; write lines of `key: value`, \
or `{}` for the defaults
            people:
            ^
        """,
    ),
    "phi above 1": (
        ("  resolution_rate: 65 %", "  resolution_rate: 65 %\n  false_resolution: 40 %"),
        """
        desk.yaml:19:20 bot.resolution_rate: `resolution_rate` 0.65 and `false_resolution` 0.4 \
add up to more than 1; lower one of them
              resolution_rate: 65 %
                               ^
        """,
    ),
    "phi above 1 for one type": (
        ("    share: 60 %", "    share: 60 %\n    bot: {resolution_rate: 90 %}"),
        """
        desk.yaml:9:28 inquiry_types.order.bot.resolution_rate: `resolution_rate` 0.9 and \
`false_resolution` 0.15 add up to more than 1; lower one of them
                bot: {resolution_rate: 90 %}
                                       ^
        """,
    ),
    "a key twice": (
        ("    share: 60 %", "    share: 60 %\n    share: 50 %"),
        """
        desk.yaml:9:5 share: the key is written twice, first on line 8; remove one of them
                share: 50 %
                ^
        """,
    ),
    "a tab": (
        ("  resolution_rate", "\tresolution_rate"),
        """
        desk.yaml:19:1: not readable as YAML: there is a tab here; indent with spaces
             resolution_rate: 65 %
            ^
        """,
    ),
    "a bad indent": (
        ("    share: 60 %", "     share: 60 %"),
        """
        desk.yaml:9:5: not readable as YAML: the indentation does not match the lines before
                handle_time: 20 min
                ^
        """,
    ),
    "a comparison without quotes": (
        ("bot:", "policy: {rules: [{name: a, when: {urgency: >= 3}, then: person}]}\nbot:"),
        """
        desk.yaml:18:44: not readable as YAML: a text that begins with this character needs quotes
            policy: {rules: [{name: a, when: {urgency: >= 3}, then: person}]}
                                                       ^
        """,
    ),
    "a policy that does not exist": (
        ("bot:", "policy: confidnce\nbot:"),
        """
        desk.yaml:18:9 policy: no policy is called 'confidnce'; did you mean `confidence`?
            policy: confidnce
                    ^
        """,
    ),
    "two alternatives": (
        ("patience: 6 min", "patience: nevr"),
        """
        desk.yaml:5:32 channels.chat.patience: 'nevr' is not a law for a duration; \
write `20 min`, `lognormal 20 min cv 1.3`, `exponential 6 min` or `constant 5 s`; \
or: 'nevr' is not a valid choice; did you mean `never`?
              chat: {kind: live, patience: nevr}
                                           ^
        """,
    ),
    "two alternatives inside of one": (
        ("share: 0.4", "share: 0.4\n    patience: {chat: nevr}"),
        """
        desk.yaml:12:22 inquiry_types.refund.patience.chat: 'nevr' is not a law for a duration; \
write `20 min`, `lognormal 20 min cv 1.3`, `exponential 6 min` or `constant 5 s`; \
or: 'nevr' is not a valid choice; did you mean `never`?
                patience: {chat: nevr}
                                 ^
        """,
    ),
    "a bad override in an arm": (
        ("bot:", "arms:\n  baseline: {bot: null}\n  ai:\n    bot: {resolution_rat: 50 %}\nbot:"),
        """
        desk.yaml:21:11 arms.ai.bot.resolution_rat: there is no `resolution_rat` here; \
did you mean `resolution_rate`?
                bot: {resolution_rat: 50 %}
                      ^
        """,
    ),
    "an arm that does not fit the rest": (
        ("bot:", "arms:\n  baseline:\n  ai: {bot: {resolution_rate: 95 %}}\nbot:"),
        """
        desk.yaml:20:31 arms.ai.bot.resolution_rate: `resolution_rate` 0.95 and \
`false_resolution` 0.15 add up to more than 1; lower one of them
              ai: {bot: {resolution_rate: 95 %}}
                                          ^
        """,
    ),
    "an arm that is missing": (
        ("bot:", "arms:\n  baseline:\nbot:"),
        """
        desk.yaml:18:1 arms.ai: `ai` is missing; it may be empty: `ai: {}`
            arms:
            ^
        """,
    ),
    "a file that extends itself": (
        ("bot:", "extends: desk.yaml\nbot:"),
        """
        desk.yaml:18:10 extends: files extend each other in a circle: desk.yaml -> desk.yaml
            extends: desk.yaml
                     ^
        """,
    ),
    "a base that does not exist": (
        ("bot:", "extends: smee\nbot:"),
        """
        desk.yaml:18:10 extends: there is no file or preset 'smee'; did you mean `sme`?
            extends: smee
                     ^
        """,
    ),
}


@pytest.mark.parametrize("mistake", FULL_TEXTS)
def test_a_mistake_is_shown_in_its_place(mistake):
    change, message = FULL_TEXTS[mistake]
    assert complaint(changed(*change)) == said(message)


def test_every_mistake_is_listed():
    text = changed("share: 60 %", "shrae: 60 %").replace("agents: 3", "agents: many")
    assert complaint(text) == said(
        """
        desk.yaml:8:5 inquiry_types.order.shrae: there is no `shrae` here; did you mean `share`?
                shrae: 60 %
                ^
        desk.yaml:17:48 people.teams.desk.shifts.0.agents: 'many' is not a whole number; \
write one such as `3`
                    - {hours: Mon-Fri 09:00-17:00, agents: many}
                                                           ^
        """
    )


def test_every_key_of_a_mapping_that_is_missing_is_listed():
    lines = complaint("name: desk\ndemand: {volume: 5/day}\n").splitlines()
    assert lines[::3] == [
        "desk.yaml:1:1 channels: `channels` is missing",
        "desk.yaml:1:1 inquiry_types: `inquiry_types` is missing",
        "desk.yaml:1:1 people: `people` is missing",
    ]


SETTINGS = {
    "bot.resolution_rte=0.5": """
        --set:1:5 bot.resolution_rte: there is no `resolution_rte` here; \
did you mean `resolution_rate`?
            bot.resolution_rte=0.5
                ^
        """,
    "bot.resolution_rate=50": """
        --set:1:21 bot.resolution_rate: 50 is out of bounds: a share lies between 0 and 1; \
did you mean `50 %`?
            bot.resolution_rate=50
                                ^
        """,
    "bot.resolution_rate": """
        --set:1:1: write `path=value`, such as `demand.volume=300/month`
            bot.resolution_rate
            ^
        """,
    "bot..resolution_rate=1": """
        --set:1:1: write `path=value`, such as `demand.volume=300/month`
            bot..resolution_rate=1
            ^
        """,
    "peple={}": """
        --set:1:1 peple: there is no `peple` here; did you mean `people`?
            peple={}
            ^
        """,
    "bot.resolution_rate=[1": """
        --set:1:23: not readable as YAML: a `[` is not closed before here; write `]`, \
and `,` between entries
            bot.resolution_rate=[1
                                  ^
        """,
    "people.teams.desk.shifts.4.agents=3": """
        --set:1:26 people.teams.desk.shifts.4: there is no entry 4: the list has 1, \
numbered from 0; write 0, or the whole list
            people.teams.desk.shifts.4.agents=3
                                     ^
        """,
    "arms.ai.people.teams.desk.shifts.-1.agents=3": """
        --set:1:34 arms.ai.people.teams.desk.shifts.-1: there is no entry -1: the list has 1, \
numbered from 0; write 0, or the whole list
            arms.ai.people.teams.desk.shifts.-1.agents=3
                                             ^
        """,
    "bot.drift.0.points=5 %": """
        --set:1:5 bot.drift.0.points: the list `bot.drift` is empty; \
write it as a whole, `bot.drift=[...]`
            bot.drift.0.points=5 %
                ^
        """,
    "channels.emial.balking=2 %": """
        --set:1:10 channels.emial.balking: there is no 'emial' in `channels`; \
did you mean `email`? Or write a new one as a whole, `channels.emial={...}`
            channels.emial.balking=2 %
                     ^
        """,
    "people.teams.night.absence=2 %": """
        --set:1:14 people.teams.night.absence: there is no 'night' in `people.teams`; \
possible: `desk`; write a new one as a whole, `people.teams.night={...}`
            people.teams.night.absence=2 %
                         ^
        """,
    "money.wage=25": """
        --set:1:12 money.wage: 25 has no unit, and a price per hour needs one; write `25/h`
            money.wage=25
                       ^
        """,
    "demand.multiplier=30": """
        --set:1:19 demand.multiplier: 30 is 30 times as many; did you mean `30 %`? \
If not, write `3000 %`
            demand.multiplier=30
                              ^
        """,
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_wrong_setting_is_shown_like_a_line_of_the_file(setting):
    assert complaint(DESK, setting) == said(SETTINGS[setting])


def test_a_setting_is_not_blamed_for_what_the_file_lacks():
    text = DESK[: DESK.index("people:")]
    assert complaint(text, "demand.volume=5/day").startswith("desk.yaml:1:1 people: `people` is")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nope.yaml", "there is no file or preset 'nope.yaml'; possible: "),
        ("smee", "there is no file or preset 'smee'; did you mean `sme`?"),
        (".", "'.' is a folder; name a file in it"),
    ],
)
def test_a_scenario_that_is_not_there(name, message):
    with pytest.raises(ScenarioError) as caught:
        load(name)
    assert str(caught.value).startswith(message)


def test_a_misspelt_file_is_guessed(folder):
    (folder / "desk.yaml").write_text(DESK, encoding="utf-8")
    with pytest.raises(
        ScenarioError, match=r"there is no file or preset 'dsk\.yaml'; did you mean"
    ):
        load("dsk.yaml")


@pytest.mark.parametrize("text", ["", "- a\n", "just a text\n", "# only a comment\n"])
def test_a_file_that_is_no_mapping(text):
    rule = (
        "desk.yaml:1:1: a scenario must begin with `name: ...` and have sections such as `demand:`"
    )
    assert complaint(text).splitlines()[0] == rule


def test_a_file_that_is_no_text(folder):
    (folder / "desk.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(
        ScenarioError, match=r"^desk\.yaml: the file is not UTF-8 text; save it as UTF-8$"
    ):
        load("desk.yaml")


def test_a_complaint_of_a_later_check_has_a_place_too(folder):
    (folder / "desk.yaml").write_text(DESK + 'targets: {csta: ">= 4"}\n', encoding="utf-8")
    error = load("desk.yaml").error(("targets", "goals", "csta"), "no KPI is called 'csta'")
    assert str(error) == said(
        """
        desk.yaml:20:17 targets.csta: no KPI is called 'csta'
            targets: {csta: ">= 4"}
                            ^
        """
    )
