"""What stderr shows of progress: a bar or a few lines, with the current estimate."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from sim.studies.progress import OnPlanning, OnProgress, Progress


@contextmanager
def progress(*, quiet: bool) -> "Iterator[tuple[OnPlanning, OnProgress | None]]":
    """Lend what to call with a line on each desk that was tried, and after each replication.

    Where stderr is not a terminal, a few plain lines are printed.

    Parameters
    ----------
    quiet
        Whether to show nothing.
    """
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    if quiet:
        yield (lambda _: None), None
    elif console.is_terminal:
        with _bar(console) as callbacks:
            yield callbacks
    else:
        yield partial(console.print, "planning:", soft_wrap=True), partial(_print_line, console)


@contextmanager
def _bar(console: "Console") -> "Iterator[tuple[OnPlanning, OnProgress]]":
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (MofNCompleteColumn(), BarColumn(20), TimeRemainingColumn())
    description = TextColumn("{task.description}")
    with Bars(*columns, description, console=console, transient=True) as bars:
        task = bars.add_task("", total=None)
        yield (
            lambda line: bars.update(task, description=line),
            lambda now: bars.update(
                task, total=now.total, completed=now.replications, description=_words(now)
            ),
        )


def _print_line(console: "Console", now: "Progress") -> None:
    """Print a line after 1, 2, 4, ... replications and the last."""
    if now.replications & (now.replications - 1) == 0 or now.replications == now.total:
        console.print(f"{now.replications}/{now.total} {_words(now)}", soft_wrap=True)


def _words(now: "Progress") -> str:
    from sim.report.arm_document import estimate_document
    from sim.report.units import interval_of, value_of

    estimate = estimate_document(now.estimate)
    return f"{now.key} {value_of(estimate)} {interval_of(estimate)}".rstrip()
