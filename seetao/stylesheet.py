"""The stylesheets of the public pages, which stand inside of them.

A page that has to ask for its stylesheet waits one more round trip before anything is drawn: on a
weak phone's network longer than its 3 KB take (figures in docs/design.md). The content security
policy names each stylesheet by its hash, so that nothing else inside a page is obeyed.
"""

import base64
import hashlib
from pathlib import Path
from typing import Final

import rcssmin
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

FOLDER: Final = Path(__file__).resolve().parent.parent / "static"
NAMES: Final = ("reader", "reader-article", "reader-lists")

# Read once: policy and pages must tell of the same ones. After a change the server starts anew.
RULES: Final = {
    name: str(rcssmin.cssmin((FOLDER / f"{name}.css").read_text(encoding="utf-8")))
    for name in NAMES
}


def _source(rules: str) -> str:
    digest = base64.b64encode(hashlib.sha256(rules.encode()).digest()).decode()
    return f"'sha256-{digest}'"


SOURCES: Final = [_source(rules) for rules in RULES.values()]
"""How the policy names the stylesheets."""

register = template.Library()


@register.simple_tag
def stylesheet(name: str) -> SafeString:
    """Return the element that holds one of the stylesheets."""
    # A file of ours; a test sees to it that it holds no "<".
    return format_html("<style>{}</style>", mark_safe(RULES[name]))  # noqa: S308
