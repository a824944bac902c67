"""The people of the samples: accounts of every role, and the names readers see."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from articles.models import Person
from articles.samples.data_files import read_data
from articles.text.keys import slug_of

PASSWORD_BYTES = 12  # 16 characters of 64: 96 bits


@dataclass(frozen=True, slots=True)
class SignIn:
    """How somebody signs in to an account that was made just now."""

    role: str
    address: str
    password: str


@dataclass(slots=True)
class People:
    """The sample accounts by role, in the order of the file; `made` are the new ones."""

    by_role: dict[str, list[User]] = field(default_factory=dict)
    by_address: dict[str, User] = field(default_factory=dict)
    made: list[SignIn] = field(default_factory=list)

    @property
    def administrator(self) -> User:
        """Who makes columns and gives roles."""
        return self.by_role["administrator"][0]

    @property
    def chiefs(self) -> list[User]:
        """The chief editors."""
        return self.by_role["chief"]

    @property
    def editors(self) -> list[User]:
        """The editors."""
        return self.by_role["editor"]

    @property
    def reporters(self) -> list[User]:
        """The reporters."""
        return self.by_role["reporter"]

    def new_users(self) -> set[User]:
        """The accounts that were made just now."""
        return {self.by_address[each.address] for each in self.made}


def make_people() -> People:
    """Make the accounts that are not there yet; those that are there stay as they are."""
    people = People()
    for facts in read_data("people"):
        user = User.objects.filter(email_canonical=facts["address"]).first()
        if user is None:
            user = _make(facts, people.made)
        people.by_role.setdefault(facts["role"], []).append(user)
        people.by_address[facts["address"]] = user
    return people


def byline(user: User) -> Person:
    """Return the name under which an account writes, made if there is none."""
    known = Person.objects.filter(user=user).first()
    if known is not None:
        return known
    slug = slug_of(user.name_en)
    if Person.objects.filter(slug=slug).exists():
        slug = f"{slug}-{user.pk}"
    return Person.objects.create(user=user, name_zh=user.name_zh, name_en=user.name_en, slug=slug)


def _make(facts: dict[str, Any], made: list[SignIn]) -> User:
    role, address = facts["role"], facts["address"]
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    made.append(SignIn(role, address, password))
    return User.objects.create_user(
        address,
        password,
        name_zh=facts["zh"],
        name_en=facts["en"],
        language=facts["language"],
        is_staff=role != "reader",
        is_superuser=role == "administrator",
    )
