"""What comes after the question mark of an address, or with a form."""

import re

from django.http import Http404, QueryDict

from articles.reader.converters import NumberConverter

_NUMBER = re.compile(NumberConverter.regex)


def only_number(parameters: QueryDict, name: str) -> int | None:
    """Return the number that a parameter holds; None where it isn't there.

    Raises Http404 where it holds anything else, or stands there more than once.
    """
    values = parameters.getlist(name)
    if not values:
        return None
    if len(values) > 1 or not _NUMBER.fullmatch(values[0]):
        raise Http404(f"“{name}” is not one whole number from 1 up.")
    return int(values[0])
