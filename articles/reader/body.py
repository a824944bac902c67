"""Stored HTML made fit for a template: the only place that marks HTML as safe."""

import re

from django.template.defaultfilters import linebreaks_filter
from django.utils.safestring import SafeString, mark_safe

from articles.reader.absolute import absolute
from articles.reader.footnotes import with_footnotes
from articles.reader.scroll_regions import with_scroll_regions
from articles.text.cleaning import TextRefused, clean_html
from articles.text.markup import plain_text

_PLACE = re.compile(r'<figure data-image="[0-9]+"></figure>\n*')
# As cleaning writes them: href comes first, and quotes within it are entities.
_OWN_LINK = re.compile(r'<a href="([/#])')


def shown_html(stored: str) -> SafeString:
    """Return a body's HTML for output. `editorial` cleaned it on saving; here it is cleaned again.

    So a row that reached the table some other way, or under an older policy, is harmless too. It
    takes 2 ms for a news article and 70 ms for the longest one possible.
    """
    try:
        # Safe: what clean_html returns holds nothing but the elements of the policy.
        return mark_safe(clean_html(stored))  # noqa: S308
    except TextRefused:
        return linebreaks_filter(plain_text(stored))  # readers get the words all the same


def page_html(stored: str) -> SafeString:
    """Return the same for an article's own page: wide parts scroll, marks lead to footnotes.

    To be called in the article's language.
    """
    shown = with_scroll_regions(with_footnotes(shown_html(stored)))
    # Safe: what shown_html returned, between tags of ours that hold numbers and texts of ours.
    return mark_safe(shown)  # noqa: S308


def standalone_html(stored: str, address: str) -> SafeString:
    """Return the same for places elsewhere: links to our own pages begin with the site.

    `address` is the article's, for links to places on its page. Places for pictures are left out:
    elsewhere, pictures follow the text.
    """
    prefixes = {"/": absolute("/"), "#": f"{address}#"}
    text = _PLACE.sub("", shown_html(stored))
    shown = _OWN_LINK.sub(lambda found: f'<a href="{prefixes[found[1]]}', text)
    # Safe: what shown_html returned, with addresses of ours that hold no quotes and no brackets.
    return mark_safe(shown)  # noqa: S308
