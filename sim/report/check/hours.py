"""Names of the hours of a week."""

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def hour_name(hour: int) -> str:
    """Return the name of an hour of the week: `Mon 10:00`."""
    return f"{DAYS[hour // 24]} {hour % 24:02d}:00"
