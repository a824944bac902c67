"""Every address beside the desk's, for everybody, read and written to.

The desk's own table is tests/articles/admin/test_addresses.py. A new address must be put into one
of the tables, or a test of their completeness fails.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from itertools import product

from django.test import Client, TestCase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Challenge, User, UserSession
from articles.models import Article, ColumnRole, SavedArticle
from tests.articles.admin.desk import signed_in
from tests.factories import PASSWORD, make_article, make_cast, make_content, make_user

OUTSIDE = ("anonymous", "deactivated")
INSIDE = ("reader", "reporter", "editor", "chief", "stranger", "moved", "administrator")
"""To accounts, roles make no difference."""

TITLE = "A title of a draft"


@dataclass(frozen=True)
class Answers:
    """What GET and an empty POST answer to those who are not signed in, and to those who are."""

    outside: tuple[int, int]
    inside: tuple[int, int]


FORM = (200, 200)
"""A form, which an empty POST shows again."""
SIGN_IN = (302, 302)
CONFIRM = (303, 303)
"""To sign in, by the pages that ask for a password of just now."""
NOT_THERE = (404, 404)
SENT_ON = (303, 303)

DOOR = Answers(outside=FORM, inside=FORM)
OWN = Answers(outside=SIGN_IN, inside=FORM)
OWN_CONFIRMED = Answers(outside=CONFIRM, inside=FORM)
CODE = (404, 200)
"""Of somebody else's browser; an empty code is no guess, whosever it is, and is asked for again."""
AGAIN = (303, 200)

ADDRESSES: dict[str, Answers] = {
    "accounts:home": Answers(outside=(302, 405), inside=(302, 405)),
    "accounts:language": Answers(outside=(405, 303), inside=(405, 400)),
    "accounts:sign-in": Answers(outside=FORM, inside=(302, 200)),
    "accounts:sign-in-second": Answers(outside=SENT_ON, inside=SENT_ON),
    "accounts:sign-out": Answers(outside=(405, 303), inside=(405, 303)),
    "accounts:confirm": Answers(outside=CONFIRM, inside=FORM),
    "accounts:retrieve-password": DOOR,
    "accounts:retrieve-password-code": Answers(outside=CODE, inside=CODE),
    "accounts:retrieve-password-again": Answers(outside=AGAIN, inside=AGAIN),
    "accounts:sign-up": DOOR,
    "accounts:sign-up-code": Answers(outside=CODE, inside=CODE),
    "accounts:sign-up-again": Answers(outside=AGAIN, inside=AGAIN),
    "accounts:second-factor": Answers(outside=(303, 405), inside=(200, 405)),
    "accounts:second-factor-begin": Answers(outside=CONFIRM, inside=SENT_ON),
    "accounts:second-factor-set-up": Answers(outside=CONFIRM, inside=SENT_ON),
    "accounts:second-factor-qr": Answers(outside=(303, 405), inside=(404, 405)),
    "accounts:second-factor-remove": Answers(outside=CONFIRM, inside=SENT_ON),
    "accounts:recovery-codes": Answers(outside=CONFIRM, inside=SENT_ON),
    "accounts:profile": OWN,
    "accounts:sessions": Answers(outside=SIGN_IN, inside=SENT_ON),
    "accounts:change-password": OWN,
    "accounts:change-email": OWN_CONFIRMED,
    "accounts:change-email-code": Answers(outside=SIGN_IN, inside=CODE),
    "accounts:change-email-again": Answers(outside=SIGN_IN, inside=AGAIN),
    "accounts:undo-address": Answers(outside=NOT_THERE, inside=NOT_THERE),
    "accounts:export": OWN_CONFIRMED,
    "accounts:erase": OWN_CONFIRMED,
    "saved:list": Answers(outside=SIGN_IN, inside=(200, 404)),
    # A draft, which only the desk may know.
    "saved:add": Answers(outside=SIGN_IN, inside=NOT_THERE),
    # No link has this token.
    "preview": Answers(outside=(404, 405), inside=(404, 405)),
}

ELSEWHERE = {"admin", "reader"}
"""Namespaces with tests of their own; what readers get is the same for everybody."""

FOR_MACHINES = {"healthz", "readyz", "media/<path:path>"}
"""Without a name; the last one in development alone."""


def known_addresses() -> set[str]:
    """Return the names of all addresses of the house but those with tables of their own."""
    found = set()
    for each in get_resolver().url_patterns:
        if isinstance(each, URLPattern):
            found.add(each.name or str(each.pattern))
            continue
        assert isinstance(each, URLResolver)
        if each.namespace not in ELSEWHERE:
            for inner in each.url_patterns:
                assert isinstance(inner, URLPattern)
                found.add(f"{each.namespace}:{inner.name}")
    return found


class AddressTests(TestCase):
    people: dict[str, User | None]
    article: Article
    challenge: uuid.UUID

    @classmethod
    def setUpTestData(cls) -> None:
        cast, elsewhere = make_cast(), make_cast()
        cls.article = make_article(cast, make_content(title=TITLE))
        cls.people = {
            "anonymous": None,
            "deactivated": cast.other_chief,
            "reader": make_user("reader"),
            "reporter": cast.reporter,
            "editor": cast.editor,
            "chief": cast.chief,
            "stranger": elsewhere.chief,
            "moved": cast.other_editor,
            "administrator": User.objects.create_superuser(
                "boss@example.org", PASSWORD, language="en"
            ),
        }
        ColumnRole.objects.filter(user=cast.other_editor).delete()
        User.objects.filter(pk=cast.other_chief.pk).update(is_active=False)
        victim = Client()
        path = reverse("accounts:retrieve-password")
        cls.challenge = uuid.UUID(
            victim.post(path, {"email": cast.chief.email}).headers["Location"].split("/")[-2]
        )

    def address(self, name: str) -> str:
        values: dict[str, list[object]] = {
            "accounts:undo-address": [uuid.uuid4(), "0" * 43],
            "saved:add": [self.article.number],
            "preview": ["0" * 43],
        }
        if name.endswith(("-code", "-again")):
            # Somebody else's, which he would have to be asked for on the browser that began it.
            return reverse(name, args=[self.challenge])
        return reverse(name, args=values.get(name))

    def client_of(self, person: str) -> Client:
        user = self.people[person]
        return signed_in(user) if user else Client()

    def test_the_table_holds_every_address(self) -> None:
        self.assertEqual(known_addresses() - FOR_MACHINES, set(ADDRESSES))

    def test_everybody_at_every_address(self) -> None:
        wrong, leaks = {}, []
        for person, (name, answers) in product((*OUTSIDE, *INSIDE), ADDRESSES.items()):
            client = self.client_of(person)
            for turn, method in enumerate(("GET", "POST")):
                response = client.generic(method, self.address(name))

                expected = (answers.inside if person in INSIDE else answers.outside)[turn]
                if response.status_code != expected:
                    wrong[method, name, person] = (response.status_code, expected)
                if TITLE.encode() in response.content:
                    leaks.append((method, name, person))
        self.assertEqual(wrong, {}, "what was answered, and what the table says")
        self.assertEqual(leaks, [])
        challenge = Challenge.objects.get(pk=self.challenge)
        self.assertEqual((challenge.attempts, challenge.used_at), (0, None))
        self.assertFalse(SavedArticle.objects.exists())
        self.assertEqual(User.objects.filter(is_active=False).count(), 1)

    def test_nobody_ends_the_sessions_of_another(self) -> None:
        victim = self.client_of("chief")
        session = UserSession.objects.get(session_key=victim.session.session_key)
        for person in (*OUTSIDE, *INSIDE):
            if person == "chief":
                continue
            with self.subTest(person=person):
                address = reverse("accounts:sessions")
                self.client_of(person).post(address, {"session": str(session.pk)})

                self.assertTrue(UserSession.objects.filter(pk=session.pk).exists())
        self.assertEqual(victim.get(reverse("accounts:profile")).status_code, 200)
