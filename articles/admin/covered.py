"""“Already covered?”: what the desk answers when somebody has written a title."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import User
from articles import editorial
from articles.admin.editor_answers import answering_writers
from articles.admin.standing import moment_label, public_label
from articles.models import Article
from articles.search import alike
from articles.text.markup import plain_text

LONGEST_TITLE = 500  # characters that are looked at
LONGEST_BODY = 100_000


@answering_writers
def covered(request: HttpRequest, user: User, article: int | None) -> JsonResponse:
    """Return the articles that seem to tell the same, of those that the user may know."""
    title = request.POST.get("title", "")[:LONGEST_TITLE].replace("\0", " ")
    text = plain_text(request.POST.get("body", "")[:LONGEST_BODY])
    at = now()
    known = Article.objects.filter(editorial.known_to(user, at), trashed_at=None)
    others = known if article is None else known.exclude(pk=article)
    found = alike(title, text, others) if title.strip() else []
    readable = set(
        editorial.readable_by(user)
        .filter(pk__in=[each.article.pk for each in found])
        .values_list("pk", flat=True)
    )
    return JsonResponse({"articles": [_told(each.article, readable, at) for each in found]})


def _told(article: Article, readable: Container[int], at: datetime) -> dict[str, object]:
    if article.pk in readable:
        address = reverse("admin:articles_article_change", args=[article.pk])
    else:
        address = article.get_absolute_url()
    facts = (public_label(article, at), moment_label(article.published_at))
    return {
        "address": address,
        "number": article.number,
        "title": article.title,
        "language": article.language,
        "note": " · ".join(filter(None, facts)),
    }
