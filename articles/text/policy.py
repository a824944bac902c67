"""What HTML in our texts may hold. Elements that are not named here go, their words stay.

Pictures are never in the text: a figure names one of the library by its number, so there is no
img. There are no classes, ids and styles; how things look is the stylesheet's business.
"""

import re

POLICY_VERSION = 1
"""To be raised with any change of what is allowed: stored texts are then cleaned again."""

_BLOCK_NAMES = """
    p h2 h3 h4 ul ol li blockquote pre figure figcaption
    table caption thead tbody tfoot tr th td
"""

BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Elements with content that begin and end a line."""

MARKS = frozenset({"a", "code", "em", "strong"})
"""Elements within a line."""

VOIDS = frozenset({"br", "hr"})

RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4"}
"""What means the same; h1 is the title of the page."""

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_SCOPE = re.compile(r"row|col|rowgroup|colgroup")

ATTRIBUTES: dict[str, dict[str, re.Pattern[str]]] = {
    "figure": {"data-image": _NUMBER},
    "ol": {"start": _NUMBER},
    "td": {"colspan": _NUMBER, "rowspan": _NUMBER},
    "th": {"colspan": _NUMBER, "rowspan": _NUMBER, "scope": _SCOPE},
}
"""Attributes and what they may hold. `a` has a href that `is_safe_link`, and gets a rel."""
