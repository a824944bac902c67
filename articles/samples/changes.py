"""What happens to a sample after its publication: an update in the works, a correction."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from articles import editorial
from articles.content import Content
from articles.models import Article
from articles.samples.crews import approve, publisher
from articles.samples.paragraphs import paragraphs
from articles.samples.people import People


def change_later(article: Article, story: dict[str, Any], people: People) -> None:
    """Do to a live article what its story tells: `pending`, or `correction`, or nothing."""
    pending, correction = story.get("pending"), story.get("correction")
    if pending and pending["language"] == article.language:
        _begin_update(article, pending, story["author"], people)
    if correction:
        _correct(article, correction, story["author"], people)


def _begin_update(article: Article, pending: dict[str, Any], author: str, people: People) -> None:
    """Leave a draft that readers do not see yet."""
    content = _live_content(article)
    update = replace(
        content,
        body=(*content.body[:-1], *paragraphs([pending["paragraph"]]), content.body[-1]),
        change_class=pending["change_class"],
        notice_text=pending["notice_text"],
    )
    actor = people.by_address[author]
    editorial.save(article, update, actor=actor, base=1, note=pending["note"])


def _correct(article: Article, correction: dict[str, Any], author: str, people: People) -> None:
    """Put other words in the place of wrong ones, through a round, and tell readers."""
    content, words = _live_content(article), correction[article.language]
    corrected = replace(
        content,
        body=tuple(
            replace(each, html=each.html.replace(words["wrong"], words["right"]))
            for each in content.body
        ),
        change_class=editorial.ChangeClass.CORRECTION,
        notice_text=words["notice"],
    )
    actor = people.by_address[author]
    editorial.save(article, corrected, actor=actor, base=1, note=correction["note"])
    editorial.submit(article, actor=actor, revision=2)
    approve(article, people, revision=2, opinion=correction["opinion"])
    editorial.publish(article, actor=publisher(article.column, people), revision=2)


def _live_content(article: Article) -> Content:
    article.refresh_from_db()
    assert article.live is not None
    return article.live.content
