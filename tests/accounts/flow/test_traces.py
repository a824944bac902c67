"""What a thief of the database, the sessions, the tasks and the logs would not find."""

from __future__ import annotations

import hashlib
import logging

import pytest
from django.apps import apps
from django.core import mail

from accounts.flow import retrieval, sign_up
from accounts.flow.refusals import Incorrect
from tests.accounts.people import GOOD_PASSWORD, newest_code, somebody, work, wrong
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def everything_stored() -> str:
    """Return every row of every table, as text."""
    return "\n".join(
        str(row) for model in apps.get_models() for row in model._base_manager.values_list()
    )


def plain_hashes(code: str) -> set[str]:
    """Return what an unkeyed hash of the code would look like."""
    spaced = f"{code[:4]} {code[4:]}"
    return {
        hashlib.new(kind, text.encode()).hexdigest()
        for kind in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b")
        for text in (code, spaced, f"li@example.org{code}", f"{code}li@example.org")
    }


def test_neither_code_nor_an_unkeyed_hash_of_it_is_left_anywhere(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    make_user("reader", email="li@example.org")
    who = somebody()
    reset = retrieval.ask("li@example.org", who).challenge
    work()
    code = newest_code()
    sign_up.ask("new@example.org", who)
    work()
    other = newest_code()
    with pytest.raises(Incorrect):
        retrieval.confirm(reset, wrong(code), GOOD_PASSWORD, who)

    def left() -> str:
        return everything_stored() + caplog.text

    before = left()
    retrieval.confirm(reset, code, GOOD_PASSWORD, who)
    work()
    after = left()

    for secret in (code, other):
        for trace in {secret, f"{secret[:4]} {secret[4:]}", *plain_hashes(secret)}:
            assert trace not in before
            assert trace not in after
    assert who.browser not in after
    assert GOOD_PASSWORD not in after
    assert len(mail.outbox) == 3


def test_code_is_not_in_the_subject() -> None:
    make_user("reader", email="li@example.org")
    retrieval.ask("li@example.org", somebody())
    work()
    assert not any(sign.isdigit() for sign in str(mail.outbox[0].subject))
