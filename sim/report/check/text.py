"""A checked scenario for a terminal: one line per team, the worst first."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.base.time import HOURS_OF_WEEK
from sim.report.check.document import (
    CheckDocument,
    CheckedArm,
    HolidayDocument,
    TeamDocument,
)
from sim.report.check.hours import DAYS, hour_name
from sim.report.check.solved import solved_line
from sim.report.units import duration, number

FOOTNOTE = (
    "\nBy formula, before any simulation. Work in erlangs: contacts in hand if nobody had to wait. "
    "The peak is the staffed hour with the most live work for its people; Erlang A (C where nobody "
    "leaves) takes it for a lasting state. Deferred work: when a usual week's backlog is gone."
)
BOUND = " `<`: at most, as who leaves, or is turned away, is no work."
UNFORESEEN = " Two figures: what a policy asks can only be known when played, and these are bounds."
LITTLE = 0.02
"""Live work below this share of a team's work is not worth a column."""


def check_text(document: CheckDocument) -> RenderableType:
    """Return what a terminal shows of a checked scenario."""
    parts: list[RenderableType] = [Text("ok: ", "bold green").append(document["scenario"], "bold")]
    parts += [Text(f"{each['path']}: {solved_line(each)}") for each in document["solved"]]
    if document["holidays"]:
        parts.append(Text("\nholidays of the run", "bold"))
        parts += [Text(f"  {word:<17}{text}") for word, text in _dates(document["holidays"])]
    parts.append(Text("\na month", "bold"))
    parts += [Text(f"  {name}: {_contacts(arm)}") for name, arm in document["arms"].items()]
    parts += [Text(""), _teams(document)]
    hints = [each for each in document["advice"] if each["level"] == "hint"]
    if hints:
        parts.append(Text("\nworth a look", "bold"))
        parts += [Text(f"  {each['place']}: {each['finding']}; {each['remedy']}") for each in hints]
    parts.append(Text(FOOTNOTE + _notes(document), "dim"))
    return Group(*parts)


def _dates(holidays: Sequence[HolidayDocument]) -> Iterator[tuple[str, str]]:
    for holiday in holidays:
        weekday = DAYS[date.fromisoformat(holiday["date"]).weekday()]
        like = holiday["like"]
        text = like if like == "closed" else f"like {like.capitalize()}"
        yield f"{weekday} {holiday['date']}", text


def _contacts(arm: CheckedArm) -> str:
    contacts = arm["contacts"]
    work = sum(team["load_mean"] for team in arm["teams"].values())
    words = f"{number(contacts['cases'])} cases make {number(contacts['contacts'])} contacts"
    words += f", {number(contacts['for_people'])} for people: {number(work)} erlangs"
    if contacts["lost"]:
        words += f"; {number(contacts['lost'])} find it closed and are lost"
    return f"{words} ({contacts['why']})"


def _teams(document: CheckDocument) -> Table:
    """Return a line for each team, the worst first."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("arm, team", overflow="fold")
    for name in ("busy", "peak", "work", "people", "wait", "leave", "mail done"):
        table.add_column(name, no_wrap=name != "mail done")
    teams = [
        (_badness(team), f"{arm_name}, {name}", team)
        for arm_name, arm in document["arms"].items()
        for name, team in arm["teams"].items()
    ]
    for _, name, team in sorted(teams, key=lambda row: -row[0]):
        table.add_row(name, _busy(team), *_at_peak(team), _done(team))
    return table


def _badness(team: TeamDocument) -> float:
    """Return the larger of the occupancy and the use of people at the peak."""
    if team["occupancy"] is None:
        return float("inf") if team["load_max"] else 0.0
    return max(team["occupancy"], team["peak"]["occupancy"] if team["peak"] else 0.0)


def _busy(team: TeamDocument) -> str:
    most, least = team["occupancy"], team["occupancy_least"]
    if most is None:
        return "nobody"
    words = f"{100 * most:.0f} %"
    if least is not None:
        words = f"{100 * least:.0f}-{words}"
    return f"< {words}" if team["upper_bound"] else words


def _at_peak(team: TeamDocument) -> tuple[str, str, str, str, str]:
    """Return hour, work, people, mean wait and share that leaves at the peak of live work."""
    peak = team["peak"]
    if peak is None or peak["load"] < LITTLE * team["load_max"]:
        return "", "", "", "", ""
    wait = "grows" if peak["wait_mean"] is None else duration(peak["wait_mean"])
    leaves = f"{100 * peak['leaves']:.0f} %" if peak["formula"] == "erlang_a" else ""
    return peak["hour"], number(peak["load"]), number(peak["staff"]), wait, leaves


def _done(team: TeamDocument) -> str:
    backlog = team["backlog"]
    if backlog is None:
        return ""
    after = backlog["cleared_after"]
    return "never" if after is None else hour_name(after % HOURS_OF_WEEK)


def _notes(document: CheckDocument) -> str:
    teams = [team for arm in document["arms"].values() for team in arm["teams"].values()]
    notes = BOUND if any(team["upper_bound"] for team in teams) else ""
    if any(team["occupancy_least"] is not None for team in teams):
        notes += UNFORESEEN
    return notes
