"""`tierzero run`: what the desk achieves with and without the AI."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli import options
from sim.cli.interrupts import exit_code
from sim.cli.notes import say_engine, say_notes
from sim.cli.own_code import heed_code
from sim.cli.progress import progress
from sim.cli.work.finishing import keep_and_print, say_late_interrupt
from sim.cli.work.working import Wishes, Work, working

if TYPE_CHECKING:
    from sim.api.keep.journal_files import Journals
    from sim.report.run.result import RunResult

MISSED, INCONCLUSIVE = 3, 4
MOST_FOR_PRECISION = 5120
"""Replications at most when a precision is wanted and no number is given."""


def run(
    scenario: options.Scenario,
    settings: options.Settings = None,
    arms: options.Arms = None,
    seed: options.Seed = None,
    replications: options.Replications = None,
    precision: options.Precision = None,
    engine: options.Engine = "auto",
    jobs: options.Jobs = None,
    cluster: options.Cluster = None,
    resume: options.Resume = None,
    allow_code: options.AllowCode = False,
    out: options.Out = Path("results"),
    journal: Annotated[
        bool,
        typer.Option("--journal", help="Write all replications' journals, as Parquet or CSV, too."),
    ] = False,
    outlook: Annotated[
        bool | None,
        typer.Option(
            "--outlook/--no-outlook",
            help="Also find the headcount by volume, the answer to 30 % more and the ROI.",
            show_default="for up to 1,000 cases a month",
        ),
    ] = None,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    no_target_exit: options.NoTargetExit = False,
) -> None:
    """Play the desk with and without the AI, and say what it achieves.

    Exits with 3 when the arm `ai` misses a target, with 4 when that cannot be told yet; where `ai`
    is not played, the last arm is meant.
    """
    from sim import api
    from sim.api.keep.journal_files import Journals
    from sim.scenario.files.loading import load

    wishes = options.as_settings(seed, replications, MOST_FOR_PRECISION if precision else None)
    if outlook is not None:
        wishes.append(f"run.outlook={str(outlook).lower()}")
    loaded = load(scenario, [*(settings or ()), *wishes], allow_code=allow_code)
    heed_code(loaded, quiet=quiet)
    say_notes(loaded, quiet=quiet)
    say_engine(engine, quiet=quiet)
    wanted = Wishes(out, jobs, cluster, resume)
    with working(loaded.scenario.name, wanted) as work:
        with progress(quiet=quiet) as (on_planning, on_progress):
            result = api.run(
                loaded,
                arms=options.names(arms),
                engine=engine,
                jobs=work.place,
                precision=precision,
                on_planning=on_planning,
                on_progress=on_progress,
            )
        played = result.run.replications
        journals = Journals(result.experiment, played, work.place) if journal else None
        keep_and_print(result, out, as_json=as_json, journals=journals)
        if not quiet:
            for note in (*_notes(result, work), *_notes_on(journals)):
                typer.echo(note, err=True)
        _exit_if_interrupted(result, journals, work)
    raise typer.Exit(_exit_code(result, heed_targets=not no_target_exit))


def _notes(result: "RunResult", work: Work) -> Iterator[str]:
    run = result.run
    if run.interrupted:
        most = result.scenario.run.replications
        finished = f"{run.replications} of {most} replications were finished and are kept"
        yield f"{work.cause}Interrupted: {finished}{work.remedy}."
    elif result.outlook.interrupted:
        found = "the outlook is not finished; what was found is kept"
        yield f"{work.cause}Interrupted: {found}{work.remedy}."
    elif run.precise is False:
        yield "The wished precision was not reached: allow more --replications."


def _notes_on(journals: "Journals | None") -> Iterator[str]:
    if journals is None:
        return
    if journals.form == "parquet":
        form = "Parquet"
    else:
        form = "CSV (for Parquet: pip install 'tierzero[data]')"
    yield f"Journals of {_replications(journals.written)} of each arm are in `journal/` as {form}."
    if journals.interrupted:
        yield f"Interrupted: those of {journals.replications - journals.written} more are missing."


def _replications(count: int) -> str:
    return f"{count} replication" + "s" * (count != 1)


def _exit_if_interrupted(result: "RunResult", journals: "Journals | None", work: Work) -> None:
    stopped = journals is not None and journals.interrupted
    if result.run.interrupted or result.outlook.interrupted or stopped:
        raise typer.Exit(exit_code())
    work.done()
    say_late_interrupt()


def _exit_code(result: "RunResult", *, heed_targets: bool) -> int:
    heeded = result.run.summaries[result.experiment.chief]
    attainments = {verdict.attainment for verdict in heeded.verdicts}
    if heed_targets and "missed" in attainments:
        return MISSED
    return INCONCLUSIVE if heed_targets and "inconclusive" in attainments else 0
