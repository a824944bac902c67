"""Where a picture is used: in what readers have, in pending words, or in both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles import editorial
from articles.content import Content, Figure
from articles.editorial import ChangeClass
from articles.models import Article, Image, ImageUse
from tests.articles.admin.desk import make_image
from tests.articles.reader.pages import publish
from tests.factories import (
    Cast,
    approved,
    head_number,
    make_article,
    make_cast,
    make_content,
    make_live_article,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def showing(*images: Image) -> Content:
    figures = tuple(Figure(image=image.pk) for image in images)
    return make_content(cover=figures[0] if figures else None, figures=figures[1:])


def uses(image: Image) -> list[tuple[int, bool, bool]]:
    return list(ImageUse.objects.filter(image=image).values_list("article", "in_head", "in_live"))


def save(article: Article, content: Content, cast: Cast) -> None:
    base = head_number(article)
    editorial.save(article, content, actor=cast.reporter, base=base)


def test_a_draft_uses_its_cover_and_its_figures(cast: Cast) -> None:
    cover, figure = make_image(), make_image()

    article = make_article(cast, showing(cover, figure))

    assert uses(cover) == uses(figure) == [(article.pk, True, False)]


def test_a_picture_that_was_taken_out_of_a_draft_is_not_used_any_more(cast: Cast) -> None:
    image = make_image()
    article = make_article(cast, showing(image))

    save(article, showing(), cast)

    assert uses(image) == []


def test_pending_words_of_a_live_article_are_told_apart(cast: Cast) -> None:
    old, new = make_image(), make_image()
    article = make_live_article(cast, showing(old))
    assert uses(old) == [(article.pk, True, True)]

    save(article, showing(new), cast)

    assert uses(old) == [(article.pk, False, True)]
    assert uses(new) == [(article.pk, True, False)]


def test_publishing_and_discarding_bring_both_together(cast: Cast) -> None:
    old, new = make_image(), make_image()
    article = make_live_article(cast, showing(old))
    save(article, showing(new), cast)

    editorial.discard(article, actor=cast.editor, revision=head_number(article), confirmed=True)
    assert (uses(old), uses(new)) == ([(article.pk, True, True)], [])

    save(article, replace(showing(new), change_class=ChangeClass.UPDATE), cast)
    article.refresh_from_db()
    approved(article, cast)
    editorial.publish(article, actor=cast.chief, revision=head_number(article))
    assert (uses(old), uses(new)) == ([], [(article.pk, True, True)])


def test_an_imported_archive_is_known_too(cast: Cast) -> None:
    image = make_image()

    article = publish(cast, showing(image, image))

    assert uses(image) == [(article.pk, True, True)]
