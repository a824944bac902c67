"""What comes after the question mark of an address, or with a form."""

import re

from django.http import Http404, QueryDict

from articles.reader.converters import NumberConverter

_NUMBER = re.compile(NumberConverter.regex)


def only_number(parameters: QueryDict, name: str, *, may_be_empty: bool = False) -> int | None:
    """Return the number that a parameter holds; None where it isn't there, or a form left it empty.

    Raises Http404 where it holds anything else, or stands there more than once.
    """
    values = parameters.getlist(name)
    if not values or (may_be_empty and values == [""]):
        return None
    if len(values) > 1 or not _NUMBER.fullmatch(values[0]):
        raise Http404(f"“{name}” is not one whole number from 1 up.")
    return int(values[0])


def only_text(parameters: QueryDict, name: str) -> str:
    """Return what a parameter holds; empty where it isn't there.

    Raises Http404 where it stands there more than once.
    """
    values = parameters.getlist(name)
    if len(values) > 1:
        raise Http404(f"“{name}” stands there more than once.")
    return values[0] if values else ""
