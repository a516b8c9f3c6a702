"""A process that checks mutants one after the other, and says how each ended.

`python checking.py FOLDER FIRST LAST` writes a line of JSON to stdout before and after each.
"""

import json
import resource
import signal
import sys
import time
from pathlib import Path

SECONDS, MEGABYTES = 5, 300


class OverTimeError(BaseException):
    """A check took longer than it may."""


def end(*_: object) -> None:
    raise OverTimeError


def check(folder: Path, number: int) -> dict[str, object]:
    from mutations import mutant
    from typer.testing import CliRunner

    from sim.cli.commands import app

    mutant(number).write(folder)
    begin = time.process_time()
    # Processor time: other processes must not make a check late.
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        result = CliRunner().invoke(app, ["check", str(folder / "desk.yaml")])
        code, error = result.exit_code, result.stderr
    except OverTimeError:
        code, error = None, "took too long"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return {
        "number": number,
        "code": code,
        "error": error,
        "seconds": time.process_time() - begin,
        "megabytes": megabytes(),
    }


def megabytes() -> float:
    """The most memory that this process had at a time.

    Linux counts the process that started this one into `ru_maxrss`, and that may be a large pytest.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    folder, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    signal.signal(signal.SIGVTALRM, end)
    limit = 4 * 1024**3  # of addresses, which threads and libraries reserve without use
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    for number in range(first, last):
        print(json.dumps({"begins": number}), flush=True)
        print(json.dumps(check(folder / str(number), number)), flush=True)


if __name__ == "__main__":
    main()
