"""Secret links to one revision: who makes them, how long they are good, and what ends them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.timezone import now

from accounts.models import User
from articles import editorial
from articles.editorial import LIFETIMES, Refused, Verb
from articles.editorial.sharing import MOST_OPEN_LINKS
from articles.editorial.verification import flaws
from articles.models import Article, ColumnRole, Event, PreviewLink, Revision, Role
from articles.models.preview_link import token_hash
from tests.factories import Cast, make_article, make_cast, make_content, make_live_article

DAY = timedelta(hours=24)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def article(cast: Cast) -> Article:
    """The reporter's draft of two revisions."""
    article = make_article(cast)
    editorial.save(article, make_content("A railway closes"), actor=cast.reporter, base=1)
    return article


def shared(article: Article, actor: User, number: int = 1) -> editorial.SharedLink:
    return editorial.share(article, actor=actor, number=number, lifetime=DAY)


def shown(token: str, **later: int) -> Revision | None:
    return editorial.shared_revision(token_hash(token), now() + timedelta(**later))


def test_link_shows_its_revision_whatever_is_saved_later(article: Article, cast: Cast) -> None:
    made = shared(article, cast.editor, 1)
    editorial.save(article, make_content("A third title"), actor=cast.editor, base=2)

    found = shown(made.token)

    assert found is not None
    assert (found.article_id, found.number) == (article.pk, 1)


def test_token_is_long_and_told_once(article: Article, cast: Cast) -> None:
    made, other = shared(article, cast.editor), shared(article, cast.editor)

    assert len(made.token) >= 43  # 32 bytes in base64
    assert made.token != other.token
    stored = PreviewLink.objects.get(pk=made.link.pk)
    assert stored.token_hash == token_hash(made.token)
    event = Event.objects.get(article=article, verb=Verb.SHARE, data__link=made.link.pk)
    assert (event.revision, event.actor) == (1, cast.editor)
    for kept in (str(event.data), event.reason, *map(str, vars(stored).values())):
        assert made.token not in kept
    assert list(flaws()) == []


@pytest.mark.parametrize("lifetime", LIFETIMES)
def test_link_is_good_until_its_time_is_over(
    article: Article, cast: Cast, lifetime: timedelta
) -> None:
    made = editorial.share(article, actor=cast.chief, number=2, lifetime=lifetime)
    hashed, end = token_hash(made.token), made.link.expires_at

    assert end == made.link.made_at + lifetime
    assert editorial.shared_revision(hashed, end - timedelta(seconds=1)) is not None
    assert editorial.shared_revision(hashed, end) is None


@pytest.mark.parametrize("hours", [-1, 0, 2, 73, 10_000])
def test_no_other_lifetime_is_given(article: Article, cast: Cast, hours: int) -> None:
    with pytest.raises(Refused, match="for how long"):
        editorial.share(article, actor=cast.chief, number=1, lifetime=timedelta(hours=hours))
    assert max(LIFETIMES) == timedelta(hours=72)
    assert not PreviewLink.objects.exists()


def test_owner_editors_and_chiefs_share_and_nobody_else(article: Article, cast: Cast) -> None:
    for person in (cast.reporter, cast.editor, cast.chief):
        made = shared(article, person)
        assert shown(made.token) is not None
        assert editorial.unshare(article, actor=person, link=made.link.pk) is not None
    made = shared(article, cast.editor)
    for person in (cast.other_reporter, cast.stranger):
        with pytest.raises(Refused):
            shared(article, person)
        with pytest.raises(Refused):
            editorial.unshare(article, actor=person, link=made.link.pk)
    assert shown(made.token) is not None


def test_revoked_link_shows_nothing_and_is_revoked_once(article: Article, cast: Cast) -> None:
    made = shared(article, cast.editor)

    event = editorial.unshare(article, actor=cast.chief, link=made.link.pk)

    assert event is not None
    assert event.data == {"link": made.link.pk}
    assert shown(made.token) is None
    assert editorial.unshare(article, actor=cast.chief, link=made.link.pk) is None


def test_links_of_another_article_are_out_of_reach(article: Article, cast: Cast) -> None:
    elsewhere = make_cast()
    foreign = make_article(elsewhere)
    made = shared(foreign, elsewhere.chief)

    with pytest.raises(Refused, match="no such link"):
        editorial.unshare(article, actor=cast.chief, link=made.link.pk)
    with pytest.raises(Refused, match="no such revision"):
        shared(article, cast.chief, 7)
    assert shown(made.token) is not None


def kill(article: Article, cast: Cast) -> None:
    editorial.kill(
        article,
        actor=cast.chief,
        revision=1,
        reason="A court's order.",
        public_text="Removed by order.",
        title=article.title,
    )


def test_killing_ends_its_links_for_good(cast: Cast) -> None:
    article = make_live_article(cast)
    made = shared(article, cast.editor)

    kill(article, cast)

    assert shown(made.token) is None
    assert PreviewLink.objects.get().revoked_at is not None
    with pytest.raises(Refused, match="that is final"):
        shared(article, cast.chief)


def _close_account(article: Article, cast: Cast) -> None:
    User.objects.filter(pk=cast.editor.pk).update(is_active=False)


def _take_role(article: Article, cast: Cast) -> None:
    ColumnRole.objects.filter(user=cast.editor, role=Role.EDITOR).delete()


def _move_away(article: Article, cast: Cast) -> None:
    Article.objects.filter(pk=article.pk).update(column=make_cast().column)


def _trash(article: Article, cast: Cast) -> None:
    editorial.trash(article, actor=cast.chief, revision=2)


@pytest.mark.parametrize("end", [_close_account, _take_role, _move_away, _trash])
def test_link_ends_with_its_makers_right_to_share(
    article: Article, cast: Cast, end: Callable[[Article, Cast], None]
) -> None:
    made = shared(article, cast.editor)

    end(article, cast)

    assert shown(made.token) is None


def test_open_links_of_an_article_are_few(article: Article, cast: Cast) -> None:
    made = [shared(article, cast.editor) for _ in range(MOST_OPEN_LINKS)]

    with pytest.raises(Refused, match="revoke one first"):
        shared(article, cast.chief)

    editorial.unshare(article, actor=cast.chief, link=made[0].link.pk)
    shared(article, cast.chief)
