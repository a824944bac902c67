"""Shared previews: what the link shows, what it sends along, and what betrays nothing."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils.log import AdminEmailHandler
from django.utils.timezone import now
from pytest_django import Settings

from articles import editorial
from articles.admin import shared_preview
from articles.models import Article, PreviewLink
from articles.models.preview_link import token_hash
from seetao.log_lines import LineFormatter
from tests.articles.reader.pages import words
from tests.factories import Cast, make_article, make_cast, make_content, make_live_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def article(cast: Cast) -> Article:
    return make_article(cast, make_content("A railway opens"))


def shared(article: Article, cast: Cast) -> str:
    """Return the token of a new link."""
    made = editorial.share(article, actor=cast.editor, number=1, lifetime=timedelta(hours=1))
    return made.token


@pytest.mark.parametrize("language", ["zh", "en"])
def test_link_shows_the_readers_page_in_the_articles_language(cast: Cast, language: str) -> None:
    title = "铁路开通" if language == "zh" else "A railway opens"
    token = shared(make_article(cast, make_content(title), language=language), cast)

    response = Client().get(f"/preview/{token}/")

    assert response.status_code == 200
    assert title in words(response)
    assert response.headers["Content-Language"] == ("zh-hans" if language == "zh" else "en")
    assert b"canonical" not in response.content
    assert token.encode() not in response.content
    assert token_hash(token).encode() not in response.content


def test_link_is_kept_by_nobody_and_leads_away_without_itself(article: Article, cast: Cast) -> None:
    for token in (shared(article, cast), "missing"):
        response = Client().get(f"/preview/{token}/")

        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
        assert not response.cookies


def test_page_does_not_depend_on_who_asks(cast: Cast) -> None:
    token = shared(make_live_article(cast), cast)
    signed_in = Client(headers={"accept-language": "zh"})
    signed_in.force_login(cast.chief)

    pages = {
        client.get(f"/preview/{token}/").content
        for client in (Client(), signed_in, Client(headers={"accept-language": "en"}))
    }

    assert len(pages) == 1


def test_last_slash_may_be_lost_on_the_way(article: Article, cast: Cast) -> None:
    token = shared(article, cast)

    assert "A railway opens" in words(Client().get(f"/preview/{token}"))
    assert Client().head(f"/preview/{token}/").status_code == 200


def test_everything_else_gets_the_very_same_404(cast: Cast) -> None:
    articles = [make_article(cast, make_content(f"Title {number}")) for number in range(5)]
    revoked, expired, trashed, disowned, hashed = (shared(each, cast) for each in articles)
    link = PreviewLink.objects.get(token_hash=token_hash(revoked))
    editorial.unshare(articles[0], actor=cast.chief, link=link.pk)
    PreviewLink.objects.filter(token_hash=token_hash(expired)).update(
        made_at=now() - timedelta(hours=2), expires_at=now() - timedelta(hours=1)
    )
    editorial.trash(articles[2], actor=cast.chief, revision=1)
    Article.objects.filter(pk=articles[3].pk).update(column=make_cast().column)
    signed_in = Client()
    signed_in.force_login(cast.chief)

    answers = [
        client.get(f"/preview/{token}/")
        for client in (Client(), signed_in)
        for token in (
            "missing",
            "x" * 43,
            "é 字",
            "%00",
            revoked,
            expired,
            trashed,
            disowned,
            token_hash(hashed),  # what the database holds opens nothing
            hashed.upper(),
        )
    ]

    assert {each.status_code for each in answers} == {404}
    assert len({each.content for each in answers}) == 1
    assert len({tuple(sorted(each.headers.items())) for each in answers}) == 1
    assert not any(each.cookies for each in answers)


@pytest.mark.parametrize("token", ["missing", ""])
def test_nothing_is_written_to_it(article: Article, cast: Cast, token: str) -> None:
    answer = Client().post(f"/preview/{token or shared(article, cast)}/")

    assert answer.status_code == 405


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, each line as our own handlers write it, down to DEBUG."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(LineFormatter("%(name)s %(message)s"))
    loggers = [logging.getLogger(name) for name in (None, "django", "django.db.backends")]
    levels = [each.level for each in loggers]
    for each in loggers:
        each.addHandler(handler)
        each.setLevel(logging.DEBUG)
    yield lines
    for each, level in zip(loggers, levels, strict=True):
        each.removeHandler(handler)
        each.setLevel(level)


def test_token_stays_out_of_the_log(
    article: Article, cast: Cast, log: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    token = shared(article, cast)
    PreviewLink.objects.update(revoked_at=now())

    for address in (f"/preview/{token}/", f"/preview/{token}", f"/preview/{token}/x"):
        Client().get(address)
    Client().post(f"/preview/{token}/")

    assert "/preview/" in log.getvalue()
    assert token not in log.getvalue()
    # Nor in records that somebody else's handler would write.
    assert [each for each in caplog.messages if token in each] == []


def test_token_stays_out_of_error_reports(
    article: Article,
    cast: Cast,
    log: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
) -> None:
    token = shared(article, cast)
    settings.ADMINS = [("Operator", "operator@example.org")]
    logger, handler = logging.getLogger("django.request"), AdminEmailHandler(include_html=True)

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("The template is broken.")

    monkeypatch.setattr(shared_preview, "render_proof", fail)
    logger.addHandler(handler)
    try:
        answer = Client(raise_request_exception=False).get(
            f"/preview/{token}/", REQUEST_URI=f"/preview/{token}/?x=1"
        )
    finally:
        logger.removeHandler(handler)

    assert answer.status_code == 500
    (report,) = mail.outbox
    assert isinstance(report, EmailMultiAlternatives)
    assert "The template is broken." in str(report.body)
    for text in (report.subject, str(report.body), str(report.message()), log.getvalue()):
        assert token not in text
    for text in (str(alternative[0]) for alternative in report.alternatives):
        assert token not in text
