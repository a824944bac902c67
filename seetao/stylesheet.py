"""The stylesheet of the public pages, which stands inside of each of them.

A page that has to ask for its stylesheet waits one more round trip before anything is drawn: on a
weak phone's network longer than its 3.5 KB take (figures in docs/design.md). The content security
policy names the stylesheet by its hash, so that nothing else inside a page is obeyed.
"""

import base64
import hashlib
from pathlib import Path
from typing import Final

import rcssmin
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

FILE: Final = Path(__file__).resolve().parent.parent / "static" / "reader.css"

# Read once: policy and pages must tell of the same one. After a change the server starts anew.
RULES: Final = str(rcssmin.cssmin(FILE.read_text(encoding="utf-8")))

_DIGEST: Final = base64.b64encode(hashlib.sha256(RULES.encode()).digest()).decode()
SOURCE: Final = f"'sha256-{_DIGEST}'"
"""How the policy names the stylesheet."""

register = template.Library()


@register.simple_tag
def stylesheet() -> SafeString:
    """Return the element that holds the stylesheet."""
    # A file of ours; a test sees to it that it holds no "<".
    return format_html("<style>{}</style>", mark_safe(RULES))  # noqa: S308
