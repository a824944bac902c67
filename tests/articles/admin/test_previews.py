"""Previews at the desk: who sees them, that they are the readers' page, that nothing is written."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import User
from articles import editorial
from articles.content import Figure, Related
from articles.models import Article, Event, PreviewLink
from tests.articles.admin.desk import make_image, signed_in
from tests.articles.reader.pages import publish, words
from tests.factories import (
    PASSWORD,
    Cast,
    approved,
    head_number,
    make_article,
    make_cast,
    make_content,
    make_keyword,
    make_live_article,
    make_person,
    make_user,
)

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def article(cast: Cast) -> Article:
    """The reporter's draft of two revisions."""
    article = make_article(cast, make_content("A railway opens"))
    editorial.save(article, make_content("A railway closes"), actor=cast.reporter, base=1)
    return article


def preview(article: Article, number: int) -> str:
    return reverse("admin:articles_article_preview", args=[article.pk, number])


def frame(article: Article, number: int, scheme: str = "device") -> str:
    return reverse("admin:articles_article_preview_frame", args=[article.pk, number, scheme])


def history(article: Article) -> str:
    return reverse("admin:articles_article_history", args=[article.pk])


def newest(article: Article) -> str:
    return reverse("admin:articles_article_preview_newest", args=[article.pk])


def share(client: Client, article: Article, number: int = 1, hours: str = "24") -> Any:
    return client.post(preview(article, number), {"verb": "share", "hours": hours})


def path_in(response: HttpResponseBase) -> str:
    """Return the path of the link that has just been made."""
    found = re.search(r'value="http://testserver(/preview/[^"]+)"', b"".join(response).decode())
    assert found is not None
    return found[1]


def desk_words(response: HttpResponseBase) -> str:
    """Return the words of a page of the desk."""
    page = re.sub(r"<[^>]*>", " ", b"".join(response).decode())
    return " ".join(page.split())


def seen_of(response: HttpResponseBase) -> list[str]:
    """Return title and body of a reader's page without its moments; the rest is for machines."""
    page = " ".join(b"".join(response).decode().split())
    seen = re.findall(r"<title>.*?</title>|<body>.*</body>", page)
    assert len(seen) == 2
    return [re.sub(r"<time.*?</time>", "", each) for each in seen]


def policy(response: HttpResponseBase) -> set[str]:
    header = response.headers["Content-Security-Policy"]
    return {each.strip() for each in header.split(";")}


def test_preview_leads_to_the_newest_revision_or_the_chosen_one(
    article: Article, cast: Cast
) -> None:
    client = signed_in(cast.reporter)

    assert client.get(newest(article)).headers["Location"] == preview(article, 2)
    chosen = client.get(newest(article), {"revision": "1"})
    assert chosen.headers["Location"] == preview(article, 1)
    for odd in ("x", "-1", "9" * 30):
        assert client.get(newest(article), {"revision": odd}).status_code == 404


def test_page_has_a_frame_for_each_width_and_scheme(article: Article, cast: Cast) -> None:
    response = signed_in(cast.editor).get(preview(article, 1))

    frames = re.findall(r"<iframe\b[^>]*>", response.content.decode())
    assert len(frames) == 6
    for width in ("320", "768", "1280"):
        for scheme in ("light", "dark"):
            address = f'src="{frame(article, 1, scheme)}"'
            assert any(address in each and f'width="{width}"' in each for each in frames)
    assert all("allow-scripts" not in each and "sandbox" in each for each in frames)
    assert policy(response) >= {"frame-src 'self'", "frame-ancestors 'none'"}
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_only_the_frame_may_be_framed_and_only_by_us(article: Article, cast: Cast) -> None:
    client = signed_in(cast.editor)

    shown = client.get(frame(article, 1, "dark"))

    assert policy(shown) >= {"frame-src 'none'", "frame-ancestors 'self'"}
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in shown.headers["Cache-Control"]
    for other in (history(article), preview(article, 1)):
        response = client.get(other)
        assert "frame-ancestors 'none'" in policy(response)
        assert response.headers["X-Frame-Options"] == "DENY"


def test_frame_shows_the_revision_named_in_its_scheme(article: Article, cast: Cast) -> None:
    client = signed_in(cast.other_reporter)

    first, second = client.get(frame(article, 1, "dark")), client.get(frame(article, 2, "light"))

    assert "A railway opens" in words(first)
    assert "A railway closes" in words(second)
    assert b'data-scheme="dark"' in first.content
    assert b'data-scheme="light"' in second.content
    of_device, _, _ = client.get(frame(article, 2)).content.partition(b"<head>")
    assert b"data-scheme" not in of_device
    for address in (frame(article, 1, "sepia"), frame(article, 9), frame(article, 0)):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("language", ["zh", "en"])
def test_preview_is_the_page_that_readers_get_later(cast: Cast, language: str) -> None:
    neighbour = publish(cast, make_content("A neighbour"), language=language)
    image = make_image()
    content = make_content(
        title="隧道贯通" if language == "zh" else "A tunnel is through",
        body=["一列火车。" if language == "zh" else "One train.", "Another paragraph."],
        leads=("A lead.",),
        source="Seetao",
        author=make_person("Ann Author", language).pk,
        column_editor=make_person("Eve Editor", language).pk,
        credit_line="Printed as it was",
        copyright="All rights reserved.",
        keywords=(make_keyword("rail", language).pk, make_keyword("bridge", language).pk),
        related=(
            Related(target=neighbour.pk),
            Related(title="A neighbour"),
            Related(title="Elsewhere", address="https://example.org/x"),
            Related(title="Nobody has it"),
        ),
        cover=Figure(image=image.pk, alt="A cover", caption="Its caption"),
        figures=(Figure(image=make_image().pk, alt="A figure"),),
        seo_title="For engines",
        reading_minutes_override=7,
    )
    article = make_article(cast, content, language=language)
    before = signed_in(cast.chief).get(frame(article, 1))
    approved(article, cast)
    editorial.publish(article, actor=cast.chief, revision=1)
    article.refresh_from_db()

    after = Client().get(article.get_absolute_url())

    assert article.published_at is not None
    assert seen_of(before) == seen_of(after)
    assert before.headers["Content-Language"] == after.headers["Content-Language"]


def test_preview_of_a_correction_shows_its_notice(cast: Cast) -> None:
    article = make_live_article(cast)
    corrected = make_content(
        "Another title", change_class="correction", notice_text="It opened on Monday."
    )
    editorial.save(article, corrected, actor=cast.reporter, base=1)
    client = signed_in(cast.editor)

    seen = words(client.get(frame(article, 2)))

    assert "It opened on Monday." in seen
    assert "Updated:" in seen
    assert "It opened on Monday." not in words(client.get(frame(article, 1)))
    assert "It opened on Monday." not in words(Client().get(article.get_absolute_url()))


def test_previewing_writes_nothing(article: Article, cast: Cast) -> None:
    made = editorial.share(article, actor=cast.chief, number=1, lifetime=timedelta(hours=1))
    client = signed_in(cast.editor)
    client.get(history(article))
    events = Event.objects.count()

    with CaptureQueriesContext(connection) as queries:
        for address in (
            newest(article),
            preview(article, 1),
            frame(article, 1, "dark"),
            frame(article, 2),
        ):
            assert client.get(address).status_code in (200, 302)
        assert Client().get(f"/preview/{made.token}/").status_code == 200

    assert [each["sql"] for each in queries if WRITES.match(each["sql"])] == []
    assert Event.objects.count() == events
    article.refresh_from_db()
    assert (article.title, article.published_at) == ("A railway closes", None)


def test_number_of_queries_does_not_grow(cast: Cast) -> None:
    small = make_article(cast)
    many = 8
    big = make_article(
        cast,
        make_content(
            keywords=tuple(make_keyword(f"word {number}").pk for number in range(many)),
            related=[f"Title {number}" for number in range(many)],
            figures=tuple(Figure(image=make_image().pk) for _ in range(many)),
        ),
    )
    for _ in range(many):
        editorial.share(big, actor=cast.chief, number=1, lifetime=timedelta(hours=1))
    client = signed_in(cast.editor)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        return len(counted)

    queries(preview(small, 1))  # the session's last use is written once a minute
    assert queries(preview(big, 1)) <= queries(preview(small, 1)) <= 14
    # Keywords, pictures, and titles of related articles are asked for where there are any.
    assert queries(frame(big, 1)) <= queries(frame(small, 1)) + 4 <= 18


def test_nobody_else_learns_that_there_is_a_preview(article: Article, cast: Cast) -> None:
    boss = User.objects.create_superuser("boss@example.org", PASSWORD, language="en")
    elsewhere = make_cast()
    addresses = (newest(article), preview(article, 1), frame(article, 1, "dark"))
    for person in (cast.stranger, boss, elsewhere.chief, elsewhere.reporter):
        client = signed_in(person)
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 404
            assert b"A railway" not in response.content
        assert share(client, article).status_code == 404
    for client in (Client(), signed_in(make_user("reader"))):
        for address in addresses:
            assert client.get(address).status_code == 302
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_editor_shares_and_revokes(article: Article, cast: Cast, language: str) -> None:
    User.objects.filter(pk=cast.editor.pk).update(language=language)
    client = signed_in(cast.editor)

    made = share(client, article)

    assert made.status_code == 200
    assert "no-store" in made.headers["Cache-Control"]
    path = path_in(made)
    assert "A railway opens" in words(Client().get(path))
    listed = client.get(preview(article, 2))
    assert path.encode() not in listed.content
    link = PreviewLink.objects.get()
    assert f'name="link" value="{link.pk}"'.encode() in listed.content
    revoked = client.post(preview(article, 2), {"verb": "unshare", "link": str(link.pk)})
    assert revoked.headers["Location"] == preview(article, 2)
    assert Client().get(path).status_code == 404
    assert b'name="link"' not in client.get(preview(article, 2)).content
    again = client.post(preview(article, 2), {"verb": "unshare", "link": str(link.pk)}, follow=True)
    assert again.status_code == 200


def test_reporter_reads_but_may_not_share_another_ones_article(
    article: Article, cast: Cast
) -> None:
    client = signed_in(cast.other_reporter)

    page = client.get(preview(article, 1))
    refused = share(client, article)

    assert b'aria-disabled="true"' in page.content
    assert refused.status_code == 403
    assert "does not allow this" in desk_words(refused)
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"verb": "publish"},
        {"verb": "share"},
        {"verb": "share", "hours": "73"},
        {"verb": "share", "hours": "-1"},
        {"verb": "share", "hours": "\x00"},
        {"verb": "unshare"},
        {"verb": "unshare", "link": "x"},
        {"verb": "unshare", "link": "9" * 40},
        {"verb": "unshare", "link": "²"},
    ],
)
def test_forged_forms_do_nothing(article: Article, cast: Cast, posted: dict[str, str]) -> None:
    response = signed_in(cast.chief).post(preview(article, 1), posted)

    assert response.status_code in (400, 403)
    assert b'role="alert"' in response.content
    assert not PreviewLink.objects.exists()


def test_killed_article_is_not_previewed(cast: Cast) -> None:
    article = make_live_article(cast)
    client = signed_in(cast.editor)
    path = path_in(share(client, article))
    editorial.kill(
        article,
        actor=cast.chief,
        revision=head_number(article),
        reason="An order.",
        public_text="Removed.",
        title=article.title,
    )

    page = client.get(preview(article, 1))

    assert page.status_code == 403
    assert "that is final" in desk_words(page)
    assert b"<iframe" not in page.content
    assert client.get(frame(article, 1)).status_code == 404
    assert Client().get(path).status_code == 404


def test_list_says_how_each_link_stands(article: Article, cast: Cast) -> None:
    for number in (1, 2):
        editorial.share(article, actor=cast.editor, number=number, lifetime=timedelta(hours=1))
    expired = PreviewLink.objects.earliest("pk")
    PreviewLink.objects.filter(pk=expired.pk).update(
        made_at=now() - timedelta(hours=2), expires_at=now() - timedelta(hours=1)
    )

    seen = desk_words(signed_in(cast.reporter).get(preview(article, 1)))

    assert "has expired" in seen
    assert "still good" in seen
