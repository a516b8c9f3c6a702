"""The time zone of a scenario, in which its wall clocks hang."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

_OFFSET = re.compile(r"([+-])(0\d|1[0-4]):?([0-5]\d)")
_EXAMPLES = "write a name such as `Europe/Berlin`, or an offset such as `+01:00`"


def zone_of(name: str) -> tzinfo:
    """Return the zone that a name of the IANA data base or a fixed offset means.

    Raises
    ------
    ValueError
        When there is none.
    """
    if name in ("UTC", "Z"):
        return UTC
    if offset := _OFFSET.fullmatch(name):
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return timezone(ahead if offset[1] == "+" else -ahead)
    try:
        if re.fullmatch(r"[A-Za-z][\w+/-]{0,60}", name):
            return ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # of a name, a folder of names, a broken file
        pass
    raise ValueError(f"{name!r} is not a time zone; {_EXAMPLES}")


def _known(name: str) -> str:
    zone_of(name)
    return name


Timezone = Annotated[str, AfterValidator(_known)]
"""A zone's name such as `Europe/Berlin`, or a fixed offset such as `+01:00`."""
