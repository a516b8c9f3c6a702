"""What a project is worth: the spreadsheet, and the project as it is played."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from sim.finance.appraisal import Appraisal, appraise, mean_of
from sim.finance.cash import present_value
from sim.finance.desk import uses
from sim.finance.forecast import growth
from sim.finance.formula import Formula, formula
from sim.finance.needs import NeedsSearch
from sim.finance.pairs import Books, keep_books
from sim.finance.project import Project
from sim.finance.schemes import Schemes, make_schemes
from sim.finance.use import Use
from sim.finance.waterfall import Bar, waterfall
from sim.studies.executors import Jobs, mapper
from sim.studies.progress import OnPlanning, OnProgress, Progress, unsaid
from sim.studies.replicate import replicate
from sim.studies.staffing.planning import Planner


@dataclass(frozen=True)
class Roi:
    """What a project is worth.

    Attributes
    ----------
    project
        The arms over their months.
    formula
        The spreadsheet.
    schemes
        What is compared.
    uses
        What the desks used, by replication and number of the desk.
    interrupted
        Whether Ctrl-C ended the study before its time.
    """

    project: Project
    formula: Formula
    schemes: Schemes
    uses: Sequence[Sequence[Use]]
    interrupted: bool

    @property
    def replications(self) -> int:
        """How many replications were played of each desk."""
        return len(self.uses)

    @cached_property
    def books(self) -> Mapping[str, Books]:
        """The ledgers by how labour is bought, the scenario's own first."""
        edges = self.project.month_edges
        labours = self.schemes.labours.items()
        return {labour: keep_books(pair, self.uses, edges) for labour, pair in labours}

    @cached_property
    def appraisals(self) -> Mapping[str, Appraisal]:
        """What the AI is worth, by how labour is bought."""
        rate = self.project.ai.money.discount_rate
        return {labour: appraise(books.flows, rate) for labour, books in self.books.items()}

    @cached_property
    def waterfall(self) -> tuple[Bar, ...]:
        """From the promise to the cash, with the scenario's own labour."""
        edges = self.project.month_edges
        bars = self.schemes.bars.items()
        books = {step: keep_books(pair, self.uses, edges) for step, pair in bars}
        return waterfall(self.formula.labour_saving * growth(self.project), books)


def appraise_project(
    project: Project,
    jobs: Jobs = 1,
    on_planning: OnPlanning = unsaid,
    on_progress: OnProgress | None = None,
) -> Roi:
    """Staff a project on planning replications, and play it on the ordinary ones.

    Parameters
    ----------
    project
        The arms over their months, and how many replications are played of each desk.
    jobs
        Number of processes, or where to play. The result does not depend on it.
    on_planning
        Called with a line on each desk that was tried in planning.
    on_progress
        Called after each finished replication.

    Raises
    ------
    ScenarioError
        When people are to be on target and no number of them is.
    """
    sheet = formula(project)
    with mapper(jobs) as each:
        needs_search = NeedsSearch(project, Planner(project.experiment, each, on_planning))
        schemes = make_schemes(project, sheet.claimed_rate, needs_search)
    play = partial(uses, project.experiment.of(schemes.desks), project.month_edges)
    on_results = partial(_announce, project, schemes, on_progress) if on_progress else None
    played = replicate(play, range(project.run.replications), jobs, on_results=on_results)
    return Roi(project, sheet, schemes, played.results, played.interrupted)


def _announce(
    project: Project,
    schemes: Schemes,
    on_progress: OnProgress,
    used: Sequence[Sequence[Use]],
) -> None:
    """Call back with the present value so far, with the scenario's own labour."""
    books = keep_books(schemes.labours[schemes.own], used, project.month_edges)
    values = present_value(books.flows, project.ai.money.discount_rate)
    total = project.run.replications
    on_progress(Progress(len(used), total, "net present value", mean_of(values)))
