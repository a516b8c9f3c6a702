"""Section `people.teams`: who works when, on what, and how fast."""

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import Field, model_validator

from sim.scenario.sections.data_file import RosterFile
from sim.scenario.values.hours import Hours
from sim.scenario.values.laws import HandleTime, Law
from sim.scenario.values.quantities import RATIO
from sim.scenario.values.section import Section, as_written
from sim.scenario.values.sources import Default, Source
from sim.scenario.values.units import Duration, Factor, Hourly, LongDuration, Share, WorkedHours

Heads = Annotated[int, Field(ge=0, le=100_000)]
FactorByType = Factor | dict[str, Factor]

_GANS = Source("Gans et al. 2010 for the existence", "A")


def factor_of(factors: float | dict[str, float], inquiry_type: str) -> float:
    """Return a type's factor: a number holds for all types, and types that are not named have 1."""
    return factors.get(inquiry_type, 1.0) if isinstance(factors, dict) else factors


def law_of(laws: Law | dict[str, Law] | None, inquiry_type: str) -> Law | None:
    """Return a type's law: one holds for all types; None for types that are not named."""
    return laws.get(inquiry_type) if isinstance(laws, dict) else laws


class Shift(Section):
    """One shift pattern and the agents who work it."""

    hours: Hours
    """When, such as `Mon-Fri 09:00-17:00`; an end before the start is on the next day."""
    agents: Heads = 1
    """Agents on this pattern."""
    breaks: Hours | None = None
    """Breaks within the shift, such as `daily 12:00-12:30`; paid, and no new contact is taken."""


class OffQueue(Section):
    """Time off the queue, such as coaching and meetings: a share of each shift."""

    share: Annotated[Share, Field(lt=1)] = 0.0
    """Share of the shift's length."""
    blocks: Annotated[int, Field(ge=1, le=20)] = 1
    """In how many equal blocks, evenly spaced over the time between breaks."""
    stagger: Literal["plan", "random"] = "plan"
    """`plan`: as a planner lays them, so that as many are on the line at every time of a shift;
    `random`: each agent's begin at a time of their own."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: object) -> object:
        """Take a bare share for a mapping with one."""
        return value if isinstance(value, dict | OffQueue) else {"share": value}


class Learning(Section):
    """Newcomers: a factor on handle times that falls to 1 with the time since they joined."""

    start: Annotated[float, RATIO.between(1, 10), Source(grade="C"), _GANS] = 1.6
    """Factor on the first day."""
    half_life: Annotated[LongDuration, Field(gt=0), Source(grade="C")] = as_written("8 weeks")
    """Time in which what is above 1 halves."""


class Team(Section):
    """A group of equal agents: `shifts`, a `headcount` by half hour, or a `roster` file."""

    queues: Literal["all"] | dict[str, float] | tuple[str, ...] = "all"
    """Queues served: all, a list, or weights by name. A name is a type (or a shared queue),
    `type/channel` or `*/channel`; a larger weight is served first, 0 for all is pure priority."""
    shifts: tuple[Shift, ...] = ()
    """Shift patterns."""
    headcount: Heads | tuple[Heads, ...] | None = None
    """Agents on duty: one number around the clock, or 48 (a day) or 336 (a week from Monday 00:00)
    numbers by the half hour."""
    roster: RosterFile | None = None
    """CSV file with columns agent, on, off (ISO date-times or seconds from the run's start): its
    name, or `{file: shifts.csv, dates: day_first}`."""
    hours_week: Annotated[WorkedHours, Field(gt=0)] | None = None
    """Hours bought per week of the one shift pattern, instead of its `agents`: whole people first,
    then a last one whose shifts begin with the others' and end earlier."""
    changes: dict[Annotated[int, Field(ge=0)], int] = Field(default={})
    """Agents who join (or, below 0, leave) the last pattern, by month after the launch from which
    this holds (project)."""
    absence: Share = 0.0
    """Chance that an agent is away for a day's shift."""
    off_queue: OffQueue = OffQueue()
    """Share of each shift off the queue (meetings, training), or a mapping that also says in how
    many blocks, and how they are staggered."""
    at_shift_end: Literal["finish", "pause", "hand_over"] = "pause"
    """What becomes of talk on deferred contacts when a shift ends: it is finished in overtime,
    paused until the agent is back (within a week), or handed over to whoever is there. Live
    contacts and after-call work are always finished."""
    labour: Literal["salaried", "hours", "as_used"] = "salaried"
    """How work is paid: `salaried` heads by contract, `hours` by shift, or `as_used` by handling
    time only (what a spreadsheet assumes)."""
    wage: Annotated[Hourly | None, Default("`money.wage`")] = None
    """Wage of this team's agents, such as `35/h`."""
    contract: Annotated[WorkedHours, Field(gt=0)] = as_written("40 h")
    """Paid hours per week of a salaried head; also the full week that one FTE stands for."""
    hours_step: Annotated[WorkedHours, Field(gt=0)] = as_written("5 h")
    """Step in which hours per week are bought (labour `hours`)."""
    handle_time: Annotated[HandleTime | None, Default("the type's")] = None
    """Law of this team's handle times of answers, touches and forwards, in place of the types': one
    law, or one by type for some of them. All factors act on it as on the types'."""
    handle_factor: FactorByType = 1.0
    """Factor on this team's handle times, one number or by type."""
    wrap_factor: FactorByType = 1.0
    """Factor on this team's after-call work on top of that, one number or by type."""
    connect: Duration = 0.0
    """Time that an agent of this team needs before each talk, such as `4 s` until a call is
    connected: the wait is over when it begins, and no factor acts on it."""
    overflow: dict[str, Duration] = Field(default={})
    """Queues that this team helps with, and the time after which it does: `{billing/phone: 2 min}`
    opens contacts to this team once they have waited for 2 minutes. They have weight 0."""
    score: float = 0.0
    """Score of this team's agents in queues that `assign` by score."""
    learning: Annotated[Learning | None, Default("not at all")] = None
    """How much slower people are who join by `changes`."""
    agent_spread: Annotated[float, RATIO.between(0, 2), Source("around .20", "J"), _GANS] = 0.0
    """Standard deviation of the logarithm of the agents' own factors on handle times, which have
    mean 1."""
    slots: Annotated[dict[str, Annotated[float, Field(ge=1, le=20)]], Default("1")] = Field(
        default={}
    )
    """Contacts of a channel that an agent may handle at a time; with 2.5, half of the team has 2
    and half has 3."""
    slow_down: Annotated[dict[Annotated[int, Field(ge=2, le=20)], Factor], Default("none")] = Field(
        default={}
    )
    """Factor on a handle time by the number of contacts in hand when it begins, this one included,
    such as `{2: 1.22, 3: 1.67}`; fixed from then on."""

    @model_validator(mode="after")
    def _one_roster(self) -> "Team":
        given = [bool(self.shifts), self.headcount is not None, self.roster is not None]
        if not any(given):
            raise ValueError("nobody is on duty; give `shifts`, `headcount` or `roster`")
        if sum(given) > 1:
            clearing = "an override clears the other by `shifts: []` or `headcount: null`"
            raise ValueError(f"give only one of `shifts`, `headcount` and `roster`; {clearing}")
        if isinstance(self.headcount, tuple) and len(self.headcount) not in (48, 336):
            raise ValueError(f"`headcount` has {len(self.headcount)} numbers; write 1, 48 or 336")
        if self.hours_week is not None and len(self.shifts) != 1:
            raise ValueError("`hours_week` needs exactly one pattern in `shifts`")
        if self.labour == "hours" and not self.shifts:
            raise ValueError("labour `hours` buys hours of `shifts`; add a pattern")
        if isinstance(self.queues, tuple) and len(set(self.queues)) != len(self.queues):
            raise ValueError("`queues` names a queue twice; remove one of them")
        return self

    def weight(self, queue: str, channel: str) -> float | None:
        """Return this team's weight of a queue on a channel; None: not served."""
        if self.queues == "all":
            return 0.0
        name = _named(self.queues, queue, channel)
        if name is None:
            return None
        return self.queues[name] if isinstance(self.queues, dict) else 0.0

    def helps_after(self, queue: str, channel: str) -> float | None:
        """Return the seconds of waiting after which it helps with a queue; None: never."""
        name = _named(self.overflow, queue, channel)
        return None if name is None else self.overflow[name]


def _named(queues: Collection[str], queue: str, channel: str) -> str | None:
    """Return the name that matches a queue on a channel most closely."""
    names = (f"{queue}/{channel}", queue, f"*/{channel}")
    return next((name for name in names if name in queues), None)
