"""Why the spreadsheet and the simulation differ, in sentences made from the numbers."""

from collections.abc import Iterator
from typing import Any

from sim.finance.ledger import FEES, LABOUR_LINES
from sim.finance.project import Project
from sim.report.units import number, quantity

Document = dict[str, Any]


LOSSES = {
    "staffed": "people come whole and work whole shifts",
    "quality": "the real bot resolves less than the claim, and contacts come back",
    "cashable": "heads fall only as people leave",
}
"""What each step of the waterfall takes from the one before."""


def answer(document: Document) -> str:
    """Return the one sentence that says how far apart spreadsheet and simulation are, and why.

    Parameters
    ----------
    document
        The return on investment, but for its words.
    """
    sheet, own = document["formula"], document["labour"]
    expected = _back(sheet["payback_months"], "ever")
    median = document["simulated"]["payback_months"]["median"]
    found = _back(median, f"within {document['months']} months")
    both = f"By the spreadsheet the money {expected}; played with labour {own} it {found}"
    bars = {bar["step"]: bar["mean"] for bar in document["waterfall"]}
    drops = {step: before - bars[step] for step, before in zip(LOSSES, bars.values(), strict=False)}
    largest = max(drops, key=lambda step: drops[step])
    if drops[largest] <= 0:
        return f"{both}: no step from the claim to the cash loses any labour."
    lost = f"{money(drops[largest])} of {money(bars['theoretical'])} a month are lost"
    return f"{both}: {lost} because {LOSSES[largest]}."


def why(document: Document, project: Project) -> list[str]:
    """Return the reasons, in the order in which the money is lost.

    Parameters
    ----------
    document
        The return on investment, but for its words.
    project
        Its arms.
    """
    return [
        *_claim(document),
        *_ramp(project),
        *_people(document),
        *_fees(document),
        *_paybacks(document),
    ]


def _back(months: float | None, limit: str) -> str:
    return f"is not back {limit}" if months is None else f"is back after {number(months)} months"


def _claim(document: Document) -> Iterator[str]:
    """Yield what the bot does to the work, beside what it is claimed to do."""
    sheet, before, after = (
        document["formula"]["inputs"],
        document["contacts"]["baseline"],
        document["contacts"]["ai"],
    )
    rate, claimed = sheet["hourly_rate"], sheet["claimed_rate"]
    hours = claimed * sheet["volume"] * sheet["handle_time"] / 3600
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


def _people(document: Document) -> Iterator[str]:
    """Yield how many people each way of buying labour has at the end."""
    salaried = document["labours"].get("salaried")
    if salaried is not None:
        before, after = (salaried["people"][arm]["heads"][-1] for arm in ("baseline", "ai"))
        yield (
            f"People come whole: salaried, the last month has {_heads(before)} without the AI and "
            f"{_heads(after)} with it, so that labour falls by {money(_saving(salaried))} a month."
        )
    hours = document["labours"].get("hours")
    if hours is not None:
        before, after = (hours["people"][arm]["hours_week"][-1] for arm in ("baseline", "ai"))
        yield (
            f"Hours come in steps: the last month has {number(before)} hours a week without the AI "
            f"and {number(after)} with it, so that labour falls by {money(_saving(hours))} a month."
        )


def _fees(document: Document) -> Iterator[str]:
    monthly = next(iter(document["labours"].values()))["monthly"]["ai"]
    fees = sum(monthly[line] for line in FEES)
    once = document["formula"]["inputs"]["implementation"]
    if fees or once:
        yield (
            f"The AI costs {money(fees)} a month in fees and upkeep, and {money(once)} at the "
            "launch."
        )


def _paybacks(document: Document) -> Iterator[str]:
    """Yield when each way of buying labour pays back, and why where it never does."""
    for way, found in document["labours"].items():
        back = found["payback_months"]
        share = quantity(back["never"], "share")
        if back["median"] is None:
            yield (
                f"Labour {way} does not pay back within {document['months']} months in {share} of "
                f"the replications: {_reason(found)}."
            )
        else:
            doubt = f", never in {share} of the replications" if back["never"] else ""
            yield f"Labour {way} pays back after {number(back['median'])} months (median{doubt})."


def _reason(found: Document) -> str:
    """Return why the money does not come back."""
    costs, saved = found["monthly"], _saving(found)
    fees = sum(costs["ai"][line] - costs["baseline"][line] for line in FEES)
    if saved <= fees:
        return f"labour falls by {money(saved)} a month, the AI costs {money(fees)} a month"
    gain = money(saved - fees)
    return f"{gain} a month are left after fees, too little for the implementation in this time"


def _saving(found: Document) -> float:
    """Return how much labour falls a month."""
    before, after = found["monthly"]["baseline"], found["monthly"]["ai"]
    return float(sum(before[line] - after[line] for line in LABOUR_LINES))


def _heads(count: int) -> str:
    return "1 head" if count == 1 else f"{count} heads"


def money(value: float) -> str:
    """Return an amount of money, whole where cents say nothing."""
    return f"{value:,.0f}"
