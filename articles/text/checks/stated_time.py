"""The reading time that a page states, against the one that its words take."""

from django.utils.translation import gettext as _

from articles.text.findings import Finding, finding


def check_reading_time(stated: int | None, computed: int) -> list[Finding]:
    """Return a finding where both are known and differ; both are whole minutes.

    It stands in the field that holds what was stated; the fix is the number to put there.
    """
    if stated is None or stated == computed:
        return []
    message = _("It says %(stated)s minutes to read; by its words it takes %(computed)s.") % {
        "stated": stated,
        "computed": computed,
    }
    field = "reading_minutes_override"
    return [finding("reading-time", 0, str(stated), message, str(computed), field=field)]
