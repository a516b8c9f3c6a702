"""Section `triage`: who finds out what a contact is about."""

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.values.laws import HandleLaw
from sim.scenario.values.section import Section, as_written
from sim.scenario.values.sources import Source
from sim.scenario.values.units import Duration, Share


class Triage(Section):
    """Prediction of type and urgency, and the cost of a wrong one."""

    method: Literal["none", "rules", "dispatcher", "ai"] = "none"
    """`none`: type and urgency are known; `rules` (keywords, a menu): predicted instantly, with
    errors; `dispatcher`: a person reads and routes, with errors; `ai`: predicted in seconds, with
    errors, and summarised."""
    delay: Duration = as_written("2 s")
    """Time that AI triage takes."""
    accuracy: Annotated[Share, Source("Banking77", "A")] = 0.92
    """Share of contacts whose type is predicted rightly; errors spread evenly over the other
    types."""
    confusion: dict[str, dict[str, Share]] = Field(default={})
    """By true type, the shares of the types that it is taken for, such as
    `{refund: {refund: 90 %, billing: 10 %}}`; they add up to 1 for each type. Types that are left
    out go by `accuracy`."""
    urgency_noise: Annotated[float, Field(ge=0, le=4)] = 0.0
    """Standard deviation, in levels, of the predicted urgency around the true one; rounded to whole
    levels 1..5."""
    urgency_errors: Literal["both", "up", "down"] = "both"
    """On which side of the true urgency the predicted one may lie: `up` takes contacts for more
    urgent than they are, by as many levels as `both` errs to either side; `down` for less."""
    dispatch_time: Annotated[HandleLaw, Source(grade="J")] = as_written("1 min")
    """Time in which a dispatcher reads a contact and routes it. Dispatchers are teams that serve
    the queue `dispatch`; contacts wait for one before anything else happens."""
    misroute_time: Annotated[HandleLaw, Source(grade="J")] = as_written("2 min")
    """Handling at the wrong team before the transfer."""
    summary_saves: Annotated[Share, Source(grade="B")] = 0.10
    """Share of the answer's handle time that an AI summary saves."""

    @property
    def predicts(self) -> bool:
        """Whether type and urgency are predicted rather than known."""
        return self.method != "none"

    @property
    def seconds(self) -> float:
        """Time that triage takes."""
        return self.delay if self.method == "ai" else 0.0

    @property
    def saving(self) -> float:
        """Share of the answer's handle time that its summary saves."""
        return self.summary_saves if self.method == "ai" else 0.0
