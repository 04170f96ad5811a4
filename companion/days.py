"""The day of a moment: one answer, wherever a day is listed, cited or checked."""

from datetime import UTC, date, datetime


def day_of(moment: datetime) -> date:
    """Return the day of `moment` where the author is; a moment without a zone is in UTC, as the store keeps it.

    A day without an hour is kept as its noon in UTC, which is the same day from the Aleutians to Nouméa.
    """
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone().date()
