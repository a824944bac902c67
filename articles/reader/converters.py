"""Which parts of an address can stand for a number or a name; all else is no address of ours."""

from django.urls.converters import StringConverter

from articles.reader.period import Period
from articles.text.keys import slug_of


class NumberConverter:
    """A number as we write it: from 1 up, without leading zeros, so each has one address."""

    regex = "[1-9][0-9]{0,17}"  # 18 digits fit every database's bigint

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return it in digits."""
        return str(value)


class UnicodeSlugConverter(StringConverter):
    """A short name in any script; Django's own slugs know no Chinese."""

    regex = r"[^/\x00-\x20]{1,100}"

    def to_python(self, value: str) -> str:
        """Return the short name. Raises ValueError, which is a 404, for what can't be one."""
        if slug_of(value) != value:
            raise ValueError("Not a short name.")
        return value


class PeriodConverter:
    """A year, or with two digits each its month, or its day: 2024, 2024/04, 2024/04/01."""

    regex = r"[0-9]{4}(?:/[0-9]{2}){0,2}"

    def to_python(self, value: str) -> Period:
        """Return the period; whether the calendar has it, its page asks."""
        return Period(*map(int, value.split("/")))

    def to_url(self, value: str) -> str:
        """Return what `Period.address` wrote."""
        return value
