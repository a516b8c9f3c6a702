"""A checked scenario for a terminal."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from sim.report.check.document import CheckDocument, HolidayDocument, TeamDocument
from sim.report.check.hours import DAYS
from sim.report.check.traffic import solved_line, traffic_line
from sim.report.units import duration, number, quantity

FOOTNOTE = (
    "\nWork in erlangs: contacts in hand if nobody had to wait. By formula, before any simulation: "
    "the bot resolves its share and all else reaches people, policies aside. The peak is the "
    "staffed hour with the most work an agent; Erlang C takes it for a lasting state."
)


def check_text(document: CheckDocument) -> RenderableType:
    """Return what a terminal shows of a checked scenario."""
    parts = [Text("ok: ", "bold green").append(document["scenario"], "bold")]
    parts += [Text(f"{each['path']}: {solved_line(each)}") for each in document["solved"]]
    if document["holidays"]:
        parts.append(Text("\nholidays of the run", "bold"))
        parts += [Text(f"  {word:<17}{text}") for word, text in _dates(document["holidays"])]
    for name, arm in document["arms"].items():
        if arm["traffic"]:
            parts.append(Text(f"\n{name}: {traffic_line(arm['traffic'])}"))
        for team, work in arm["teams"].items():
            parts.append(Text(f"\n{name}, team {team}", "bold"))
            parts += [Text(f"  {word:<10}{text}") for word, text in _lines(work)]
    if any(arm["teams"] for arm in document["arms"].values()):
        parts.append(Text(FOOTNOTE, "dim"))
    return Group(*parts)


def _dates(holidays: Sequence[HolidayDocument]) -> Iterator[tuple[str, str]]:
    for holiday in holidays:
        weekday = DAYS[date.fromisoformat(holiday["date"]).weekday()]
        like = holiday["like"]
        text = like if like == "closed" else f"like {like.capitalize()}"
        yield f"{weekday} {holiday['date']}", text


def _lines(team: TeamDocument) -> Iterator[tuple[str, str]]:
    mean, most = number(team["load_mean"]), number(team["load_max"])
    yield "work", f"mean {mean}, most {most} erlangs ({team['load_max_hour']})"
    peak, occupancy = team["peak"], team["occupancy_week"]
    if peak is None or occupancy is None:
        yield "people", "nobody is ever at work"
        return
    work = f"{number(peak['load'])} erlangs, {number(peak['staff'])} at work"
    yield "peak", f"{peak['hour']}: {work}, occupancy {quantity(peak['occupancy'], 'share')}"
    yield "week", f"occupancy {quantity(occupancy, 'share')}"
    queue = peak["erlang_c"]
    if queue:
        waits = quantity(queue["delay_probability"], "share")
        yield "Erlang C", f"{waits} wait, {duration(queue['wait_mean'])} on average, at the peak"
    else:
        yield "Erlang C", "no answer: the work at the peak is above the people there"
    yield "unstable", f"{len(team['unstable_hours'])} hours of the week"
