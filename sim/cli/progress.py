"""Progress on stderr, with the current estimate."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from sim.studies.runs import Progress

Report = Callable[["Progress"], None]
Heard = Callable[[str], None]


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Report | None]:
    """Lend what is to be called after each replication; on no terminal it prints few plain lines.

    Parameters
    ----------
    total
        Replications at most.
    quiet
        Whether to show nothing.
    """
    with planning_progress(total, quiet=quiet) as (_, report):
        yield report


@contextmanager
def planning_progress(total: int, *, quiet: bool) -> Iterator[tuple[Heard, Report | None]]:
    """Lend what is to be called with a line on each desk tried, and after each replication.

    Parameters
    ----------
    total
        Replications at most, after planning.
    quiet
        Whether to show nothing.
    """
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    if quiet:
        yield (lambda _: None), None
    elif console.is_terminal:
        with _bar(console, total) as (heard, report):
            yield heard, report
    else:
        plan = partial(console.print, "planning:", soft_wrap=True)
        yield plan, lambda now: _line(console, now, total)


@contextmanager
def _bar(console: "Console", total: int) -> Iterator[tuple[Heard, Report]]:
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (MofNCompleteColumn(), BarColumn(20), TimeRemainingColumn())
    told = TextColumn("{task.description}")
    with Bars(*columns, told, console=console, transient=True) as bars:
        task = bars.add_task("", total=total)
        yield (
            lambda line: bars.update(task, description=line),
            lambda now: bars.update(task, completed=now.replications, description=_told(now)),
        )


def _line(console: "Console", now: "Progress", total: int) -> None:
    """Print a line after 1, 2, 4, ... replications and the last."""
    if now.replications & (now.replications - 1) == 0 or now.replications == total:
        console.print(f"{now.replications}/{total} {_told(now)}", soft_wrap=True)


def _told(now: "Progress") -> str:
    from sim.report.arm_document import estimate_document
    from sim.report.units import interval_of, value_of

    estimate = estimate_document(now.estimate)
    return f"{now.key} {value_of(estimate)} {interval_of(estimate)}".rstrip()
