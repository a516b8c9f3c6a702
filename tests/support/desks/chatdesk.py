"""A chat desk around the clock that is played in a moment, for studies that play it often."""

from pathlib import Path

from sim.scenario.files.loading import Loaded, load

CHAT = """\
name: Chat desk
run: {kind: day, until: 12 h, replications: 4}
demand: {volume: 20/hour, profile: flat, busyness: {cv: 0}}
channels:
  chat: {kind: live, patience: never}
inquiry_types:
  question: {handle_time: exponential 6 min, solved_by_person: 1}
bot: {resolution_rate: 65 %, turn_limit: 2}
people:
  teams:
    desk: {headcount: 4, contract: 168 h}
targets:
  service_level: ">= 80 % within 60 s"
arms:
  baseline: {bot: null}
  ai: {}
"""


def chat_desk(folder: Path, *settings: str, text: str = CHAT) -> Loaded:
    path = folder / "chat.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path, settings)
