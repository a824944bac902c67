"""What the desk suggests as keywords while an article is written."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from accounts.models import Language, User
from articles import editorial
from articles.admin.editor_answers import answering_writers
from articles.models import Article, KeywordAlias
from articles.text.keys import name_key
from articles.text.markup import plain_text

LONGEST_TEXT = 100_000  # characters of each field that are looked at


@answering_writers
def suggest_keywords(request: HttpRequest, user: User, article: int | None) -> JsonResponse:
    """Return names of keywords that title, leads and body hold and the field does not."""
    title, leads, body, written = (
        request.POST.get(name, "")[:LONGEST_TEXT].replace("\0", " ")
        for name in ("title", "leads", "body", "keywords")
    )
    if article is None:
        language = request.POST.get("language", "")
    else:
        language = Article.objects.values_list("language", flat=True).get(pk=article)
    if language not in Language.values:
        return JsonResponse({"keywords": []})
    keys = {name_key(line) for line in written.splitlines()}
    aliases = KeywordAlias.objects.filter(language=language, name_key__in=keys)
    chosen = set(aliases.values_list("keyword", flat=True))
    parts = (title, leads, plain_text(body))
    return JsonResponse({"keywords": editorial.suggested_keywords(parts, language, chosen)})
