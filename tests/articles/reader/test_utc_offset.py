"""The offset that is printed with a time."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from articles.templatetags.reader import utc_offset

NEW_YEAR = datetime(2024, 1, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "printed"),
    [
        ("Asia/Shanghai", "UTC+8"),
        ("UTC", "UTC"),
        ("Asia/Kolkata", "UTC+5:30"),
        ("America/St_Johns", "UTC−3:30"),
        ("America/New_York", "UTC−5"),
    ],
)
def test_offset_is_the_one_of_the_zone_at_that_moment(zone: str, printed: str) -> None:
    with timezone.override(zone):
        assert utc_offset(NEW_YEAR) == printed
