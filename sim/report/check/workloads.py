"""What `tierzero check` shows: work against people, hour by hour, and what that warns of."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.text import Text

from sim.base.arrays import Floats
from sim.base.time import HOUR
from sim.report.units import duration, number, quantity
from sim.studies.experiment import make_experiment
from sim.studies.load.load import TeamLoad, staff_by_hour, team_loads

if TYPE_CHECKING:
    from sim.scenario.files.loading import Loaded
    from sim.scenario.root import Scenario

SCHEMA = "tierzero.check/1"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

Document = dict[str, Any]


def check_document(loaded: "Loaded") -> Document:
    """Return what can be said of a valid scenario without playing it.

    Raises
    ------
    ScenarioError
        When an arm contradicts the run, or a goal names no KPI.
    """
    arms, warnings, rosters = {}, [], _Rosters()
    for arm in make_experiment(loaded).arms:
        scenario, loads = arm.scenario, []
        if not scenario.demand.trace:
            loads = team_loads(scenario, arm.plan, rosters.staff(scenario))
        arms[arm.name] = {"teams": {load.name: _team(load) for load in loads}}
        warnings += [f"{arm.name}: {line}" for load in loads for line in _warnings(load)]
    if loaded.scenario.demand.trace:
        warnings.append("work against people is not estimated for a trace: run it")
    return {
        "schema": SCHEMA,
        "scenario": loaded.scenario.name,
        "holidays": _holidays(loaded.scenario),
        "arms": arms,
        "warnings": warnings,
    }


def check_text(document: Document) -> RenderableType:
    """Return what a terminal shows of it."""
    parts = [Text("ok: ", "bold green").append(document["scenario"], "bold")]
    if document["holidays"]:
        parts.append(Text("\nholidays of the run", "bold"))
        parts += [Text(f"  {word:<17}{text}") for word, text in _dates(document["holidays"])]
    for arm, its in document["arms"].items():
        for team, found in its["teams"].items():
            parts.append(Text(f"\n{arm}, team {team}", "bold"))
            parts += [Text(f"  {word:<10}{text}") for word, text in _lines(found)]
    if any(its["teams"] for its in document["arms"].values()):
        parts.append(Text(_FOOTNOTE, "dim"))
    return Group(*parts)


class _Rosters:
    """The people at work, counted once for all arms that have the same."""

    def __init__(self) -> None:
        self._counted: list[tuple[Scenario, Floats]] = []

    def staff(self, scenario: "Scenario") -> Floats:
        for other, staff in self._counted:
            if (other.people, other.calendar) == (scenario.people, scenario.calendar):
                return staff
        self._counted.append((scenario, staff_by_hour(scenario)))
        return self._counted[-1][1]


_FOOTNOTE = (
    "\nWork in erlangs: contacts in hand if nobody had to wait. By formula, before any simulation: "
    "the bot resolves its share and all else reaches people, policies aside. The peak is the "
    "staffed hour with the most work an agent; Erlang C takes it for a lasting state."
)


def _dates(holidays: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    for holiday in holidays:
        weekday = DAYS[date.fromisoformat(holiday["date"]).weekday()]
        like = holiday["like"]
        text = like if like == "closed" else f"like {like.capitalize()}"
        yield f"{weekday} {holiday['date']}", text


def _lines(found: Document) -> Iterator[tuple[str, str]]:
    mean, most = number(found["load_mean"]), number(found["load_max"])
    yield "work", f"mean {mean}, most {most} erlangs ({found['load_max_hour']})"
    peak = found["peak"]
    if peak is None:
        yield "people", "nobody is ever at work"
        return
    work = f"{number(peak['load'])} erlangs, {number(peak['staff'])} at work"
    yield "peak", f"{peak['hour']}: {work}, occupancy {quantity(peak['occupancy'], 'share')}"
    yield "week", f"occupancy {quantity(found['occupancy_week'], 'share')}"
    queue = peak["erlang_c"]
    if queue:
        waits = quantity(queue["delay_probability"], "share")
        yield "Erlang C", f"{waits} wait, {duration(queue['wait_mean'])} on average, at the peak"
    else:
        yield "Erlang C", "no answer: the work at the peak is above the people there"
    yield "unstable", f"{len(found['unstable_hours'])} hours of the week"


def hour_name(hour: int) -> str:
    """Return the name of an hour of the week: `Mon 10:00`."""
    return f"{DAYS[hour // 24]} {hour % 24:02d}:00"


def _holidays(scenario: "Scenario") -> list[dict[str, str]]:
    """Return the dates within the run that are not like their weekday."""
    horizon = scenario.run.horizon()
    found = scenario.calendar.within(horizon.first_day, horizon.days).values()
    return [{"date": str(holiday.date), "like": holiday.like} for holiday in found]


def _team(load: TeamLoad) -> Document:
    return {
        "load_mean": load.mean,
        "load_max": float(load.load.max()),
        "load_max_hour": hour_name(int(load.load.argmax())),
        "occupancy_week": load.occupancy,
        "peak": None if load.peak is None else _peak(load, load.peak),
        "unstable_hours": [hour_name(hour) for hour in load.unstable],
        "load": load.load.tolist(),
        "staff": load.staff.tolist(),
    }


def _peak(load: TeamLoad, hour: int) -> Document:
    queue = load.at(hour)
    return {
        "hour": hour_name(hour),
        "load": float(load.load[hour]),
        "staff": float(load.staff[hour]),
        "occupancy": float(load.load[hour] / load.staff[hour]),
        "erlang_c": queue
        and {
            "delay_probability": queue.delay_probability,
            "wait_mean": queue.mean_wait * HOUR,
        },
    }


def _warnings(load: TeamLoad) -> Iterator[str]:
    if load.load.any() and load.occupancy is None:
        yield f"nobody of team {load.name} is ever at work"
    elif load.occupancy is not None and load.occupancy >= 1:
        share = quantity(load.occupancy, "share")
        yield f"team {load.name} has {share} of the work it can do: the queue grows without end"
    if load.unstable:
        first = load.unstable[0]
        work, staff = number(float(load.live[first])), number(float(load.staff[first]))
        yield (
            f"in {len(load.unstable)} hours of the week more live work reaches team {load.name} "
            f"than it can do, first {hour_name(first)}: {work} erlangs, {staff} at work"
        )
