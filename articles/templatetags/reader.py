"""Filters of the public pages."""

from datetime import datetime

from django import template
from django.utils.timezone import localtime

from articles.reader.body import shown_html

register = template.Library()

register.filter("shown_html", shown_html, is_safe=True)


@register.filter
def utc_offset(moment: datetime) -> str:
    """Return how far the site's clock is from UTC at a moment: UTC+8, UTC−3:30, UTC."""
    offset = localtime(moment).utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    if not minutes:
        return "UTC"
    sign = "+" if minutes > 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
