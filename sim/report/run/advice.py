"""Advice: what a run's numbers suggest to do next."""

import math
from collections.abc import Iterator

from sim.measures.summary import Summary
from sim.measures.targets import FEWEST_REPLICATIONS, Verdict
from sim.report.units import quantity
from sim.studies.experiment import Arm
from sim.studies.played_run import PlayedRun

NOTABLE = 0.005
"""Share of open contacts, or of cases that gave up, above which the user gets advice."""
MOST_REPLICATIONS = 100_000


def advice(run: PlayedRun) -> list[str]:
    """Return advice on a run, one or two sentences each."""
    lines = []
    if run.replications < FEWEST_REPLICATIONS:
        lines.append(
            f"With fewer than {FEWEST_REPLICATIONS} replications every verdict is inconclusive: "
            f"play at least {FEWEST_REPLICATIONS} (--replications)."
        )
    for arm in run.experiment.arms:
        own = _on_arm(arm, run.summaries[arm.name])
        lines += [f"{arm.name}: {line}" for line in own]
    return lines


def _on_arm(arm: Arm, summary: Summary) -> Iterator[str]:
    still_open, gave_up, undecided = (
        summary.kpis[key].mean or 0 for key in ("open_share", "give_up_rate", "cases_open")
    )
    if still_open > NOTABLE:
        yield (
            f"{quantity(still_open, 'share')} of the measured contacts are still open at the "
            "run's end: the desk falls behind, or run.run_out is too short."
        )
    if undecided > NOTABLE:
        yield (
            f"{quantity(undecided, 'share')} of the cases are still open at the run's end and "
            "count as unsolved: a longer run.run_out tells what becomes of them."
        )
    if gave_up > NOTABLE:
        yield (
            f"{quantity(gave_up, 'share')} of the cases gave up after their last attempt: raise "
            "returns.max_attempts if customers would go on."
        )
    late = summary.kpis["after_hours_rate"].mean or 0
    if late > NOTABLE and any("_business" in key for key in arm.scenario.targets.goals):
        yield (
            f"{quantity(late, 'share')} of the human responses come outside the opening hours, in "
            "which the business clock stands still: a target hangs on it."
        )
    yield from _on_warm_up(arm, summary)
    for verdict in summary.verdicts:
        yield from _on_verdict(verdict, summary.replications)


def _on_warm_up(arm: Arm, summary: Summary) -> Iterator[str]:
    warm_up = summary.warm_up
    if warm_up is None:
        return
    if not warm_up.reliable:
        yield "the desk does not settle down within the run: make run.warm_up longer."
    elif warm_up.seconds > arm.scenario.run.warm_up:
        first = f"{warm_up.count} {warm_up.unit}s" if warm_up.count > 1 else warm_up.unit
        verb = "look" if warm_up.count > 1 else "looks"
        yield f"the first {first} {verb} unsettled (MSER): raise run.warm_up to that."


def _on_verdict(verdict: Verdict, replications: int) -> Iterator[str]:
    if verdict.estimate.status == "no_data":
        yield f"`{verdict.key}` has no data, so that its target can be neither met nor missed."
    elif verdict.attainment == "inconclusive" and replications >= FEWEST_REPLICATIONS:
        needed = _needed(verdict, replications)
        about = f"about {needed:,} replications might" if needed else "more replications may"
        yield f"`{verdict.key}` is too near its target for a verdict; {about} settle it."


def _needed(verdict: Verdict, replications: int) -> int | None:
    """Return how many replications bring the interval's end to the goal, if that is near."""
    mean, low, high = verdict.estimate.mean, verdict.estimate.low, verdict.estimate.high
    if mean is None or low is None or high is None or mean == verdict.goal.value:
        return None
    excess = (high - low) / 2 / abs(mean - verdict.goal.value)
    needed = 1.2 * replications * excess**2
    return math.ceil(needed / 10) * 10 if needed <= MOST_REPLICATIONS else None
