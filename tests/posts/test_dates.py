"""companion.posts.dates."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.posts import dates


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-12", "2024-3-12", "2024/03/12", "20240312", "12 mars 2024", "le 12 mars 2024", "mardi 12 mars 2024",
        "March 12, 2024", "12 March 2024", "Tue, 12 Mar 2024 00:00:00 +0000", "Tue Mar 12 00:00:00 +0000 2024",
        "2024-03-12 00:00:00 UTC", "2024-03-12T00:00:00.000Z", "2024-03-11 19:00:00 -0500", "13/03/2024",
        1710201600, 1710201600.0, "1710201600", "1710201600000", 1710201600000, "Mar 12, 2024 3:04 pm",
    ],
)  # fmt: skip
def test_dates_as_exports_write_them(written: object) -> None:
    """Each of these is the twelfth of March 2024 (or the thirteenth, where only that shows which part is the day)."""
    moment = dates.parse(written)
    assert moment is not None
    assert moment.tzinfo is UTC
    assert moment.date().isoformat() == ("2024-03-13" if written == "13/03/2024" else "2024-03-12")


@pytest.mark.parametrize(
    "written",
    [
        None, "", "hier", "2024-13-45", "2024-02-30", "0000-00-00 00:00:00", "03/04/2024", True, 0, -5, 12, 10**400,
        float("nan"), float("inf"), ["2024-03-12"], {"a": 1}, "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
        "32 mars 2024", "99" * 40,
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(written: object) -> None:
    """A date that does not exist, or that could be two, is no date: a question must never cite a wrong one."""
    assert dates.parse(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-12", "20240312", "2024/3/12", "12 mars 2024", "12 March 2024", "March 12, 2024", "12 Mar 2024",
        "Mar 12, 2024 3:04 pm", "12/12/2024", "2024-03-12 00:00:00", "2024-03-12T00:00", date(2024, 3, 12),
    ],
)  # fmt: skip
def test_a_day_without_an_hour_is_its_noon(written: object) -> None:
    """A day alone stays that day where the author lives: it is kept at noon UTC, as a pasted post is."""
    moment = dates.parse(written)
    assert moment is not None
    assert (moment.hour, moment.minute, moment.tzinfo) == (12, 0, UTC)


@pytest.mark.parametrize(
    "written", ["2024-03-12T00:00:00Z", "2024-03-12 00:00:00 +0000", "Tue, 12 Mar 2024 00:00:00 +0000", 1710201600]
)
def test_a_moment_that_is_midnight_stays_one(written: object) -> None:
    """With a zone, midnight is a moment like another."""
    assert dates.parse(written) == datetime(2024, 3, 12, tzinfo=UTC)


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers()))
def test_nothing_crashes(written: object) -> None:
    """Whatever a file holds where a date should be, reading goes on."""
    assert dates.parse(written) is None or dates.parse(written).tzinfo is UTC  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-03-12-titre.md", datetime(2024, 3, 12, 12, tzinfo=UTC)),
        ("20240312.md", datetime(2024, 3, 12, 12, tzinfo=UTC)),
        ("note 2024_03_12.md", datetime(2024, 3, 12, 12, tzinfo=UTC)),
        ("2024-02-31-titre.md", None),
        ("1234567890.md", None),
        ("2024-03_12.md", None),
    ],
)
def test_date_in_a_file_name(name: str, day: datetime | None) -> None:
    """Jekyll writes the day in the file name; a run of other digits is not one."""
    assert dates.in_name(name) == day
