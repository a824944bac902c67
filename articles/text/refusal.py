"""When a text cannot be taken: the limits, and what is raised beyond them."""

from django.utils.translation import gettext as _

MAX_BYTES = 200_000  # of HTML in UTF-8: fifteen times the longest article of the old site
MAX_DEPTH = 100  # nh3 needs 4.5 s for 200 kB of nested elements, a few ms at this depth


class TextRefused(ValueError):
    """The text cannot be stored or shown; the message tells an editor why and what to do."""


def too_long() -> TextRefused:
    """Return the refusal of more than MAX_BYTES."""
    return TextRefused(
        _("The text has more than %(most)s bytes: divide it.") % {"most": f"{MAX_BYTES:,}"}
    )


def too_deep() -> TextRefused:
    """Return the refusal of more than MAX_DEPTH elements inside one another."""
    return TextRefused(
        _("More than %(most)s elements stand inside one another: paste it without formatting.")
        % {"most": MAX_DEPTH}
    )
