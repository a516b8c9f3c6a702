"""What a scenario says of a CSV file that it names: a trace of arrivals, or a roster."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from sim.scenario.values.section import Section
from sim.scenario.values.sources import Default
from sim.scenario.values.timezone import Timezone

Dates = Literal["iso", "day_first", "month_first", "seconds", "unix", "spreadsheet"]


class DataFile(Section):
    """A CSV file, and what cannot be seen from it alone."""

    file: str
    """CSV file, relative to the scenario file."""
    dates: Annotated[Dates | None, Default("ISO, or seconds from the run's start")] = None
    """How times are written. `iso`: 2026-01-05 09:30; `day_first`: 5/1/2026; `month_first`:
    1/5/2026; `seconds` from the run's start; `unix`: seconds or milliseconds from 1970 in UTC,
    which needs the scenario's `timezone`; `spreadsheet`: days from the end of 1899."""
    decimal: Annotated[Literal["point", "comma"] | None, Default("the point")] = None
    """Which of both ends whole numbers; the other one may stand between thousands."""
    encoding: Literal["utf-8", "utf-16", "latin-1", "windows-1252"] = "utf-8"
    """How letters are written; a byte order mark is recognised without it."""
    timezone: Annotated[Timezone | None, Default("the scenario's")] = None
    """The zone of the desk's clocks, to which times with `Z` or an offset are converted."""
    sha256: Annotated[str | None, Field(pattern="^[0-9a-f]{64}$"), Default("any file will do")] = (
        None
    )
    """The digest that the file must have, in hexadecimal."""


class RosterFile(DataFile):
    """Who is on duty when, line by line; written as the file's name alone where that will do."""

    columns: dict[Literal["agent", "on", "off"], str] = Field(default={})
    """What the file calls the columns `agent`, `on` and `off`, where it does so otherwise."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return {"file": value} if isinstance(value, str) else value

    @property
    def names(self) -> dict[str, str]:
        """The file's names of the three columns."""
        return {"agent": "agent", "on": "on", "off": "off"} | self.columns
