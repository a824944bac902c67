"""Accounts: found by any form of their address, named in the reader's language."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.utils import translation

from accounts.models import User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def test_account_signs_in_with_any_form_of_its_address() -> None:
    user = make_user(email="Li.Lei@Example.org")
    for typed in ("li.lei@example.org", "LI.LEI@EXAMPLE.ORG", " Li.Lei@Example.org"):
        assert authenticate(None, username=typed, password=PASSWORD) == user


@pytest.mark.parametrize("typed", ["", "nobody@example.org", "no address", "a\x00@example.org"])
def test_unknown_address_does_not_sign_in(typed: str) -> None:
    make_user(email="li@example.org")
    assert authenticate(None, username=typed, password=PASSWORD) is None


def test_wrong_password_does_not_sign_in() -> None:
    make_user(email="li@example.org")
    assert authenticate(None, username="li@example.org", password="guess") is None


def test_closed_account_does_not_sign_in() -> None:
    make_user(email="li@example.org", is_active=False)
    assert authenticate(None, username="li@example.org", password=PASSWORD) is None


def test_account_without_password_does_not_sign_in() -> None:
    User.objects.create_user("li@example.org")
    assert authenticate(None, username="li@example.org", password="") is None
    assert authenticate(None, username="li@example.org", password="!") is None


def test_system_user_does_not_sign_in() -> None:
    assert authenticate(None, username="system@seetao.invalid", password="!") is None


def test_name_follows_the_language() -> None:
    user = make_user(name_zh="李雷", name_en="Li Lei")
    with translation.override("zh-hans"):
        assert str(user) == "李雷"
    with translation.override("en"):
        assert str(user) == "Li Lei"


def test_missing_name_falls_back_to_the_other_and_to_the_address() -> None:
    assert str(make_user(name_zh="李雷", name_en="")) == "李雷"
    assert str(make_user(name_zh="", name_en="", email="li@example.org")) == "li@example.org"


def test_changed_address_changes_its_canonical_form() -> None:
    user = make_user()
    user.email = "New@Example.org"
    user.save(update_fields=["email"])
    user.refresh_from_db()
    assert user.email_canonical == "new@example.org"


@pytest.mark.parametrize(
    ("field", "value"), [("email", "no address"), ("time_zone", "Mars/Olympus")]
)
def test_form_refuses_what_does_not_exist(field: str, value: str) -> None:
    user = make_user()
    setattr(user, field, value)
    with pytest.raises(ValidationError) as caught:
        user.full_clean()
    assert field in caught.value.message_dict


def test_administrator_manages_accounts_and_no_articles() -> None:
    administrator = User.objects.create_superuser("admin@example.org")
    assert administrator.has_perm("accounts.change_user")
    assert not administrator.has_perm("articles.change_article")
