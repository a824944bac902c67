"""Projection: writing a content onto the article's row, from where readers get it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.db.models import Q

from articles.content import Content
from articles.editorial.terms import current_keywords
from articles.media.making import ask_for_renditions
from articles.models import Article, KeywordUse, PublicState, RelatedLink
from articles.models.article import title_key
from articles.models.rendition import chosen_focus
from articles.text.reading_time import reading_minutes


def project(article: Article, content: Content) -> None:
    """Set the row's fields and write its keywords and related links; the caller saves the row."""
    set_fields(article, content)
    # Deferrable unique constraints do not exist on SQLite: delete, then insert.
    KeywordUse.objects.filter(content_object=article).delete()
    KeywordUse.objects.bulk_create(
        KeywordUse(content_object=article, tag_id=pk, position=position)
        for position, pk in enumerate(current_keywords(content.keywords))
    )
    RelatedLink.objects.filter(article=article).delete()
    RelatedLink.objects.bulk_create(related_rows(article, content))


def set_fields(article: Article, content: Content) -> None:
    """Set the fields of the row alone."""
    article.title = content.title
    article.leads = list(content.leads)
    article.body = "\n".join(paragraph.html for paragraph in content.body)
    article.source = content.source
    article.author_id = content.author
    article.column_editor_id = content.column_editor
    article.credit_line = content.credit_line
    article.copyright = content.copyright
    article.cover_id = content.cover.image if content.cover else None
    article.cover_facts = asdict(content.cover) if content.cover else {}
    article.figures = [asdict(figure) for figure in content.figures]
    article.seo_title = content.seo_title
    article.seo_description = content.seo_description
    article.reading_minutes = minutes_of(content)


def let_cut(articles: Sequence[Article]) -> None:
    """Let covers be cut around what matters in these articles, where that is another point."""
    for article in articles:
        facts = article.cover_facts
        focus = chosen_focus(facts["focal_x"], facts["focal_y"]) if facts else None
        if article.cover and focus and not article.cover.has_crops(focus):
            ask_for_renditions(article.cover, focus)


def minutes_of(content: Content) -> int:
    """Return the reading time that readers are told: the editor's, else the computed one."""
    return content.reading_minutes_override or reading_minutes(content.plain("body"))


def related_rows(article: Article, content: Content) -> list[RelatedLink]:
    """Return the rows of the related links; bare titles find what is live under them."""
    found = _articles_titled(article, content)
    return [
        RelatedLink(
            article=article,
            position=position,
            target_id=link.target,
            address=link.address,
            title=link.title,
            title_key=title_key(link.title),
            origin=link.origin,
            found_id=None if link.target or link.address else found.get(title_key(link.title)),
        )
        for position, link in enumerate(content.related)
    ]


def resolve_titles(articles: Sequence[Article]) -> set[int]:
    """Let related links that are bare titles find these articles, which have just gone live.

    Returns the keys of the articles on which such links stand. A title whose article has left the
    site may find another.
    """
    by_title = {(each.language, each.title_key): each for each in articles}
    unresolved = RelatedLink.objects.filter(
        Q(found=None) | ~Q(found__public_state=PublicState.LIVE),
        title_key__in={each.title_key for each in articles},
        target=None,
        address="",
    ).select_related("article")
    resolved = set()
    for link in unresolved:
        found = by_title.get((link.article.language, link.title_key))
        if found is not None and found.pk != link.article_id:
            RelatedLink.objects.filter(pk=link.pk).update(found=found)
            resolved.add(link.article_id)
    return resolved


def _articles_titled(article: Article, content: Content) -> dict[str, int]:
    keys = {title_key(link.title) for link in content.related if link.title and not link.address}
    if not keys:
        return {}
    live = Article.objects.filter(
        language=article.language, title_key__in=keys, public_state=PublicState.LIVE
    ).exclude(pk=article.pk)
    return dict(live.order_by("published_at", "number").values_list("title_key", "pk"))
