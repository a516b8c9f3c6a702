"""The document of a run for a terminal: targets first, then the KPIs of all arms, then advice."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.measures.kpis.kpi import Distribution, Ratio
from sim.measures.kpis.registry import BY_KEY
from sim.report.curve.table import curve_tables
from sim.report.labels import label, means_something
from sim.report.pieces.arm import ArmDocument
from sim.report.pieces.estimate import EstimateDocument, Estimates
from sim.report.pieces.gap import GapDocument
from sim.report.roi.table import roi_tables
from sim.report.run.document import RunDocument
from sim.report.units import change_of, interval_of, interval_of_change, limits, quantity, value_of

SHOWN = (
    "cases_solved",
    "turned_away_rate",
    "cost_per_month_staffed",
    "cost_per_month_activity",
    "cost_per_contact_reached",
    "cost_per_need",
    "ai_resolution_rate",
    "containment_rate",
    "escalation_rate",
    "false_resolution_rate",
    "first_response_time_mean",
    "first_response_time_human_business_mean",
    "wait_mean",
    "resolution_time_mean",
    "service_level",
    "abandonment_rate",
    "occupancy",
    "utilisation",
    "backlog",
    "first_contact_resolution",
    "repeat_contact_rate_7d",
    "contacts_per_month",
    "cost_per_interaction_staffed",
    "cost_per_interaction_activity",
    "cost_per_resolution_staffed",
    "cost_per_resolution_activity",
)
"""What the table shows where there are data; the mean of a distribution brings its quantiles."""
SIDE_BY_SIDE = 2
"""Arms in one table: more do not fit a terminal of 80 columns."""
STYLES = {"met": "green", "missed": "red", "inconclusive": "yellow"} | {
    "yes": "green",
    "no": "red",
    "too few replications": "yellow",
}


def run_tables(document: RunDocument) -> RenderableType:
    """Return what a terminal shows of a run."""
    arms = document["arms"]
    size = f"{document['replications']} replications of each arm, seed {document['seed']}"
    parts: list[RenderableType] = [Text(f"{document['scenario']}: {size}", style="bold"), ""]
    if any(arm["verdicts"] for arm in arms.values()):
        parts += [Text("Targets", style="bold"), *_verdicts(arms), *_on_target(arms), ""]
    for arm in dict.fromkeys(gap["arm"] for gap in document["gaps"]):
        own = [gap for gap in document["gaps"] if gap["arm"] == arm]
        parts += [Text(f"{arm} minus {own[0]['against']}", style="bold"), *_gaps(own), ""]
    names = list(arms)
    for first in range(0, len(names), SIDE_BY_SIDE):
        parts.append(_kpis({name: arms[name] for name in names[first : first + SIDE_BY_SIDE]}))
    parts += [Text(f"\nNote: {line}") for line in document["advice"]]
    if "curve" in document:
        parts += ["", curve_tables(document["curve"])]
    if "roi" in document:
        parts += ["", roi_tables(document["roi"])]
    return Group(*parts)


def _verdicts(arms: Mapping[str, ArmDocument]) -> Iterator[Text]:
    """Yield each goal, and below it what every arm makes of it."""
    for key in dict.fromkeys(chain.from_iterable(arm["verdicts"] for arm in arms.values())):
        given = {name: arm["verdicts"][key] for name, arm in arms.items() if key in arm["verdicts"]}
        goal = next(iter(given.values()))
        limit = f" within {limits(goal)}" if "within" in goal else ""
        yield Text(f"  {key} {goal['op']} {quantity(goal['value'], BY_KEY[key].unit)}{limit}")
        for name, verdict in given.items():
            yield _line(arms, name, verdict["verdict"], arms[name]["kpis"][key])


def _gaps(gaps: Sequence[GapDocument]) -> Iterator[Text]:
    """Yield what an arm changes in what customers get and lose, and in cost."""
    for gap in gaps:
        line = Text(f"    {label(gap['kpi']):<23}  {change_of(gap):>11}")
        yield line.append(f"  {interval_of_change(gap)}", "dim")


def _on_target(arms: Mapping[str, ArmDocument]) -> Iterator[Text]:
    """Yield whether every arm is on target often enough, and how often."""
    known = {name: arm["on_target"] for name, arm in arms.items() if arm["on_target"]}
    period = next((_period(arms[name]) for name in known), "")
    yield Text(f"  on target often enough? By the share of {period}s that meet every goal")
    for name, estimate in known.items():
        yield _line(arms, name, arms[name]["on_target_verdict"] or "no data", estimate)


def _period(arm: ArmDocument) -> str:
    return next(iter(arm["verdicts"].values()))["period"]


def _line(
    arms: Mapping[str, ArmDocument], name: str, word: str, estimate: EstimateDocument
) -> Text:
    text = Text(f"    {name:<{max(map(len, arms))}}  ")
    text.append(f"{word:<20}", STYLES.get(word, ""))
    return text.append(f"  {value_of(estimate):>11}").append(f"  {interval_of(estimate)}", "dim")


def _kpis(arms: Mapping[str, ArmDocument]) -> Table:
    """Return the table of KPIs: one row per KPI, two columns per arm."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("KPI")
    for name in arms:
        table.add_column(name, justify="right", no_wrap=True)
        table.add_column("95 % interval", style="dim", no_wrap=True)
    for row in kpi_rows(arms):
        table.add_row(*row)
    return table


def kpi_rows(arms: Mapping[str, ArmDocument]) -> Iterator[list[str]]:
    """Yield the short table: a KPI's name, then value and interval of each arm.

    Parameters
    ----------
    arms
        By name. The heading of a distribution has no values.
    """
    kpis = [arm["kpis"] for arm in arms.values()]
    for key in SHOWN:
        asked = any(key in arm["verdicts"] for arm in arms.values())
        if means_something(key, kpis, asked):
            yield from _rows(BY_KEY[key], kpis)


def _rows(kpi: Ratio | Distribution, arms: list[Estimates]) -> Iterator[list[str]]:
    """Yield the rows of a KPI: one for a ratio, a heading and one per key for a distribution."""
    if all(value_of(arm[key]) == "-" for arm in arms for key in kpi.keys):
        return
    if isinstance(kpi, Distribution):
        yield [kpi.name]
    for key in kpi.keys:
        if isinstance(kpi, Distribution):
            name = f"  {key.rsplit('_', 1)[1]}"
        else:
            name = label(key, arms[0][key])
        yield [name, *(text(arm[key]) for arm in arms for text in (value_of, interval_of))]
