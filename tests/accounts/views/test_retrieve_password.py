"""The page about lost passwords, until the mailed code exists."""

import pytest
from django.test import Client, override_settings

ADDRESS = "/accounts/retrieve-password/"


@pytest.mark.parametrize(
    ("asked", "lang", "said"),
    [
        ("en-GB", "en", "Retrieve password"),
        ("zh-CN", "zh-Hans", "找回密码"),
        ("fr", "zh-Hans", "找回密码"),
    ],
)
def test_page_says_whom_to_write_to_in_the_browsers_language(
    client: Client, asked: str, lang: str, said: str
) -> None:
    with override_settings(CONTACT_EMAIL="help@example.org"):
        response = client.get(ADDRESS, headers={"accept-language": asked})

    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{lang}">' in html
    assert f'<h1 class="name">{said}</h1>' in html
    assert 'href="mailto:help@example.org"' in html


def test_page_is_kept_out_of_caches(client: Client) -> None:
    response = client.get(ADDRESS)

    assert response.headers["Cache-Control"] == "private, no-store"
    assert not response.cookies


def test_page_answers_nothing_but_reading(client: Client) -> None:
    assert client.post(ADDRESS).status_code == 405
