"""The document of a return on investment: what `tierzero roi --json` prints."""

from typing import Generic, Literal, TypeVar, final

from typing_extensions import TypedDict

from sim.finance.project import StaffingRule
from sim.report.pieces.estimate import EstimateDocument, SpreadDocument
from sim.report.pieces.head import StudyHead

ArmName = Literal["baseline", "ai"]
ARMS: tuple[ArmName, ...] = ("baseline", "ai")
"""The arms of every project: the desk without and with the AI."""

Step = Literal["theoretical", "staffed", "quality", "cashable", "net"]
"""Steps of the waterfall, from the promise to the cash."""

Amount = TypeVar("Amount")


class Lines(TypedDict, Generic[Amount]):
    """What an arm costs, line by line; money is in the scenario's currency."""

    wages: Amount
    """Paid time."""
    hiring: Amount
    """Finding new people."""
    training: Amount
    """Teaching them."""
    severance: Amount
    """Letting people go."""
    usage: Amount
    """What the AI costs by use."""
    platform: Amount
    """What the AI costs whether used or not."""
    upkeep: Amount
    """Work on what the bot knows."""
    programmes: Amount
    """What programmes cost."""
    upsell: Amount
    """What programmes sell, as a negative cost."""
    implementation: Amount
    """Setting up the AI, paid once."""


class InputsDocument(TypedDict):
    """What the spreadsheet multiplies."""

    volume: float
    """First contacts per month."""
    handle_time: float
    """Mean handle time of a contact, in seconds."""
    hourly_rate: float
    """Loaded cost of an hour, mean over heads."""
    claimed_rate: float
    """Share of the contacts that the bot is claimed to resolve."""
    fees: float
    """Platform and conversations, per month."""
    upkeep: float
    """Work on the bot's knowledge, per month."""
    implementation: float
    """Paid once."""


class FormulaDocument(TypedDict):
    """The spreadsheet's view of a month, to the cent."""

    current_monthly_cost: float
    """Handling all contacts by people."""
    remaining_labour_cost: float
    """Handling what the bot is not claimed to resolve."""
    new_monthly_cost: float
    """The same, and what the AI costs."""
    labour_saving: float
    """Handling that the bot is claimed to take over."""
    net_monthly_benefit: float
    """The saving less what the AI costs."""
    payback_months: float | None
    """Months until the implementation is paid back; null: never."""
    inputs: InputsDocument
    """What it is made from."""


class AppraisalDocument(TypedDict):
    """What the AI is worth under one way of buying labour."""

    payback_months: SpreadDocument
    """Months until the cumulative cash stops being negative."""
    npv: EstimateDocument
    """Net present value at the launch."""
    irr: SpreadDocument
    """Internal rate of return per year."""
    p_payback_12: float | None
    """Share of the replications that pay back within 12 months; null beyond the horizon."""
    p_payback_24: float | None
    """Share of the replications that pay back within 24 months; null beyond the horizon."""


class MonthlyDocument(TypedDict):
    """A mean month of each arm."""

    baseline: Lines[float]
    """Without the AI."""
    ai: Lines[float]
    """With the AI."""


class PaidDocument(TypedDict):
    """What is paid for, by month."""

    heads: list[int]
    """People on the payroll, without teams that are bought by the hour."""
    hours_week: list[float]
    """Paid hours per week of teams that are bought by the hour."""


class StaffDocument(TypedDict):
    """The people of each arm."""

    baseline: PaidDocument
    """Without the AI."""
    ai: PaidDocument
    """With the AI."""


class CumulativeDocument(TypedDict):
    """Cash so far at the launch and at each month's end, over the replications."""

    mean: list[float]
    """Mean."""
    p10: list[float]
    """Quantile that one replication in ten is below."""
    p90: list[float]
    """Quantile that nine in ten are below."""


class LabourDocument(AppraisalDocument):
    """Everything that is said of one way of buying labour."""

    monthly: MonthlyDocument
    """What each arm costs in a mean month."""
    people: StaffDocument
    """Who is paid, by month."""
    cumulative: CumulativeDocument
    """Cash so far."""


class BarDocument(EstimateDocument):
    """A bar of the waterfall: what the AI saves per month as seen at this step."""

    step: Step
    """The step."""


class CashDocument(TypedDict):
    """Mean cash at the launch and at each month's end."""

    month: list[int]
    """Months after the launch."""
    baseline: Lines[list[float]]
    """What the desk costs without the AI."""
    ai: Lines[list[float]]
    """What it costs with the AI."""
    saving: list[float]
    """The first less the second."""


class FlowDocument(TypedDict):
    """Contacts per month by what became of them, and the hours of handling them."""

    cases: float
    """First contacts."""
    resolved_by_bot: float
    """First contacts that the bot truly resolved."""
    falsely_closed: float
    """Contacts that the bot closed without solving them."""
    repeats: float
    """Second and later contacts of a case."""
    escalated: float
    """Contacts that a rule sent from the bot to a person."""
    handling_hours: float
    """Hours that people spend handling contacts."""


class FlowsDocument(TypedDict):
    """The contacts of each arm."""

    baseline: FlowDocument
    """Without the AI."""
    ai: FlowDocument
    """With the AI."""


class RoiFindings(TypedDict):
    """What a return on investment says in numbers."""

    start: str
    """The launch, as an ISO 8601 date."""
    months: int
    """Months from the launch on."""
    labour: str
    """How the scenario itself buys labour: a key of `labours`."""
    staffing: StaffingRule
    """How people follow the work from month to month."""
    formula: FormulaDocument
    """The spreadsheet."""
    simulated: AppraisalDocument
    """What the AI is worth with the scenario's own labour."""
    labours: dict[str, LabourDocument]
    """The same and more by the way of buying labour, the scenario's own first."""
    waterfall: list[BarDocument]
    """From the promised saving to the cash, with the scenario's own labour."""
    cash: CashDocument
    """Cash by line and month, with the scenario's own labour."""
    contacts: FlowsDocument
    """What becomes of the contacts."""


@final
class RoiDocument(StudyHead, RoiFindings):
    """The result of `tierzero roi`."""

    schema: Literal["tierzero.roi/1"]
    """Name of this document's schema."""
    answer: str
    """How far apart spreadsheet and simulation are, in words."""
    why: list[str]
    """Why they differ, one or two sentences each."""
