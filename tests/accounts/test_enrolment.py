"""Changes of the second factor: won once, told to the owner, traceless in the tables."""

from __future__ import annotations

import base64
import logging
from io import StringIO
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts import enrolment
from accounts.mail import letters
from accounts.models import Authenticator, AuthEvent, AuthKind, RecoveryCode, User
from accounts.second_factor import check_second_factor
from accounts.totp import step_at, token_of, typed_seed
from tests.accounts.authenticators import Telephone
from tests.accounts.flow.test_traces import everything_stored
from tests.accounts.people import somebody, together, work
from tests.factories import make_staff, make_user


def begun(user: User, who: Any) -> tuple[SessionStore, enrolment.Pending]:
    """Begin to set an authenticator up in a session of its own."""
    session = SessionStore()
    enrolment.begin(session, user, who.at)
    session.save()
    waiting = enrolment.pending(session, user, who.at)
    assert waiting is not None
    return session, waiting


@pytest.mark.django_db(transaction=True)
def test_of_many_finishing_at_once_one_gets_the_sheet() -> None:
    user, who = make_user(), somebody()
    session, waiting = begun(user, who)
    token = token_of(waiting.seed, step_at(who.at))
    sheets: list[list[str]] = []

    def finish(number: int) -> None:
        own = SessionStore(session.session_key)
        sheets.append(enrolment.enrol(own, user, waiting, token, who))

    assert together(4, finish, threads=4) == {"done": 1, "AlreadySetUp": 3}
    assert RecoveryCode.objects.count() == 10
    assert check_second_factor(user, sheets[0][0], who)


@pytest.mark.django_db
def test_neither_seed_nor_codes_are_left_anywhere(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    user, who = make_user(), somebody()

    def left() -> str:
        store = SessionStore(session.session_key)
        return f"{everything_stored()}{store.load()}{caplog.text}"

    session, waiting = begun(user, who)
    before = left()
    token = token_of(waiting.seed, step_at(who.at))
    sheet = enrolment.enrol(session, user, waiting, token, who)
    session.save()
    renewed = enrolment.renew_recovery_codes(user, who)
    assert check_second_factor(user, renewed[0], who)
    work()
    after = left() + "".join(str(letter.body) for letter in mail.outbox)

    seed = waiting.seed
    base32 = typed_seed(seed).replace(" ", "")
    for trace in (
        *(base32, base32.lower(), typed_seed(seed), seed.hex(), str(seed)),
        *(base64.b64encode(seed).decode(), base64.urlsafe_b64encode(seed).decode()),
        *(secret for code in (*sheet, *renewed) for secret in (code, code.replace("-", "")[1:])),
    ):
        assert trace not in before
        assert trace not in after
    assert waiting.sealed not in str(SessionStore(session.session_key).load())


@pytest.mark.django_db
def test_staff_cannot_do_without_where_it_is_required(settings: Settings) -> None:
    editor = make_staff("editor")
    Telephone(editor)
    settings.STAFF_SECOND_FACTOR = True
    with pytest.raises(enrolment.FactorRequired):
        enrolment.remove_second_factor(editor, somebody())
    assert Authenticator.objects.exists()


@pytest.mark.django_db
def test_whoever_runs_the_server_lets_in_who_has_lost_everything(settings: Settings) -> None:
    chief = make_staff("chief", email="Chief@example.org", is_superuser=True)
    Telephone(chief)
    settings.STAFF_SECOND_FACTOR = True
    output = StringIO()

    call_command("remove_second_factor", "chief@EXAMPLE.org", stdout=output)
    call_command("remove_second_factor", "chief@example.org", stdout=output)

    assert "all sessions have ended" in output.getvalue()
    assert "has no second factor" in output.getvalue()
    assert not Authenticator.objects.exists()
    assert not RecoveryCode.objects.exists()
    event = AuthEvent.objects.get(kind=AuthKind.SECOND_FACTOR)
    assert (event.user, event.reason) == (chief, "removed-by-server")
    work()
    (letter,) = mail.outbox
    assert letter.to == ["Chief@example.org"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["nobody@example.org", "no address", ""])
def test_command_says_where_there_is_no_account(address: str) -> None:
    with pytest.raises(CommandError, match="no account"):
        call_command("remove_second_factor", address)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("change", ["set-up", "replaced", "codes", "removed"])
def test_letters_name_the_change_and_carry_no_secret(language: str, change: str) -> None:
    facts = {"time": "2026-11-24T08:00:00+00:00", "client": "Firefox, Linux", "change": change}
    for kind in ("second_factor_changed", "recovery_code_used", "second_factor_guessed"):
        letters.send(kind, "li@example.org", language, {**facts, "left": "3"})
    assert len(mail.outbox) == 3
    for letter in mail.outbox:
        assert "\n" not in str(letter.subject)
        assert "Firefox, Linux" in str(letter.body)
        assert isinstance(letter, EmailMultiAlternatives)
        assert "Firefox, Linux" in str(letter.alternatives[0][0])
