"""Turn three weeks of a bank's calls into a scenario that replays them.

python examples/bank_replay/prepare.py CALLS.csv OUT_DIR [--longest-pause MINUTES]
tierzero run OUT_DIR/bank_replay.yaml
"""

import argparse
import csv
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from statistics import fmean, pstdev
from string import Template

from calls import PRIORITY, UNASKED, Call, read_calls
from patience import estimate_patience, hazard
from staffing import LONGEST_PAUSE, Duty, duties

SCENARIO = "bank_replay.yaml"
TEMPLATE = Path(__file__).with_name("template.yaml")
STEPS = 100
"""Steps between the quantiles of patience that the scenario gets."""
LONGEST_HANDLE_TIME = 7200
"""Seconds; five longer ones are replayed as they are, but say nothing about other calls."""
WAITS = (0, 5, 15, 50, 65, 120, 300, 600)
"""Seconds between which the hazard of hanging up is shown."""


def prepare(log: Path, folder: Path, longest_pause: timedelta = LONGEST_PAUSE) -> list[Call]:
    """Write the trace, the roster and the scenario of a log into a folder.

    Parameters
    ----------
    log
        The bank's calls.
    folder
        Made when it is missing.
    longest_pause
        After a longer time without a call an agent was off duty.

    Returns
    -------
    list of Call
        The calls, in the order of the trace.
    """
    calls = read_calls(log)
    folder.mkdir(parents=True, exist_ok=True)
    write_trace(calls, folder / "calls.csv")
    write_roster(duties(calls, longest_pause), folder / "roster.csv")
    (folder / SCENARIO).write_text(scenario(calls), encoding="utf-8")
    return calls


def write_trace(calls: Iterable[Call], file: Path) -> None:
    """Write the arrivals; a call that nobody took has no handle time."""
    rows = (
        (call.arrival.isoformat(), call.kind, call.bot_time, call.service and call.service.seconds)
        for call in calls
    )
    _write(file, ("arrival", "type", "bot_time", "handle_time"), rows)


def write_roster(stretches: Iterable[Duty], file: Path) -> None:
    """Write when each agent was on duty."""
    rows = ((duty.agent, duty.on.isoformat(), duty.off.isoformat()) for duty in stretches)
    _write(file, ("agent", "on", "off"), rows)


def scenario(calls: Sequence[Call]) -> str:
    """Return the text of the scenario."""
    quantiles = estimate_patience(calls).quantiles(STEPS)
    kinds = sorted({(call.type, call.standing) for call in calls})
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        patience=", ".join(f"{value:.1f} s" for value in quantiles),
        types="\n".join(inquiry_type(calls, *kind) for kind in kinds),
    )


def inquiry_type(calls: Iterable[Call], type: str, standing: str) -> str:
    """Return a line of the scenario: a type of call from customers of one standing."""
    own = [call for call in calls if call.type == type]
    times = [call.service.seconds for call in own if call.service]
    usual = [seconds for seconds in times if seconds <= LONGEST_HANDLE_TIME]
    mean = fmean(usual)
    handle_time = f"lognormal {mean:.1f} s cv {pstdev(usual) / mean:.2f}"
    fields = {
        "queue": type,
        "urgency": urgency(own, standing),
        "ageing": 40,
        "solved_by_person": 1,
        "handle_time": handle_time,
    }
    return f"  {type} {standing}: {{{', '.join(f'{key}: {fields[key]}' for key in fields)}}}"


def urgency(own: Sequence[Call], standing: str) -> str:
    """Return 2 for priority customers and 1 for others; where nobody asked, shares of the two."""
    if standing != UNASKED:
        return "2" if standing == PRIORITY else "1"
    share = fmean(call.standing == PRIORITY for call in own if call.wait)
    return f"{{1: {1 - share:.3f}, 2: {share:.3f}}}"


def _write(file: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Prepare what the command line names, and say what the log tells."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("calls", type=Path, metavar="CALLS.csv")
    parser.add_argument("folder", type=Path, metavar="OUT_DIR")
    parser.add_argument("--longest-pause", type=float, metavar="MINUTES", default=20)
    given = parser.parse_args()
    calls = prepare(given.calls, given.folder, timedelta(minutes=given.longest_pause))
    served = sum(call.service is not None for call in calls)
    print(f"{len(calls):,} offered calls, {served:,} of them served")
    print("hang-ups per 1,000 s of waiting:")
    for start, end in pairwise(WAITS):
        print(f"  {start:>3}-{end:<3} s {1000 * hazard(calls, start, end):5.2f}")
    print(f"next: tierzero run {given.folder / SCENARIO}")


if __name__ == "__main__":
    main()
