"""Publishing: the approved words, at the right moment, and everything that readers then see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now

from articles import editorial
from articles.content import Related
from articles.editorial import Refused, Stale
from articles.models import Approval, Article, Edition, Event, PublicState, Stage
from tests.factories import (
    Cast,
    approved,
    head_number,
    live,
    make_article,
    make_cast,
    make_content,
    make_keyword,
    make_live_article,
    make_person,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def visible(article: Article) -> bool:
    return Article.objects.visible(now()).filter(pk=article.pk).exists()


def test_published_article_is_visible_and_clean(cast: Cast) -> None:
    article = approved(make_article(cast), cast)
    before = now()
    editorial.publish(article, actor=cast.chief, revision=1)
    article.refresh_from_db()
    assert (article.public_state, article.stage) == (PublicState.LIVE, Stage.CLEAN)
    assert article.live == article.head
    assert article.published_at is not None
    assert before <= article.published_at <= now()
    assert visible(article)
    assert not Approval.objects.exists()


def test_unreviewed_words_are_never_published(cast: Cast) -> None:
    article = make_article(cast)
    with pytest.raises(Refused, match="not been reviewed"):
        editorial.publish(article, actor=cast.chief, revision=1)
    editorial.submit(article, actor=cast.reporter, revision=1)
    with pytest.raises(Refused, match="Level 1 of 2"):
        editorial.publish(article, actor=cast.chief, revision=1)
    assert not visible(article)


def test_words_saved_after_the_approval_are_not_published(cast: Cast) -> None:
    article = approved(make_article(cast), cast)
    editorial.save(article, make_content("Sneaked in"), actor=cast.chief, base=1)
    with pytest.raises(Stale):
        editorial.publish(article, actor=cast.chief, revision=1)
    with pytest.raises(Refused, match="Level 1 of 2"):
        editorial.publish(article, actor=cast.chief, revision=2)


def test_approval_for_another_revision_is_none(cast: Cast) -> None:
    article = approved(make_article(cast), cast)
    # Past every verb: as if a bug had let a save keep its stage.
    other = article.revisions.create(number=2, json={}, author=cast.reporter, at=now())
    Article.objects.filter(pk=article.pk).update(head=other)
    with pytest.raises(Refused, match="not given to these very words"):
        editorial.publish(article, actor=cast.chief, revision=2)


def test_finding_that_the_column_blocks_is_not_published() -> None:
    cast = make_cast(gates={"doubled-word": "block-publish"})
    article = approved(make_article(cast, make_content(body=["It is the the end."])), cast)
    with pytest.raises(Refused) as caught:
        editorial.publish(article, actor=cast.chief, revision=1)
    assert caught.value.answer.rule == "publish-gates"


def test_imported_time_of_publication_is_kept(cast: Cast) -> None:
    article = approved(make_article(cast), cast)
    old = now() - timedelta(days=900)
    Article.objects.filter(pk=article.pk).update(published_at=old)
    editorial.publish(article, actor=cast.chief, revision=1)
    article.refresh_from_db()
    assert article.published_at == old


def test_first_publication_at_a_future_moment_needs_no_job(cast: Cast) -> None:
    moment = now() + HOUR
    article = make_live_article(cast, moment=moment)
    assert not visible(article)
    assert Article.objects.visible(moment).filter(pk=article.pk).exists()
    assert not Article.objects.visible(moment - timedelta(seconds=1)).exists()


def test_past_moment_is_refused(cast: Cast) -> None:
    article = approved(make_article(cast), cast)
    with pytest.raises(Refused, match="past"):
        editorial.publish(article, actor=cast.chief, revision=1, moment=now() - HOUR)


def test_moment_stays_once_readers_have_seen_it(cast: Cast) -> None:
    article = make_live_article(cast)
    first = article.published_at
    editorial.save(article, make_content("Two", change_class="update"), actor=cast.reporter, base=1)
    live(article, cast)
    assert article.published_at == first
    assert article.title == "Two"


def test_change_of_what_readers_have_seen_says_what_it_is(cast: Cast) -> None:
    article = make_live_article(cast)
    editorial.save(article, make_content("Two"), actor=cast.reporter, base=1)
    approved(article, cast)
    with pytest.raises(Refused, match="what kind of change"):
        editorial.publish(article, actor=cast.chief, revision=2)
    article.refresh_from_db()
    assert article.title == "A railway opens"


def test_correction_keeps_its_kind_and_notice_in_the_revision(cast: Cast) -> None:
    article = make_live_article(cast)
    told = make_content("Two", change_class="correction", notice_text="It was two, not one.")
    editorial.save(article, told, actor=cast.reporter, base=1)
    live(article, cast)
    assert article.live is not None
    assert article.live.content.change_class == "correction"
    event = Event.objects.filter(article=article, verb="publish").first()
    assert event is not None
    assert event.data["change_class"] == "correction"
    assert event.data["fields"] == ["title", "change_class", "notice_text"]


def test_embargo_of_the_other_language_holds_the_story(cast: Cast) -> None:
    article = approved(make_article(cast), cast)
    other = make_article(cast, language="zh")
    until = now() + HOUR
    Article.objects.filter(pk=other.pk).update(story=article.story, embargo_until=until)
    with pytest.raises(Refused, match="embargo"):
        editorial.publish(article, actor=cast.chief, revision=1)
    editorial.publish(article, actor=cast.chief, revision=1, moment=until)
    assert not visible(article)


def test_withdrawn_article_comes_back_with_a_reason_only(cast: Cast) -> None:
    article = make_live_article(cast)
    editorial.save(article, make_content("Two", change_class="update"), actor=cast.reporter, base=1)
    approved(article, cast)
    Article.objects.filter(pk=article.pk).update(public_state=PublicState.WITHDRAWN)
    with pytest.raises(Refused, match="Say why"):
        editorial.publish(article, actor=cast.chief, revision=2)
    editorial.publish(article, actor=cast.chief, revision=2, reason="Settled.")
    assert visible(article)


def test_editor_publishes_after_a_round_of_one_level_only() -> None:
    for levels, refused in ((1, False), (2, True)):
        cast = make_cast(levels=levels)
        article = approved(make_article(cast), cast)
        answer = editorial.can(cast.editor, editorial.Verb.PUBLISH, article)
        assert answer.allowed is not refused


def test_row_carries_the_published_keywords_links_and_people(cast: Cast) -> None:
    railway = make_keyword("railway")
    zhou = make_person("Zhou Yingwen")
    content = make_content(keywords=(railway.pk,), column_editor=zhou.pk, related=["Bare"])
    article = make_live_article(cast, content)
    assert [use.tag for use in article.keyword_uses.all()] == [railway]
    assert article.column_editor == zhou
    assert article.related_links.get().title == "Bare"


def test_bare_title_becomes_a_link_when_its_article_goes_live(cast: Cast) -> None:
    pointing = make_live_article(cast, make_content("First", related=["  The  SECOND one"]))
    assert pointing.related_links.get().found is None
    second = make_live_article(cast, make_content("The second one"))
    assert pointing.related_links.get().found == second
    assert f"a-{pointing.pk}" in Edition.objects.latest("number").keys


def test_bare_title_finds_what_is_live_already(cast: Cast) -> None:
    second = make_live_article(cast, make_content("The second one"))
    pointing = make_live_article(cast, make_content("First", related=["The second one"]))
    assert pointing.related_links.get().found == second


def test_bare_title_does_not_find_the_other_language(cast: Cast) -> None:
    make_live_article(cast, make_content("Seetao"), language="zh")
    pointing = make_live_article(cast, make_content("First", related=["Seetao"]))
    assert pointing.related_links.get().found is None


def test_bare_title_does_not_find_the_article_itself(cast: Cast) -> None:
    pointing = make_live_article(cast, make_content("Seetao", related=["Seetao"]))
    assert pointing.related_links.get().found is None


def test_publishing_announces_what_it_touches(cast: Cast) -> None:
    railway, port = make_keyword("railway"), make_keyword("port")
    article = make_live_article(cast, make_content(keywords=(railway.pk,)))
    editorial.save(
        article,
        make_content("Two", keywords=(port.pk,), change_class="update"),
        actor=cast.reporter,
        base=1,
    )
    live(article, cast)
    keys = set(Edition.objects.latest("number").keys)
    assert {
        f"a-{article.pk}",
        f"c-{cast.column.pk}",
        f"k-{railway.pk}",
        f"k-{port.pk}",
        f"s-{article.story}",
        "home-en",
        "feed-en",
        "search",
    } <= keys


def test_editions_count_up_without_gaps(cast: Cast) -> None:
    first = Edition.objects.count()
    for _ in range(3):
        make_live_article(cast)
    numbers = list(Edition.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(numbers[0], numbers[0] + first + 3))


def test_related_target_that_is_our_own_is_kept(cast: Cast) -> None:
    target = make_live_article(cast, make_content("Target"))
    article = make_live_article(cast, make_content(related=[Related(target=target.pk)]))
    assert article.related_links.get().target == target
    assert head_number(article) == 1
