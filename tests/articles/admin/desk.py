"""What the tests of the desk share: signing in, and filling in an article's form as it is."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles import editorial
from articles.admin.content_texts import texts_of
from articles.editorial import Dossier
from articles.models import Article, Image
from tests.factories import head_number

_names = count(1)


def signed_in(user: User) -> Client:
    """Return a browser in which this person has signed in."""
    client = Client()
    client.force_login(user)
    return client


def page_of(article: Article) -> str:
    """Return the address of the article's page."""
    return reverse("admin:articles_article_change", args=[article.pk])


def filled_in(article: Article, **changes: Any) -> dict[str, Any]:
    """Return what a browser sends of the form as it stands, with these changes."""
    base = head_number(article)
    texts = texts_of(editorial.starting_content(Dossier(article)), article.language)
    # As browsers do: line ends become CR LF.
    sent = {name: text.replace("\n", "\r\n") for name, text in texts.items()}
    return {**sent, "base": base, **changes}


def press(client: Client, article: Article, verb: str, **changes: Any) -> Any:
    """Press a button on the article's page, with the form as it stands but for the changes."""
    return client.post(page_of(article), filled_in(article, verb=verb, **changes))


def make_image(alt: str = "A train") -> Image:
    """Make a picture's row; no test here needs its file."""
    name = f"{next(_names):064x}"
    return Image.objects.create(
        file=f"images/{name}.jpg",
        sha256=name,
        uploaded_sha256=name,
        width=1200,
        height=800,
        alt_en=alt,
    )
