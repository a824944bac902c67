"""Every address that the desk's resolver knows, for everybody, read and written to.

A new address must be put into this table, or the test of its completeness fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any

from django.test import Client, TestCase
from django.urls import URLPattern, URLResolver, reverse
from django.utils.timezone import now

from accounts.events import Kind, Outcome, record
from accounts.models import Invitation, User
from articles import editorial
from articles.admin.buttons import VERBS
from articles.admin.site import site
from articles.models import (
    Approval,
    Article,
    ColumnRole,
    EditLock,
    Event,
    Pin,
    Placement,
    PreviewLink,
    Revision,
    Schedule,
    Slot,
    Tick,
)
from tests.articles.admin.desk import make_image, page_of, signed_in
from tests.factories import (
    PASSWORD,
    Cast,
    make_article,
    make_cast,
    make_content,
    make_keyword,
    make_page,
    make_person,
    make_staff,
    make_user,
)

STAFF = ("reporter", "editor", "chief")
AT_WORK = (*STAFF, "stranger")  # a chief editor, but of another column
DESK = (*AT_WORK, "moved", "administrator")  # moved: an editor whose role was taken away
OUTSIDE = ("anonymous", "reader", "deactivated")  # deactivated: a chief editor, still signed in
PEOPLE = (*OUTSIDE, *DESK)

TITLE = "A title that strangers must not learn"

SIGN_IN_PAGE = "/accounts/sign-in/"
SIGN_IN = 302
"""Whoever may not open the desk is sent to sign-in, whatever the address."""


@dataclass(frozen=True)
class Expected:
    """What an address answers: to whom it opens, and what the others at the desk get."""

    opens_to: tuple[str, ...] = ()
    others: int = 403
    opened: int = 200
    posted: int | None = None  # None: the same as for reading
    others_posted: int | None = None


CLOSED = Expected()
EVERYBODY = Expected(opens_to=DESK)
LIBRARY = Expected(opens_to=AT_WORK, posted=403)
ADMINISTRATORS = Expected(opens_to=("administrator",))

TEXT_EDITOR = (
    *("clean", "covered", "lift", "find_articles", "find_pictures"),
    *("offer_keywords", "offer_related"),
)

ADDRESSES: dict[str, Expected] = {
    "index": EVERYBODY,
    "logout": Expected(opened=405, opens_to=DESK, posted=303),
    "password_change": Expected(opened=302, opens_to=DESK),
    "autocomplete": CLOSED,
    "jsi18n": Expected(opens_to=DESK, posted=405),
    "app_list": EVERYBODY,
    "articles_article_changelist": LIBRARY,
    "articles_article_add": Expected(opens_to=AT_WORK, posted=200),
    "articles_article_change": Expected(opens_to=STAFF, others=404, posted=400),
    "articles_article_history": Expected(opens_to=STAFF, others=404, posted=403, others_posted=403),
    "articles_article_delete": CLOSED,
    # For scripts: nobody is led to another page, and what they send here says nothing.
    "articles_article_autosave": Expected(
        opens_to=STAFF, others=405, opened=405, posted=400, others_posted=404
    ),
    "articles_article_lock": Expected(others=405, others_posted=400),
    **dict.fromkeys(
        (f"articles_article_{name}" for name in TEXT_EDITOR),
        Expected(opens_to=STAFF, others=405, opened=405, posted=200, others_posted=404),
    ),
    "kept": Expected(opens_to=DESK, posted=400),
    # Somebody else's, for all of them.
    "kept_text": Expected(others=404),
    "articles_article_choose": Expected(
        opens_to=STAFF, others=404, opened=404, posted=405, others_posted=405
    ),
    "articles_article_compare": Expected(opens_to=STAFF, others=404, posted=400),
    "articles_article_preview_newest": Expected(
        opens_to=STAFF, others=404, opened=302, posted=405, others_posted=405
    ),
    "articles_article_preview": Expected(opens_to=STAFF, others=404, posted=400),
    "articles_article_preview_frame": Expected(
        opens_to=STAFF, others=404, posted=405, others_posted=405
    ),
    "articles_article_review": Expected(opens_to=STAFF, others=404, posted=404),
    "articles_article_review_sheet": Expected(
        opens_to=STAFF, others=404, posted=405, others_posted=405
    ),
    **{
        f"articles_{name}_{page}": expected
        for name in ("keyword", "person", "image")
        for page, expected in {
            "changelist": LIBRARY,
            "change": LIBRARY,
            "add": CLOSED,
            "delete": CLOSED,
            "history": Expected(others=404),
        }.items()
    },
    # Everybody looks; who may change, place or save, the button says.
    "articles_keyword_change": Expected(opens_to=AT_WORK, posted=400),
    "articles_image_change": Expected(opens_to=AT_WORK, posted=400),
    "articles_image_add": Expected(opens_to=AT_WORK, posted=200),
    "articles_placement_changelist": Expected(opens_to=AT_WORK, posted=400),
    "articles_placement_preview": Expected(opens_to=AT_WORK, posted=405),
    "articles_placement_preview_frame": Expected(opens_to=AT_WORK, posted=405),
    "articles_placement_add": CLOSED,
    "articles_placement_change": CLOSED,
    "articles_placement_delete": CLOSED,
    "articles_placement_history": Expected(others=404),
    "articles_page_changelist": LIBRARY,
    "articles_page_add": Expected(opens_to=AT_WORK, posted=400),
    "articles_page_change": Expected(opens_to=AT_WORK, posted=400),
    "articles_page_delete": CLOSED,
    "articles_page_history": Expected(others=404),
    "articles_event_changelist": Expected(
        opens_to=("chief", "stranger", "administrator"), posted=403
    ),
    # The event is of an article, which the administrator may not know.
    "articles_event_change": Expected(opens_to=STAFF, posted=403),
    "articles_event_add": CLOSED,
    "articles_event_delete": CLOSED,
    "articles_event_history": Expected(others=404),
    "articles_column_changelist": Expected(opens_to=("administrator",), posted=403),
    "articles_column_add": ADMINISTRATORS,
    "articles_column_change": ADMINISTRATORS,
    "articles_column_delete": CLOSED,
    "articles_column_history": Expected(others=404),
    "articles_columnrole_changelist": Expected(opens_to=("administrator",), posted=403),
    "articles_columnrole_add": ADMINISTRATORS,
    "articles_columnrole_change": Expected(opens_to=("administrator",), posted=403),
    "articles_columnrole_delete": ADMINISTRATORS,
    "articles_columnrole_history": Expected(others=404),
    "accounts_user_changelist": Expected(opens_to=("administrator",), posted=403),
    "accounts_user_add": CLOSED,
    "accounts_user_change": ADMINISTRATORS,
    "accounts_user_end_sessions": Expected(opens_to=("administrator",), posted=302),
    "accounts_user_delete": CLOSED,
    "accounts_user_history": Expected(others=404),
    "accounts_invitation_changelist": Expected(opens_to=("administrator",), posted=403),
    "accounts_invitation_add": ADMINISTRATORS,
    "accounts_invitation_change": Expected(opens_to=("administrator",), posted=302),
    "accounts_invitation_delete": CLOSED,
    "accounts_invitation_history": Expected(others=404),
    "accounts_authevent_changelist": Expected(opens_to=("administrator",), posted=403),
    "accounts_authevent_add": CLOSED,
    "accounts_authevent_change": Expected(opens_to=("administrator",), posted=403),
    "accounts_authevent_delete": CLOSED,
    "accounts_authevent_history": Expected(others=404),
}

EXCEPTIONS: dict[tuple[str, str, str], int] = {
    # An event that he may not know is not there for him.
    ("GET", "articles_event_change", "administrator"): 404,
    ("GET", "articles_event_change", "stranger"): 404,
    # No model of the app is his.
    ("GET", "app_list", "moved"): 404,
    ("POST", "app_list", "moved"): 404,
}

EXCEPTIONS |= {
    (method, f"articles_article_{name}", person): status
    for name in ("autosave", "lock", *TEXT_EDITOR)
    for person in OUTSIDE
    for method, status in (("GET", 405), ("POST", 401))
}

FORGED = {
    "base": "1",
    "title": "Forged",
    "body": "<p>Forged.</p>",
    "note": "x",
    "reason": "x",
    "opinion": "x",
    "publish_reason": "x",
    "confirmed": "on",
    "public_text": "x",
    "hours": "24",
    "link": "1",
    "name": "x",
    "revision": "1",
    "paragraph": "p1",
    "ticks": "p1",
    "pin": "1",
    "tab": "t",
    "idle": "0",
    "take": "1",
    "lost": "1",
    "post": "yes",
}
"""What the desk's buttons send along, all at once."""

SAME_FOR_ALL = {"login"}
"""Tried apart: the door itself."""


def patterns(found: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Walk the desk's resolver; yields every pattern with its route."""
    for each in found:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, route)
        else:
            yield route, each


def _invitation(boss: User | None) -> Invitation:
    """Make one that can still be taken back."""
    assert boss is not None
    at = now()
    return Invitation.objects.create(
        user=make_staff("invited"), invited_by=boss, created_at=at, expires_at=at + timedelta(1)
    )


def _placement(article: Article) -> Placement:
    """Make one of the article that strangers must learn nothing of."""
    return Placement.objects.create(
        language=article.language, slot=Slot.LEAD, article=article, from_at=now()
    )


def _all_of(article: Article) -> dict[str, int]:
    """Count what hangs on an article; kept texts do not: everybody keeps what he wrote himself."""
    revisions = Revision.objects.filter(article=article)
    return {
        "revisions": revisions.count(),
        "approvals": Approval.objects.filter(article=article).count(),
        "locks": EditLock.objects.filter(article=article).count(),
        "links": PreviewLink.objects.filter(revision__in=revisions).count(),
        "pins": Pin.objects.filter(revision__in=revisions).count(),
        "ticks": Tick.objects.filter(article=article).count(),
        "schedules": Schedule.objects.filter(article=article).count(),
    }


class AddressTests(TestCase):
    cast: Cast
    article: Article
    people: dict[str, User | None]
    kept: int
    keys: dict[str, Any]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = make_cast()
        cls.article = make_article(cls.cast, make_content(title=TITLE))
        elsewhere = make_cast()
        cls.people = {
            "anonymous": None,
            "reader": make_user("reader"),
            "reporter": cls.cast.reporter,
            "editor": cls.cast.editor,
            "chief": cls.cast.chief,
            "stranger": elsewhere.chief,
            "moved": cls.cast.other_editor,
            "deactivated": cls.cast.other_chief,
            "administrator": User.objects.create_superuser(
                "boss@example.org", PASSWORD, language="en"
            ),
        }
        ColumnRole.objects.filter(user=cls.cast.other_editor).delete()
        User.objects.filter(pk=cls.cast.other_chief.pk).update(is_active=False)
        cls.kept = editorial.keep(
            elsewhere.editor, cls.article.pk, base=1, texts={"title": TITLE}, why="Too late."
        ).pk
        event = Event.objects.get(article=cls.article)
        role = ColumnRole.objects.filter(user=cls.cast.reporter).get()
        cls.keys = {
            "articles_article": cls.article.pk,
            "articles_keyword": make_keyword("rail").pk,
            "articles_person": make_person("Ann").pk,
            "articles_image": make_image().pk,
            "articles_page": make_page(cls.cast).pk,
            "articles_placement": _placement(cls.article).pk,
            "articles_event": event.pk,
            "articles_column": cls.cast.column.pk,
            "articles_columnrole": role.pk,
            "accounts_user": cls.cast.reporter.pk,
            "accounts_authevent": record(Kind.SIGN_IN, Outcome.DONE, who=None).pk,
            "accounts_invitation": _invitation(cls.people["administrator"]).pk,
        }

    def client_of(self, person: str) -> Client:
        user = self.people[person]
        return signed_in(user) if user else Client()

    def address(self, name: str) -> str:
        if name == "app_list":
            return reverse("admin:app_list", args=["articles"])
        if name == "articles_article_compare":
            return reverse(f"admin:{name}", args=[self.article.pk, 0, 1])
        if name == "articles_article_preview":
            return reverse(f"admin:{name}", args=[self.article.pk, 1])
        if name == "articles_article_preview_frame":
            return reverse(f"admin:{name}", args=[self.article.pk, 1, "dark"])
        if name.startswith("articles_article_") and name.removeprefix("articles_article_") in (
            *("choose", "review", "review_sheet", "preview_newest", "autosave", "lock"),
            *TEXT_EDITOR,
        ):
            return reverse(f"admin:{name}", args=[self.article.pk])
        if name == "kept_text":
            return reverse("admin:kept_text", args=[self.kept])
        stem, _, page = name.rpartition("_")
        if page in ("change", "delete", "history") and stem in self.keys:
            return reverse(f"admin:{name}", args=[self.keys[stem]])
        if name == "accounts_user_end_sessions":
            return reverse(f"admin:{name}", args=[self.keys["accounts_user"]])
        return reverse(f"admin:{name}")

    def test_the_table_holds_every_address(self) -> None:
        known = {each.name for _, each in patterns(site.get_urls()) if each.name}

        self.assertEqual(known - SAME_FOR_ALL, set(ADDRESSES))

    def test_addresses_without_a_name_are_the_stock_ways_around(self) -> None:
        routes = sorted(route for route, each in patterns(site.get_urls()) if not each.name)

        models = [f"{stem.replace('_', '/')}/<path:object_id>/" for stem in self.keys]
        self.assertEqual(routes, sorted([*models, r"(?P<url>.*)$"]))

    def test_everybody_at_every_address(self) -> None:
        wrong, leaks = {}, []
        for person in PEOPLE:
            client = self.client_of(person)
            for method, name in product(("GET", "POST"), ADDRESSES):
                response = client.generic(method, self.address(name))

                expected = self._status(method, name, person, ADDRESSES[name])
                if response.status_code != expected:
                    wrong[method, name, person] = (response.status_code, expected)
                if person not in STAFF and TITLE.encode() in response.content:
                    leaks.append((method, name, person))
                if name == "logout":
                    client = self.client_of(person)
            # Nothing else ended the session, so every address was asked by this person.
            self.assertEqual("_auth_user_id" in client.session, person != "anonymous")
        self.assertEqual(wrong, {}, "what was answered, and what the table says")
        self.assertEqual(leaks, [])
        self._nothing_happened()

    def test_no_forged_form_of_theirs_does_anything_to_the_article(self) -> None:
        addresses = [name for name in ADDRESSES if name.startswith("articles_article_")]
        addresses.remove("articles_article_changelist")
        addresses.remove("articles_article_add")
        verbs = tuple(verb.value for verb in VERBS)
        before = _all_of(self.article)
        for person in (*OUTSIDE, "stranger", "moved", "administrator"):
            client = self.client_of(person)
            for name in addresses:
                for verb in verbs if name == "articles_article_change" else ("", "share", "revert"):
                    response = client.post(self.address(name), {**FORGED, "verb": verb})

                    at = f"{person} at {name}, {verb}"
                    self.assertIn(response.status_code, (302, 401, 403, 404, 405), at)
                    self.assertNotIn(TITLE.encode(), response.content, at)
        self.assertEqual(_all_of(self.article), before)
        self._nothing_happened()

    def _status(self, method: str, name: str, person: str, expected: Expected) -> int:
        if (method, name, person) in EXCEPTIONS:
            return EXCEPTIONS[method, name, person]
        if person not in DESK:
            return SIGN_IN
        is_open = person in expected.opens_to
        read = expected.opened if is_open else expected.others
        written = expected.posted if is_open else expected.others_posted
        return written if method == "POST" and written is not None else read

    def _nothing_happened(self) -> None:
        article = Article.objects.get()
        self.assertEqual((article.title, article.stage), (TITLE, "draft"))
        self.assertEqual(Event.objects.filter(article=article).count(), 1)

    def test_a_foreign_chief_learns_nothing_of_the_article(self) -> None:
        client = self.client_of("stranger")
        event = self.keys["articles_event"]
        for address in (
            page_of(self.article),
            reverse("admin:articles_article_history", args=[self.article.pk]),
            reverse("admin:articles_event_change", args=[event]),
        ):
            with self.subTest(address=address):
                self.assertEqual(client.get(address).status_code, 404)
        for address in (
            reverse("admin:articles_article_changelist"),
            reverse("admin:articles_article_changelist") + "?q=strangers",
            reverse("admin:articles_event_changelist"),
            reverse("admin:articles_event_changelist") + "?verb=create",
        ):
            with self.subTest(address=address):
                response = client.get(address)
                self.assertNotContains(response, TITLE)
                self.assertNotContains(response, str(self.article.number))

    def test_forged_keys_are_not_there(self) -> None:
        people = [self.client_of(person) for person in ("chief", "administrator")]
        for key in ("0", "-1", "999999", "9" * 40, "x", "1_2F2", "%00", "1/../2", "1/x"):
            for stem in self.keys:
                for page in ("change", "delete", "history"):
                    address = f"/admin/{stem.replace('_', '/')}/{key}/{page}/"
                    for client, method in product(people, ("GET", "POST")):
                        response = client.generic(method, address)
                        self.assertIn(response.status_code, (403, 404), f"{method} {address}")

    def test_the_stock_ways_around_are_closed(self) -> None:
        chief, administrator = self.client_of("chief"), self.client_of("administrator")
        column = reverse("admin:articles_column_change", args=[self.cast.column.pk])
        for client, address in (
            (administrator, f"{column}?_popup=1"),
            (administrator, f"{column}?_to_field=id"),
            (administrator, f"{column}?_to_field=roles__user__password"),
            (chief, reverse("admin:articles_keyword_changelist") + "?_popup=1"),
            (chief, "/admin/r/1/1/"),
            (chief, reverse("admin:autocomplete") + "?app_label=articles&model_name=article"),
            (chief, "/admin/articles/revision/"),
            (chief, "/admin/articles/approval/"),
            (chief, "/admin/taggit/tag/"),
            (chief, "/admin/auth/group/"),
            (administrator, "/admin/auth/user/"),
        ):
            with self.subTest(address=address):
                self.assertIn(client.get(address).status_code, (403, 404))
        copy = {"_saveasnew": "1", "name_en": "Forged"}
        self.assertEqual(administrator.post(column, copy).status_code, 404)

    def test_fields_that_are_not_on_the_form_are_not_written(self) -> None:
        forged = {
            "verb": "save",
            "base": "1",
            "title": TITLE + "!",
            "stage": "approved",
            "public_state": "live",
            "number": "5",
            "owner": str(self.cast.chief.pk),
            "column": "1",
            "language": "zh",
            "published_at": "2001-01-01 00:00",
        }
        self.client_of("reporter").post(page_of(self.article), forged)

        article = Article.objects.get(pk=self.article.pk)
        self.assertEqual(article.title, TITLE + "!")
        self.assertEqual(
            (article.stage, article.public_state, article.number, article.language),
            ("draft", "unpublished", self.article.number, "en"),
        )
        self.assertEqual(article.owner, self.cast.reporter)
        self.assertEqual(article.column, self.cast.column)

    def test_the_door_is_that_of_the_whole_house(self) -> None:
        for method in ("GET", "POST"):
            with self.subTest(method=method):
                response = Client().generic(method, reverse("admin:login") + "?next=/admin/r/")

                self.assertRedirects(
                    response,
                    "/accounts/sign-in/?next=%2Fadmin%2Fr%2F",
                    fetch_redirect_response=False,
                )

    def test_a_reader_is_not_let_in(self) -> None:
        reader = self.people["reader"]
        assert reader is not None
        client = Client()

        response = client.post(
            SIGN_IN_PAGE, {"email": reader.email, "password": PASSWORD, "next": "/admin/"}
        )

        self.assertNotIn("/admin/", response.headers["Location"])
        self.assertRedirects(
            client.get("/admin/"), "/admin/login/?next=/admin/", target_status_code=302
        )

    def test_an_editor_signs_in_by_any_spelling_of_his_address(self) -> None:
        response = Client().post(
            SIGN_IN_PAGE,
            {
                "email": self.cast.editor.email.upper(),
                "password": PASSWORD,
                "next": reverse("admin:index"),
            },
        )

        self.assertRedirects(response, reverse("admin:index"), status_code=303)
