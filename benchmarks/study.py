"""What a study costs: ten plans on one workload, the search of a staffing curve, two jobs.

CPU time, of worker processes too; wall time where jobs are compared.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import replace
from time import perf_counter

from clocks import cpu_with_children
from desks import AGENTS, DESKS, SEED, arm_of, bound, drawn, load_preset
from side_by_side import Task, in_turn, medians, ratio
from tables import per_second, show, show_machine

from sim.api.curve import curve
from sim.api.run import run
from sim.engine import play
from sim.scenario.files.loading import load
from sim.studies.experiment import Experiment

PLANS = 10


def main() -> None:
    """Measure all three and print a table each."""
    options = _options()
    settings = dict(setting.split("=", 1) for setting in options.set)
    show_machine()
    _plans(options.customers, options.rounds)
    _curve(options.preset, options.volumes, settings)
    _jobs(options, settings)


def _plans(customers: int, rounds: int) -> None:
    """Play the desk with a bot under ten plans, which differ in their people."""
    experiment = ten_plans(customers)
    seconds = medians(in_turn(tasks(experiment), rounds))
    contacts = len(next(experiment.play(0))[1].contacts)
    rows = [
        (name, f"{1e3 * value:,.1f}", per_second(contacts * PLANS, value))
        for name, value in seconds.items()
    ]
    title = f"{PLANS} plans on one workload of {contacts:,} contacts: {DESKS['bot'].title}"
    show(title, ("", "CPU ms", "contacts/s, per plan"), rows)


def ten_plans(customers: int) -> Experiment:
    """Return the desk with a bot, with more and more people."""
    arms = []
    for agents in range(AGENTS, AGENTS + PLANS):
        document = DESKS["bot"].scenario(customers)
        document["people"]["teams"]["desk"]["headcount"] = agents
        arms.append(replace(arm_of(load(document)), name=f"{agents} people"))
    return Experiment(tuple(arms), SEED, "compiled")


def tasks(experiment: Experiment) -> Mapping[str, Task]:
    """Return the steps of a replication of all plans, each with those before it."""
    workload = drawn(experiment.arms[0])
    prepared = [(arm.plan, bound(arm, workload)) for arm in experiment.arms]
    return {
        "kernel alone": lambda: [play(plan, values, "compiled") for plan, values in prepared],
        "draw, bind, play, check": lambda: sum(1 for _ in experiment.play(0)),
        "the same, and measure": lambda: experiment.measure(0),
    }


def _curve(preset: str, volumes: str, settings: Mapping[str, str]) -> None:
    """Search the fewest people for each volume, once."""
    begun, cpu = perf_counter(), cpu_with_children()
    curve(load_preset(preset, settings), volumes=volumes)
    cpu, wall = cpu_with_children() - cpu, perf_counter() - begun
    show(
        f"curve {preset} --volumes {volumes}",
        ("", "seconds"),
        [("CPU", f"{cpu:,.1f}"), ("wall, one job", f"{wall:,.1f}")],
    )


def _jobs(options: Namespace, settings: Mapping[str, str]) -> None:
    """Run a preset with one job and with several, which begin their processes each time."""
    loaded, count = load_preset(options.preset, settings), options.replications
    tasks: dict[str, Task] = {
        f"jobs {jobs}": lambda jobs=int(jobs): run(loaded, replications=count, jobs=jobs)
        for jobs in options.jobs.split(",")
    }
    seconds = in_turn(tasks, options.rounds, perf_counter, warm_up=False)
    first = next(iter(tasks))
    rows = [
        (name, f"{value:.2f}", f"{ratio(seconds, first, name):.2f}")
        for name, value in medians(seconds).items()
    ]
    heads = ("", "wall seconds", "times as fast as the first")
    show(f"run {options.preset} -n {count}", heads, rows)


def _options() -> Namespace:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--customers", type=int, default=100_000, help="of the ten plans")
    parser.add_argument("--preset", default="telecom", help="of the curve and the jobs")
    parser.add_argument("--volumes", default="0.5..3", help="of the curve")
    parser.add_argument("--replications", type=int, default=40, help="of the run with jobs")
    parser.add_argument("--jobs", default="1,2", help="numbers of jobs, by comma")
    parser.add_argument("--rounds", type=int, default=3, help="medians are over so many")
    parser.add_argument("--set", action="append", default=[], help="PATH=VALUE for the preset")
    return parser.parse_args()


if __name__ == "__main__":
    main()
