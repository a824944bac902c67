"""An article's Markdown twin."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.timezone import now

from articles.reader.absolute import absolute
from articles.reader.markdown.article import article_markdown
from articles.reader.public_page import public_page
from articles.reader.views.article import facts, gone_or_404, readable
from seetao.language import DJANGO_LANGUAGE


@public_page
def article_twin(request: HttpRequest, number: int) -> HttpResponse:
    """Give an article as Markdown; it goes when the article goes."""
    at = now()
    found = readable(at).filter(number=number).first()
    if found is None:
        return gone_or_404(number, at)
    with translation.override(DJANGO_LANGUAGE[found.language]):
        text = article_markdown(facts(found, at))
    page = absolute(found.get_absolute_url())
    return HttpResponse(
        text,
        content_type="text/markdown; charset=utf-8",
        headers={
            "Content-Language": DJANGO_LANGUAGE[found.language],
            # Search engines show the page, not this.
            "Link": f'<{page}>; rel="canonical"',
        },
    )
