"""Why the spreadsheet and the simulation differ, in sentences made from the numbers."""

from collections.abc import Iterator
from typing import Literal

from sim.base.time import HOUR
from sim.finance.project import Project
from sim.report.roi.amounts import Amounts, money
from sim.report.roi.document import ARMS, LabourDocument, RoiFindings
from sim.report.units import number, quantity


def why(findings: RoiFindings, project: Project) -> list[str]:
    """Return the reasons, in the order in which the money is lost.

    Parameters
    ----------
    findings
        What the return on investment says in numbers.
    project
        Its arms.
    """
    return [
        *_claim(findings),
        *_ramp(project),
        *_people(findings),
        *_fees(findings),
        *_paybacks(findings),
    ]


def _claim(findings: RoiFindings) -> Iterator[str]:
    """Yield what the bot does to the work, beside what it is claimed to do."""
    sheet, flows = findings["formula"]["inputs"], findings["contacts"]
    before, after = flows["baseline"], flows["ai"]
    rate, claimed = sheet["hourly_rate"], sheet["claimed_rate"]
    hours = claimed * sheet["volume"] * sheet["handle_time"] / HOUR
    less = before["handling_hours"] - after["handling_hours"]
    yield (
        f"The spreadsheet believes that {quantity(claimed, 'share')} of the handling goes: "
        f"{number(hours)} hours a month. Played out, people handle {number(less)} hours a month "
        f"less, worth {money(less * rate)}."
    )
    if after["cases"]:
        solved = after["resolved_by_bot"] / after["cases"]
        yield (
            f"The bot truly resolves {quantity(solved, 'share')} of first contacts. A month it "
            f"hands {number(after['escalated'])} contacts to people and falsely closes "
            f"{number(after['falsely_closed'])}; {number(after['repeats'])} come back "
            f"({number(before['repeats'])} without it)."
        )


def _ramp(project: Project) -> Iterator[str]:
    bot = project.ai.bot
    if bot is not None and bot.launch_rate is not None:
        yield (
            f"The bot starts at {quantity(bot.launch_rate, 'share')} and grows to "
            f"{quantity(bot.resolution_rate, 'share')} by the ramp; the spreadsheet counts the "
            "claim from the first day."
        )


def _people(findings: RoiFindings) -> Iterator[str]:
    """Yield how many people there are at the end, and what that saves."""
    ways, fixed = findings["labours"], findings["staffing"] == "fixed"
    if "salaried" in ways:
        before, after = _at_the_end(ways["salaried"], "heads")
        if fixed and before == after:
            yield _nobody_saved("salaried", f"{_heads(before)} before and after", ways["salaried"])
        else:
            how = "People stay as written" if fixed else "People come whole"
            yield (
                f"{how}: salaried, the last month has {_heads(before)} without the AI and "
                f"{_heads(after)} with it, so that labour falls by {_saved(ways['salaried'])} a "
                "month."
            )
    if "hours" in ways:
        before, after = _at_the_end(ways["hours"], "hours_week")
        if fixed and before == after:
            paid = f"{number(before)} hours a week before and after"
            yield _nobody_saved("hours", paid, ways["hours"])
        else:
            how = "Hours stay as written" if fixed else "Hours come in steps"
            yield (
                f"{how}: the last month has {number(before)} hours a week without the AI and "
                f"{number(after)} with it, so that labour falls by {_saved(ways['hours'])} a month."
            )


def _nobody_saved(way: str, paid: str, labour: LabourDocument) -> str:
    """Return that rosters which stay as they are written cannot save anybody."""
    return (
        f"People stay as they are written (`people.staffing: fixed`), so that nobody can be saved, "
        f"whatever the AI takes over: labour {way} is {paid}, and falls by {_saved(labour)} a "
        "month, which is overtime."
    )


def _fees(findings: RoiFindings) -> Iterator[str]:
    month = Amounts.played(next(iter(findings["labours"].values())))
    fees = month.fees
    once = findings["formula"]["inputs"]["implementation"]
    if fees or once:
        yield (
            f"The AI costs {money(fees)} a month in fees and upkeep, and {money(once)} at the "
            "launch."
        )
    if month.programmes:
        yield f"Its programmes cost {money(month.programmes)} a month, less what they sell."


def _paybacks(findings: RoiFindings) -> Iterator[str]:
    """Yield when each way of buying labour pays back, and why where it never does."""
    for way, labour in findings["labours"].items():
        back = labour["payback_months"]
        share = quantity(back["never"], "share")
        if back["median"] is None:
            yield (
                f"Labour {way} does not pay back within {findings['months']} months in {share} of "
                f"the replications: {_reason(labour)}."
            )
        else:
            doubt = f", never in {share} of the replications" if back["never"] else ""
            yield f"Labour {way} pays back after {number(back['median'])} months (median{doubt})."


def _reason(labour: LabourDocument) -> str:
    """Return why the money does not come back."""
    month = Amounts.played(labour)
    if month.net <= 0:
        saved, fees = money(month.saving), money(month.fees + month.programmes)
        return f"labour falls by {saved} a month, the AI costs {fees} a month"
    left = f"{money(month.net)} a month are left after fees"
    return f"{left}, too little for the implementation in this time"


def _at_the_end(labour: LabourDocument, unit: Literal["heads", "hours_week"]) -> list[float]:
    """Return heads or hours of the last month without and with the AI."""
    return [labour["people"][arm][unit][-1] for arm in ARMS]


def _saved(labour: LabourDocument) -> str:
    return money(Amounts.played(labour).saving)


def _heads(count: float) -> str:
    return "1 head" if count == 1 else f"{count} heads"
