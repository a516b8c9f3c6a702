"""The whole path of a run, stage by stage: draw, bind, play, check the journal, measure.

In CPU time of one arm in one replication; "whole" adds up the stages with one of the engines.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping

from desks import arm_of, bound, drawn, load_preset
from side_by_side import Task, in_turn, medians
from tables import per_second, show, show_machine

from sim.engine import play
from sim.measures import check_journal, measure
from sim.studies.experiment import Arm

SHARED = ("generate", "bind", "check", "measure")
ENGINES = {"play": "compiled", "play, SimPy": "simpy"}


def main() -> None:
    """Measure the presets that are asked for and print a table each."""
    options = _options()
    show_machine()
    settings = dict(setting.split("=", 1) for setting in options.set)
    for name in options.presets.split(","):
        arm = arm_of(load_preset(name, settings))
        _show(name, arm, options.rounds)


def _show(name: str, arm: Arm, rounds: int) -> None:
    stages = tasks(arm)
    seconds = medians(in_turn(stages, rounds))
    contacts = len(play(arm.plan, bound(arm, drawn(arm))).contacts)
    for engine in ENGINES:
        seconds[f"whole with {engine}"] = sum(seconds[stage] for stage in (*SHARED, engine))
    whole = seconds["whole with play"]
    rows = [
        (
            stage,
            f"{1e3 * value:,.1f}",
            f"{1e6 * value / contacts:,.2f}",
            per_second(contacts, value),
            f"{100 * value / whole:.0f} %",
        )
        for stage, value in seconds.items()
    ]
    heads = ("stage", "CPU ms", "us a contact", "contacts/s", "of the whole")
    show(f"{name}, arm {arm.name}: {contacts:,} contacts", heads, rows)


def tasks(arm: Arm) -> Mapping[str, Task]:
    """Return what makes up a replication; each stage has its own made ready."""
    workload = drawn(arm)
    values = bound(arm, workload)
    journal = play(arm.plan, values)
    return {
        "generate": lambda: drawn(arm),
        "bind": lambda: bound(arm, workload),
        "play": lambda: play(arm.plan, values, "compiled"),
        "play, SimPy": lambda: play(arm.plan, values, "simpy"),
        "check": lambda: check_journal(journal, arm.plan),
        "measure": lambda: measure(journal, arm.plan, arm.scenario),
    }


def _options() -> Namespace:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--presets", default="sme,telecom,saas", help="names, by comma")
    parser.add_argument("--rounds", type=int, default=5, help="medians are over so many")
    parser.add_argument("--set", action="append", default=[], help="PATH=VALUE for all of them")
    return parser.parse_args()


if __name__ == "__main__":
    main()
