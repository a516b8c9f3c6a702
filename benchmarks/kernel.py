"""The kernel alone, from bound values to a journal, beside our SimPy model and other simulators.

On three desks that all can play - M/M/10 at a load of .9, the same with patience, and a bot that
hands 35 % to ten agents - and on the arm `ai` of a preset, which our engines alone can play. Others
draw their numbers while they play; ours are drawn and bound before, which has a row of its own.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from functools import partial

from desks import DESKS, arm_of, bound, drawn, load_preset
from peers import installed
from side_by_side import Task, in_turn, medians, ratio
from tables import per_second, show, show_machine

from sim.engine import play
from sim.scenario.files.loading import Loaded, load

KERNEL, SIMPY, WHOLE = "kernel", "our SimPy model", "draw, bind and play"


def main() -> None:
    """Measure what is asked for and print a table a desk."""
    options = _options()
    show_machine()
    players = installed(options.peers)
    for name in options.desks.split(","):
        desk = DESKS[name]
        peers = {peer: partial(player, desk, options.customers) for peer, player in players.items()}
        title = f"{desk.title}, {options.customers:,} customers"
        _compare(title, load(desk.scenario(options.customers)), peers, options.rounds)
    if options.preset:
        settings = dict(setting.split("=", 1) for setting in options.set)
        _compare(options.preset, load_preset(options.preset, settings), {}, options.rounds)


def _compare(title: str, loaded: Loaded, peers: Mapping[str, Task], rounds: int) -> None:
    """Play one desk in every way in turn, and print customers a second and the ratios."""
    arm = arm_of(loaded)
    values = bound(arm, drawn(arm))
    ours: dict[str, Task] = {
        KERNEL: lambda: play(arm.plan, values, "compiled"),
        WHOLE: lambda: play(arm.plan, bound(arm, drawn(arm)), "compiled"),
        SIMPY: lambda: play(arm.plan, values, "simpy"),
    }
    seconds = in_turn({**ours, **peers}, rounds)
    contacts = len(play(arm.plan, values, "compiled").contacts)
    rows = [
        (
            name,
            per_second(contacts, value),
            f"x {ratio(seconds, name, KERNEL):.2f}",
            f"x {ratio(seconds, name, WHOLE):.2f}",
        )
        for name, value in medians(seconds).items()
    ]
    show(
        f"{title}: {contacts:,} contacts",
        ("", "contacts/s", "time, kernel = 1", "time, whole = 1"),
        rows,
    )


def _options() -> Namespace:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--customers", type=int, default=50_000, help="of each desk")
    parser.add_argument("--rounds", type=int, default=5, help="medians are over so many")
    parser.add_argument("--desks", default=",".join(DESKS), help="some of the default, by comma")
    parser.add_argument("--peers", default="all", help="such as bare,ciw,cimba; `none`")
    parser.add_argument("--preset", default="telecom", help="for our engines; empty: none")
    parser.add_argument("--set", action="append", default=[], help="PATH=VALUE for the preset")
    return parser.parse_args()


if __name__ == "__main__":
    main()
