"""What an article says in a sentence or two, where it is shown in short."""

from django.utils.text import Truncator

from articles.models import Article
from articles.text.markup import plain_text

LONGEST_DESCRIPTION = 160  # characters; about what search engines show


def description(found: Article) -> str:
    """Return what search engines may show below the title; empty for an article without words."""
    written = found.seo_description or " ".join(found.leads)
    return written or Truncator(" ".join(plain_text(found.body).split("\n"))).chars(
        LONGEST_DESCRIPTION
    )
