"""A proof's page: what stands around words that nobody has published yet.

The caller has put them on an article in memory; here nothing is stored, or asked who may see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from articles.models import Article, Keyword, NoticeKind, RelatedLink
from articles.reader.companions import (
    Companions,
    Told,
    neighbour,
    neighbour_parts,
    notices_with_words,
)
from articles.reader.frame import frame_of, frame_parts
from articles.reader.navigation import Link
from articles.reader.parts import rows_of
from articles.reader.related import related_of_proof
from articles.reader.views.article import facts_with


def proof_facts(
    proof: Article,
    *,
    keywords: Sequence[int],
    related: Sequence[RelatedLink],
    notice: Told | None,
    at: datetime,
) -> dict[str, object]:
    """Return what reader/article.html needs to show the proof as readers would get it at `at`.

    `keywords` are keys in order; `notice` is the one that would come with it. At most nine queries.
    """
    rows = rows_of(
        [
            *frame_parts(proof.language, at, also=proof.column_id),
            *neighbour_parts(proof, at),
        ]
    )
    around = Companions(
        frame=frame_of(rows, proof.language),
        keywords=_keyword_links(keywords, proof.language),
        notices=[*([notice] if notice and notice.text else []), *_notices(proof)],
        earlier=neighbour(rows, "earlier"),
        later=neighbour(rows, "later"),
    )
    related_lines = related_of_proof(related, proof.language, at)
    return facts_with(proof, around, related_lines, _other_number(proof, at))


def _keyword_links(keys: Sequence[int], language: str) -> list[Link]:
    """Return the keywords with their pages, which they have as soon as the proof is published."""
    found = Keyword.objects.filter(language=language).in_bulk(keys) if keys else {}
    names = [found[key] for key in keys if key in found]
    return [
        Link(keyword.name, reverse(f"reader:keyword-{language}", args=[keyword.slug]))
        for keyword in names
    ]


def _notices(proof: Article) -> list[Told]:
    rows = (
        notices_with_words().filter(article=proof).order_by("-pk").values_list("kind", "text", "at")
    )
    return [Told(NoticeKind(kind), text, at) for kind, text, at in rows]


def _other_number(proof: Article, at: datetime) -> int | None:
    others = Article.objects.visible(at).of_story(proof.story).exclude(pk=proof.pk)
    return others.values_list("number", flat=True).first()
