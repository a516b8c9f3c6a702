"""What a channel is: said by its name where that is known, else by the scenario."""

import pytest
from pydantic import ValidationError
from support.validation import validate

from sim.scenario.errors import ScenarioError
from sim.scenario.files.loading import load
from sim.scenario.sections.channels import KINDS

OWN_DESK = """\
name: My desk
demand: {volume: 6000/month}
channels:
  phone: {share: 30 %, hours: Mon-Fri 09:00-18:00}
  chat: {share: 30 %, hours: Mon-Fri 09:00-18:00}
  email: {share: 40 %, hours: Mon-Fri 09:00-18:00}
inquiry_types:
  question: {handle_time: {phone: 7 min, chat: 10 min, email: 8 min}}
people:
  teams:
    desk: {shifts: [{hours: Mon-Fri 09:00-17:00, agents: 12}]}
bot: {resolution_rate: 45 %}
"""


def desk(channels: dict) -> dict:
    return {
        "name": "desk",
        "demand": {"volume": "5/day"},
        "channels": channels,
        "inquiry_types": {"order": {"handle_time": "20 min"}},
        "people": {"teams": {"desk": {"headcount": 1}}},
    }


@pytest.mark.parametrize("name", KINDS)
def test_a_known_name_says_what_a_channel_is(name):
    (channel,) = validate(desk({name: {}})).channels.values()
    assert channel.live is (name in ("phone", "chat"))


@pytest.mark.parametrize(("name", "kind"), [("chat", "deferred"), ("email", "live")])
def test_what_is_written_wins_over_the_name(name, kind):
    assert validate(desk({name: {"kind": kind}})).channels[name].kind == kind


def test_another_name_says_nothing():
    with pytest.raises(ValidationError) as caught:
        validate(desk({"hotline": {}}))
    assert [error["loc"] for error in caught.value.errors()] == [("channels", "hotline", "kind")]


def test_who_forgets_the_kind_of_a_channel_is_asked_for_it(folder):
    (folder / "desk.yaml").write_text(OWN_DESK.replace("phone", "hotline"), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load("desk.yaml")
    assert str(caught.value).splitlines()[0] == (
        "desk.yaml:4:3 channels.hotline.kind: `kind` is missing; write `kind: live` if customers "
        "wait on the line, otherwise `kind: deferred`"
    )


def test_customers_of_a_phone_line_hang_up_without_anybody_saying_so(folder):
    (folder / "desk.yaml").write_text(OWN_DESK, encoding="utf-8")
    loaded = load("desk.yaml")
    for arm in loaded.arms.values():
        ways = arm.channels
        assert [ways[name].live for name in ("phone", "chat", "email")] == [True, True, False]
        assert ways["phone"].patience_law.mean == 360
