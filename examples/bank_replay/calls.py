"""The bank's log as calls that were offered to people, and what happened to each of them."""

import csv
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

Row = dict[str, str]

NO_TIME = "0:00:00"
"""How the log writes a time that never came."""
UNASKED, REGULAR, PRIORITY = "unasked", "regular", "priority"


@dataclass(frozen=True)
class Service:
    """A person's part of a call: who, since when, and for how many seconds.

    The server's name is empty where the log does not give it.
    """

    server: str
    start: datetime
    seconds: int

    @property
    def end(self) -> datetime:
        """When the person was done with the call."""
        return self.start + timedelta(seconds=self.seconds)


@dataclass(frozen=True)
class Call:
    """One call that was offered to people.

    Attributes
    ----------
    arrival
        When the automatic voice unit answered it.
    type
        `PS` everyday banking, `PE` the same in English, `NE` stock exchange, `NW` new customers,
        `IN` internet, `TT` call-backs.
    priority
        2: priority customer, 1: regular customer, 0: not identified.
    bot_time, wait
        Whole seconds in the voice unit and in the queue; a wait of 0 is none.
    service
        None where the caller hung up before.
    """

    arrival: datetime
    type: str
    priority: int
    bot_time: int
    wait: int
    service: Service | None

    @property
    def standing(self) -> str:
        """What the bank knew of the customer: who need not queue is not asked who they are."""
        if self.priority == 0 and self.wait == 0:
            return UNASKED
        return PRIORITY if self.priority == 2 else REGULAR

    @property
    def kind(self) -> str:
        """Name of its inquiry type in the scenario."""
        return f"{self.type} {self.standing}"


def read_calls(log: Path) -> list[Call]:
    """Return the offered calls of the log by arrival.

    Left out are `PHANTOM` rows, which are no calls, and the callers who hung up before they had
    waited for a second: nearly all of them in the voice unit.
    """
    with log.open(encoding="utf-8", newline="") as lines:
        calls = [_call(row) for row in csv.DictReader(lines) if _offered(row)]
    return sorted(calls, key=lambda call: call.arrival)


def _offered(row: Row) -> bool:
    return row["outcome"] == "AGENT" or (row["outcome"] == "HANG" and int(row["q_time"]) > 0)


def _call(row: Row) -> Call:
    arrival, wait = _time(row, "vru_entry"), int(row["q_time"])
    # Fourteen callers went back from the queue to the voice unit, whose time is then negative.
    bot_time = max(int(row["vru_time"]), 0)
    served_at = _start(row, arrival, timedelta(seconds=bot_time + wait))
    return Call(
        arrival=arrival,
        type=row["type"],
        priority=int(row["priority"]),
        bot_time=bot_time,
        wait=wait,
        service=Service(row["server"], served_at, int(row["ser_time"]))
        if row["outcome"] == "AGENT"
        else None,
    )


def _start(row: Row, arrival: datetime, waited: timedelta) -> datetime:
    """Return when service began; a row has the date of the arrival, also after midnight."""
    if row["ser_start"] == NO_TIME:
        return arrival + waited
    start = _time(row, "ser_start")
    return start if start > arrival - timedelta(hours=12) else start + timedelta(days=1)


def _time(row: Row, column: str) -> datetime:
    return datetime.strptime(f"{row['date']} {row[column]}", "%Y-%m-%d %H:%M:%S")
