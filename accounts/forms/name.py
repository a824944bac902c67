"""What a name of a person may hold."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def require_visible(name: str) -> None:
    """Raise ValidationError for signs that can't be seen.

    A name stands beside those of others: it must not turn their letters round or hide.
    """
    if not name.isprintable():
        raise ValidationError(_("Write the name without line breaks and invisible characters."))
