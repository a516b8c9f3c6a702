"""The answer in a few sentences: the desk with the AI beside the desk without."""

from collections.abc import Iterator

from sim.report.charts.figure import arms_with
from sim.report.documents import ResultDocument
from sim.report.pieces.estimate import Estimates
from sim.report.units import words_of


def headline(document: ResultDocument) -> list[str]:
    """Return what changes with the AI; nothing unless there are the arms `baseline` and `ai`."""
    arms = arms_with(document, "kpis")
    if not {"baseline", "ai"} <= set(arms):
        return []
    return list(_sentences(arms["baseline"]["kpis"], arms["ai"]["kpis"]))


def _sentences(before: Estimates, after: Estimates) -> Iterator[str]:
    def pair(key: str) -> tuple[str, str] | None:
        values = words_of(after[key]), words_of(before[key])
        return None if "-" in values else values

    solved = words_of(after["ai_resolution_rate"])
    if solved != "-":
        yield f"The bot solves {solved} of new questions without a person."
    if times := pair("first_response_time_median"):
        yield f"Half of all customers hear first within {times[0]} (without AI {times[1]})."
    if times := pair("first_response_time_human_median"):
        yield f"Half of those who need a person hear from one within {times[0]} ({times[1]})."
    if shares := pair("cases_solved"):
        yield f"Of all cases {shares[0]} are solved in the end (without AI {shares[1]})."
    if shares := pair("turned_away_rate"):
        yield f"Nobody serves {shares[0]} of the contacts ({shares[1]})."
    if costs := pair("cost_per_month_staffed"):
        yield f"A month costs {costs[0]} (without AI {costs[1]})."
    if costs := pair("cost_per_resolution_staffed"):
        yield f"A solved case costs {costs[0]} (without AI {costs[1]})."
