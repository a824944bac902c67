"""Creating and saving: every word becomes a revision, and none is overwritten unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles import editorial
from articles.content import Content, Paragraph, Related
from articles.editorial import Refused, Stale
from articles.models import Approval, Article, Edition, Event, PublicState, Revision, Stage
from tests.factories import (
    Cast,
    approved,
    give_role,
    head_number,
    make_article,
    make_cast,
    make_content,
    make_keyword,
    make_live_article,
    make_person,
    submitted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_creator_owns_the_draft_and_its_first_revision(cast: Cast) -> None:
    article = editorial.create(
        make_content("铁路开通"), column=cast.column, language="zh", actor=cast.reporter
    )
    article.refresh_from_db()
    assert (article.stage, article.public_state) == (Stage.DRAFT, PublicState.UNPUBLISHED)
    assert article.owner == cast.reporter
    assert article.title == "铁路开通"
    revision = article.revisions.get()
    assert (revision.number, revision.author, revision.base) == (1, cast.reporter, None)
    assert article.events.get().verb == "create"


def test_stranger_creates_nothing(cast: Cast) -> None:
    with pytest.raises(Refused, match="no role in this column"):
        editorial.create(make_content(), column=cast.column, language="en", actor=cast.stranger)
    assert not Article.objects.exists()


def test_new_articles_count_up_from_the_first_number(cast: Cast) -> None:
    numbers = [make_article(cast).number for _ in range(3)]
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]
    assert numbers[0] >= 1_000_000


def test_new_article_steps_over_an_imported_number(cast: Cast) -> None:
    first = make_article(cast)
    Article.objects.filter(pk=first.pk).update(number=first.number + 1)
    assert make_article(cast).number == first.number + 2


def test_save_makes_the_next_revision_with_base_author_and_note(cast: Cast) -> None:
    article = make_article(cast)
    revision = editorial.save(
        article, make_content("Another title"), actor=cast.reporter, base=1, note="Shorter."
    )
    assert revision is not None
    assert (revision.number, revision.author, revision.note) == (2, cast.reporter, "Shorter.")
    assert revision.base == article.revisions.get(number=1)
    article.refresh_from_db()
    assert article.head == revision
    assert article.title == "Another title"
    assert article.events.filter(verb="save").get().data["fields"] == ["title"]


def test_save_that_changes_nothing_makes_nothing(cast: Cast) -> None:
    article = submitted(make_article(cast), cast)
    assert editorial.save(article, make_content(), actor=cast.editor, base=1) is None
    article.refresh_from_db()
    assert (article.stage, article.level) == (Stage.REVIEW, 1)
    assert article.revisions.count() == 1


def test_second_of_two_who_began_at_the_same_words_is_told(cast: Cast) -> None:
    article = make_article(cast)
    editorial.save(article, make_content("By the editor"), actor=cast.editor, base=1)
    with pytest.raises(Stale, match="changed while you looked") as caught:
        editorial.save(article, make_content("By the reporter"), actor=cast.reporter, base=1)
    assert caught.value.head == 2
    article.refresh_from_db()
    assert article.title == "By the editor"


def test_revision_of_the_future_is_no_base(cast: Cast) -> None:
    article = make_article(cast)
    with pytest.raises(Stale):
        editorial.save(article, make_content("x"), actor=cast.reporter, base=2)


def test_first_reporter_to_save_what_nobody_owns_becomes_its_owner(cast: Cast) -> None:
    article = make_article(cast)
    Article.objects.filter(pk=article.pk).update(owner=None)
    editorial.save(article, make_content("Mine"), actor=cast.other_reporter, base=1)
    article.refresh_from_db()
    assert article.owner == cast.other_reporter
    with pytest.raises(Refused, match="Someone else is writing this"):
        editorial.save(article, make_content("No, mine"), actor=cast.reporter, base=2)


def test_editor_who_saves_what_nobody_owns_leaves_it_to_the_reporters(cast: Cast) -> None:
    article = make_article(cast)
    Article.objects.filter(pk=article.pk).update(owner=None)
    editorial.save(article, make_content("A touch"), actor=cast.editor, base=1)
    article.refresh_from_db()
    assert article.owner is None


def test_owner_without_a_role_any_more_does_not_count(cast: Cast) -> None:
    article = make_article(cast)
    cast.reporter.column_roles.all().delete()
    with pytest.raises(Refused, match="no role in this column"):
        editorial.save(article, make_content("Still mine?"), actor=cast.reporter, base=1)
    editorial.save(article, make_content("Mine now"), actor=cast.other_reporter, base=1)
    article.refresh_from_db()
    assert article.owner == cast.other_reporter


def test_closed_account_saves_nothing_even_with_an_old_form(cast: Cast) -> None:
    article = make_article(cast)
    type(cast.reporter).objects.filter(pk=cast.reporter.pk).update(is_active=False)
    with pytest.raises(Refused):
        editorial.save(article, make_content("x"), actor=cast.reporter, base=1)
    assert article.revisions.count() == 1


@pytest.mark.parametrize(
    ("levels", "given", "left", "level"),
    [(1, 1, 0, 1), (2, 1, 0, 1), (2, 2, 0, 1), (3, 1, 0, 1), (3, 2, 1, 2), (3, 3, 1, 2)],
)
def test_save_in_review_goes_back_one_level_and_drops_approvals_from_there(
    levels: int, given: int, left: int, level: int
) -> None:
    cast = make_cast(levels=levels)
    article = submitted(make_article(cast), cast)
    approvers = [cast.editor, cast.other_editor if levels == 3 else cast.chief, cast.chief]
    for approver in approvers[:given]:
        editorial.approve(article, actor=approver, revision=1)
    revision = editorial.save(article, make_content("Better"), actor=cast.other_chief, base=1)
    article.refresh_from_db()
    assert revision is not None
    assert revision.in_review
    assert (article.stage, article.level, article.levels) == (Stage.REVIEW, level, levels)
    assert Approval.objects.filter(article=article).count() == left


def test_reporter_can_not_change_his_article_under_review(cast: Cast) -> None:
    article = submitted(make_article(cast), cast)
    with pytest.raises(Refused, match="under review"):
        editorial.save(article, make_content("One more thing"), actor=cast.reporter, base=1)


def test_save_of_a_returned_article_is_a_draft_again(cast: Cast) -> None:
    article = submitted(make_article(cast), cast)
    editorial.return_to_author(article, actor=cast.editor, revision=1, reason="Too long.")
    editorial.save(article, make_content("Shorter"), actor=cast.reporter, base=1)
    article.refresh_from_db()
    assert article.stage == Stage.DRAFT


def test_saved_change_of_a_live_article_is_not_seen_by_readers(cast: Cast) -> None:
    article = make_live_article(cast, make_content("Published", keywords=()))
    editions = Edition.objects.count()
    editorial.save(
        article,
        make_content("Pending", keywords=(make_keyword("railway").pk,), related=["Another"]),
        actor=cast.reporter,
        base=1,
    )
    article.refresh_from_db()
    assert article.title == "Published"
    assert not article.keyword_uses.exists()
    assert not article.related_links.exists()
    assert article.stage == Stage.DRAFT
    assert (article.head.number, article.live.number) == (2, 1)  # type: ignore[union-attr]
    assert Edition.objects.count() == editions


def test_from_clean_the_kind_of_change_starts_empty(cast: Cast) -> None:
    article = make_live_article(cast)
    told = make_content("Two", change_class="correction", notice_text="It was two, not one.")
    editorial.save(article, told, actor=cast.reporter, base=1)
    approved(article, cast)
    editorial.publish(article, actor=cast.chief, revision=2)
    assert editorial.save(article, told, actor=cast.reporter, base=2) is None
    revision = editorial.save(article, replace(told, title="Three"), actor=cast.reporter, base=2)
    assert revision is not None
    assert (revision.content.change_class, revision.content.notice_text) == ("", "")


def test_body_is_sanitised_before_it_becomes_a_revision(cast: Cast) -> None:
    body = (Paragraph("p1", '<p onclick="x()">Good<script>alert(1)</script></p>'),)
    article = make_article(cast, replace(make_content(), body=body))
    assert article.revisions.get().content.body == (Paragraph("p1", "<p>Good</p>"),)
    article.refresh_from_db()
    assert article.body == "<p>Good</p>"


def test_paragraph_that_holds_two_blocks_becomes_two(cast: Cast) -> None:
    body = (Paragraph("p1", "<p>One<p>Two"), Paragraph("p2", "<p> </p>"))
    article = make_article(cast, replace(make_content(), body=body))
    assert article.revisions.get().content.body == (
        Paragraph("p1", "<p>One</p>"),
        Paragraph("p1.2", "<p>Two</p>"),
    )


REFUSED_CONTENTS: dict[str, Content] = {
    "NUL": make_content("a\x00b"),
    "a lone surrogate": make_content("a\ud800b"),
    "a title of 301 characters": make_content("长" * 301),
    "a lead of 1001 characters": make_content(leads=("长" * 1001,)),
    "101 leads": make_content(leads=("a",) * 101),
    "200 kB of text": make_content(body=["x" * 200_001]),
    "deep nesting": make_content(body=["<blockquote>" * 200 + "x"]),
    "no such keyword": make_content(keywords=(999_999,)),
    "a keyword twice": make_content(keywords=(1, 1)),
    "no such person": make_content(author=999_999),
    "no such related article": make_content(related=[Related(target=999_999)]),
    "a script for an address": make_content(
        related=[Related(title="x", address="javascript:alert(1)")]
    ),
    "an address without title": make_content(related=[Related(address="https://example.org/")]),
    "an empty related link": make_content(related=[Related()]),
    "no such kind of change": make_content(change_class="improvement"),
    "no minutes": make_content(reading_minutes_override=0),
    "a paragraph id twice": replace(
        make_content(), body=(Paragraph("a", "<p>1</p>"), Paragraph("a", "<p>2</p>"))
    ),
}


@pytest.mark.parametrize("name", REFUSED_CONTENTS)
def test_bad_content_is_refused_and_nothing_is_written(cast: Cast, name: str) -> None:
    article = make_article(cast)
    with pytest.raises(Refused) as caught:
        editorial.save(article, REFUSED_CONTENTS[name], actor=cast.reporter, base=1)
    assert caught.value.reason
    assert Revision.objects.count() == 1
    assert Event.objects.filter(article=article).count() == 1


def test_article_is_not_related_to_itself(cast: Cast) -> None:
    article = make_article(cast)
    itself = make_content(related=[Related(target=article.pk)])
    with pytest.raises(Refused, match="not related to itself"):
        editorial.save(article, itself, actor=cast.reporter, base=1)


def test_keyword_of_the_other_language_is_refused(cast: Cast) -> None:
    article = make_article(cast)
    with pytest.raises(Refused):
        editorial.save(
            article,
            make_content(keywords=(make_keyword("铁路", "zh").pk,)),
            actor=cast.reporter,
            base=1,
        )


def test_row_mirrors_all_of_the_draft(cast: Cast) -> None:
    railway, port = make_keyword("railway"), make_keyword("port")
    content = make_content(
        "Title",
        body=["One.", "Two."],
        leads=("Lead.",),
        source="Seetao",
        author=make_person("Li Lei").pk,
        column_editor=make_person("Zhou Yingwen").pk,
        credit_line="Column editor/Zhou Yingwen",
        copyright="All rights reserved.",
        keywords=(port.pk, railway.pk),
        related=["A bare title", Related(title="Elsewhere", address="https://example.org/a")],
        seo_title="Seo",
        seo_description="Description",
        reading_minutes_override=13,
    )
    article = make_article(cast, content)
    article.refresh_from_db()
    assert article.body == "<p>One.</p>\n<p>Two.</p>"
    assert article.leads == ["Lead."]
    assert str(article.author) == "Li Lei"
    assert article.reading_minutes == 13
    assert [use.tag for use in article.keyword_uses.all()] == [port, railway]
    links = article.related_links.values_list("title", "address")
    assert list(links) == [("A bare title", ""), ("Elsewhere", "https://example.org/a")]


def test_administrator_has_no_right_over_words(cast: Cast) -> None:
    article = make_article(cast)
    administrator = type(cast.reporter).objects.create_superuser("admin@example.org")
    with pytest.raises(Refused):
        editorial.save(article, make_content("x"), actor=administrator, base=1)
    give_role(administrator, cast.column, "editor")  # type: ignore[arg-type]
    assert editorial.save(article, make_content("x"), actor=administrator, base=1)


def test_head_number_follows_the_saves(cast: Cast) -> None:
    article = make_article(cast)
    for number in range(1, 4):
        editorial.save(article, make_content(f"{number}"), actor=cast.reporter, base=number)
    assert head_number(article) == 4
