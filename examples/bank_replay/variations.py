"""Change one assumption of the replay at a time, to see what it is worth.

python examples/bank_replay/variations.py CALLS.csv OUT_DIR
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import numpy as np
from calls import Call
from compare import REPLICATIONS, TYPES, Waits, real, simulated
from patience import estimate_patience
from prepare import prepare, write_roster
from skills import skills
from staffing import Duty, by_agent, duties

SEED = 1999
STEPS = 200
"""Steps between the quantiles of patience of a type."""
Variation = Callable[[Sequence[Call], Path], list[str]]
"""Changes prepared files, and returns settings to lay over the scenario."""


def setting(*texts: str) -> Variation:
    """Return the variation that settings make."""
    return lambda _calls, _folder: list(texts)


def together(*variations: Variation) -> Variation:
    """Return the variation that makes several changes, one after the other."""
    return lambda calls, folder: [text for vary in variations for text in vary(calls, folder)]


def off_duty_after(minutes: int) -> Variation:
    """Return the variation with another longest pause."""

    def vary(calls: Sequence[Call], folder: Path) -> list[str]:
        write_roster(duties(calls, timedelta(minutes=minutes)), folder / "roster.csv")
        return []

    return vary


def to_the_end_of_the_last_call(calls: Sequence[Call], folder: Path) -> list[str]:
    """Let agents take calls as long as their last one went on in reality."""
    ends = {(agent, each.start): each.end for agent, own in by_agent(calls) for each in own}
    stretches = [
        Duty(duty.agent, duty.on, ends.get((duty.agent, duty.off), duty.off))
        for duty in duties(calls)
    ]
    write_roster(stretches, folder / "roster.csv")
    return []


def between_calls(seconds: int) -> Variation:
    """Return the variation in which agents need some time before they take the next call."""

    def vary(calls: Sequence[Call], _folder: Path) -> list[str]:
        kinds = sorted({call.kind for call in calls})
        return [f"inquiry_types.{kind}.after_call=constant {seconds} s" for kind in kinds]

    return vary


def patience_by_type(calls: Sequence[Call], folder: Path) -> list[str]:
    """Give each caller a patience drawn from the estimate for their type, if it is not too rare."""
    groups = {type: [call for call in calls if call.type == type] for type in TYPES}
    laws = {type: estimate_patience(own).quantiles(STEPS) for type, own in groups.items()}
    pooled = estimate_patience(calls).quantiles(STEPS)
    levels = np.linspace(0, 1, STEPS + 1)
    draws = np.random.default_rng(SEED).random(len(calls))
    header, *lines = (folder / "calls.csv").read_text(encoding="utf-8").splitlines()
    longer = [
        f"{written},{np.interp(u, levels, laws.get(call.type, pooled)):.1f}"
        for written, call, u in zip(lines, calls, draws, strict=True)
    ]
    text = "\n".join([f"{header},patience", *longer, ""])
    (folder / "calls.csv").write_text(text, encoding="utf-8")
    return ["demand.trace.columns.patience=patience"]


def teams_by_skill(calls: Sequence[Call], folder: Path) -> list[str]:
    """Put agents who answered the same types into a team that answers no other."""
    header, *stretches = (folder / "roster.csv").read_text(encoding="utf-8").splitlines()
    groups = defaultdict(set)
    for agent, types in skills(calls).items():
        groups[types].add(agent)
    teams = {}
    for number, (types, agents) in enumerate(sorted(groups.items())):
        # The first takes the place of the scenario's only team.
        name = f"team {number}" if number else "agents"
        own = [stretch for stretch in stretches if stretch.partition(",")[0] in agents]
        (folder / f"{name}.csv").write_text("\n".join([header, *own, ""]), encoding="utf-8")
        teams[name] = {"queues": types, "roster": f"{name}.csv"}
    return [f"people.teams={json.dumps(teams)}"]


VARIATIONS: dict[str, Variation] = {
    "as prepared: off duty after 20 min without a call": setting(),
    "off duty after 30 min": off_duty_after(30),
    "off duty after 10 min": off_duty_after(10),
    "off duty after 5 min": off_duty_after(5),
    "off duty after 2 min": off_duty_after(2),
    "off duty after 1 min": off_duty_after(1),
    "on duty to the end of the last call": to_the_end_of_the_last_call,
    "5 s between calls": between_calls(5),
    "35 s between calls": between_calls(35),
    "5 % of agents away": setting("people.teams.agents.absence=0.05"),
    "10 % of agents away": setting("people.teams.agents.absence=0.1"),
    "teams by skill": teams_by_skill,
    "patience by type": patience_by_type,
    "off duty after 2 min, patience by type": together(off_duty_after(2), patience_by_type),
    "the same and teams by skill": together(off_duty_after(2), patience_by_type, teams_by_skill),
}
HEADER = """\
| variation | abandonment | wait | in 20 s | NW hang up | NE hang up | IN hang up |
| --- | --- | --- | --- | --- | --- | --- |"""


def table_row(name: str, desk: Waits) -> str:
    """Return a line of the table: the figures of all calls, and who hangs up of some types."""
    shares = (f"{desk.figures(desk.type == type).abandonment:.1%}" for type in ("NW", "NE", "IN"))
    return f"| {name} | {desk.figures()} | {' | '.join(shares).replace('%', ' %')} |"


def main() -> None:
    """Play all variations in the folder that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("calls", type=Path, metavar="CALLS.csv")
    parser.add_argument("folder", type=Path, metavar="OUT_DIR")
    given = parser.parse_args()
    print(HEADER)
    for name, vary in VARIATIONS.items():
        calls = prepare(given.calls, given.folder)
        settings = vary(calls, given.folder)
        print(table_row(name, simulated(given.folder, REPLICATIONS, settings)), flush=True)
    print(table_row("real", real(calls)))


if __name__ == "__main__":
    main()
