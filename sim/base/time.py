"""Units of time, in seconds where a name does not say otherwise."""

MINUTE = 60.0
QUARTER_HOUR = 900.0
HALF_HOUR = 1800.0
HOUR = 3600.0
DAY = 86_400.0
WEEK = 7 * DAY
MONTH = 365 / 12 * DAY
"""The mean month."""
HOURS_OF_MONTH = 365 / 12 * 24.0
"""Hours of the mean month."""
HOURS_OF_WEEK = 168
