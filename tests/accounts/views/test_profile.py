"""The profile: one page for who somebody is and where he is signed in."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts import limits
from accounts.events import Kind
from accounts.models import AuthEvent, Device, User, UserSession
from tests.accounts.views.signed_in import browser_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PAGE = reverse("accounts:profile")
FACTS = {"name_zh": "李明", "name_en": "Li Ming", "language": "en", "time_zone": "Europe/Paris"}


@pytest.fixture
def user() -> User:
    return make_user("reader", name_zh="李读者", name_en="Reader Li")


@pytest.fixture
def client(user: User) -> Client:
    return browser_of(user)


@pytest.mark.parametrize(
    "page", [PAGE, "/accounts/saved/", "/accounts/second-factor/", "/accounts/erase/"]
)
def test_foot_of_a_page_knows_who_is_signed_in(client: Client, page: str) -> None:
    foot = client.get(page).text.partition("<footer")[2]

    assert "/accounts/sign-in/" not in foot
    assert "/accounts/retrieve-password/" not in foot
    assert f'href="{PAGE}"' in foot
    assert 'action="/accounts/sign-out/"' in foot
    assert "/accounts/sign-in/" in Client().get("/accounts/sign-up/").text.partition("<footer")[2]


def test_names_language_and_time_zone_are_stored(user: User, client: Client) -> None:
    response = client.post(PAGE, FACTS)

    assert (response.status_code, response.headers["Location"]) == (303, PAGE)
    user.refresh_from_db()
    assert {name: getattr(user, name) for name in FACTS} == FACTS
    assert AuthEvent.objects.filter(user=user, kind=Kind.PROFILE_CHANGED).count() == 1


def test_next_page_speaks_the_chosen_language(client: Client) -> None:
    response = client.post(PAGE, {**FACTS, "language": "zh"}, follow=True)
    assert response.headers["Content-Language"] == "zh-hans"
    assert "李明" in response.content.decode()


def test_saving_what_is_there_leaves_no_event(user: User, client: Client) -> None:
    client.post(PAGE, FACTS)
    client.post(PAGE, FACTS)
    assert AuthEvent.objects.filter(kind=Kind.PROFILE_CHANGED).count() == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "fr"),
        ("language", ""),
        ("time_zone", "Moon/Sea"),
        ("time_zone", "../../etc/passwd"),
        ("name_zh", "李" * 101),
        ("name_en", "Li\x00Ming"),
        ("name_en", "Li\nMing"),
        ("name_en", "Li \u202egniM"),
    ],
)
def test_what_can_not_be_is_refused_and_changes_nothing(
    user: User, client: Client, name: str, value: str
) -> None:
    response = client.post(PAGE, {**FACTS, name: value})

    assert response.status_code == 200
    page = response.content.decode()
    assert "Error:" in page
    assert 'role="alert"' in page
    assert not AuthEvent.objects.filter(kind=Kind.PROFILE_CHANGED).exists()
    user.refresh_from_db()
    assert user.name_en == "Reader Li"


def test_nothing_but_the_four_can_be_set(user: User, client: Client) -> None:
    client.post(PAGE, {**FACTS, "is_staff": "on", "is_superuser": "on", "email": "x@example.org"})
    before = user.email
    user.refresh_from_db()
    assert (user.is_staff, user.is_superuser, user.email) == (False, False, before)


def test_old_zone_stays_to_be_chosen(user: User, client: Client) -> None:
    User.objects.filter(pk=user.pk).update(time_zone="PRC")
    assert '<option value="PRC" selected>' in client.get(PAGE).content.decode()


def test_times_are_shown_in_the_own_zone(user: User, client: Client) -> None:
    User.objects.filter(pk=user.pk).update(time_zone="Pacific/Kiritimati")
    assert "+1400" in client.get(PAGE).content.decode()


def test_this_session_is_marked_and_only_others_can_be_ended(user: User, client: Client) -> None:
    browser_of(user, "Safari, iPhone")

    page = client.get(PAGE).content.decode()

    assert page.count("this browser") == 1
    assert page.count("Sign out there") == 1
    assert "Safari, iPhone" in page


def test_no_session_key_stands_on_the_page(user: User, client: Client) -> None:
    page = client.get(PAGE).content.decode()
    for session in UserSession.objects.filter(user=user):
        assert session.session_key not in page


def test_queries_do_not_grow_with_sessions_and_devices(
    user: User, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = timezone.now()
    for number in range(60):
        device = Device.objects.create(
            user=user,
            token_mac=f"{number}",
            created_at=now,
            last_seen_at=now,
            expires_at=now + limits.DAY,
        )
        UserSession.objects.create(
            user=user,
            device=device,
            session_key=f"{number}",
            created_at=now,
            last_seen_at=now,
            authenticated_at=now,
        )

    # Django's session and user, its row of ours; then sessions, devices, authenticator.
    with django_assert_num_queries(6):
        page = client.get(PAGE).content.decode()

    assert "There are more" in page


def test_visitor_is_led_to_the_sign_in_page() -> None:
    for method in ("get", "post"):
        response = getattr(Client(), method)(PAGE)
        assert response.status_code == 302
        assert "sign-in" in response.headers["Location"]


def test_page_is_kept_by_nobody(client: Client) -> None:
    response = client.get(PAGE)
    assert "no-store" in response.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()
